"""What "What fits us?" offers to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import get_language

from savienojums.core.marks import Kept
from savienojums.network.kinds import LegalForm
from savienojums.network.models import Organisation
from savienojums.network.queries.places import Choices, place_options
from savienojums.network.queries.themes import themes
from savienojums.support.queries.catalogue import ANY_THEME

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.support.queries.asking import Asked


@dataclass(frozen=True, eq=False)
class WhoAndWhere:
    """Places and legal forms to choose from, in one language."""

    # Long lists that seldom change: what was drawn of them once is right again.
    says_all: ClassVar[bool] = True

    places: Choices
    forms: list[tuple[str, str]]
    themes: list[tuple[str, str]]


_OFFERED: Kept[dict[str, WhoAndWhere]] = Kept(dict, "places", "registry")


def who_and_where() -> WhoAndWhere:
    """The places, legal forms and themes as they are offered everywhere."""
    offered, language = _OFFERED.get(), get_language() or ""
    if language not in offered:
        offered[language] = WhoAndWhere(
            places=place_options(),
            forms=[(form.value, str(form.label)) for form in LegalForm],
            themes=[(theme.slug, str(theme)) for theme in themes() if theme.slug != ANY_THEME],
        )
    return offered[language]


def organisations_to_ask_for(person: Person | None, asked: Asked) -> list[Organisation]:
    """Those who act for organisations may ask for them; so may everyone for one they came from."""
    mine = list(Organisation.objects.of(person)) if person else []
    if asked.organisation and asked.organisation not in mine:
        mine.append(asked.organisation)
    return mine
