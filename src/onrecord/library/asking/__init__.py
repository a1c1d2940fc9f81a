"""Answers about articles and what is read in them."""
