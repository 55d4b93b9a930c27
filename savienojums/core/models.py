"""Marks, which tell a process whether what it remembers is still true; words that texts are searched by; synonyms."""

from __future__ import annotations

from typing import Any

from django.db import models

from savienojums.core.records import BaseRecord
from savienojums.core.words import LONGEST_WORD


class Mark(models.Model):
    """A named counter that grows whenever its subject changes."""

    name = models.CharField(max_length=30, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class Word(models.Model):
    """A form of a word that stands in some searchable text."""

    LONGEST_FOLDED = 80

    form = models.CharField(max_length=LONGEST_WORD, primary_key=True)
    folded = models.CharField(max_length=LONGEST_FOLDED, db_index=True)
    folded_key = models.CharField(max_length=LONGEST_FOLDED, db_index=True)

    def __str__(self) -> str:
        return self.form


class WordGroupQuerySet(models.QuerySet["WordGroup"]):
    """Words about many groups of synonyms."""

    def standing(self) -> WordGroupQuerySet:
        """Those the search uses."""
        return self.filter(removed_at=None)


class WordGroup(BaseRecord):
    """Words and phrases that mean the same to the search: NVO, biedrība, nevalstiskā organizācija."""

    phrases: models.JSONField[Any, Any] = models.JSONField(default=list)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = WordGroupQuerySet.as_manager()

    class Meta:
        """In the order in which they came."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return ", ".join(self.phrases)
