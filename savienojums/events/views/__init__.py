"""Doors of meetings; one file a noun."""
