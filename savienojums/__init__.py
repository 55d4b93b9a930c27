"""Savienojums: the platform on which the communities of a region find each other."""

__version__ = "0.1.0"
