"""Opinion maps as they were reckoned."""

from __future__ import annotations

from typing import Any

from django.db import models

from savienojums.voices.models.conversations import Conversation


class MapMade(models.Model):
    """One recomputation: what pages show of it, and what the next one and the routing start from."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="maps")
    made_at = models.DateTimeField()
    # The last vote that was reckoned in, how many rows there were, and what was moderated in by then: a later map
    # is due when one of them differs.
    last_vote = models.PositiveBigIntegerField(default=0)
    as_of = models.CharField(max_length=64, blank=True)
    people_count = models.PositiveIntegerField(default=0)
    vote_count = models.PositiveIntegerField(default=0)
    took_ms = models.PositiveIntegerField(default=0)
    # What pages show: groups, lists, shares, the picture in cells; see queries/map_told.py.
    told: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # Arrays as numpy keeps them (npz without pickles): the statements' side of the fit, and everybody's place.
    arrays = models.BinaryField(blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        get_latest_by = "made_at"

    def __str__(self) -> str:
        return f"{self.conversation} {self.made_at:%Y-%m-%d %H:%M}"
