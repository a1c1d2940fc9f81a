"""Records -> files and lines that other programs read."""
