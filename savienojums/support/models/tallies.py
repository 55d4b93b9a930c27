"""What was counted without knowing whose it was: a day, a thing, a number."""

from __future__ import annotations

from django.db import models

from savienojums.support.kinds import TallyKind


class Tally(models.Model):
    """How often something happened on a day; no address, no session, no person."""

    day = models.DateField()
    what = models.CharField(max_length=10, choices=TallyKind.choices)
    key = models.CharField(max_length=160)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day", "what", "key"]
        constraints = [models.UniqueConstraint(fields=["day", "what", "key"], name="one_tally_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.key}: {self.count}"
