"""The signature sheet comes back: what stands on paper is typed into the record, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from savienojums.core.refusal import allow
from savienojums.events import arrivals as core
from savienojums.events.actions.arrivals_taken import Taken, add_newcomers, insist_on_list, take_words, tell
from savienojums.events.kinds import Arrival
from savienojums.events.queries import arrivals as queries
from savienojums.events.queries.sheets import roll_of
from savienojums.events.rules import arrivals as rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Attendance, Event
    from savienojums.events.sheets import Listed, Meant, Typed


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one line: "came", "already", "new", "several", "unknown" or "unclear"."""

    text: str
    state: str
    name: str = ""
    code: str = ""
    rows: tuple[Listed, ...] = ()
    sentence: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.state in {"came", "already", "new"}


@transaction.atomic
def take_sheet(*, by: Person | None, event: Event, lines: Sequence[Typed], at: datetime) -> list[Result]:
    """Take the lines of a sheet: who is known came, who is new is added; the same sheet again changes nothing."""
    allow(rules.may_take_sheet, by, event)
    insist_on_list(event)
    roll, taken, results = roll_of(event), Taken(), []
    words: dict[str, core.Word] = {}
    newcomers: dict[str, core.Newcomer] = {}
    for typed in lines:
        blank = bool(typed.code) and core.is_blank_code(event.public_id, typed.code, queries.secret())
        meant = roll.meant(typed, is_blank=blank)
        if meant.state == "row" and not meant.row.came and meant.row.code not in words:
            words[meant.row.code] = _word(meant.row.code, at)
            results.append(_result(meant, "came"))
        elif meant.state == "row":
            results.append(_result(meant, "already"))
        elif meant.state == "new":
            who = typed.code or core.person_key(typed.name, None, typed.organisation)
            results.append(_result(meant, "already" if who in newcomers else "new"))
            newcomers.setdefault(who, _newcomer(typed, at))
        else:
            results.append(_result(meant, meant.state))
    rows = add_newcomers(event, list(newcomers.values()), at, taken)
    take_words(event, list(words.values()), at, taken)
    tell(event, taken, by, at)
    return [_with_code(result, rows) for result in results]


def _word(code: str, at: datetime) -> core.Word:
    return core.Word(f"sheet:{uuid4().hex}", code, came=True, said_at=at, way=Arrival.SHEET)


def _newcomer(typed: Typed, at: datetime) -> core.Newcomer:
    return core.Newcomer(
        key=f"sheet:{uuid4().hex}", name=typed.name, organisation_name=typed.organisation, said_at=at,
        way=Arrival.SHEET, place=queries.place_named(typed.place), code=typed.code,
    )  # fmt: skip


def _result(meant: Meant, state: str) -> Result:
    row = meant.rows[0] if state in {"came", "already"} and meant.rows else None
    sentences = {
        "several": _("Several people are meant. Choose one of them."),
        "unknown": _("This code does not stand on the list of this event. Look at it once more."),
        "unclear": _("Nobody on the list is called so. For somebody new write the name and the surname."),
    }
    return Result(
        text=meant.typed.text,
        state=state,
        name=row.name if row else meant.typed.name,
        code=row.code if row else meant.typed.code,
        rows=meant.rows if state == "several" else (),
        sentence=sentences.get(state, ""),
    )


def _with_code(result: Result, rows: dict[str, Attendance]) -> Result:
    """A new row has its code only after it was made; with one line at a time it can be taken back at once."""
    if result.state != "new" or result.code or len(rows) != 1:
        return result
    return Result(result.text, result.state, result.name, next(iter(rows.values())).row_code)
