"""Whom words without a name stand for: pronouns, descriptions, ages."""
