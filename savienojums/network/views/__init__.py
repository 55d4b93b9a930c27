"""Doors for people: the registry's pages."""
