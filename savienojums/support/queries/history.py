"""What has happened to an entry: who changed what and when, old beside new."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _

from savienojums.core.pages import PER_PAGE, Page, page_number
from savienojums.journal.models import Record
from savienojums.support import labels
from savienojums.support.changes import Piece, difference
from savienojums.support.grades import grades_of
from savienojums.support.models import Merge
from savienojums.support.queries.changed import grade_labels
from savienojums.support.queries.facts import TRANSLATED
from savienojums.support.queries.plainwords import in_words
from savienojums.support.queries.significance import round_called, sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from savienojums.journal.models import RecordQuerySet
    from savienojums.support.models import Measure

# From this length on a changed text is shown word by word instead of twice, if so much of it has stayed.
LONG = 60
STAYED = 0.5
# Changes of these are told in a sentence too.
DISTANCES = {"closes_on", "closes_hour", "own_share_percent"}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the entry: its name, what stood there, what stands there; long texts piece by piece."""

    label: str
    old: str
    new: str
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Event:
    """One act on the entry as the history tells it."""

    at: datetime
    who: str
    what: str
    note: str
    changes: list[Change]
    grades: list[StrOrPromise] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def history_of(measure: Measure, page: str = "") -> Page[Event]:
    """What happened to the entry and to those that were merged into it, newest first."""
    lines = _lines(measure).select_related("by").order_by("-id")
    total = lines.count()
    number = page_number(page, total)
    start = (number - 1) * PER_PAGE
    return Page([_event(line, measure) for line in lines[start : start + PER_PAGE]], number, total)


def _lines(measure: Measure) -> RecordQuerySet:
    """Its own lines, and those of entries that were found to tell of the same."""
    merged = Merge.objects.filter(kept=measure, undone_at=None).values("gone")
    kind = ContentType.objects.get_for_model(measure)
    # Letters that were carried over are about a person's question or address, not about the entry.
    letters = Q(verb__startswith="support.advice_") | Q(verb__startswith="support.proposer_")
    lines = Record.objects.filter(Q(subject_id=measure.pk) | Q(subject_id__in=merged), subject_type=kind)
    return lines.exclude(letters)


def _event(line: Record, measure: Measure) -> Event:
    told = line.particulars
    kept = labels.MEASURE if line.verb.startswith("support.measure") else labels.ROUND
    if "facts" in told:
        gone = line.verb == "support.round_removed"
        pairs = {name: [value, None] if gone else [None, value] for name, value in told["facts"].items()}
    else:
        pairs = told.get("changes", {})
    return Event(
        at=line.at,
        who=_who(line),
        what=_what(line.verb, told),
        note=_note(line, measure),
        changes=list(change_lines(kept, pairs)),
        grades=grade_labels(grades_of(line.verb, told)),
        sentences=_moves(line.verb, told),
    )


def _moves(verb: str, told: Mapping[str, Any]) -> list[str]:
    """How far deadlines moved and what became of the money, in sentences; everything else stands below them."""
    own = {name: pair for name, pair in told.get("changes", {}).items() if name in DISTANCES}
    return sentences_of(verb, {**told, "changes": own, "called": ""}) if own else []


def _note(line: Record, measure: Measure) -> str:
    """What was noted; of a merged entry's lines also which entry they were written about."""
    note = str(line.particulars.get("note", ""))
    if line.subject_id == measure.pk:
        return note
    return " ".join(
        filter(None, [_("In the entry “%(name)s”, now part of this one.") % {"name": line.subject_name}, note])
    )


def _who(line: Record) -> str:
    if line.by is not None:
        return str(line.by)
    if line.verb == "support.correction_proposed":
        return _("A reader")
    return _("Savienojums itself") if line.by_system else _("Someone whose account is gone")


def _what(verb: str, told: Mapping[str, Any]) -> str:
    words = {
        "support.measure_added": _("Entry written"),
        "support.measure_changed": _("Entry changed"),
        "support.measure_published": _("Entry published"),
        "support.measure_removed": _("Entry removed"),
        "support.measure_restored": _("Entry brought back"),
        "support.measure_confirmed": _("Confirmed: still true"),
        "support.measure_closed": _("Found closed for good"),
        "support.measure_expected": _("Found to come again"),
        "support.confirmation_withdrawn": _("Confirmation taken back"),
        "support.round_added": _("Round added: %(round)s"),
        "support.round_changed": _("Round changed: %(round)s"),
        "support.round_removed": _("Round removed: %(round)s"),
        "support.correction_proposed": _("A reader suggested a correction"),
        "support.correction_accepted": _("A reader's suggestion taken over"),
        "support.correction_declined": _("A reader's suggestion declined"),
        "support.item_taken": _("Taken over from the source “%(source)s”"),
        "support.item_tied": _("Tied to the source “%(source)s”"),
        "support.item_settled": _("Compared with the source “%(source)s”"),
        "support.link_died": _("A link no longer answers: %(address)s"),
        "support.link_revived": _("A link answers again: %(address)s"),
        "support.measures_merged": _("Merged with “%(other)s”"),
        "support.measures_parted": _("Taken apart again from “%(other)s”"),
    }
    named = {name: told.get(name, "") for name in ("other", "source", "address")}
    return words.get(verb, verb) % {"round": round_called(told), **named}


def change_lines(kept: Mapping[str, StrOrPromise], pairs: Mapping[str, list[Any]]) -> Iterator[Change]:
    """In the order of the form; words in several languages one language a line."""
    for name, label in kept.items():
        if name not in pairs:
            continue
        old, new = pairs[name]
        if name in TRANSLATED and isinstance(new, dict):
            yield from _per_language(str(label), old or {}, new)
        elif (before := in_words(name, old)) != (after := in_words(name, new)):
            yield _change(str(label), before, after)


def _per_language(label: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for code, language in labels.LANGUAGES.items():
        if old.get(code, "") != new.get(code, ""):
            words = _("%(label)s (%(language)s)") % {"label": label, "language": language}
            yield _change(words, old.get(code, ""), new.get(code, ""))


def _change(label: str, old: str, new: str) -> Change:
    if not (old and new) or max(len(old), len(new)) <= LONG:
        return Change(label, old, new)
    pieces = difference(old, new)
    kept = sum(len(piece.text) for piece in pieces if piece.kind == "kept")
    return Change(label, old, new, pieces if kept >= STAYED * min(len(old), len(new)) else [])


def theirs_in_words(conflicts: Mapping[str, Any]) -> dict[str, str]:
    """What somebody else saved in the meantime, for each field of the form that meets it."""
    told: dict[str, str] = {}
    for name, value in conflicts.items():
        if name in TRANSLATED and isinstance(value, dict):
            told |= {f"{name}_{code}": words for code, words in value.items()}
        else:
            told[name] = in_words(name, value) or _("nothing")
    return told
