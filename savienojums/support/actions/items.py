"""What an editor makes of something found: a measure, one that is there already, or nothing."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import labels, rules, sound
from savienojums.support.actions import measures, rounds
from savienojums.support.kinds import ItemFate
from savienojums.support.models import SourceItem
from savienojums.support.queries import facts
from savienojums.support.queries.found import ROUND_LINES, changed_between, differing, unread_words
from savienojums.support.queries.named import places_named, themes_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.support.models import Measure, Source

SUMS = ("amount_min", "amount_max", "own_share_percent", "own_share_above", "budget")


class AlreadyDecided(Refused):
    """Somebody decided about it meanwhile."""

    sentence = _("Somebody has decided about this already. Look at the list again.")


class NothingNew(Refused):
    """The source says what the document was told."""

    sentence = _("There is nothing new in the source that could be taken over.")


@transaction.atomic
def take_item(*, by: Person, item: SourceItem, at: datetime) -> Measure:
    """Make a draft of something found; an editor looks through it and publishes it."""
    allow(rules.may_take_item, by, item)
    held = _hold(item)
    if held.fate not in {ItemFate.WAITING, ItemFate.GONE}:
        raise AlreadyDecided
    measure = measures.add_measure(by=by, details=_sound(_draft(held)), at=at)
    if details := _round(held.fields):
        rounds.add_round(by=by, measure=measure, details=details, at=at)
    _decide(held, ItemFate.TAKEN, measure, by, at)
    record(
        "support.item_taken", by=by, subject=measure, at=at, audience=Audience.EDITORS,
        source=held.source.name, address=held.address, note=held.source.licence,
    )  # fmt: skip
    return measure


@transaction.atomic
def tie_item(*, by: Person, item: SourceItem, measure: Measure, at: datetime) -> None:
    """Say that something found is a measure the document has; what its source changes later comes to the desk."""
    allow(rules.may_tie_item, by, item)
    held = _hold(item)
    if held.fate in {ItemFate.TAKEN, ItemFate.DUPLICATE}:
        raise AlreadyDecided
    _decide(held, ItemFate.DUPLICATE, measure, by, at)
    _lay_beside(held, measure, at)
    record("support.item_tied", by=by, subject=measure, at=at, audience=Audience.EDITORS, source=held.source.name)


@transaction.atomic
def dismiss_item(*, by: Person, item: SourceItem, at: datetime) -> None:
    """Leave something found out; it does not come back when its source repeats it."""
    allow(rules.may_dismiss_item, by, item)
    held = _hold(item)
    if held.fate in {ItemFate.TAKEN, ItemFate.DUPLICATE}:
        raise AlreadyDecided
    _decide(held, ItemFate.DISMISSED, None, by, at)
    record("support.item_dismissed", by=by, subject=held, at=at, audience=Audience.EDITORS)


@transaction.atomic
def recall_item(*, by: Person, item: SourceItem, at: datetime) -> None:
    """Take a decision back: what was left out or tied waits again."""
    allow(rules.may_recall_item, by, item)
    held = _hold(item)
    if held.fate not in {ItemFate.DISMISSED, ItemFate.DUPLICATE}:
        raise AlreadyDecided
    held.differs_at = None
    _decide(held, ItemFate.GONE if held.gone_at else ItemFate.WAITING, None, by, at)
    record("support.item_recalled", by=by, subject=held, at=at, audience=Audience.EDITORS)


@transaction.atomic
def settle_item(*, by: Person, item: SourceItem, names: Iterable[str], at: datetime) -> list[str]:
    """Take over what the source says now, line by line; what is not named stays as the document has it."""
    allow(rules.may_settle_item, by, item)
    held = _hold(item)
    if held.measure is None or held.differs_at is None:
        raise NothingNew
    new = changed_between(held.settled, held.fields)
    taken = {name: held.fields[name] for name in names if name in new}
    if details := _values(taken):
        measures.change_measure(by=by, measure=held.measure, details=details, at=at)
    if any(name in taken for name in ROUND_LINES):
        _settle_round(by, held, taken, at)
    held.settled, held.differs_at = held.fields, None
    held.decided_at, held.decided_by = at, by
    held.save(update_fields=["settled", "differs_at", "decided_at", "decided_by"])
    raise_mark("found")
    record(
        "support.item_settled", by=by, subject=held.measure, at=at, audience=Audience.EDITORS,
        source=held.source.name, taken=sorted(taken),
    )  # fmt: skip
    return sorted(taken)


def _hold(item: SourceItem) -> SourceItem:
    return (
        SourceItem.objects.select_for_update(of=("self",)).select_related("source__provider", "measure").get(pk=item.pk)
    )


def _decide(item: SourceItem, fate: str, measure: Measure | None, by: Person, at: datetime) -> None:
    item.fate, item.measure, item.settled = fate, measure, dict(item.fields)
    item.decided_at, item.decided_by = at, by
    item.save(update_fields=["fate", "measure", "settled", "differs_at", "decided_at", "decided_by"])
    raise_mark("found")


def _lay_beside(item: SourceItem, measure: Measure, at: datetime) -> None:
    """Where the source says otherwise than the document, the desk is told at once."""
    beside = differing(item.fields, measure)
    if beside:
        item.settled = dict(item.fields) | {name: old for name, (old, _new) in beside.items()}
        item.differs_at = at
        item.save(update_fields=["settled", "differs_at"])


def _settle_round(by: Person, item: SourceItem, taken: Mapping[str, Any], at: datetime) -> None:
    """The round the source spoke of before gets its new days; if there is none, it is a new one."""
    measure = item.measure
    assert measure is not None  # noqa: S101 -- asked by the act
    before = item.settled.get("closes_on")
    same = next(
        (each for each in measure.rounds.all() if before and each.closes_on and each.closes_on.isoformat() == before),
        None,
    )
    if same is not None:
        rounds.change_round(by=by, round_=same, details=_round(taken, known=True), at=at)
    else:
        rounds.add_round(by=by, measure=measure, details=_round(item.fields), at=at)


# --- plain values into what acts take ------------------------------------------------


def _draft(item: SourceItem) -> dict[str, Any]:
    """A measure as it was found; who gives it and what kind it is are the source's usual ones, if it does not say."""
    source: Source = item.source
    usual: dict[str, Any] = {"name": {"lv": item.title[:200]}, "kind": source.measure_kind}
    usual["provider"] = source.provider or urlsplit(item.address or source.address).hostname or source.name
    usual |= {"source_url": item.address} if item.address else {}
    unread = "\n".join(f"{name}: {words}" for name, words in unread_words(item.unread))
    said = usual | _values(item.fields)
    if unread:
        said["notes"] = "\n".join(filter(None, [str(said.get("notes", "")), unread]))
    return said


