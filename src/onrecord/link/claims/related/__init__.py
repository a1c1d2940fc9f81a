"""What statements have to do with each other: how likely each relation is, and why."""
