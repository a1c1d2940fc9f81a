"""The forms in which nouns are kept: as JSON, as rows, and as the words they are found by."""
