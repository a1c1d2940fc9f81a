"""Events: what happened, by whose account; and where people went. No model runs here."""
