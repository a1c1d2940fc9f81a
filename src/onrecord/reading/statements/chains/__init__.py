"""Through whom statements are told, where and when, what they answer, where they are repeated."""
