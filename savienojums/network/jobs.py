"""Doors for time: what the registry does later or every day."""
