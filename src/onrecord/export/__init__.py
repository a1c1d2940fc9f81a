"""Nouns -> files and lines that other programs read."""
