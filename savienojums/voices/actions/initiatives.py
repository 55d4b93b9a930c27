"""What residents propose: sent in by themselves or written down by a helper, corrected, taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy

from savienojums.accounts.models import mailbox
from savienojums.core.clock import local_day, start_of
from savienojums.core.refusal import Refused, allow
from savienojums.network.rules import coordinates
from savienojums.voices.actions.initiatives_lines import line
from savienojums.voices.actions.initiatives_supports import paper_support
from savienojums.voices.kinds import HiddenFor, InitiativeKind, State, Way
from savienojums.voices.models import Initiative
from savienojums.voices.rules import initiatives as rules
from savienojums.voices.wording import paragraphs, says_nothing, tidied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation, Place, Theme

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME = 150, 5000, 120
TRIES = 5
WORDS = ("kind", "title", "text", "author_name", "place", "lat", "lon", "addressee", "addressee_name")


class TooLong(Refused):
    """Somebody has to read it."""

    sentence = gettext_lazy("That is too long: a title has up to 150 letters, the text up to 5000.")


class NothingSaid(Refused):
    """A proposal says what."""

    sentence = gettext_lazy("Say in a few words what you propose.")


class DayAhead(Refused):
    """What is still to come was not said."""

    sentence = gettext_lazy("This day has not come yet.")


class NotWaiting(Refused):
    """What people have read, supported and answered stays as it was."""

    sentence = gettext_lazy(
        "Somebody has looked at it already, so its words stay as they are. Add what has changed as a comment."
    )


class AlreadyAnswered(Refused):
    """An answer without its question would be none."""

    sentence = gettext_lazy("It has been answered, so it stays. Write to the coordinators if something in it is wrong.")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What somebody proposes, in their words; all but the title may be left out."""

    title: str
    text: str = ""
    kind: str = InitiativeKind.PROPOSAL
    themes: Sequence[Theme] = ()
    place: Place | None = None
    spot: tuple[float, float] | None = None
    author_name: str = ""
    email: str = ""
    addressee: Organisation | None = None
    addressee_name: str = ""
    language: str = "lv"
    is_example: bool = False

    def columns(self) -> dict[str, object]:
        """The words as they are kept: tidied, none too long."""
        title, text, name = tidied(self.title), paragraphs(self.text), tidied(self.author_name)
        if says_nothing(title):
            raise NothingSaid
        if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT or len(name) > LONGEST_NAME:
            raise TooLong
        lat, lon = self.spot or (None, None)
        return {
            "kind": self.kind, "title": title, "text": text, "author_name": name, "place": self.place, "lat": lat,
            "lon": lon, "addressee": self.addressee,
            "addressee_name": "" if self.addressee else tidied(self.addressee_name)[:200],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class OnPaper:
    """How it came to the helper: when, on paper or aloud, with how many signatures."""

    way: str = Way.TOLD
    said_on: date | None = None
    people: int = 0
    note: str = field(default="")


@transaction.atomic
def propose_initiative(*, by: Person | None, proposed: Proposed, at: datetime, source_key: str = "") -> Initiative:
    """Send in a proposal; it waits until a coordinator has looked at it."""
    allow(rules.may_propose_initiative, by)
    initiative = _made(proposed, person=by, asked_at=at, source_key=source_key)
    line("voices.initiative_proposed", initiative, by=None, at=at)
    return initiative


@transaction.atomic
def write_down_initiative(*, by: Person, proposed: Proposed, paper: OnPaper, at: datetime) -> Initiative:
    """Write down what somebody said aloud or brought on paper; what a coordinator writes is shown at once."""
    allow(rules.may_write_down_initiative, by)
    said_on = paper.said_on or local_day(at)
    if said_on > local_day(at):
        raise DayAhead
    asked_at = at if said_on == local_day(at) else start_of(said_on)
    shown = {"state": State.SHOWN, "shown_at": at} if coordinates(by) else {}
    initiative = _made(proposed, written_by=by, way=paper.way, asked_at=asked_at, **shown)
    if shown and initiative.to:
        initiative.addressed_at = at
        initiative.save(update_fields=["addressed_at"])
    if paper.people:
        paper_support(initiative, by, paper.people, paper.note, at)
    line("voices.initiative_written_down", initiative, by=by, at=at, seen=True, way=str(paper.way))
    if shown:
        line("voices.initiative_shown", initiative, by=by, at=at, seen=True)
    return initiative


@transaction.atomic
def correct_initiative(
    *, by: Person | None, initiative: Initiative, proposed: Proposed, at: datetime, token: str = ""
) -> None:
    """Say it otherwise, as long as nobody has looked at it."""
    allow(rules.may_correct_initiative, by, initiative, token)
    if initiative.state != State.WAITING:
        raise NotWaiting
    said = proposed.columns()
    changed = [name for name, value in said.items() if getattr(initiative, name) != value]
    for name in changed:
        setattr(initiative, name, said[name])
    if proposed.email:
        initiative.email = mailbox(proposed.email)
    initiative.save(update_fields=[*changed, "email"])
    initiative.themes.set(proposed.themes)
    # Who sent it in stays unknown to the journal; a helper or a coordinator does not.
    is_author = by is None or by.pk == initiative.person_id
    line("voices.initiative_corrected", initiative, by=None if is_author else by, at=at, changed=sorted(changed))


@transaction.atomic
def withdraw_initiative(*, by: Person | None, initiative: Initiative, at: datetime, token: str = "") -> None:
    """Take it back; its author's address and name are forgotten, and nobody reads it any more."""
    allow(rules.may_withdraw_initiative, by, initiative, token)
    if initiative.answers.exists():
        raise AlreadyAnswered
    if initiative.hidden_for == HiddenFor.TAKEN_BACK:
        return
    initiative.state, initiative.hidden_for, initiative.why = State.HIDDEN, HiddenFor.TAKEN_BACK, ""
    initiative.email, initiative.author_name = "", ""
    initiative.save(update_fields=["state", "hidden_for", "why", "email", "author_name"])
    initiative.doubles.update(same_as=None)
    line("voices.initiative_withdrawn", initiative, by=None, at=at)


def _made(proposed: Proposed, **more: object) -> Initiative:
    """The record, under the next free number; two at once get two numbers."""
    said = {
        **proposed.columns(),
        "email": mailbox(proposed.email),
        "language": proposed.language,
        "is_example": proposed.is_example,
        **more,
    }
    for left in reversed(range(TRIES)):
        number = (Initiative.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                initiative = Initiative.objects.create(number=number, **said)
        except IntegrityError:
            if not left:
                raise
        else:
            initiative.themes.set(proposed.themes)
            return initiative
    raise AssertionError
