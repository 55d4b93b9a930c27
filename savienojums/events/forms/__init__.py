"""What people fill in about meetings; one file a noun."""
