"""Answers about what stands between articles: stories, parties, versions."""
