"""What "What fits us?" offers to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.network.kinds import LegalForm
from savienojums.network.models import Organisation
from savienojums.network.queries.places import Choices, place_options
from savienojums.network.queries.themes import themes
from savienojums.support.queries.catalogue import ANY_THEME

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.support.queries.fit import Asked


@dataclass(frozen=True, slots=True)
class Offered:
    """The choices of the form, and the organisations one may ask for."""

    places: Choices
    forms: list[tuple[str, str]]
    themes: list[tuple[str, str]]
    organisations: list[Organisation]


def offered_to(person: Person | None, asked: Asked) -> Offered:
    """The form's choices; those who act for organisations may ask for them."""
    mine = list(Organisation.objects.of(person)) if person else []
    if asked.organisation and asked.organisation not in mine:
        mine.append(asked.organisation)
    return Offered(
        places=place_options(),
        forms=[(form.value, str(form.label)) for form in LegalForm],
        themes=[(theme.slug, str(theme)) for theme in themes() if theme.slug != ANY_THEME],
        organisations=mine,
    )
