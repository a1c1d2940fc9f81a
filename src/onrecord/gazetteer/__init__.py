"""Names of places and what they name: the world in the box, and gazetteers that a user adds."""
