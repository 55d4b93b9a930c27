"""Who may do what with meetings; one file a noun."""
