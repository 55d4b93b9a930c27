"""Bytes out of conversations: the four files of the common format, tables, one JSON, the news of the section."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from savienojums.core.clock import RIGA
from savienojums.core.tables import defused
from savienojums.voices import polis_format as polis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django_stubs_ext import StrOrPromise

    from savienojums.voices.queries.exchange import Counted, Whole

CSV, JSON, ZIP = "text/csv; charset=utf-8", "application/json", "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a sheet holds besides its headings.
MOST_ROWS, LONGEST_CELL, WIDEST = 1_048_575, 32_767, 70
SAID = {1: "agree", -1: "disagree", 0: "pass"}
FORMAT = "savienojums-conversation/1"
# Files in a ZIP carry no time of their own, so that the same votes are the same bytes.
STILL = (1980, 1, 1, 0, 0, 0)


class Kind(NamedTuple):
    """One file that can be had: what it is called, what it holds, how it is made."""

    name: str
    title: StrOrPromise
    holds: StrOrPromise
    content_type: str
    make: Callable[[Whole], bytes]
    organisers_only: bool = False
    # One of the four, which stand in polis.zip together.
    is_part: bool = False


def polis_zip(whole: Whole) -> bytes:
    """The four files in one."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in polis.written(whole.polis).items():
            packed.writestr(zipfile.ZipInfo(name, STILL), text.encode(), zipfile.ZIP_DEFLATED)
        packed.writestr(zipfile.ZipInfo("README.txt", STILL), _terms(whole).encode(), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def polis_file(name: str) -> Callable[[Whole], bytes]:
    """How one of the four is made: for spreadsheets, so no text in it becomes a formula; in the ZIP all stand as written."""

    def made(whole: Whole) -> bytes:
        comments = tuple(replace(each, text=defused(each.text)) for each in whole.polis.comments)
        return polis.written(replace(whole.polis, comments=comments))[name].encode()

    return made


def statements_csv(whole: Whole) -> bytes:
    """Statements with how many said what, of all and of each group."""
    return _csv(statement_rows(whole))


def moderation_csv(whole: Whole) -> bytes:
    """All statements with what was decided about them."""
    return _csv(moderation_rows(whole))


def json_file(whole: Whole) -> bytes:
    """Everything in one file for programs; its parts are described on the page about the files."""
    return json.dumps(_told(whole), ensure_ascii=False, separators=(",", ":")).encode()


def xlsx_file(whole: Whole) -> bytes:
    """One spreadsheet: what it is about, statements, every answer in a row of its own."""
    out = io.BytesIO()
    # Nothing of what people wrote becomes a formula or a link; rows are written away as they come.
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False
    }  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        _sheet(book, pgettext("file", "About"), _about_rows(whole), None, (24, WIDEST))
        _sheet(book, pgettext("conversation", "Statements"), statement_rows(whole), bold, (8, WIDEST))
        _sheet(book, _("Answers"), _answer_rows(whole), bold, (12, 12))
    return out.getvalue()


def statement_rows(whole: Whole) -> Iterator[Sequence[str | int]]:
    """The table of statements, headings first."""
    names = [_("Group %(name)s: %(answer)s") % {"name": name, "answer": answer}
             for name in whole.group_names for answer in _answers().values()]  # fmt: skip
    yield [
        _("No."), _("Statement"), _("State"), pgettext("vote", "Agree"), pgettext("vote", "Disagree"), pgettext("vote", "Pass"),
        pgettext("statement", "Answered by"), *names,
    ]  # fmt: skip
    for each in whole.lines:
        groups = [number for counts in each.groups for number in counts]
        state = str(each.statement.get_state_display())
        yield [each.statement.number, each.text, state, *each.all, sum(each.all), *groups]


def moderation_rows(whole: Whole) -> Iterator[Sequence[str | int]]:
    """The table of moderation, headings first."""
    yield [
        _("No."), _("Statement"), pgettext("statement", "Language"), _("State"), pgettext("moderation", "Reason"), _("Why"),
        _("Says the same as"), pgettext("statement", "From whom"), _("Written on"),
    ]  # fmt: skip
    for each in whole.lines:
        one = each.statement
        origin = _("organisers") if one.is_seed else str(one.get_way_display())
        same = next((other.statement.number for other in whole.lines if other.statement.pk == one.same_as_id), "")
        yield [
            one.number, each.text, one.language, str(one.get_state_display()), str(one.get_hidden_for_display()),
            one.why, same, origin, one.written_at.astimezone(RIGA).strftime("%Y-%m-%d"),
        ]  # fmt: skip


def _answer_rows(whole: Whole) -> Iterator[Sequence[str | int]]:
    groups = {number: whole.group_names[group] for number, group in whole.groups.items()}
    yield [pgettext("conversation", "Participant"), _("Statement"), pgettext("vote", "Answer"), _("Group")]
    answers = _answers()
    for person in whole.polis.participants:
        group = groups.get(person.number, "")
        for number, vote in person.votes:
            yield [person.number, number, answers[vote], group]


def _answers() -> dict[int, str]:
    """What was said, in words of the reader."""
    return {1: pgettext("vote", "agree"), -1: pgettext("vote", "disagree"), 0: pgettext("vote", "pass")}


