"""Words for templates of the room."""
