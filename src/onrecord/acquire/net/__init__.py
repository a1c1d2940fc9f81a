"""From the net: one way to ask it, and what of it leads on to pages."""
