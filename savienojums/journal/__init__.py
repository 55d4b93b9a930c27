"""The room of what happened and of what is left to do."""
