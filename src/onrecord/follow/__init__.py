"""Alerts: each change in what readers follow is reported once, with its reason and evidence."""
