"""Statements: who said what, on whose word, how surely, whether it was checked. Runs no model."""
