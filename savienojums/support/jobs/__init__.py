"""Doors for time: what the Connection document does by itself; a file for each noun, all read by the worker."""

from savienojums.support.jobs import advice, corrections, drafts, following, links, sources, tallies  # noqa: F401 -- read for their jobs
