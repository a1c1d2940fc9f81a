"""Looks up places by name, in the gazetteer that is shipped and in those that a user adds."""
