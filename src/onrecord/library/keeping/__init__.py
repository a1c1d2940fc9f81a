"""Writes pages and what people correct, and gives what is kept as it was given."""