def _sound(details: dict[str, Any]) -> dict[str, Any]:
    """What contradicts itself goes into the notes, for the editor to judge; nothing is lost."""
    for _try in range(len(sound.SUMS) + 2):
        problem = next(sound.problems_of_measure(details), None)
        if problem is None:
            break
        name = problem[0]
        details["notes"] = "\n".join(
            filter(None, [str(details.get("notes", "")), f"{labels.MEASURE.get(name, name)}: {details.pop(name, '')}"])
        )
    return details


def _values(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values of the lines of a measure as acts take them."""
    said = {name: value for name, value in plain.items() if name in facts.MEASURE}
    said |= {name: Decimal(said[name]) for name in SUMS if said.get(name)}
    if "themes" in plain:
        said["themes"] = themes_named(plain["themes"])
    if "places" in plain:
        said["places"] = places_named(plain["places"])
    return said


def _round(plain: Mapping[str, Any], *, known: bool = False) -> dict[str, Any]:
    """The lines of a round; what makes no round by itself is left out, unless the round is known already."""
    said: dict[str, Any] = {
        name: date.fromisoformat(plain[name]) for name in ("opens_on", "closes_on") if plain.get(name)
    }
    if plain.get("closes_hour") and (known or "closes_on" in said):
        said["closes_hour"] = time.fromisoformat(plain["closes_hour"])
    if plain.get("budget"):
        said["budget"] = Decimal(plain["budget"])
    if said.get("closes_on") and said.get("opens_on") and said["closes_on"] < said["opens_on"]:
        del said["opens_on"]
    return {} if set(said) == {"budget"} and not known else said
