"""Tables that people hand in: read whole, or refused with a sentence; never a letter lost in silence."""

import csv
import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core import sheets, tables
from savienojums.core.said import Said
from savienojums.core.sheets import NoSheet
from savienojums.core.tables import NoTable, armed, content_of, defused, letters, read_table, read_text

COMMUNITIES = Path(__file__).parents[2] / "savienojums/demo/selija/communities.csv"
LATVIAN = (
    "Nosaukums;Pagasts;Apraksts\n"
    "Biedrība „Ūdenszīmes”;Rubenes pagasts;Žagariņi, ķēķis\n"
    "Ļaužu kopiena;Aknīste;Ģērbtuve\n"
)


def refused(content: bytes) -> str:
    with pytest.raises((NoTable, NoSheet)) as told:
        read_table(content)
    return str(told.value.sentence)


def cells(content: bytes) -> list[tuple[str, ...]]:
    table = read_table(content)
    return [table.headings, *(row.cells for row in table.rows)]


def workbook(*rows, fill=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if fill:
        fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same workbook with some of its parts exchanged."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return file.getvalue()


def compound(stream_name: str, stream: bytes) -> bytes:
    """A file of the old Office kind with one stream in it."""
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % 512)
    sectors = len(stream) // 512
    header = (
        sheets.OLE
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    )
    header += struct.pack("<I", 0) + b"\xff" * 4 * 108
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    entries = [("Root Entry", 5, 1, 0xFFFFFFFE, 0), (stream_name, 2, 0xFFFFFFFF, 2, len(stream))]
    directory = b""
    for name, kind, child, start, size in entries:
        words = name.encode("utf-16-le")
        directory += words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
        directory += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36) + struct.pack("<IQ", start, size)
    return header + fat + directory.ljust(512, b"\0") + stream


