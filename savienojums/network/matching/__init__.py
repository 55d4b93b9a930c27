"""Which rows and organisations are probably the same, and what a row would change: pure, same answer every time."""

from savienojums.network.matching.names import full_name, match_name, site_key

__all__ = ["full_name", "match_name", "site_key"]
