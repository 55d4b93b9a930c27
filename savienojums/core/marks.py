"""What has changed: acts raise a mark, questions compare it with what they remember."""

from __future__ import annotations

from django.db.models import F

from savienojums.core.models import Mark


def raise_mark(*names: str) -> None:
    """Say that these subjects have changed; part of the act's own transaction."""
    for name in names:
        if not Mark.objects.filter(name=name).update(value=F("value") + 1):
            Mark.objects.get_or_create(name=name, defaults={"value": 1})


def marks(*names: str) -> tuple[int, ...]:
    """How often each of these subjects has changed; one query."""
    found = dict(Mark.objects.filter(name__in=names).values_list("name", "value"))
    return tuple(found.get(name, 0) for name in names)
