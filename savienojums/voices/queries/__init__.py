"""What can be asked in this room; one file a noun."""
