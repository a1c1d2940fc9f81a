"""Joins articles: copies, revisions, parties, stories. Pure: what is known is an argument."""
