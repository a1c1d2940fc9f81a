"""What is said: contents, cues and sources in words of the text."""
