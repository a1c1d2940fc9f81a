"""Namings of places -> places on the earth, by what else a story says; no model inside."""
