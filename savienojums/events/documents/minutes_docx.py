"""Minutes as a DOCX: the same content as on paper, with real headings, so that it can be worked on further."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from savienojums.core.documents.letters import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph

LANGUAGES = {"lv": "lv-LV", "en": "en-GB", "ru": "ru-RU"}
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def written(told: Mapping[str, Any]) -> bytes:
    """The bytes of the document."""
    content = printable(told)
    paper = docx.Document()
    _look(paper, content)
    paper.core_properties.title = f"{content['eyebrow']}: {content['title']}"
    paper.core_properties.author = content["network"]
    paper.add_paragraph(f"{content['eyebrow']} · {content['network']}", style="Subtitle")
    paper.add_paragraph(content["title"], style="Title")
    if content["lead"]:
        paper.add_paragraph(content["lead"])
    _contents(paper, content)
    for meeting in content["meetings"]:
        if content["compiled"]:
            paper.add_heading(meeting["day"], 1)
        _meeting(paper, content["labels"], meeting, 2 if content["compiled"] else 1)
    for chapter in content["chapters"]:
        paper.add_heading(chapter["title"], 1)
        _table(paper, chapter["heads"], chapter["rows"])
    if not content["compiled"]:
        _signatures(paper, content["labels"], content["meetings"][0])
    paper.add_paragraph(f"{content['labels']['online']}: {content['address']}")
    _footer(paper, content)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _look(paper: Document, told: Mapping[str, Any]) -> None:
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Cambria", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGES.get(told["language"], "lv-LV"))
    normal.element.get_or_add_rPr().append(language)
    forest = RGBColor.from_string(told["colours"]["forest"].lstrip("#").upper())
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = paper.styles[name]
        style.font.color.rgb, style.font.name = forest, "Cambria"
        # The template's own faces for headings would win over the name.
        for fonts in style.element.iter(qn("w:rFonts")):
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)


def _contents(paper: Document, told: Mapping[str, Any]) -> None:
    """A table of contents that word processors fill in with pages, written out beforehand for those that do not."""
    if not told["compiled"]:
        return
    paper.add_heading(told["labels"]["contents"], 1)
    lines = [meeting["day"] for meeting in told["meetings"]] + [chapter["title"] for chapter in told["chapters"]]
    for place, line in enumerate(lines):
        paragraph = paper.add_paragraph()
        if place == 0:
            _field(paragraph, "begin")
            _field(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
            _field(paragraph, "separate")
        paragraph.add_run(line)
        if place == len(lines) - 1:
            _field(paragraph, "end")


def _field(paragraph: Paragraph, said: str) -> None:
    run = paragraph.add_run()
    if said in {"begin", "separate", "end"}:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), said)
    else:
        mark = OxmlElement("w:instrText")
        mark.set(qn("xml:space"), "preserve")
        mark.text = said
    run._r.append(mark)  # noqa: SLF001 -- the library's own way to what it has no words for


def _meeting(paper: Document, say: Mapping[str, str], meeting: Mapping[str, Any], deep: int) -> None:
    for fact in meeting["facts"]:
        line = paper.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.add_run(f"{fact['label']}: ").bold = True
        line.add_run(fact["text"])
    if meeting["state"]:
        paper.add_paragraph(meeting["state"])
    _written(paper, meeting["opening"])
    for point in meeting["points"]:
        _point(paper, say, point, deep)
    if meeting["tasks"] or meeting["proposals"]:
        paper.add_heading(say["more"], deep)
        _rows(paper, say, meeting, deep + 1)


def _point(paper: Document, say: Mapping[str, str], point: Mapping[str, Any], deep: int) -> None:
    paper.add_heading(f"{point['number']}. {point['title']}", deep)
    paper.add_paragraph(" · ".join(filter(None, [point["state"], point["again"]]))).runs[0].italic = True
    _written(paper, point["discussion"])
    if point["decision"]:
        first = paper.add_paragraph()
        first.add_run(f"{say['decision']}: ").bold = True
        _written(paper, point["decision"], first)
    _rows(paper, say, point, deep + 1)


def _written(paper: Document, blocks: Sequence[Mapping[str, Any]], first: Paragraph | None = None) -> None:
    """Paragraphs and lists; the first words go on in the paragraph that is there already."""
    for block in blocks:
        for line in block["lines"]:
            if first is not None and not block["list"]:
                first.add_run(line)
            else:
                paper.add_paragraph(line, style="List Bullet" if block["list"] else None)
            first = None


def _rows(paper: Document, say: Mapping[str, str], holder: Mapping[str, Any], deep: int) -> None:
    if holder["tasks"]:
        paper.add_heading(say["tasks"], deep)
        rows = [[each["what"], each["who"], each["until"], each["outcome"]] for each in holder["tasks"]]
        _table(paper, [say["what"], say["who"], say["until"], say["outcome"]], rows)
    if holder["proposals"]:
        paper.add_heading(say["proposals"], deep)
        rows = [
            ["\n".join(each["text"]), each["to"], "\n".join([each["answer"], *each["words"]])]
            for each in holder["proposals"]
        ]
        _table(paper, [say["proposal"], say["to"], say["answer"]], rows)


def _table(paper: Document, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for cell, word in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(word).bold = True
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 -- the library has no word for a heading row
    for row in rows:
        for cell, word in zip(table.add_row().cells, row, strict=True):
            cell.text = word
    paper.add_paragraph()


def _signatures(paper: Document, say: Mapping[str, str], meeting: Mapping[str, Any]) -> None:
    for label, name in ((say["chair"], meeting["chair"]), (say["keeper"], meeting["keeper"])):
        line = paper.add_paragraph(f"{label}: {name}  ____________________ ({say['signature']})")
        line.paragraph_format.space_before = Pt(24)


def _footer(paper: Document, told: Mapping[str, Any]) -> None:
    lines = [" ".join(filter(None, [each["sentence"], each["number"]])) for each in told["funders"]]
    foot = paper.sections[0].footer
    for place, text in enumerate([*lines, told["as-of"]]):
        line = foot.paragraphs[0] if place == 0 else foot.add_paragraph()
        line.add_run(text).font.size = Pt(8)
