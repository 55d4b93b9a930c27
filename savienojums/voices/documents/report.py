"""What the typesetter is told of a conversation's report: the same as the page, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from savienojums.core import palette
from savienojums.core.clock import RIGA
from savienojums.voices.documents.report_picture import picture_as_svg
from savienojums.voices.documents.report_words import blocks, labels, moderation_words, reason_words, sure_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.voices.models import Conversation
    from savienojums.voices.queries.map_rows import Listed, Row, Share
    from savienojums.voices.queries.map_shown import MapShown
    from savienojums.voices.queries.report import Report
    from savienojums.voices.queries.report_people import Parts

TEMPLATE = "voices/documents/report"


def report(conversation: Conversation, told: Report, *, early: bool) -> dict[str, Any]:
    """The whole report, words in the reader's language."""
    address = f"{settings.SITE_URL}{conversation.get_absolute_url()}report/"
    return {
        "language": (get_language() or "lv")[:2],
        "colours": {**palette.SHIPPED, **settings.REGION_COLOURS},
        "region": settings.REGION_NAME,
        "network": settings.NETWORK_NAME,
        "title": str(conversation.title),
        "question": "" if conversation.question == conversation.title else str(conversation.question),
        "who": conversation.organisation.name if conversation.organisation else settings.NETWORK_NAME,
        "eyebrow": _("Report so far") if told.is_preliminary else pgettext("of a conversation", "Report"),
        "early": _("Only for the organisers; these results are not shown to others yet.") if early else "",
        "example": _("An example: nobody was really asked.") if conversation.is_example else "",
        "as-of": _as_of(told.map),
        "address": address,
        "address-short": address.partition("://")[2],
        "sums": _sums(told),
        "days": [each.high for each in told.took.days],
        "days-words": _days(told),
        "conclusions": blocks(str(conversation.conclusions)),
        "map": _map(conversation, told.map) if told.map else None,
        "halls": _halls(told),
        "people": _people(conversation, told),
        "moderation": moderation_words(conversation, told.moderated),
        "labels": labels(conversation, told),
    }


def _as_of(shown: MapShown | None) -> str:
    if shown is None:
        return ""
    return _("As of %(day)s") % {"day": date_format(shown.made.made_at.astimezone(RIGA), "DATETIME_FORMAT")}


