"""What matters in a change, in whole sentences: how far a deadline moved, which sums, who, which annexes."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from savienojums.support import grades
from savienojums.support.labels import MEASURE, ROUND
from savienojums.support.queries.plainwords import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Pair = list[Any]
    Changes = Mapping[str, Pair]

# Longer texts are told by the lines that came and went.
LONG = 60
LONGEST_LINE = 140
MINUTES = 60
# What only makes sense beside its day, or is said in its own sentence.
_OWN_SENTENCE = {"closes_on", "closes_hour", "opens_on", "usual_deadlines", "usual_hour", "status", "own_share_percent"}


# In a form they say how to fill them in.
_SHORTER = {"annexes": gettext_lazy("Annexes"), "budget": gettext_lazy("Money in this round")}


def sentences_of(verb: str, particulars: Mapping[str, Any]) -> list[str]:
    """What a line of the journal means to those who plan with the measure; nothing for wording."""
    if not grades.matters(grades.grades_of(verb, particulars)):
        return []
    if verb == "support.round_added":
        return [_announced(particulars.get("facts", {}))]
    if verb == "support.round_removed":
        return [_withdrawn(particulars)]
    if verb in {"support.measure_changed", "support.round_changed"}:
        about = _about(particulars) if verb == "support.round_changed" else ""
        told = list(_of_changes(particulars.get("changes", {})))
        return [_("%(round)s: %(sentence)s") % {"round": about, "sentence": each} for each in told] if about else told
    return [
        {
            "support.measure_published": _("Taken into the document."),
            "support.measure_restored": _("Taken into the document again."),
            "support.measure_removed": _("Taken out of the document."),
            "support.measure_closed": _("Closed for good."),
        }.get(verb, _("Comes again after it had been closed."))
    ]


def round_called(particulars: Mapping[str, Any]) -> str:
    """The round as people call it; one without a name by its day, said as people say days."""
    called = str(particulars.get("called", ""))
    return _day(called) if _is_day(called) else called


def _about(particulars: Mapping[str, Any]) -> str:
    """Which round a sentence is about; one known by its day needs no more if the day itself is told."""
    days_told = {"closes_on", "opens_on"} & set(particulars.get("changes", {}))
    return "" if days_told and _is_day(str(particulars.get("called", ""))) else round_called(particulars)


def _of_changes(changes: Changes) -> Iterator[str]:
    told = {name: pair for name, pair in changes.items() if grades.differs(*pair)}
    yield from _of_deadline(told)
    if "opens_on" in told:
        yield from _of_opening(*told["opens_on"])
    yield from _of_usual(told)
    if "status" in told and grades.CLOSED in told["status"]:
        closed = told["status"][1] == grades.CLOSED
        yield _("Closed for good.") if closed else _("Comes again after it had been closed.")
    for name, label in {**ROUND, **MEASURE}.items():
        if name == "own_share_percent" and name in told:
            yield _from_to(_("Own share"), *(_share(value) for value in told[name]))
        elif name in told and name in grades.BY_NAME and name not in _OWN_SENTENCE:
            yield from _of_line(name, str(_SHORTER.get(name, label)), *told[name])


# --- deadlines ------------------------------------------------------------------


def _of_deadline(told: Changes) -> Iterator[str]:
    """How far the deadline moved, and from where to where."""
    old_hour, new_hour = told.get("closes_hour", [None, None])
    if "closes_on" in told:
        old, new = told["closes_on"]
        if not old:
            yield _("Deadline: %(day)s") % {"day": _day(new, new_hour)}
        elif not new:
            yield _("The deadline %(day)s holds no more; a new one is not known.") % {"day": _day(old, old_hour)}
        else:
            yield _moved(old, new, old_hour, new_hour)
    elif "closes_hour" in told:
        yield from _of_hour(old_hour, new_hour)


def _moved(old: str, new: str, old_hour: str | None, new_hour: str | None) -> str:
    days = (date.fromisoformat(new) - date.fromisoformat(old)).days
    same_year = old[:4] == new[:4]
    words = {"old": _day(old, old_hour, year=not same_year), "new": _day(new, new_hour, year=not same_year)}
    return _earlier_or_later(days) % {**words, "days": abs(days)}


def _earlier_or_later(days: int) -> str:
    if days < 0:
        return ngettext(
            "Deadline moved %(days)d day earlier: %(old)s → %(new)s",
            "Deadline moved %(days)d days earlier: %(old)s → %(new)s",
            -days,
        )
    return ngettext(
        "Deadline moved %(days)d day later: %(old)s → %(new)s",
        "Deadline moved %(days)d days later: %(old)s → %(new)s",
        days,
    )


def _of_hour(old: str | None, new: str | None) -> Iterator[str]:
    if not old:
        yield _("The deadline has an hour now: %(hour)s") % {"hour": new}
    elif not new:
        yield _("The deadline has no hour any more (it was %(hour)s).") % {"hour": old}
    else:
        yield _hours_moved(_minutes(new) - _minutes(old)) % {"old": old, "new": new}


def _hours_moved(minutes: int) -> str:
    """The sentence for so many minutes; whole hours are counted as hours."""
    count, rest = divmod(abs(minutes), MINUTES)
    if rest:
        return _minutes_moved(minutes)
    sentence = (
        ngettext(
            "Deadline on the same day, %(count)d hour earlier: %(old)s → %(new)s",
            "Deadline on the same day, %(count)d hours earlier: %(old)s → %(new)s",
            count,
        )
        if minutes < 0
        else ngettext(
            "Deadline on the same day, %(count)d hour later: %(old)s → %(new)s",
            "Deadline on the same day, %(count)d hours later: %(old)s → %(new)s",
            count,
        )
    )
    return sentence.replace("%(count)d", str(count))


def _minutes_moved(minutes: int) -> str:
    count = abs(minutes)
    sentence = (
        ngettext(
            "Deadline on the same day, %(count)d minute earlier: %(old)s → %(new)s",
            "Deadline on the same day, %(count)d minutes earlier: %(old)s → %(new)s",
            count,
        )
        if minutes < 0
        else ngettext(
            "Deadline on the same day, %(count)d minute later: %(old)s → %(new)s",
            "Deadline on the same day, %(count)d minutes later: %(old)s → %(new)s",
            count,
        )
    )
    return sentence.replace("%(count)d", str(count))


def _of_opening(old: str | None, new: str | None) -> Iterator[str]:
    if new and old:
        yield _("Opening moved: %(old)s → %(new)s") % {"old": _day(old), "new": _day(new)}
    elif new:
        yield _("Opens: %(day)s") % {"day": _day(new)}


def _of_usual(told: Changes) -> Iterator[str]:
    for name in ("usual_deadlines", "usual_hour"):
        if name in told:
            yield from _of_line(name, str(MEASURE[name]), *told[name])


def _announced(facts: Mapping[str, Any]) -> str:
    opens, closes, hour = (facts.get(name) for name in ("opens_on", "closes_on", "closes_hour"))
    words = {"opens": _day(opens) if opens else "", "closes": _day(closes, hour) if closes else ""}
    if opens and closes:
        return _("A round is announced: opens %(opens)s, deadline %(closes)s") % words
    if closes:
        return _("A round is announced: deadline %(closes)s") % words
    return _("A round is announced: opens %(opens)s") % words


def _withdrawn(particulars: Mapping[str, Any]) -> str:
    facts = particulars.get("facts", {})
    if closes := facts.get("closes_on"):
        return _("The round with the deadline %(day)s was withdrawn.") % {"day": _day(closes, facts.get("closes_hour"))}
    return _("The round that was to open %(day)s was withdrawn.") % {"day": _day(facts["opens_on"])}


# --- the rest -------------------------------------------------------------------


def _of_line(name: str, label: str, old: Any, new: Any) -> Iterator[str]:
    """One line of the entry: what stood there and what stands there, or what came and what went."""
    if isinstance(old or new, list):
        yield _came_and_went(label, _words(name, new, old), _words(name, old, new))
        return
    before, after = in_words(name, old), in_words(name, new)
    if max(len(before), len(after)) <= LONG and "\n" not in before + after:
        yield _from_to(label, before, after)
    else:
        yield _came_and_went(label, _lines(after, before), _lines(before, after))


def _from_to(label: str, old: str, new: str) -> str:
    words = {"label": label, "old": old, "new": new}
    if not new:
        return _("%(label)s: no longer said (it was: %(old)s)") % words
    return _("%(label)s: %(old)s → %(new)s") % words if old else _("%(label)s: %(new)s") % words


def _came_and_went(label: str, came: str, went: str) -> str:
    words = {"label": label, "came": came, "went": went}
    if came and went:
        return _("%(label)s: new – %(came)s; no longer – %(went)s") % words
    if came:
        return _("%(label)s: new – %(came)s") % words
    return _("%(label)s: no longer – %(went)s") % words if went else _("%(label)s: in another order") % words


def _words(name: str, these: Any, those: Any) -> str:
    return in_words(name, [each for each in these or [] if each not in (those or [])])


def _lines(these: str, those: str) -> str:
    """The lines of one text that the other does not say."""
    known = {grades.said(line) for line in those.splitlines()}
    lines = [line.strip() for line in these.splitlines() if line.strip() and grades.said(line) not in known]
    return "; ".join(line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE].rstrip()}…" for line in lines)


def _share(value: Any) -> str:
    words = in_words("own_share_percent", value)
    return f"{words}\u00a0%" if words else ""


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _day(day: str, hour: str | None = None, *, year: bool = True) -> str:
    said = formats.date_format(date.fromisoformat(day), "DATE_FORMAT" if year else "MONTH_DAY_FORMAT")
    return _("%(day)s, %(hour)s") % {"day": said, "hour": hour} if hour else said


def _minutes(hour: str) -> int:
    read = time.fromisoformat(hour)
    return read.hour * MINUTES + read.minute
