"""What follows from what happened at meetings, and what comes back with time; one file a noun."""

from savienojums.events.jobs import (  # noqa: F401 -- read for their jobs
    focus,
    gatherings,
    invitations,
    messages,
    minutes,
    outside,
    polls,
    registrations,
    retention,
    rides,
    searching,
    series,
)
