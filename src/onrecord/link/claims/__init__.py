"""Claims: which statements say the same, which dispute each other, whose figure differs."""
