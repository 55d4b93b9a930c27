"""Opinion maps: how well they foretell and how steady they are on real conversations, how fast and how large."""
