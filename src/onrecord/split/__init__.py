"""Page -> list[Article | Rejected]: blocks, stories, body, facts."""
