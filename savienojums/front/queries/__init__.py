"""What may be asked where rooms meet: the map, the places, the first page."""
