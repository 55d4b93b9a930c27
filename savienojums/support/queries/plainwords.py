"""Kept values of an entry as a person reads them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import gettext as _

from savienojums.core.templatetags.core import euros
from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import atlas
from savienojums.network.queries.themes import themes
from savienojums.support import sentences
from savienojums.support.forecast import usual_days
from savienojums.support.kinds import DeadlineBy, MeasureKind, PlaceBasis, Recurrence, Status, WayIn
from savienojums.support.labels import LANGUAGES
from savienojums.support.queries.conditions import rule_in_words

if TYPE_CHECKING:
    from django.db.models import TextChoices

CHOICES: dict[str, type[TextChoices]] = {
    "kind": MeasureKind,
    "other_kinds": MeasureKind,
    "legal_forms": LegalForm,
    "people_for": LegalForm,
    "partner_forms": LegalForm,
    "place_basis": PlaceBasis,
    "recurrence": Recurrence,
    "status": Status,
    "way_in": WayIn,
    "deadline_by": DeadlineBy,
}
SUMS = {"amount_min", "amount_max", "own_share_above", "budget"}
DAYS = {"opens_on", "closes_on"}
HOURS = {"usual_hour", "closes_hour"}


def in_words(name: str, value: Any) -> str:
    """A kept value of that line in the page's language; empty if nothing was said."""
    if value is None or value in ("", [], {}):
        return ""
    if name == "rule":
        return rule_in_words(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_word(name, str(each)) for each in value)
    return _word(name, str(value))


def _word(name: str, value: str) -> str:  # noqa: PLR0911 -- one line a kind of value
    if name in CHOICES:
        return str(dict(CHOICES[name].choices).get(value, value))
    if name == "themes":
        return next((str(theme) for theme in themes() if theme.slug == value), value)
    if name == "places":
        return str(atlas().by_slug.get(value, value))
    if name == "languages":
        return str(LANGUAGES.get(value, value))
    if name in SUMS:
        return euros(Decimal(value))
    if name == "own_share_percent":
        return formats.number_format(Decimal(value))
    if name in DAYS:
        return formats.date_format(date.fromisoformat(value))
    if name in HOURS:
        return formats.time_format(time.fromisoformat(value))
    if name in {"usual_deadlines", "usual_opening"}:
        return (
            ", ".join(sentences.day_and_hour(day.next_after(date(2024, 1, 1)), None) for day in usual_days([value]))
            or value
        )
    return value
