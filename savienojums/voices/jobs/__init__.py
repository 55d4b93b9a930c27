"""What follows from what happened in conversations, and what comes back with time; one file a noun."""
