"""Two people changed the same organisation: both values, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from savienojums.network.forms.organisation import LANGUAGES, OrganisationForm
from savienojums.network.queries.profile import in_words, label_of, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Conflict:
    """One line that somebody else has saved differently."""

    label: str
    saved: str


def seen_of(sent: QueryDict) -> int:
    """How many changes had been made when the form was opened; nonsense means none were seen."""
    number = sent.get("seen", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER else 0


def merged(sent: QueryDict, details: Mapping[str, Any]) -> OrganisationForm:
    """The form as it was sent, with what others changed where this person had left it alone."""
    together = sent.copy()
    for name, value in as_sent(details).items():
        if isinstance(value, list):
            together.setlist(name, value)
        else:
            together[name] = value
    form = OrganisationForm(together)
    form.full_clean()
    return form


def as_sent(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as a browser would send them."""
    values = {**details, **plain(details)}
    summary = values.pop("summary", {})
    point = (values.pop("lat", None), values.pop("lon", None))
    sent = {
        name: value if isinstance(value, list) else "" if value is None else str(value)
        for name, value in values.items()
    }
    sent["coordinates"] = "" if None in point else f"{point[0]}, {point[1]}"
    return {**sent, **{f"summary_{code}": summary.get(code, "") for code, _name in LANGUAGES}}


def conflict_lines(conflicts: Mapping[str, Any]) -> list[Conflict]:
    """What somebody else saved, in words."""
    return [Conflict(label_of(name), in_words(name, value)) for name, value in conflicts.items()]
