"""Who speaks: everybody a story names, and who the words of a source are."""
