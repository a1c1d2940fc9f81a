"""How the gazetteer in the box and the ranker of places were made."""
