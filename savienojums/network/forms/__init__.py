"""Clean input for the registry; never saves."""
