"""What may be done in the Connection document."""
