"""Doors for time: authors learn what became of their proposals, addressees are asked and reminded, coordinators told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every, on
from savienojums.voices.actions import initiatives_forgetting as forgetting
from savienojums.voices.actions import initiatives_told as acts
from savienojums.voices.queries import initiatives_told as queries

if TYPE_CHECKING:
    from savienojums.voices.models import Initiative

LETTERS = "voices/mail/initiative_{}.txt"


@on("voices.initiative_proposed", "voices.initiative_written_down")
def tell_it_came_in(record_id: int) -> None:
    """Who left an address gets the link to their own page."""
    if found := queries.initiative_in(record_id):
        _author(found, "received")


@on("voices.initiative_shown", "voices.initiative_hidden")
def tell_what_was_decided(record_id: int) -> None:
    """The author learns whether it is shown, and why not; an earlier decision that was undone is told no more."""
    found = queries.initiative_in(record_id)
    if found and found.state != "waiting":
        _author(found, str(found.state), f"{found.state}:{record_id}")


@on("voices.initiative_joined")
def tell_it_is_joined(record_id: int) -> None:
    """The author learns with which one it goes on."""
    found = queries.initiative_in(record_id)
    if found and found.same_as:
        _author(found, "joined", f"joined:{found.same_as.public_id}")


@on("voices.initiative_answered")
def tell_the_answer(record_id: int) -> None:
    """The author and those of the joined ones read the answer."""
    if not (answer := queries.answer_in(record_id)):
        return
    thing = f"answer:{answer.public_id}"
    for each in queries.authors_of(answer.initiative):
        _author(each, "answered", thing, answer=answer, answered=answer.initiative)


@on("voices.initiative_shown", "voices.initiative_addressed", "voices.initiative_separated")
def ask_the_addressee(record_id: int) -> None:
    """Who is to answer learns of it, once."""
    found = queries.initiative_in(record_id)
    if found and queries.is_to_be_asked(found):
        _addressee(found, "asked", "asked")


@every("1 day", hour=9)
def remind_of_answers() -> None:
    """After fourteen and after thirty days the addressee is reminded, once each."""
    at, refusal = now(), None
    for found, due in queries.to_remind(at):
        try:
            _addressee(found, "reminder", f"reminder-{due}")
        except OSError as wrong:
            # One mailbox that refuses keeps the others not waiting.
            refusal = wrong
    if refusal:
        raise refusal


@every("7 days", hour=8)
def tell_the_coordinators() -> None:
    """Once a week the coordinators read what waits; nothing waits, no letter."""
    at = now()
    digest = queries.digest_of(at)
    for person in [] if digest.is_empty else queries.digest_readers():
        acts.tell_coordinators_of_initiatives(by=SYSTEM, person=person, digest=digest, at=at)


@every("1 day", hour=4)
def forget_traces() -> None:
    """Connections go after two months, addresses of authors half a year after the last word."""
    at = now()
    forgetting.forget_initiative_sources(by=SYSTEM, at=at)
    for found in queries.old_addresses(at):
        forgetting.forget_initiative_traces(by=SYSTEM, initiative=found, at=at)


def _author(found: Initiative, letter: str, thing: str = "", **words: object) -> None:
    thing = f"{found.public_id}:{thing or letter}"
    acts.tell_of_initiative(
        by=SYSTEM, initiative=found, thing=thing, template=LETTERS.format(letter), at=now(), words=words
    )


def _addressee(found: Initiative, letter: str, thing: str) -> None:
    at, whole = now(), f"{found.public_id}:{thing}:{found.addressee_id}"
    words = {"age": queries.age(found, at)}
    acts.tell_addressee_of_initiative(
        by=SYSTEM, initiative=found, thing=whole, template=LETTERS.format(letter), at=at, words=words
    )
