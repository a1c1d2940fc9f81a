"""Article -> Reading: one model pass, several heads, pure decoders."""
