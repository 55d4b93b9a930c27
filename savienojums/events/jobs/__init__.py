"""What follows from what happened at meetings, and what comes back with time; one file a noun."""

from savienojums.events.jobs import gatherings, minutes, registrations, retention, series  # noqa: F401 -- read for their jobs
from savienojums.events.jobs import outside, searching  # noqa: F401 -- read for their jobs
from savienojums.events.jobs import invitations, messages, polls, rides  # noqa: F401 -- read for their jobs
from savienojums.events.jobs import focus  # noqa: F401 -- read for its job
