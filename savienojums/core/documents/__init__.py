"""Paper: the typesetter in its own process, how paper looks, and documents that were made once and kept."""
