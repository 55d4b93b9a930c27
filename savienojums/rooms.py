"""The one ordered list of rooms, lowest first."""

ROOMS: tuple[str, ...] = ("core", "journal", "accounts", "network", "support", "events", "voices", "front")
