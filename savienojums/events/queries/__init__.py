"""What may be asked of meetings; one file a noun."""
