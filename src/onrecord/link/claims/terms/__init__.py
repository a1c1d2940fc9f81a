"""The words of statements: which count as one, and what they say of a statement."""
