"""What sources hold beside what the document says: differences, rows of a table judged, errors in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core import fetching
from savienojums.core.said import Said
from savienojums.support import labels
from savienojums.support.models import Measure
from savienojums.support.queries import facts
from savienojums.support.queries.history import Change, change_lines
from savienojums.support.queries.likenesses import crowd, likes_of_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django_stubs_ext import StrOrPromise

    from savienojums.support.likeness import Crowd
    from savienojums.support.models import Round
    from savienojums.support.sources import ReadRow

NEW, KNOWN, CHANGED, UNCLEAR = "new", "known", "changed", "unclear"
FATES: dict[str, StrOrPromise] = {
    NEW: _("New"),
    CHANGED: pgettext_lazy("row", "Changed"),
    KNOWN: _("Known"),
    UNCLEAR: _("Unclear"),
}
ROUND_LINES = ("opens_on", "closes_on", "closes_hour", "budget")
_READING: dict[str, StrOrPromise] = {
    "too_large": _("What lies there is larger than %(megabytes)s MB. Give the address of a smaller part."),
    "entities": _("The feed defines entities of its own, which can make a small file enormous. It was not read."),
    "no_feed": _("What lies there is no news feed (RSS or Atom). Look at the address."),
    "no_json": _("What lies there cannot be read as JSON. Tell those who run the site."),
    "no_grants": _("The answer holds no list of opportunities as CommonGrants describes it. Look at the address."),
    "no_title": _("The page has no title, so there is nothing to propose. Write the measure by hand."),
    "no_names": _("No column with the names was found. Call its heading “Name”."),
    "unexpected": _("What lies there broke our reader. Those who run this site find the reason in its log."),
}
_NOTES: dict[str, StrOrPromise] = {
    "declared": _("The site says this is %(said)s, which is not true; it was read as what it is."),
    "loop": _("The pages of the list lead back to themselves; reading stopped there."),
    "cut": _("Only the first %(most)s were read."),
    "passed_over": _("%(count)s entries could not be understood and were passed over."),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of a table and what would become of it."""

    fate: str
    slug: str = ""
    reasons: tuple[str, ...] = ()
    double_of: int = 0


def told_error(error: Sequence[Any]) -> str:
    """A kept refusal in the language of the page; empty if there is none."""
    if not error:
        return ""
    where, word, words = error[0], error[1], error[2] if len(error) > 2 else {}
    if where == "said":
        return str(word)
    if where == "fetch":
        return str(fetching.sentence_of(word, words))
    sentence = str(_READING.get(word, _READING["unexpected"]))
    return sentence % words if words else sentence


def told_notes(notes: Iterable[Sequence[Any]]) -> list[str]:
    """What is worth knowing of a look, in words."""
    told = []
    for word, words in notes:
        said = {name: fetching.kind_named(value) if name == "said" else value for name, value in words.items()}
        told.append(str(Said(str(_NOTES[word]), said).told()))
    return told


def differing(fields: Mapping[str, Any], measure: Measure) -> dict[str, list[Any]]:
    """What something found says otherwise than the document, old value first; nothing of what it does not say."""
    now = facts.facts_of(measure)
    found: dict[str, list[Any]] = {}
    for name, new in fields.items():
        if name in ROUND_LINES:
            continue
        old = now.get(name)
        if name in facts.TRANSLATED:
            old = {code: (old or {}).get(code, "") for code in new}
        if old != new:
            found[name] = [old, new]
    if not any(_is_round(fields, each) for each in measure.rounds.all()):
        found |= {name: [None, fields[name]] for name in ROUND_LINES if name in fields}
    return found


def changed_between(settled: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What a source says otherwise than when an editor last looked."""
    return {name: [settled.get(name), value] for name, value in fields.items() if settled.get(name) != value}


def in_words(changed: Mapping[str, list[Any]]) -> list[tuple[str, Change]]:
    """Differences as lines with their names, in the order of the form."""
    kept = labels.MEASURE | {name: labels.ROUND[name] for name in ROUND_LINES}
    return [
        (name, line)
        for name in kept
        if name in changed
        for line in change_lines({name: kept[name]}, {name: changed[name]})
    ]


def unread_words(unread: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was not understood, by the names of the lines."""
    kept = labels.MEASURE | {name: labels.ROUND[name] for name in ROUND_LINES}
    return [(str(kept.get(name, name)), words) for name, words in unread.items()]


def judged(rows: Sequence[ReadRow]) -> list[Judged]:
    """What each row of a table would become beside the document as it stands."""
    measures = {each.slug: each for each in _measures()}
    seen: dict[str, int] = {}
    everyone = crowd()
    return [_judged(row, measures, seen, everyone) for row in rows]


def _measures() -> Iterable[Measure]:
    rows = Measure.objects.filter(removed_at=None).select_related("provider")
    return rows.prefetch_related("rounds", "themes", "places")


def _judged(row: ReadRow, measures: Mapping[str, Measure], seen: dict[str, int], everyone: Crowd) -> Judged:
    if row.found is None:
        return Judged(UNCLEAR, reasons=("no_name",))
    first = seen.setdefault(row.found.key, row.number)
    if first != row.number:
        return Judged(UNCLEAR, double_of=first, reasons=("double",))
    measure = measures.get(row.slug)
    if measure is None:
        likes = likes_of_fields(row.found.fields, row.found.title, everyone)
        if likes and not likes[0].is_sure:
            return Judged(UNCLEAR, likes[0].key, likes[0].reasons)
        measure = measures.get(likes[0].key) if likes else None
    if measure is not None:
        return Judged(CHANGED if differing(row.found.fields, measure) else KNOWN, measure.slug)
    return Judged(UNCLEAR, reasons=("unread",)) if row.found.unread else Judged(NEW)


def _is_round(fields: Mapping[str, Any], each: Round) -> bool:
    """Whether the document has the round of which something found speaks; nothing said is agreed with."""
    said = facts.facts_of(each)
    return all(said[name] == fields[name] for name in ROUND_LINES if name in fields)
