"""One proposal as somebody may see it: answers, comments, what is joined to it, what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.signing import BadSignature
from django.utils.translation import gettext_lazy

from savienojums.core.clock import local_day
from savienojums.core.refusal import NotFound
from savienojums.journal.models import Record
from savienojums.network.models import Organisation
from savienojums.network.queries.organisations import organisations_of
from savienojums.network.queries.places import atlas
from savienojums.voices.kinds import State, Way
from savienojums.voices.models import Initiative, InitiativeComment, InitiativeSupport
from savienojums.voices.models.initiatives import SEALED
from savienojums.voices.queries.initiatives import Entry, similar_to, supports_by_initiative
from savienojums.voices.waiting import Age, age_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from savienojums.accounts.models import Person
    from savienojums.network.queries.places import Territory
    from savienojums.voices.models import InitiativeAnswer
    from savienojums.voices.models.initiatives import InitiativeQuerySet

SENTENCES: dict[str, StrOrPromise] = {
    "voices.initiative_shown": gettext_lazy("Looked at by the coordinators and shown to everyone."),
    "voices.initiative_addressed": gettext_lazy("It is put to: %(to)s."),
    "voices.initiative_joined": gettext_lazy("Joined to proposal No %(into)s, which says the same."),
    "voices.initiative_separated": gettext_lazy("It stands alone again."),
    "voices.signatures_counted": gettext_lazy("Signatures on paper were counted: %(people)s."),
    "voices.signatures_dropped": gettext_lazy("A list of signatures was struck: %(people)s."),
    "voices.initiative_answered": gettext_lazy("Answered by: %(who)s."),
}
NOBODY = gettext_lazy("It is put to nobody for now.")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: a person, and the keys by which support is known again."""

    person: Person | None
    keys: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page of a proposal tells."""

    initiative: Initiative
    place: Territory | None
    age: Age | None
    answers: list[InitiativeAnswer]
    comments: list[InitiativeComment]
    hidden_comments: list[InitiativeComment]
    web: int
    signed: int
    signatures: list[InitiativeSupport]
    is_supported: bool
    doubles: list[Initiative]
    similar: list[Entry]
    history: list[Line]

    @property
    def supporters(self) -> int:
        """Everybody who stands behind it."""
        return self.web + self.signed


def initiative_for(person: Person | None, number: int) -> Initiative:
    """The proposal, if this person may see it; otherwise it does not exist."""
    return _found(Initiative.objects.visible_to(person).filter(number=number))


def initiative_by(token: str) -> Initiative:
    """The proposal its author's link opens, whatever became of it."""
    try:
        public_id = SEALED.unsign(token)
    except BadSignature:
        raise NotFound from None
    return _found(Initiative.objects.all().filter(public_id=public_id))


def shown_to(reader: Reader, initiative: Initiative, at: datetime) -> Shown:
    """The page of a proposal."""
    answers = list(initiative.answers.select_related("organisation"))
    comments = list(initiative.comments.exclude(state=State.WAITING).select_related("organisation"))
    web, signed = supports_by_initiative(initiative.pk).get(initiative.pk, (0, 0))
    supports = InitiativeSupport.objects.filter(initiative=initiative)
    doubles = list(initiative.doubles.filter(state=State.SHOWN).order_by("number"))
    ours = [initiative.pk, *(each.pk for each in doubles)]
    mine = InitiativeSupport.objects.filter(initiative__in=ours, key__in=[*reader.keys])
    similar = similar_to(initiative.title, but=initiative.pk, most=3) if initiative.is_open else []
    return Shown(
        initiative, atlas().by_pk.get(initiative.place_id or 0),
        None if answers or not initiative.owes_answer else age_of(local_day(initiative.asked_at), local_day(at)),
        answers,
        [each for each in comments if each.state == State.SHOWN],
        [each for each in comments if each.state == State.HIDDEN],
        web, signed, list(supports.exclude(way=Way.WEB)),
        bool(reader.keys) and mine.exists(), doubles, similar, history_of(initiative),
    )  # fmt: skip


def history_of(initiative: Initiative) -> list[Line]:
    """What happened to it, the newest first; without names of people, for everyone reads it."""
    lines = Record.objects.about(initiative).filter(verb__in=SENTENCES)
    return [Line(line.at, _sentence(line)) for line in lines[:30]]


def comment_for(person: Person | None, public_id: str) -> InitiativeComment:
    """A comment on a proposal this person may see; who looks after comments is for the rules to say."""
    comments = InitiativeComment.objects.filter(initiative__in=Initiative.objects.visible_to(person))
    found = comments.select_related("initiative__addressee").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def signatures_for(initiative: Initiative, key: str) -> InitiativeSupport:
    """One counted list of signatures of this proposal."""
    found = initiative.supports.exclude(way=Way.WEB).filter(key=key).first()
    if found is None:
        raise NotFound
    found.initiative = initiative
    return found


def speakers_for(person: Person | None) -> list[Organisation]:
    """The organisations in whose name this person may speak."""
    return organisations_of(person) if person else []


def addressee_of(slug: str) -> Organisation | None:
    """The public organisation of that address word."""
    return Organisation.objects.public().filter(slug=slug).first()


def _found(rows: InitiativeQuerySet) -> Initiative:
    found = rows.select_related("addressee", "same_as").prefetch_related("themes", "addressee__memberships").first()
    if found is None:
        raise NotFound
    return found


def _sentence(line: Record) -> str:
    if line.verb == "voices.initiative_addressed" and not line.particulars.get("to"):
        return str(NOBODY)
    sentence: str = str(SENTENCES[line.verb]) % line.particulars
    return sentence
