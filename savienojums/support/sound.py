"""What cannot be true of a measure or a round, each with a sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from savienojums.core.reading import EARLIEST, LATEST, MOST
from savienojums.core.refusal import Refused
from savienojums.core.templatetags.core import euros, listed
from savienojums.support import rulebook
from savienojums.support.faults import fault
from savienojums.support.queries.contradicting import composed_demands, contradiction, own_demands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from savienojums.support.queries.contradicting import Demand

    Problem = tuple[str, str]

SUMS = ("amount_min", "amount_max", "own_share_above", "budget")
WHOLE = 100


class NotSound(Refused):
    """What was said contradicts itself."""


def insist(problems: Iterator[Problem]) -> None:
    """Refuse with the first of these problems, if there is one."""
    for _field, sentence in problems:
        raise NotSound(sentence)


def problems_of_measure(said: Mapping[str, Any]) -> Iterator[Problem]:
    """What cannot be true of a measure: the field and the sentence."""
    yield from _sums(said)
    least, most, percent = (said.get(name) for name in ("amount_min", "amount_max", "own_share_percent"))
    if least is not None and most is not None and least > most:
        words = {"least": euros(least), "most": euros(most)}
        yield "amount_min", _("The smallest sum (%(least)s) is above the largest one (%(most)s). Swap them?") % words
    if percent is not None and not 0 <= percent <= WHOLE:
        yield "own_share_percent", _("A share lies between 0 and 100 %.")
    if said.get("own_share_above") is not None and percent is None:
        yield (
            "own_share_above",
            _("From which sum the share counts makes sense only beside the share. Enter the share too."),
        )


def problems_of_rule(said: Mapping[str, Any]) -> Iterator[Problem]:
    """What cannot be true of the composed conditions, by themselves and beside the entry's own lines."""
    try:
        composed = composed_demands(said.get("rule") or {}, said.get("slug", ""))
    except rulebook.WrongRule as wrong:
        yield "rule", fault(wrong.word)
        return
    if composed and (parts := contradiction([*own_demands(said), *composed])):
        yield "rule", nobody_can(parts)


def nobody_can(parts: Sequence[Demand]) -> str:
    """That these demands contradict each other, or the one itself."""
    if len(parts) == 1:
        return _("Nobody can meet this, it contradicts itself: “%(part)s”.") % {"part": parts[0].words}
    words = listed([_("“%(part)s”") % {"part": part.words} for part in parts])
    return _("Nobody can meet all of this at once: %(parts)s. Change one of them.") % {"parts": words}


def problems_of_round(said: Mapping[str, Any]) -> Iterator[Problem]:
    """What cannot be true of a round: the field and the sentence."""
    yield from _sums(said)
    opens, closes, hour = (said.get(name) for name in ("opens_on", "closes_on", "closes_hour"))
    for name, day in (("opens_on", opens), ("closes_on", closes)):
        if day is not None and not EARLIEST <= day.year <= LATEST:
            yield name, _other_century(day)
    if opens and closes and closes < opens:
        yield "closes_on", _("The round would close before it opens. Look at both days.")
    if hour is not None and closes is None:
        yield "closes_hour", _("An hour needs its day. Enter the day of the deadline.")
    applied, won = said.get("applied_count"), said.get("won_count")
    if applied is not None and won is not None and won > applied:
        yield "won_count", _("More were supported than applied. Look at both numbers.")
    if not (opens or closes or said.get("name")):
        yield "closes_on", _("Enter a day, or at least a name by which people know the round.")


def _sums(said: Mapping[str, Any]) -> Iterator[Problem]:
    for name in SUMS:
        amount = said.get(name)
        if amount is not None and amount < 0:
            yield name, _("A sum cannot be less than nothing.")
        elif amount is not None and amount > MOST:
            yield name, _("This sum is larger than the document can hold.")


def _other_century(day: date) -> str:
    return _("Is it really the year %(year)s?") % {"year": day.year}
