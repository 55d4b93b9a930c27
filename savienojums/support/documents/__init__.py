"""Documents that are read away from a screen: a booklet, a poster, a page that needs no line."""
