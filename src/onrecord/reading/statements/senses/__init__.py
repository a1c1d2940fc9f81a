"""How it is said and how surely: the lexicon of cues and hedges, and the syntax around them."""
