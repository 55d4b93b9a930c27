"""What all ways of saying that somebody came share: each word is kept once, and the rows it is about are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused
from savienojums.core.words import sort_key
from savienojums.events import arrivals as core
from savienojums.events.actions.lines import line
from savienojums.events.kinds import Arrival, Mode, Seat, Way
from savienojums.events.models import Attendance, CheckLine
from savienojums.events.models.registrations import make_certificate_code, make_row_code
from savienojums.events.queries import arrivals as queries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import TypeVar

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.arrivals import Newcomer, Word
    from savienojums.events.models import Event

    By = Person | System | None
    Said = TypeVar("Said", Newcomer, Word)
    Item = TypeVar("Item", int, str)

# What SQLite takes in one question, with room to spare.
AT_ONCE = 5_000
LONGEST_NAME, LONGEST_ORGANISATION = 120, 200


class EventIsOff(Refused):
    """Nobody comes to what does not take place."""

    sentence = gettext_lazy(
        "This event was cancelled, so nobody can be checked in. If it took place, restore it first."
    )


class ListsErased(Refused):
    """There is no list any more."""

    sentence = gettext_lazy("The names of this event were erased when its time was over; only the counts are kept.")


class UnknownCode(Refused):
    """A code that does not stand on the list."""

    def __init__(self, code: str) -> None:
        said = _("The code “%(code)s” does not stand on the list of this event. Look at it once more.")
        super().__init__(said % {"code": code[:20]})


class BadLine(Refused):
    """A line without its mark or its name: it was not written by our pages."""

    sentence = gettext_lazy("This line is damaged and was not taken. Enter it once more.")


@dataclass(slots=True)
class Taken:
    """What became of many words: the keys that are done with, and those that were refused, each with its sentence."""

    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    changed: int = 0
    new: int = 0


def insist_on_list(event: Event) -> None:
    """Refuse where nobody can have come or no names are kept."""
    if event.cancelled_at:
        raise EventIsOff
    if event.erased_at:
        raise ListsErased


def add_newcomers(event: Event, newcomers: Sequence[Newcomer], at: datetime, taken: Taken) -> dict[str, Attendance]:
    """Put people onto the list, each once: the row of every key. Who stands on it already is checked in."""
    fresh = _fresh(event, newcomers, taken)
    fresh = [each for each in fresh if _is_whole(event, each, taken)]
    # Two devices that add the same person wait for each other.
    type(event).objects.select_for_update().get(pk=event.pk)
    registry = queries.names()
    known = {row.person(registry): row.code for row in reversed(queries.named_rows(event))} if fresh else {}
    codes = set(known.values())
    made: dict[str, Attendance] = {}
    words, code_by_key = [], {}
    for each in fresh:
        organisation = registry.called(each.organisation_name)
        person = core.person_key(each.name, organisation, each.organisation_name)
        # A signed blank row is a person of its own: its code says so.
        code = core.code_of(each.code) if each.code else known.get(person, "")
        if code not in codes:
            row = _new_row(event, each, organisation)
            code = row.row_code = code or row.row_code
            made[code] = row
            codes.add(code)
            known[person] = code
        code_by_key[each.key] = code
        words.append(core.Word(each.key, code, True, each.said_at, each.way))
    Attendance.objects.bulk_create(made.values(), batch_size=500)
    taken.new += len(made)
    take_words(event, words, at, taken)
    return _rows_of(event, newcomers, code_by_key)


def _rows_of(event: Event, newcomers: Sequence[Newcomer], code_by_key: dict[str, str]) -> dict[str, Attendance]:
    """The row of every key, also of those that had been taken before."""
    if len(newcomers) > 1:
        return {}
    missing = [each.key for each in newcomers if each.key not in code_by_key]
    lines = CheckLine.objects.filter(event=event, key__in=missing, attendance__isnull=False)
    rows = {each.key: each.attendance for each in lines.select_related("attendance") if each.attendance}
    codes = Attendance.objects.filter(event=event, row_code__in=code_by_key.values()).in_bulk(field_name="pk")
    by_code = {row.row_code: row for row in codes.values()}
    return rows | {key: by_code[code] for key, code in code_by_key.items()}


def _is_whole(event: Event, newcomer: Newcomer, taken: Taken) -> bool:
    """Whether a newcomer has a name and a code of ours; refused otherwise."""
    if not newcomer.name.strip():
        taken.refused.append((newcomer.key, str(BadLine.sentence)))
        return False
    code = core.code_of(newcomer.code)
    if code and not core.is_blank_code(event.public_id, code, queries.secret()):
        taken.refused.append((newcomer.key, str(UnknownCode(newcomer.code).sentence)))
        return False
    return True


def _new_row(event: Event, newcomer: Newcomer, organisation: int | None) -> Attendance:
    name = " ".join(newcomer.name.split())[:LONGEST_NAME]
    return Attendance(
        event=event,
        name=name,
        sort_name=sort_key(name)[:360],
        organisation_id=organisation,
        organisation_name="" if organisation else " ".join(newcomer.organisation_name.split())[:LONGEST_ORGANISATION],
        place_id=queries.place_called(newcomer.place),
        seat=Seat.ACCEPTED,
        online=newcomer.online or event.mode == Mode.ONLINE,
        way=Way.PAPER if newcomer.way == Arrival.SHEET else Way.DOOR,
        row_code=make_row_code(),
    )


def _fresh(event: Event, said: Sequence[Said], taken: Taken) -> list[Said]:
    """Those that were not taken before, each key once; keys that are none are refused."""
    first: dict[str, Said] = {}
    for each in said:
        if core.is_key(each.key):
            first.setdefault(each.key, each)
        else:
            taken.refused.append((str(each.key)[:64], str(BadLine.sentence)))
    known: set[str] = set()
    for keys in _parts(list(first)):
        known.update(CheckLine.objects.filter(event=event, key__in=keys).values_list("key", flat=True))
    taken.done.extend(key for key in first if key in known)
    return [each for key, each in first.items() if key not in known]


def take_words(event: Event, words: Sequence[Word], at: datetime, taken: Taken) -> None:
    """Keep the words that are new and settle the rows they are about."""
    fresh = _fresh(event, words, taken)
    codes = {core.code_of(word.code) for word in fresh}
    pks: dict[str, int] = {}
    for part in _parts(list(codes)):
        pks.update(Attendance.objects.filter(event=event, row_code__in=part).values_list("row_code", "pk"))
    # A device may speak of somebody it added itself by the key under which it did so.
    for part in _parts([word.code for word in fresh if core.code_of(word.code) not in pks]):
        added = CheckLine.objects.filter(event=event, key__in=part, attendance__isnull=False)
        pks.update((key, pk) for key, pk in added.values_list("key", "attendance_id") if pk)
    lines = []
    for word in fresh:
        pk = pks.get(core.code_of(word.code)) or pks.get(word.code)
        if pk is None:
            taken.refused.append((word.key, str(UnknownCode(word.code).sentence)))
            continue
        said_at = min(word.said_at, at)
        lines.append(
            CheckLine(
                event=event, key=word.key, attendance_id=pk, came=word.came, said_at=said_at, taken_at=at, way=word.way
            )
        )
        taken.done.append(word.key)
    CheckLine.objects.bulk_create(lines, batch_size=500, ignore_conflicts=True)
    taken.changed += settle({each.attendance_id for each in lines if each.attendance_id})


def settle(pks: Iterable[int]) -> int:
    """Work out anew who of these is there; how many rows changed."""
    changed = []
    for part in _parts(sorted(pks)):
        rows = Attendance.objects.select_for_update().filter(pk__in=part).order_by("pk").in_bulk()
        said: dict[int, list[core.Line]] = {}
        kept = CheckLine.objects.filter(attendance__in=part)
        for each in kept:
            said.setdefault(each.attendance_id or 0, []).append(core.Line(each.key, each.came, each.said_at, each.way))
        for pk, row in rows.items():
            since, way = core.standing(said.get(pk, []))
            if (row.came_at, row.came_by) != (since, way):
                row.came_at, row.came_by = since, way
                if since and not row.certificate_code:
                    row.certificate_code = make_certificate_code()
                changed.append(row)
    Attendance.objects.bulk_update(changed, ["came_at", "came_by", "certificate_code"], batch_size=300)
    return len(changed)


def meant(event: Event, word: Word) -> str:
    """The code of the row a word was about, also where it was said by the key of a line."""
    kept = CheckLine.objects.filter(event=event, key=word.key, attendance__isnull=False).select_related("attendance")
    found = kept.first()
    return found.attendance.row_code if found and found.attendance else word.code


def tell(event: Event, taken: Taken, by: By, at: datetime) -> None:
    """One line for everything that was taken at once; what changed nothing is not told."""
    if taken.changed or taken.new:
        line("events.arrivals_taken", event, by=by, at=at, count=taken.changed, new=taken.new)


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
