"""What may be done with meetings; one file a noun."""
