"""Whether anybody checked, and which statements that covers."""
