"""What follows from what happened in conversations, and what comes back with time; one file a noun."""

from savienojums.voices.jobs import (  # noqa: F401 -- read for their jobs
    imports,
    initiatives,
    initiatives_searching,
    maps,
    retention,
    searching,
)
