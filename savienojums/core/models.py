"""Marks: counters that tell a process whether what it remembers is still true."""

from __future__ import annotations

from django.db import models


class Mark(models.Model):
    """A named counter that grows whenever its subject changes."""

    name = models.CharField(max_length=30, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
