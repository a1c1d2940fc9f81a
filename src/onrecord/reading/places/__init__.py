"""Names of places -> places on the earth, by what else a story says; runs no model."""
