"""The project's own measurements: quality on public pages and dumps, speed, and the gate."""
