"""What follows from what happened at meetings, and what comes back with time; one file a noun."""

from savienojums.events.jobs import registrations, retention  # noqa: F401 -- read for their jobs
