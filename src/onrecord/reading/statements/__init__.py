"""Statements: who said what, on whose word, how surely, and was it checked. No model runs here."""
