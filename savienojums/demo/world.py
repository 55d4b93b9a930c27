"""The demo world: the land, its organisations, its support, and role people who may sign in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from savienojums.accounts.actions import appoint_administrator, change_profile, give_role
from savienojums.core.system import SYSTEM
from savienojums.demo.measures import measure_rows
from savienojums.demo.organisations import organisation_rows, theme_names
from savienojums.demo.people import PEOPLE
from savienojums.demo.territory import load_selija
from savienojums.network.actions.loading import load_organisations, load_themes
from savienojums.support.actions.loading import load_measures

if TYPE_CHECKING:
    from savienojums.accounts.models import Person

# The day on which the facts were collected; nothing in the demo pretends to be newer.
COLLECTED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def fill(at: datetime = COLLECTED) -> None:
    """Fill an empty installation with the real Sēlija; what is there already stays."""
    load_selija(at=at)
    load_themes(by=SYSTEM, names=theme_names(), at=at)
    load_organisations(by=SYSTEM, rows=organisation_rows(), at=at)
    load_measures(by=SYSTEM, rows=measure_rows(), at=at)
    _people(at)
