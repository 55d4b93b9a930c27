"""A survey as files: one row a sheet for its organisers, what was counted for everybody."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from savienojums.core.clock import RIGA
from savienojums.core.records import Translated
from savienojums.core.tables import defused
from savienojums.network.queries.places import atlas
from savienojums.voices.kinds import QuestionKind
from savienojums.voices.queries.survey_results import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from savienojums.voices.models import SurveyQuestion, SurveySheet
    from savienojums.voices.queries.survey_answers import Tellable
    from savienojums.voices.queries.survey_files import SurveyTable
    from savienojums.voices.queries.survey_results import QuestionResult, Results

WIDEST = 60
WITH_KEYS = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.RANKING})


def headings(table: SurveyTable) -> list[str]:
    """The first row: what is known of a sheet, then each question, then its themes."""
    row = [
        _("Sheet"), pgettext("survey", "How it came"), _("Language"), _("Sent on"), _("Changed on"), _("Place"),
        _("Age"), _("Set aside"),
    ]  # fmt: skip
    for number, question in enumerate(table.questions, start=1):
        title = f"{number}. {question.text}"
        row.append(title)
        if question.kind in WITH_KEYS:
            row.append(_("%(question)s (keys)") % {"question": title})
        elif question.kind == QuestionKind.PLACE:
            row += [f"{title} · {side}" for side in (pgettext("coordinate", "North"), pgettext("coordinate", "East"))]
        row += [f"{title} · {name}" for _pk, name in table.themes.get(question.pk, ())]
    return row


def rows(table: SurveyTable) -> Iterator[list[str]]:
    """One row a sheet; nothing of keys and connections."""
    for sheet in table.sheets:
        answers = table.answers.get(sheet.pk, {})
        row = _about(sheet, table.tellable[sheet.pk])
        for question in table.questions:
            value = answers.get(question.pk, (0, None))[1]
            row.append(in_words(question, value))
            if question.kind in WITH_KEYS:
                row.append(" ".join(each for each in _listed(value) if isinstance(each, str)))
            elif question.kind == QuestionKind.PLACE:
                row += [str((value or {}).get(name, "")) for name in ("lat", "lon")]
            answer = answers.get(question.pk, (0, None))[0]
            row += [str(table.marks.get((answer, pk), 0)) for pk, _name in table.themes.get(question.pk, ())]
        yield row


def in_words(question: SurveyQuestion, value: Any) -> str:
    """An answer as people read it."""
    if value is None:
        return ""
    if question.kind == QuestionKind.PLACE:
        place = atlas().by_slug.get(value.get("place", ""))
        return ", ".join(filter(None, [str(place) if place else "", value.get("note", "")]))
    if question.kind in WITH_KEYS:
        texts = texts_of(question)
        join = " > " if question.kind == QuestionKind.RANKING else "; "
        return join.join(
            each.get("other", "") if isinstance(each, dict) else texts.get(each, each) for each in _listed(value)
        )
    return str(value)


def _about(sheet: SurveySheet, tellable: Tellable) -> list[str]:
    unsaid = pgettext("sheet", "not shown")
    place = (str(sheet.place) if tellable.place else unsaid) if sheet.place else ""
    age = (str(sheet.get_age_band_display()) if tellable.age else unsaid) if sheet.age_band else ""
    return [
        sheet.code, str(sheet.get_way_display()), sheet.language, _day(sheet.sent_at), _day(sheet.changed_at),
        place, age, str(sheet.get_aside_for_display()) or _("yes") if sheet.aside_at else "",
    ]  # fmt: skip


def csv_of(table: SurveyTable) -> bytes:
    """A table that spreadsheets open with the right letters."""
    return _csv([headings(table), *rows(table)])


def xlsx_of(table: SurveyTable) -> bytes:
    """A spreadsheet: the sheets, and beside them the questions."""
    out = BytesIO()
    # Nothing of what people wrote becomes a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        _page(book, pgettext("survey", "Answers"), [headings(table), *rows(table)])
        asked = [[_("Number"), pgettext("survey", "Question"), _("Kind"), pgettext("survey", "Choices")]]
        for number, question in enumerate(table.questions, start=1):
            choices = "; ".join(f"{key} = {text}" for key, text in texts_of(question).items())
            asked.append([str(number), str(question.text), str(question.get_kind_display()), choices])
        _page(book, pgettext("survey", "Questions"), asked)
    return out.getvalue()


def json_of(table: SurveyTable) -> bytes:
    """The same for programs: questions as they were asked, sheets with their values."""
    survey = table.survey
    questions = [
        {
            "id": each.public_id, "kind": each.kind, "text": dict(each.text), "choices": each.choices,
            "has_other": each.has_other, "is_required": each.is_required, "least": each.least, "most": each.most,
        }
        for each in table.questions
    ]  # fmt: skip
    ids = {each.pk: each.public_id for each in table.questions}
    sheets = [
        {
            "sheet": sheet.code, "way": sheet.way, "language": sheet.language, "sent_on": _day(sheet.sent_at),
            "changed_on": _day(sheet.changed_at) or None,
            "place": sheet.place.slug if sheet.place and table.tellable[sheet.pk].place else None,
            "age": (sheet.age_band or None) if table.tellable[sheet.pk].age else None,
            "set_aside": sheet.aside_for or ("other" if sheet.aside_at else None),
            "answers": {ids[pk]: value for pk, (_answer, value) in table.answers.get(sheet.pk, {}).items()},
        }
        for sheet in table.sheets
    ]  # fmt: skip
    whole = {"survey": survey.slug, "title": dict(Translated(survey.title)), "questions": questions, "sheets": sheets}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def results_csv(results: Results) -> bytes:
    """What was counted and may be shown, one line a choice."""
    lines = [[_("Number"), pgettext("survey", "Question"), pgettext("survey", "Answer"), _("Count"),
              pgettext("survey", "People who answered"), _("Share")]]  # fmt: skip
    for one in results.questions:
        lines += [
            [str(one.number), str(one.question.text), label, figure, str(one.base), share]
            for label, figure, share in _figures(one)
        ]
    return _csv(lines)


def _figures(one: QuestionResult) -> Iterator[tuple[str, str, str]]:
    if one.withheld:
        yield _("Too few answers to be shown"), "", ""
    for bar in (*one.bars, *one.themes):
        yield f"{bar.label} {bar.end}".strip(), str(bar.count), f"{bar.share:.4f}"
    for text, row in one.ranks:
        yield (
            _("%(choice)s (first places; mean place %(mean)s)") % {"choice": text, "mean": f"{row.mean:.2f}"},
            str(row.firsts),
            f"{row.share:.4f}",
        )
    for spot in one.spots:
        yield spot.label, str(spot.count), f"{spot.count / one.base:.4f}"
    if one.scaled and one.scaled.mean is not None:
        yield pgettext("statistics", "Mean"), f"{one.scaled.mean:.2f}", ""
    if one.numbered and one.numbered.median is not None:
        yield pgettext("statistics", "Median"), f"{one.numbered.median:g}", ""


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerows([defused(cell) for cell in line] for line in lines)
    # With its mark, else Excel takes the Latvian letters for old ones.
    return out.getvalue().encode("utf-8-sig")


def _page(book: Any, name: str, lines: Sequence[Sequence[str]]) -> None:
    sheet, bold = book.add_worksheet(name[:31]), book.add_format({"bold": True})
    for number, line in enumerate(lines):
        for column, cell in enumerate(line):
            sheet.write_string(number, column, cell[:32767], None if number else bold)
    sheet.freeze_panes(1, 1)
    for column in range(len(lines[0])):
        sheet.set_column(column, column, min(max(len(line[column]) for line in lines[:200]) + 2, WIDEST))


def _day(at: Any) -> str:
    return at.astimezone(RIGA).date().isoformat() if at else ""


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
