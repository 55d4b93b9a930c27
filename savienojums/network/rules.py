"""Who may do what in the registry; pure over what is handed in."""
