"""What may be asked of the Connection document."""
