"""Doors of the room; one file a noun."""
