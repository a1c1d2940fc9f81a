"""Fetches pages, feeds and site maps; all requests go through `fetching`."""
