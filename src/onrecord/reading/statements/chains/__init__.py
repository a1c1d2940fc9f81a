"""Through whom it is told, where and when, what it answers, and where it is said again."""