def _sums(told: Report) -> list[dict[str, str]]:
    sums = [
        (_("People"), told.took.people),
        (_("Answers"), told.answers),
        (pgettext("of a conversation", "Statements"), told.moderated.shown),
    ]
    if told.halls:
        sums.append((_("People in halls"), told.halls.people))
    return [{"label": label, "value": f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")} for label, value in sums]


def _days(told: Report) -> str:
    fullest = told.took.fullest
    if fullest is None or len(told.took.days) < 2:
        return ""
    words = {
        "first": date_format(told.took.days[0].day, "DATE_FORMAT"),
        "day": date_format(fullest.day, "DATE_FORMAT"),
        "most": fullest.answers,
    }
    if told.took.by_week:
        return _("Answers by week. First week: %(first)s; fullest week: %(day)s – %(most)s.") % words
    return _("Answers by day. First day: %(first)s; fullest day: %(day)s – %(most)s.") % words


def _map(conversation: Conversation, shown: MapShown) -> dict[str, Any]:
    lists = shown.lists
    compatible = shown.told["method"] == "compatible"
    return {
        "reason": reason_words(shown.told),
        "picture": picture_as_svg(shown.picture) if shown.picture else "",
        "picture-words": _("Opinion map") + f": {conversation.title}",
        "groups": [
            {
                "letter": each["letter"],
                "size": str(each["size"]),
                "certain": "" if compatible else f"{round(100 * each['certain'])} %",
                "says": _says(entries),
            }
            for each, (_letter, entries) in zip(shown.told["groups"], lists.standing, strict=False)
        ],
        "lists": [
            {"title": title, "entries": [_listed(each) for each in entries]}
            for title, entries in (
                (_("What all groups agree on") if shown.has_groups else _("What most agree on"), lists.agreed),
                (_("What all groups reject") if shown.has_groups else _("What most reject"), lists.rejected),
                (_("Where the groups part"), lists.dividing),
            )
            if entries
        ],
        "standing": [
            {"letter": letter, "entries": [_stands(each) for each in entries]} for letter, entries in lists.standing
        ],
        "sure": sure_words(shown),
        "letters": shown.letters,
        "rows": [_row(each, shown) for each in shown.all_rows],
    }


def _says(entries: Iterable[Listed]) -> str:
    first = next(iter(entries), None)
    if first is None:
        return _("Nothing that would be sure.")
    side = pgettext("a group", "agrees:") if first.agrees else pgettext("a group", "disagrees:")
    return f"{side} {first.row.statement.text}"


def _listed(entry: Listed) -> dict[str, Any]:
    statement = entry.row.statement
    return {
        "number": str(statement.number),
        "text": str(statement.text),
        "language": statement.text.language(),
        "shares": [_share(each) for each in entry.row.all_shares],
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "letter": share.letter,
        "agree": share.agree,
        "disagree": share.disagree,
        "low": share.low,
        "high": share.high,
        "words": _("%(agree)s %% agree (%(low)s–%(high)s %%), %(disagree)s %% disagree, %(passed)s %% pass")
        % {
            "agree": share.agree,
            "low": share.low,
            "high": share.high,
            "disagree": share.disagree,
            "passed": share.passed,
        },
        "asked": ngettext("%(counter)s answer", "%(counter)s answers", share.asked) % {"counter": share.asked},
    }


def _stands(entry: Listed) -> dict[str, str]:
    words = {"share": entry.share, "others": entry.others}
    sentence = _("%(share)s %% agree, of the others %(others)s %%") if entry.agrees else _(
        "%(share)s %% disagree, of the others %(others)s %%"
    )  # fmt: skip
    statement = entry.row.statement
    return {"number": str(statement.number), "text": str(statement.text), "words": sentence % words}


def _row(row: Row, shown: MapShown) -> list[str]:
    whole, statement = row.whole, row.statement
    head = [str(statement.number), str(statement.text)]
    if whole is None:
        few = _("fewer than %(smallest)s answers") % {"smallest": shown.told["smallest"]}
        return [*head, few, "", "", "", *("–" for _letter in shown.letters)]
    said = [f"{whole.agree} ({whole.low}–{whole.high})", str(whole.disagree), str(whole.passed), str(whole.asked)]
    return [*head, *said, *(str(each.agree) if each else "–" for each in row.groups)]


def _halls(told: Report) -> dict[str, Any] | None:
    if told.halls is None:
        return None
    return {
        "halls": [
            f"{hall.title}, {date_format(hall.held_on)}: "
            + ngettext("%(counter)s person", "%(counter)s people", hall.people) % {"counter": hall.people}
            for hall in told.halls.halls
        ],
        "rows": [
            [str(each.number), str(each.text), str(each.halls.agree), str(each.halls.disagree), str(each.halls.passed),
             f"{each.halls.share} %"]
            for each in told.halls.statements
        ],
    }  # fmt: skip


def _people(conversation: Conversation, told: Report) -> list[dict[str, Any]]:
    took, others = told.took, _("others, or not said")
    parts = [(_("How they answered"), took.ways, pgettext("how people answered", "otherwise"))]
    if conversation.asks_place and not told.is_preliminary:
        parts.append((_("Where they live"), took.places, others))
    if conversation.asks_age and not told.is_preliminary:
        parts.append((_("How old they are"), took.ages, others))
    few = _("fewer than %(smallest)s") % {"smallest": conversation.smallest_group}
    return [{"title": title, "rows": _parts(each, rest, few)} for title, each, rest in parts]


def _parts(parts: Parts, rest: str, few: str) -> list[list[str]]:
    rows = [[str(each.label), str(each.count), f"{each.percent} %"] for each in parts.shown]
    if parts.few:
        rows.append([rest, few, ""])
    elif parts.rest:
        rows.append([rest, str(parts.rest), f"{parts.rest_percent} %"])
    return rows
