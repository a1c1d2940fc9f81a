"""Names of people, bodies and places: whole, of one kind, and which are one actor's."""
