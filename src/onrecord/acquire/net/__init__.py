"""Addresses of the net -> answers, and from feeds and site maps on to pages. One way to ask."""