def old_workbook(rows) -> bytes:
    """An XLS of 1997 with texts in its cells."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def text(words: str) -> bytes:
        return struct.pack("<HB", len(words), 1) + words.encode("utf-16-le")

    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    end = record(0x0A, b"")
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            sheet += record(0x204, struct.pack("<HHH", number, column, 0) + text(words))
    name = "Lapa".encode("latin-1")
    bound = len(start) + 4 + 8 + len(name) + len(end)
    return compound(
        "Workbook", start + record(0x85, struct.pack("<IBBBB", bound, 0, 0, len(name), 0) + name) + end + sheet + end
    )


def open_document(rows: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr(
            "content.xml",
            '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
            f'<table:table table:name="Lapa">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()


def cell(words: str, about: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{about}><text:p>{words}</text:p></table:table-cell>'


# --- encodings ------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1257", "iso8859_13"],
)
def test_latvian_letters_come_out_of_every_usual_encoding(encoding):
    assert cells(LATVIAN.encode(encoding)) == [
        ("Nosaukums", "Pagasts", "Apraksts"),
        ("Biedrība „Ūdenszīmes”", "Rubenes pagasts", "Žagariņi, ķēķis"),
        ("Ļaužu kopiena", "Aknīste", "Ģērbtuve"),
    ]


def test_russian_letters_of_windows_are_told_from_latvian_ones():
    assert cells("Название;Волость\nОбщество «Родник»;Рубенская\n".encode("cp1251"))[1] == (
        "Общество «Родник»",
        "Рубенская",
    )


@pytest.mark.parametrize("encoding", ["cp775", "mac_latin2"])
def test_letters_of_an_unknown_encoding_are_refused_instead_of_guessed(encoding):
    sentence = refused(LATVIAN.replace("„", '"').replace("”", '"').replace(";B", ";b").encode(encoding))
    assert "kodējum" in sentence or "encoding" in sentence
    assert "UTF-8" in sentence


def test_two_letters_are_enough_to_see_a_wrong_encoding():
    assert "UTF-8" in refused("Nosaukums;Pagasts\nElkšņu kopiena;Elkšņu pagasts\n".encode("cp775"))


def test_a_letter_far_down_in_the_file_decides_between_two_alike_encodings():
    text = "Nosaukums\n" + "Ļaužu kopiena\n" * 15_000 + "„Ūdenszīmes”\n"
    assert cells(text.encode("iso8859_13"))[-1] == ("„Ūdenszīmes”",)


def test_letters_lost_when_the_file_was_saved_before_are_pointed_at():
    garbled = "Elkšņu kopiena".encode().decode("latin-1")
    table = read_text(f"Nosaukums,Pagasts\n{garbled},Rubene\nLa\ufffdplēsis,Rubene\nĻaudis,Šķaune\n")
    assert [[(fault.level, fault.column) for fault in row.faults] for row in table.rows] == [
        [("unclear", 0)],
        [("unclear", 0)],
        [],
    ]


# --- text tables ----------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_separator_is_recognised(delimiter):
    file = io.StringIO()
    rows = [
        ["nosaukums", "apraksts", "vieta"],
        ["Rītausma; un, citi", "teksts, ar komatiem; un \t vēl", "Rubene"],
        ["B", "", "C"],
    ]
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert cells(file.getvalue().encode()) == [tuple(row) for row in rows]


def test_commas_in_the_texts_do_not_hide_the_semicolons():
    text = "nosaukums;apraksts\nA;viens, divi, trīs\nB;četri, pieci, seši\n"
    assert cells(text.encode())[1] == ("A", "viens, divi, trīs")


def test_a_single_column_needs_no_separator():
    assert cells("nosaukums\nRītausma, Rubene\nB\n".encode()) == [("nosaukums",), ("Rītausma, Rubene",), ("B",)]


def test_the_separator_that_excel_writes_into_the_first_line_is_followed():
    assert cells(b"sep=;\r\na,b;c\r\n1,5;2\r\n") == [("a,b", "c"), ("1,5", "2")]


def test_a_quoted_cell_may_have_lines_of_its_own_and_rows_are_counted_as_a_spreadsheet_counts():
    table = read_text('nosaukums,apraksts\n"A","viena\nrinda"\n\nB,x\n')
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("A", "viena\nrinda")), (4, ("B", "x"))]


def test_a_quotation_mark_never_closed_is_named_with_its_row():
    assert "3" in refused(b'nosaukums,vieta\nA,B\n"C,D\nE,F\n')


def test_a_very_long_cell_after_an_open_quotation_mark_is_the_same_fault():
    sentence = refused(('nosaukums,vieta\n"A,B\n' + "C,D\n" * 60_000).encode())
    assert "2" in sentence
    assert sentence == refused(b'nosaukums,vieta\n"A,B\n')


def test_a_quotation_mark_inside_a_quoted_cell_is_named_with_its_row():
    assert "2" in refused('nosaukums,vieta\n"Biedrība "Zīle"",Rubene\n'.encode())


def test_a_quotation_mark_inside_a_plain_cell_is_a_letter():
    assert cells('nosaukums,vieta\nBiedrība "Zīle",Rubene\n'.encode())[1] == ('Biedrība "Zīle"', "Rubene")


def test_more_cells_than_headings_is_a_fault_of_the_row():
    table = read_text("nosaukums,vieta\nA,B\nC,D,E\nF,G\n")
    assert [[fault.level for fault in row.faults] for row in table.rows] == [[], ["wrong"], []]
    assert table.rows[1].faults[0].said.words == {"cells": 3, "headings": 2}


def test_a_short_last_row_without_an_end_may_be_cut_off():
    assert [row.faults and row.faults[0].level for row in read_text("a,b,c\n1,2,3\n4,5").rows] == [(), "unclear"]
    assert read_text("a,b,c\n1,2,3\n4,5\n").rows[1].faults == ()
    assert read_text("a,b,c\n1,2,3\n4,5,6").rows[1].faults == ()


def test_a_heading_that_stands_twice_is_named_with_its_columns():
    sentence = refused(b"Nosaukums,Vieta,nosaukums\nA,B,C\n")
    assert all(word in sentence for word in ("nosaukums", "A", "C", "1"))


def test_empty_headings_are_said_and_empty_columns_left_out():
    table = read_text("nosaukums,,vieta,,\nA,x,B,,\nC,,D,,\n")
    assert table.headings == ("nosaukums", "", "vieta")
    assert table.notes == (Said(tables._NAMELESS, {"columns": "B"}),)
    assert [row.cells for row in table.rows] == [("A", "x", "B"), ("C", "", "D")]


def test_a_column_beyond_the_headings_that_most_rows_fill_is_a_column():
    table = read_text("nosaukums,vieta\nA,B,x\nC,D,y\nE,F\n")
    assert table.headings == ("nosaukums", "vieta", "")
    assert all(not row.faults for row in table.rows)


def test_a_title_above_the_headings_is_left_out_and_said():
    table = read_text("Biedrību saraksts;;\n;;\nnosaukums;vieta;novads\nA;B;C\n")
    assert table.headings == ("nosaukums", "vieta", "novads")
    assert table.rows[0].number == 4
    assert table.notes == (Said(tables._TITLE, {"row": 3}),)


def test_control_characters_are_removed_and_said():
    table = read_text("nosaukums,vieta\nA\x07B\x1f,C\x9d\nD,E\n")
    assert table.rows[0].cells == ("AB", "C")
    assert table.notes == (Said(tables._CLEANED, {"rows": "2"}),)


def test_cells_are_trimmed_and_a_formula_stays_text():
    assert cells("nosaukums,vieta\n  =cmd|' /C calc'!A0 ,\u00a0B\n".encode())[1] == ("=cmd|' /C calc'!A0", "B")


def test_zero_bytes_are_no_table():
    for content in (b"nosaukums,vieta\nA\0B,C\n", b"\0" * 300 + b"x", b"\x01\x02\x00\x05" * 50):
        assert "XLSX" in refused(content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\xff\xd8\xff\xe0\0",
        b"<!doctype html><table></table>",
        b'{"a": 1}',
        b"{\\rtf1 }",
    ],
)
def test_another_kind_of_file_is_recognised_whatever_its_name(content):
    assert "CSV" in refused(content)


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_said_to_be_empty(content):
    assert refused(content)


def test_headings_alone_are_no_table():
    assert refused(b"nosaukums,vieta\n") == refused(b"nosaukums,vieta\n,\n,,\n")


def test_too_many_rows_and_columns_are_refused_with_the_limit():
    assert "20" in refused(b"nosaukums\n" + b"A\n" * 20_001)
    assert len(read_table(b"nosaukums\n" + b"A\n" * 20_000).rows) == 20_000
    assert "200" in refused((",".join(f"h{i}" for i in range(201)) + "\n" + "x," * 201 + "\n").encode())


def test_a_file_of_50_megabytes_is_refused_before_it_is_read():
    class Large:
        name, size = "liels.csv", 50_000_000

        def read(self, _num_bytes=None, /):
            pytest.fail("It was read.")

    with pytest.raises(NoTable) as told:
        content_of(Large())
    assert all(word in str(told.value.sentence) for word in ("50", "10", "20000"))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_but_never_break(content):
    try:
        table = read_table(content)
    except (NoTable, NoSheet):
        pass
    else:
        assert table.rows
        assert all(len(row.cells) == len(table.headings) for row in table.rows)


CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"], exclude_characters="'\ufffdÃÄÅâ\ufeff"),
    max_size=12,
)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5), st.sampled_from([",", ";", "\t", "|"]))
def test_what_is_written_is_read_back(rows, delimiter):
    file = io.StringIO()
    full = [("nosaukums", "vieta", "apraksts"), *(tuple(cell.strip() for cell in row) for row in rows)]
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(full)
    kept = [row for row in full[1:] if any(row)]
    if kept:
        text = f"sep={delimiter}\n{file.getvalue()}"
        assert [row.cells for row in read_text(text).rows] == kept


@given(st.text(max_size=20))
def test_a_defused_cell_is_no_formula_and_comes_back(text):
    safe = defused(text)
    assert safe[:1] not in {"=", "@"}
    if text[:1] != "'":
        assert armed(safe) == text or text[:1] in {"\t", "\r"}


def test_numbers_are_not_defused():
    assert [defused(text) for text in ("-5", "+371", "+371 65 200", "-x", "=1")] == [
        "-5",
        "+371",
        "'+371 65 200",
        "'-x",
        "'=1",
    ]


def test_columns_are_named_as_spreadsheets_name_them():
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_the_real_table_of_communities_is_read_whole():
    table = read_table(COMMUNITIES.read_bytes())
    assert len(table.rows) == 118
    assert table.notes == ()
    assert all(not row.faults for row in table.rows)


# --- spreadsheets ---------------------------------------------------------------


def test_cells_of_a_spreadsheet_become_text_as_a_person_would_type_it():
    content = workbook(
        ["nosaukums", "numurs", "platums", "datums", "laiks", "ir"],
        ["A", 40008123456, 56.25, date(2023, 2, 18), datetime(2023, 2, 18, 9, 30), True],  # noqa: DTZ001 -- a table knows no zone
    )
    assert cells(content)[1] == ("A", "40008123456", "56.25", "2023-02-18", "2023-02-18T09:30:00", "TRUE")


def test_a_formula_gives_its_worked_out_value_and_without_one_a_fault():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["nosaukums", "vieta"])
    sheet.write_formula(1, 0, '="A"&"B"', None, "AB")
    sheet.write_formula(2, 0, '="A"&"<C"', None, "")
    sheet.write(1, 1, "x")
    sheet.write(2, 1, "y")
    sheet.write_string(3, 0, "=cmd|' /C calc'!A0")
    book.close()
    table = read_table(file.getvalue())
    assert [row.cells for row in table.rows] == [("AB", "x"), ("", "y"), ("=cmd|' /C calc'!A0", "")]
    assert [[(fault.level, fault.column) for fault in row.faults] for row in table.rows] == [[], [("unclear", 0)], []]


def test_an_error_in_a_cell_is_a_fault():
    def broken(book):
        book.active["B2"] = "#REF!"
        book.active["B2"].data_type = "e"

    faults = read_table(workbook(["nosaukums", "vieta"], ["A", "x"], fill=broken)).rows[0].faults
    assert [(fault.level, fault.column) for fault in faults] == [("unclear", 1)]


def test_the_first_sheet_with_something_in_it_is_read_and_the_others_are_said():
    def second(book):
        book.create_sheet("Dati").append(["nosaukums"])
        book["Dati"].append(["A"])
        book["Dati"]["A3"] = "=B1"
        book.create_sheet("Piezīmes").append(["cits"])

    table = read_table(workbook(fill=second))
    assert [row.cells for row in table.rows] == [("A",)]
    assert table.notes == (Said(tables._ONE_SHEET, {"sheet": "Dati", "others": 2}),)


def test_row_numbers_are_those_of_the_spreadsheet():
    table = read_table(workbook([], ["Saraksts"], [], ["nosaukums", "vieta"], ["A", "x"], [], ["B", "y"]))
    assert [row.number for row in table.rows] == [5, 7]


def test_invisible_characters_of_a_spreadsheet_are_removed():
    table = read_table(workbook(["nosaukums", "vieta"], ["A_x0007_B_x0000_", "x"]))
    assert table.rows[0].cells == ("AB", "x")


def test_a_cell_far_away_is_refused_before_the_sheet_is_laid_out():
    def far(book):
        book.active["ALL20000"] = 1

    sentence = refused(workbook(["nosaukums"], ["A"], fill=far))
    assert "20000" in sentence
    assert "1000" in sentence


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself():
    content = workbook(["nosaukums"], ["A"])
    assert "XLSX" in refused(content[:600])
    assert refused(repacked(content, sheet1=b"0" * (sheets.MOST_UNPACKED + 1)))


def test_a_zip_bomb_that_lies_of_its_size_is_refused_too(monkeypatch):
    content = repacked(workbook(["nosaukums"], ["A"]), sheet1=b"0" * 300_000)
    lying = content.replace(struct.pack("<I", 300_000), struct.pack("<I", 3_000))
    assert lying != content
    assert refused(lying)
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 200_000)
    assert refused(lying)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_spreadsheet_cut_off_anywhere_is_damaged(share):
    content = workbook(["nosaukums"], *[[f"Nr. {number}"] for number in range(500)])
    assert "XLSX" in refused(content[: int(len(content) * share)])


def test_a_zip_that_is_no_spreadsheet_and_one_without_cells():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    assert "XLSX" in refused(file.getvalue())
    assert refused(workbook())
    assert refused(repacked(workbook(["a"], ["b"]), workbook=b"<x/>"))


def test_an_old_xls_is_read():
    assert cells(old_workbook([["nosaukums", "vieta"], ["Ūdenszīmes", "Rubene"]])) == [
        ("nosaukums", "vieta"),
        ("Ūdenszīmes", "Rubene"),
    ]


def test_a_workbook_with_a_password_is_refused_with_that_reason():
    assert refused(compound("EncryptedPackage", b"x" * 5000)) == str(sheets._LOCKED)


def test_a_broken_old_workbook_is_damaged():
    assert refused(sheets.OLE + b"\0" * 900) == str(sheets._DAMAGED)


def test_a_table_of_libreoffice_is_read_with_its_long_empty_end():
    rows = f"<table:table-row>{cell('nosaukums')}{cell('vieta')}</table:table-row>"
    rows += f"<table:table-row>{cell('Ūdenszīmes')}{cell('Rubene')}</table:table-row>"
    wide = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows += f'<table:table-row table:number-rows-repeated="1048574">{wide}</table:table-row>'
    assert cells(open_document(rows)) == [("nosaukums", "vieta"), ("Ūdenszīmes", "Rubene")]


def test_a_table_of_libreoffice_that_repeats_itself_a_million_times_is_refused():
    times = ' table:number-columns-repeated="9999999"'
    assert refused(open_document(f"<table:table-row>{cell('x', times)}</table:table-row>")) == str(sheets._HUGE)
    rows = f'<table:table-row table:number-rows-repeated="5000000">{cell("x")}</table:table-row>'
    assert refused(open_document(rows)) == str(sheets._HUGE)


def test_a_table_of_libreoffice_that_is_broken_is_damaged():
    assert refused(open_document("<table:table-row>")) == str(sheets._DAMAGED)
