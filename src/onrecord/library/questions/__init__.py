"""What all questions share: the search language, and how much of an answer is shown."""
