"""Clean input for the Connection document; forms never save."""
