"""The words of a source: their head, the name in them, and what they are worth knowing by."""
