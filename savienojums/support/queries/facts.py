"""What an entry says as plain values that can be kept in the journal and compared, and what changed of it since."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from savienojums.core.records import in_languages
from savienojums.journal.models import Record
from savienojums.support.models import Measure, Provider, Round

if TYPE_CHECKING:
    from collections.abc import Mapping

    from savienojums.journal.models import RecordQuerySet

TRANSLATED = ("name", "summary")
LISTS = ("other_kinds", "legal_forms", "people_for", "partner_forms", "way_in", "languages", "usual_deadlines")
RELATED = ("themes", "places")
MEASURE = (
    "name", "summary", "provider", "kind", "other_kinds", "theme_words",
    "who_text", "legal_forms", "forms_certain", "people_min", "people_for", "partners_min", "partners_note",
    "who_where", "conditions", "rule", "partner_forms", "terms", "places_text", "places_where", "place_basis", "places_certain", "outside_region", "wider",
    "sums_where", "amount_min", "amount_max", "own_share_percent", "own_share_above", "own_share_note", "applications_per_year",
    "recurrence", "recurrence_text", "duration_months", "way_in", "way_in_text", "annexes", "ask_where", "url",
    "languages", "notes", "source_url", "usual_opening", "usual_deadlines", "usual_hour", "status",
)  # fmt: skip
ROUND = (
    "name", "opens_on", "closes_on", "closes_hour", "deadline_by", "budget", "applied_count", "won_count", "note",
    "source_url",
)  # fmt: skip

MEASURE_CHANGED = "support.measure_changed"
ROUND_CHANGED = "support.round_changed"


def value_of(entry: Measure | Round, name: str) -> Any:
    """One value of the entry, as an act takes it."""
    return list(getattr(entry, name).all()) if name in RELATED else getattr(entry, name)


def facts_of(entry: Measure | Round) -> dict[str, Any]:
    """Everything an editor may change of a measure or a round, as plain values."""
    names = (*MEASURE, *RELATED) if isinstance(entry, Measure) else ROUND
    return plain({name: value_of(entry, name) for name in names})


def plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as values that a journal line can hold and that can be compared."""
    return {name: _plain(name, value) for name, value in details.items()}


def _plain(name: str, value: Any) -> Any:  # noqa: PLR0911 -- one line a kind of value
    if name in TRANSLATED and not isinstance(value, str):
        return {code: _lines_ended(words) for code, words in in_languages(value).items()}
    if name in RELATED:
        return sorted(each.slug for each in value)
    if name in LISTS:
        return sorted(value)
    if isinstance(value, Provider):
        return value.name
    if isinstance(value, Measure):
        return value.slug
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return _lines_ended(value) if isinstance(value, str) else value


def _lines_ended(text: str) -> str:
    """Lines as we end them, whatever the browser sent: otherwise every saving would be a change."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def changes_seen(entry: Measure | Round) -> int:
    """How often it has been changed: a form remembers this number, to notice what others did meanwhile."""
    return _lines(entry).count()


def changes_since(entry: Measure | Round, seen: int) -> list[Mapping[str, list[Any]]]:
    """What was changed after the first `seen` times, oldest first."""
    lines = _lines(entry).order_by("id").values_list("particulars", flat=True)
    return [particulars["changes"] for particulars in lines[seen:]]


def _lines(entry: Measure | Round) -> RecordQuerySet:
    if isinstance(entry, Measure):
        return Record.objects.about(entry).filter(verb=MEASURE_CHANGED)
    return Record.objects.about(entry.measure).filter(verb=ROUND_CHANGED, particulars__round=entry.public_id)
