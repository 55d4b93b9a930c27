"""What can be done in this room; one file a noun."""
