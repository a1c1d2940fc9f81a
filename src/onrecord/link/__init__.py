"""Joins articles: copies, revisions, parties, stories. Pure: everything known is passed in."""
