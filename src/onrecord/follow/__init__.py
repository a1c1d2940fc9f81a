"""What readers follow: told of by meaning, once, with the reason and the evidence."""
