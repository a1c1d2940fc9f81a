"""Commands that would not fit into `cli`, and what all commands share."""
