"""Doors of the Connection document for programs."""
