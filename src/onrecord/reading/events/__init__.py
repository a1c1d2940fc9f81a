"""Events: what happened, by whose account, and where people went. Runs no model."""
