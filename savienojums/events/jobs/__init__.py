"""What follows from what happened at meetings, and what comes back with time; one file a noun."""
