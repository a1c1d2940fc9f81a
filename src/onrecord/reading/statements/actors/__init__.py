"""Who speaks: everybody named in a story, and whom the words of a source stand for."""
