"""Fetches pages, feeds and site maps; `fetching` is the only way to the net."""
