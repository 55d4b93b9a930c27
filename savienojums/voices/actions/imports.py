"""Bringing in files of another platform, taking them in as a conversation, and taking that back out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused, allow
from savienojums.core.system import SYSTEM
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network.rules import speaks_for
from savienojums.voices.actions.imports_taken import Writing, delete_begun, delete_conversation
from savienojums.voices.actions.lines import line
from savienojums.voices.imports_reading import Damaged, TooLarge, digest_of, reading_of, unpacked
from savienojums.voices.models import VotesImport
from savienojums.voices.rules import imports as rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.network.models import Organisation
    from savienojums.voices.models import Conversation

# More votes than this are taken in by the worker: nobody waits for a page so long.
MOST_AT_ONCE = 50_000


class FilesTooLarge(Refused):
    """More than can be taken in at once."""

    sentence = _(
        "This is more than can be taken in: at most 80 MB unpacked, 500,000 votes, 100,000 people and 10,000 statements."
    )


class FilesDamaged(Refused):
    """A packed file that cannot be unpacked."""

    sentence = _("The ZIP file is damaged, is locked by a password or was not copied to its end. Fetch it once more.")


class NoVotesFiles(Refused):
    """None of the four files is among what was handed in."""

    sentence = _(
        "None of these is a file of a conversation. Choose comments.csv, votes.csv, participants-votes.csv and summary.csv, or the ZIP file in which they are."
    )


class NothingToTakeIn(Refused):
    """No statement could be read."""

    sentence = _("No statement could be read from these files, so there is nothing to take in. Look at the findings.")


class TakenInAlready(Refused):
    """It is in, or the worker is about it."""

    sentence = _("These files are being taken in, or have been already.")


class NotTakenIn(Refused):
    """There is nothing to take out."""

    sentence = _("These files are not taken in, so there is nothing to take out.")


class AnsweredSince(Refused):
    """People have answered the conversation here since."""

    sentence = _(
        "People have taken part in this conversation here since it was taken in. Taking it out would throw their answers away; close it instead."
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """What is handed in: the files, and what is said of them."""

    title: str
    files: Sequence[tuple[str, bytes]]
    organisation: Organisation | None = None
    source_note: str = ""
    licence: str = ""
    source_url: str = ""
    language: str = "lv"


def bring_votes(*, by: Person, brought: Brought, at: datetime) -> VotesImport:
    """Read the files and keep them with what was found; nothing becomes a conversation yet.

    The reading stands outside the transaction: it may take seconds, and whoever answers meanwhile must not wait.
    """
    allow(rules.may_bring_votes, by, brought.organisation)
    try:
        texts, odd = unpacked(brought.files)
        if not texts:
            raise NoVotesFiles
        reading = reading_of(texts, odd)
    except TooLarge as wrong:
        raise FilesTooLarge from wrong
    except Damaged as wrong:
        raise FilesDamaged from wrong
    made = VotesImport(
        title=brought.title or reading.conversation.summary.topic[:200] or str(_("Conversation without a title")),
        organisation=brought.organisation, source_note=brought.source_note, licence=brought.licence,
        source_url=brought.source_url, language=brought.language, files=texts, digest=digest_of(texts),
        findings=reading.findings, counts=reading.counts, beside=reading.beside, brought_by=by, brought_at=at,
    )  # fmt: skip
    with transaction.atomic():
        made.save()
        _line("voices.import_brought", made, by=by, at=at, votes=reading.counts["votes"])
    return made


@transaction.atomic
def take_in_votes(*, by: Person, found: VotesImport, at: datetime) -> VotesImport:
    """Make a conversation of the files, now or, if they are long, by the worker."""
    allow(rules.may_take_in_votes, by, found)
    held = _held(found)
    if held.asked_at or held.conversation_id:
        raise TakenInAlready
    if not held.counts.get("statements"):
        raise NothingToTakeIn
    held.asked_at, held.taken_at = at, None
    held.save(update_fields=["asked_at", "taken_at"])
    _line("voices.import_asked", held, by=by, at=at, votes=held.counts["votes"])
    if held.counts["votes"] <= MOST_AT_ONCE:
        write_votes(by=SYSTEM, found=held, at=at)
    return held


def write_votes(*, by: System, found: VotesImport, at: datetime) -> None:
    """Make the conversation that was asked for: its statements, people and votes in their order; a draft, and closed."""
    allow(rules.may_write_votes, by, found)
    # Read before others are kept waiting; what was brought never changes.
    read = reading_of(VotesImport.objects.values_list("files", flat=True).get(pk=found.pk)).conversation
    with transaction.atomic():
        held = _held(found)
        if not held.asked_at or held.taken_at:
            return
        delete_begun(held)
        writing = Writing(held, read, at)
        held.counts["begun"] = writing.conversation.pk
        held.save(update_fields=["counts"])
    while writing.some():
        pass
    with transaction.atomic():
        held = _held(found)
        if held.counts.pop("begun", None) != writing.conversation.pk:
            # It was stopped meanwhile, or another worker has begun anew.
            return
        held.conversation, held.taken_at = writing.finish(held), at
        held.save(update_fields=["conversation", "taken_at", "counts"])
        found.conversation, found.taken_at = held.conversation, at
        counts = {name: held.counts[name] for name in ("statements", "people", "votes")}
        line("voices.conversation_taken_in", held.conversation, by=held.brought_by, at=at, **counts)


@transaction.atomic
def publish_taken_in(*, by: Person, found: VotesImport, at: datetime) -> Conversation:
    """Let everyone see the conversation; it is over, so its results are there at once."""
    allow(rules.may_publish_taken_in, by, found)
    held = _held(found)
    conversation = held.conversation
    if conversation is None:
        raise NotTakenIn
    if conversation.published_at is None:
        conversation.published_at = at
        conversation.save(update_fields=["published_at"])
        line("voices.conversation_published", conversation, by=by, at=at, seen=True)
    return conversation


@transaction.atomic
def take_out_votes(*, by: Person, found: VotesImport, at: datetime) -> VotesImport:
    """Delete the conversation that was made of the files, or stop making it; the files stay, and can be taken in again."""
    allow(rules.may_take_out_votes, by, found)
    held = _held(found)
    conversation = held.conversation
    if conversation is None and not held.is_taking:
        raise NotTakenIn
    if conversation and conversation.participants.exclude(way="import").exists():
        raise AnsweredSince
    if conversation:
        line("voices.conversation_taken_out", conversation, by=by, at=at)
        delete_conversation(conversation)
    delete_begun(held)
    held.conversation, held.asked_at, held.taken_at = None, None, None
    held.save(update_fields=["conversation", "asked_at", "taken_at", "counts"])
    _line("voices.import_taken_out", held, by=by, at=at)
    return held


@transaction.atomic
def drop_votes_import(*, by: Person, found: VotesImport, at: datetime) -> None:
    """Throw away files that are not taken in."""
    allow(rules.may_drop_votes_import, by, found)
    held = _held(found)
    if held.asked_at or held.conversation_id:
        raise TakenInAlready
    _line("voices.import_dropped", held, by=by, at=at)
    held.delete()


def _held(found: VotesImport) -> VotesImport:
    """The files as they stand now, without their texts, kept from others until the act is over."""
    rows = VotesImport.objects.select_for_update(of=("self",)).select_related(
        "conversation__organisation", "organisation", "brought_by"
    )
    return rows.defer("files", "findings", "beside").get(pk=found.pk)


def _line(verb: str, found: VotesImport, *, by: Person, at: datetime, **particulars: int) -> None:
    behalf = speaks_for(by, found.organisation) if found.organisation else None
    record(verb, by=by, subject=found, at=at, on_behalf=behalf, audience=Audience.EDITORS, **particulars)
