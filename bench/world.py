"""A large world for the benchmarks: the real Sēlija copied until there are so many organisations and measures."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "savienojums.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first
from django.db import transaction  # noqa: E402 -- Django must be set up first

from savienojums.core import clock  # noqa: E402 -- Django must be set up first
from savienojums.core.system import SYSTEM  # noqa: E402 -- Django must be set up first
from savienojums.demo.measures import measure_rows  # noqa: E402 -- Django must be set up first
from savienojums.demo.organisations import organisation_rows  # noqa: E402 -- Django must be set up first
from savienojums.demo.world import fill  # noqa: E402 -- Django must be set up first
from savienojums.network.actions.loading import load_organisations  # noqa: E402 -- Django must be set up first
from savienojums.support.actions.loading import load_measures  # noqa: E402 -- Django must be set up first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def copies(rows: Sequence[Any], count: int) -> Iterator[Any]:
    """These rows again and again until there are so many, each copy with a name and address word of its own."""
    for number in range(len(rows), count):
        row, copy = rows[number % len(rows)], number // len(rows)
        name = row.fields["name"]
        told = {**name, "lv": f"{name['lv']} {copy}"} if isinstance(name, dict) else f"{name} {copy}"
        yield replace(row, slug=f"{row.slug[:70]}-{copy}", fields={**row.fields, "name": told})


def build(organisations: int, measures: int) -> None:
    """Migrate, fill with the demo, then copy."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        fill()
        load_organisations(by=SYSTEM, rows=list(copies(organisation_rows(), organisations)), at=clock.now())
        load_measures(by=SYSTEM, rows=list(copies(measure_rows(), measures)), at=clock.now())


if __name__ == "__main__":
    build(int(sys.argv[1]), int(sys.argv[2]))
