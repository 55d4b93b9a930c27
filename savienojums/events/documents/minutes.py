"""Minutes on paper: their content as plain values, for the typesetter and for DOCX alike, words in the reader's language."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from savienojums.core import palette
from savienojums.events.queries.minutes_words import again_in_words, proposal_state, task_state
from savienojums.events.queries.spoken import when_of, where_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from savienojums.events.models import Proposal, Series, Task
    from savienojums.events.queries.minutes import Point, Record
    from savienojums.network.models import Project

_BULLET = re.compile(r"^[-*+•]\s+(?=\S)")
MARKS = {"open": "open", "carried": "open", "decided": "decided", "told": "told"}


def one(record: Record, today: date) -> dict[str, Any]:
    """The minutes of one meeting."""
    event = record.event
    address = f"{settings.SITE_URL}{event.get_absolute_url()}minutes/"
    return {
        **_common([event.project] if event.project else [], today),
        "title": str(event.title),
        "eyebrow": _("Minutes"),
        "lead": "",
        "compiled": False,
        "address": address,
        "address-short": address.partition("://")[2],
        "meetings": [_meeting(record, today)],
        "chapters": [],
    }


def compiled(series: Series, records: Sequence[Record], days: str, today: date) -> dict[str, Any]:
    """The minutes of a series between two days: meeting by meeting, then decisions, tasks and proposals together."""
    projects = list(dict.fromkeys(each.event.project for each in records if each.event.project))
    address = f"{settings.SITE_URL}{series.get_absolute_url()}"
    count = ngettext("%(n)s meeting", "%(n)s meetings", len(records)) % {"n": len(records)}
    return {
        **_common(projects, today),
        "title": str(series.title),
        "eyebrow": _("Compiled minutes"),
        "lead": f"{days} · {count}" if days else count,
        "compiled": True,
        "address": address,
        "address-short": address.partition("://")[2],
        "meetings": [_meeting(each, today) for each in records],
        "chapters": _chapters(records, today),
    }


def _common(projects: Iterable[Project], today: date) -> dict[str, Any]:
    language = (get_language() or "lv")[:2]
    return {
        "language": language,
        "colours": {**palette.SHIPPED, **settings.REGION_COLOURS},
        "region": settings.REGION_NAME,
        "network": settings.NETWORK_NAME,
        "as-of": _("As of %(day)s") % {"day": date_format(today)},
        "funders": [_funder(each) for each in projects],
        "labels": {
            "contents": _("Contents"),
            "decision": _("Decision"),
            "tasks": _("Tasks"),
            "proposals": _("Proposals"),
            "chair": _("Led by"),
            "keeper": _("Minutes by"),
            "signature": _("signature"),
            "point": pgettext("agenda", "Point"),
            "what": _("What is to be done"),
            "who": pgettext("task", "Who"),
            "until": _("Until when"),
            "outcome": _("How it stands"),
            "proposal": _("What is proposed"),
            "to": _("To whom"),
            "answer": _("The answer"),
            "meeting": _("Meeting"),
            "more": _("Tasks and proposals of the whole meeting"),
            "online": _("On the site"),
        },
    }


def _funder(project: Project) -> dict[str, str]:
    number = _("Project No. %(number)s") % {"number": project.number} if project.number else ""
    return {"name": project.name, "number": number, "sentence": str(project.funder_sentence)}


def _meeting(record: Record, today: date) -> dict[str, Any]:
    event, minutes = record.event, record.minutes
    facts = [
        (_("When"), when_of(event)),
        (_("Where"), where_of(event)),
        (_("Organisers"), ", ".join(each.name for each in event.organisers.all())),
        (_("Led by"), minutes.chair),
        (_("Minutes by"), minutes.keeper),
        (_("Present"), _present(record.came_count)),
    ]
    return {
        "id": event.public_id,
        "title": str(event.title),
        "day": date_format(event.first_day),
        "facts": [{"label": label, "text": text} for label, text in facts if text],
        "state": "" if minutes.is_closed else _("These minutes are not closed yet."),
        "opening": _blocks(minutes.opening),
        "points": [_point(each, today) for each in record.points],
        "tasks": [_task(each, today) for each in record.tasks],
        "proposals": [_proposal(each, today) for each in record.proposals],
        "chair": minutes.chair,
        "keeper": minutes.keeper,
    }


def _present(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": count} if count else ""


def _point(shown: Point, today: date) -> dict[str, Any]:
    point = shown.point
    return {
        "number": shown.number,
        "title": point.title,
        "again": again_in_words(shown.times),
        "state": str(point.get_state_display()),
        "mark": MARKS[point.state],
        "discussion": _blocks(point.discussion),
        "decision": _blocks(point.decision),
        "tasks": [_task(each, today) for each in shown.tasks],
        "proposals": [_proposal(each, today) for each in shown.proposals],
    }


def _task(task: Task, today: date) -> dict[str, str]:
    return {
        "what": task.what,
        "who": ", ".join(filter(None, [task.who, task.organisation.name if task.organisation else ""])),
        "until": date_format(task.due_on, "SHORT_DATE_FORMAT") if task.due_on else "",
        "outcome": task_state(task, today).text,
    }


def _proposal(proposal: Proposal, today: date) -> dict[str, Any]:
    return {
        "text": _paragraphs(proposal.text),
        "to": proposal.to,
        "answer": proposal_state(proposal, today).text,
        "words": _paragraphs(proposal.answer),
    }


def _chapters(records: Sequence[Record], today: date) -> list[dict[str, Any]]:
    """What all meetings together decided, gave to do and proposed, as tables."""
    decisions = [
        [_day(record), each.point.title, _lines(each.point.decision)] for record in records for each in record.decided
    ]
    tasks = [[_day(record), *_task(task, today).values()] for record in records for task in record.all_tasks]
    proposals = [
        [
            _day(record),
            _lines(each.text),
            each.to,
            "\n".join(filter(None, [proposal_state(each, today).text, each.answer])),
        ]
        for record in records
        for each in record.all_proposals
    ]
    day = _("Day")
    point = pgettext("agenda", "Point")
    chapters = [
        (_("Decisions"), [day, point, _("Decision")], [2, 4, 9], decisions),
        (
            _("Tasks"),
            [day, _("What is to be done"), pgettext("task", "Who"), _("Until when"), _("How it stands")],
            [2, 6, 4, 3, 3],
            tasks,
        ),
        (_("Proposals"), [day, _("What is proposed"), _("To whom"), _("The answer")], [2, 6, 3, 5], proposals),
    ]
    return [
        {"title": title, "heads": heads, "widths": widths, "rows": rows}
        for title, heads, widths, rows in chapters
        if rows
    ]


def _day(record: Record) -> str:
    return date_format(record.event.first_day, "SHORT_DATE_FORMAT")


def _blocks(text: str) -> list[dict[str, Any]]:
    """Paragraphs and lists: lines that begin with a dash and follow each other are one list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        {"list": listed, "lines": [_BULLET.sub("", line) for line in group]}
        for listed, group in groupby(lines, key=lambda line: bool(_BULLET.match(line)))
    ]


def _paragraphs(text: str) -> list[str]:
    """The lines alone, for cells of tables; what stands in a list keeps a mark."""
    return [_BULLET.sub("• ", line.strip()) for line in text.splitlines() if line.strip()]


def _lines(text: str) -> str:
    return "\n".join(_paragraphs(text))
