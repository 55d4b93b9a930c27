"""By what a reader without a line narrows the document: the same questions as on the list, answered beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import atlas
from savienojums.support.kinds import Standing
from savienojums.support.queries.catalogue import shelf
from savienojums.support.queries.measures import theme_names, usable_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from savienojums.support.queries.documents import Booklet


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the answers that leave something, and to which entries each answer leads."""

    name: str
    label: str
    options: list[tuple[str, str, int]]
    answers: dict[str, list[str]]

    def of(self, id_: str) -> str:
        """The answers that lead to this entry, as words with spaces between."""
        return " ".join(value for value, ids in self.answers.items() if id_ in ids)


def questions_for(booklet: Booklet, at: datetime) -> list[Question]:
    """Theme, legal form, place and state, as the list itself understands them."""
    whole = shelf(at)
    ids = {pk: leaf.id for pk, leaf in booklet.by_pk.items()}

    def leading(chosen: int) -> list[str]:
        return [ids[pk] for pk in whole.catalogue.members(chosen, "name") if pk in ids]

    def held(facet: str, names: Mapping[str, StrOrPromise]) -> Iterator[tuple[str, str, list[str]]]:
        for value, name in names.items():
            yield value, str(name), leading(whole.catalogue.holding(facet, [value]))

    places = [(place.slug, str(place), leading(usable_from(whole, place))) for place in atlas().municipalities()]
    return [
        _question("theme", _("Theme"), held("theme", theme_names())),
        _question("form", _("Legal form"), held("form", dict(LegalForm.choices))),
        _question("place", _("Place"), iter(places)),
        _question("state", _("How it stands"), held("state", dict(Standing.choices))),
    ]


def _question(name: str, label: str, answers: Iterator[tuple[str, str, list[str]]]) -> Question:
    leading = [each for each in answers if each[2]]
    return Question(
        name=name,
        label=label,
        options=[(value, words, len(ids)) for value, words, ids in leading],
        answers={value: ids for value, _words, ids in leading},
    )