def _about_rows(whole: Whole) -> Iterator[Sequence[str | int]]:
    conversation = whole.conversation
    yield [_("Conversation"), str(conversation.title)]
    yield [pgettext("conversation", "Question"), str(conversation.question)]
    yield [_("Address"), settings.SITE_URL + conversation.get_absolute_url()]
    yield [_("Data taken on"), whole.at.astimezone(RIGA).strftime("%Y-%m-%d %H:%M")]
    yield [_("Licence"), whole.licence]
    if conversation.source_note:
        yield [_("Where the answers come from"), conversation.source_note]
    yield [_("Participants"), len(whole.polis.participants)]
    if whole.aside:
        yield [pgettext("participants", "Set aside"), whole.aside]
    yield [pgettext("conversation", "Statements"), len(whole.lines)]
    yield [_("Answers, with those that were changed later"), len(whole.polis.ballots)]
    for name, size in zip(whole.group_names, whole.sizes, strict=True):
        yield [_("People in group %(name)s") % {"name": name}, size]
    yield [_("Note"), _("Numbers of participants are dealt at random and say nothing of anybody.")]


def _sheet(book: Any, name: str, rows: Iterator[Sequence[str | int]], head: Any, widths: tuple[int, int]) -> None:
    sheet = book.add_worksheet(name[:31])
    sheet.set_column(0, 0, widths[0])
    sheet.set_column(1, 1, widths[1])
    if head is not None:
        sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows):
        if line > MOST_ROWS:
            break
        for column, cell in enumerate(row):
            style = head if line == 0 else None
            if isinstance(cell, int):
                sheet.write_number(line, column, cell, style)
            else:
                sheet.write_string(line, column, cell[:LONGEST_CELL], style)


def _csv(rows: Iterator[Sequence[str | int]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([defused(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    # With its mark, else Excel takes the Latvian letters for old ones.
    return out.getvalue().encode("utf-8-sig")


def _counts(counts: Counted) -> dict[str, int]:
    return {"agree": counts.agree, "disagree": counts.disagree, "pass": counts.passed}


def _told(whole: Whole) -> dict[str, Any]:
    conversation = whole.conversation
    return {
        "format": FORMAT,
        "title": dict(conversation.title),
        "question": dict(conversation.question),
        "url": settings.SITE_URL + conversation.get_absolute_url(),
        "taken_at": whole.at.isoformat(timespec="seconds"),
        "licence": whole.licence,
        "source": conversation.source_note,
        "phases": [
            {"kind": each.kind, "opens_at": each.opens_at.isoformat(), "closes_at": each.closes_at.isoformat()}
            for each in conversation.phases.all()
        ],
        "groups": [
            {"name": name, "people": size} for name, size in zip(whole.group_names, whole.sizes, strict=True) if size
        ],
        "statements": [
            {
                "number": each.statement.number, "text": each.text, "language": each.statement.language,
                "state": each.statement.state, "counts": _counts(each.all),
                "groups": {name: _counts(counts) for name, counts, size in
                           zip(whole.group_names, each.groups, whole.sizes, strict=True) if size},
            }
            for each in whole.lines
        ],
        # How many, never who: whoever sets a burst aside would read off whose answers they were.
        **({"set_aside": whole.aside} if whole.aside else {}),
        "participants": [
            {
                "number": each.number,
                "group": whole.group_names[whole.groups[each.number]] if each.number in whole.groups else None,
                "answers": {str(number): SAID[vote] for number, vote in each.votes},
            }
            for each in whole.polis.participants
        ],
    }  # fmt: skip


def _terms(whole: Whole) -> str:
    """What goes along with every copy: whose it is, when it was taken, how it may be used."""
    return "".join(f"{row[0]}: {row[1]}\r\n" for row in _about_rows(whole))


KINDS: dict[str, Kind] = {
    each.name: each
    for each in (
        Kind(
            "polis.zip", gettext_lazy("All four files of the common format"),
            gettext_lazy("As Polis and the programs that read its exports expect them: statements, votes, participants and a summary."),
            ZIP, polis_zip,
        ),
        Kind(
            polis.COMMENTS, gettext_lazy("Statements of the common format"),
            gettext_lazy("One statement a line: its number, how many agree and disagree, whether it is shown (1), not shown (-1) or not looked at (0), its text."),
            CSV, polis_file(polis.COMMENTS), is_part=True,
        ),
        Kind(
            polis.VOTES, gettext_lazy("Votes of the common format"),
            gettext_lazy("One answer a line, also those that were changed later: 1 agree, 0 pass, -1 disagree."),
            CSV, polis_file(polis.VOTES), is_part=True,
        ),
        Kind(
            polis.PARTICIPANTS, gettext_lazy("Participants of the common format"),
            gettext_lazy("One participant a line: group, and the last answer to each statement."),
            CSV, polis_file(polis.PARTICIPANTS), is_part=True,
        ),
        Kind(
            polis.SUMMARY, gettext_lazy("Summary of the common format"),
            gettext_lazy("The question, the address, and how many took part."),
            CSV, polis_file(polis.SUMMARY), is_part=True,
        ),
        Kind(
            "conversation.xlsx", gettext_lazy("One spreadsheet"),
            gettext_lazy("What it is about, all statements with counts by group, every answer in a row of its own."),
            XLSX, xlsx_file,
        ),
        Kind(
            "statements.csv", gettext_lazy("Statements with counts"),
            gettext_lazy("How many agree, disagree and pass, of all and of each group, for any spreadsheet."),
            CSV, statements_csv,
        ),
        Kind(
            "conversation.json", gettext_lazy("Everything for programs"),
            gettext_lazy("Question, phases, statements, groups and answers in one JSON file."),
            JSON, json_file,
        ),
        Kind(
            "moderation.csv", gettext_lazy("All statements with their moderation"),
            gettext_lazy("Also those that wait or are not shown, with the reason."),
            CSV, moderation_csv, organisers_only=True,
        ),
    )
}  # fmt: skip
