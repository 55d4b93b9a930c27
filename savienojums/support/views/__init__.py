"""The doors of the Connection document, one file a noun."""
