"""What may be done in the registry."""
