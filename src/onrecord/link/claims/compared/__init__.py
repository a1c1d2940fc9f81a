"""What of a statement is compared, and what two statements have in common."""
