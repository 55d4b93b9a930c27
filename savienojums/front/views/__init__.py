"""Doors where rooms meet."""
