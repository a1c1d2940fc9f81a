"""Writes what joining finds: pairs of articles, parties, stories, judgements."""
