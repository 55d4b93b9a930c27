"""Tables of measures: read, judged beside the document, brought in; and what we export comes back as it went."""

from datetime import date
from decimal import Decimal

import pytest

from savienojums.core.tables import MOST_ROWS, NoTable, read_table, read_text
from savienojums.journal.models import Record
from savienojums.support import exports
from savienojums.support.actions import items, tables
from savienojums.support.actions.tables import AlreadyConfirmed, HandedIn
from savienojums.support.gathering import rows_of
from savienojums.support.models import Measure, SourceItem, TablePreview
from savienojums.support.queries.export import rows_for
from savienojums.support.queries.facts import facts_of
from savienojums.support.queries.found import judged
from savienojums.support.queries.measures import Filters
from savienojums.support.queries.tables import preview_told
from savienojums.support.sources import Unreadable
from tests import make

pytestmark = pytest.mark.django_db


def rows(text):
    return rows_of(read_text(text))


def handed_in(text, name="saraksts.csv"):
    table = read_text(text)
    return HandedIn(name, "CC BY 4.0", table.headings, rows_of(table))


def test_headings_in_latvian_and_english_are_recognised():
    (row,) = rows(
        "Nosaukums;Finansētājs;Termiņš;Laiks;Maksimālā summa;Saite\nUpju fonds;SIF;1.3.2027.;12:00;11 000 EUR;sif.lv/upes\n"
    )
    assert row.found.fields == {
        "name": {"lv": "Upju fonds"}, "provider": "SIF", "closes_on": "2027-03-01", "closes_hour": "12:00", "amount_max": "11000",
        "url": "https://sif.lv/upes",
    }  # fmt: skip
    (row,) = rows("title,funder,deadline,amount max\nRivers,SIF,2027-03-01,500.50\n")
    assert (row.found.fields["closes_on"], row.found.fields["amount_max"]) == ("2027-03-01", "500.5")


def test_what_is_not_understood_is_kept_as_words():
    (row,) = rows("Nosaukums;Termiņš;Summa;Veids;Saite\nA;kad sniegs nokusīs;daudz;brīnums;javascript:alert(1)\n")
    assert row.found.fields == {"name": {"lv": "A"}}
    assert row.found.unread == {
        "closes_on": "kad sniegs nokusīs",
        "amount_max": "daudz",
        "kind": "brīnums",
        "url": "javascript:alert(1)",
    }


def test_a_table_without_names_is_told_so():
    with pytest.raises(Unreadable) as caught:
        rows("x;y\n1;2\n")
    assert caught.value.word == "no_names"


@pytest.fixture
def rich(db):
    make.theme("culture", "Kultūra")
    lake = make.place("Rubenes pagasts")
    measure = make.measure(
        "Upju, ezeru fonds", slug="upju-fonds", summary={"lv": "Īsi, ar komatu"}, other_kinds=["advice"], legal_forms=["association", "foundation"],
        amount_min=Decimal(500), amount_max=Decimal("11000.50"), own_share_percent=Decimal(10), recurrence="yearly", way_in=["email", "e_signature"],
        ask_where="Birojs, 2. stāvs", url="https://sif.gov.lv/upes", source_url="https://sif.gov.lv/avots", status="recurring",
    )  # fmt: skip
    measure.themes.set([make.theme()])
    measure.places.set([lake])
    make.round_of(measure, closes_on=date(2027, 3, 1), closes_hour=__import__("datetime").time(12))
    return measure


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
@pytest.mark.parametrize("write", [exports.csv_of, exports.xlsx_of])
def test_what_we_export_is_known_when_it_comes_back(rich, language, write):
    from django.utils import translation

    with translation.override(language):
        content = write(rows_for(Filters(), make.NOW))
        read = rows_of(read_table(content))
    (row,) = read
    assert row.slug == "upju-fonds"
    facts = facts_of(rich)
    same = (
        "name",
        "summary",
        "provider",
        "kind",
        "other_kinds",
        "themes",
        "places",
        "legal_forms",
        "amount_min",
        "amount_max",
    )
    same += ("own_share_percent", "recurrence", "way_in", "ask_where", "url", "source_url")
    assert {name: row.found.fields.get(name) for name in same} == {name: facts[name] for name in same}
    assert (row.found.fields["closes_on"], row.found.fields["closes_hour"]) == ("2027-03-01", "12:00")
    assert [each.fate for each in judged(read)] == ["known"]


def test_an_export_brought_into_an_empty_document_makes_the_same_measure(rich, editor):
    content = exports.xlsx_of(rows_for(Filters(), make.NOW))
    before = facts_of(rich)
    Measure.objects.all().delete()
    make.raise_mark("catalogue")
    table = read_table(content)
    preview = tables.preview_table(by=editor, table=HandedIn("s.xlsx", "", table.headings, rows_of(table)), at=make.NOW)
    assert preview.counts == {"new": 1}
    tables.confirm_table(by=editor, preview=preview, at=make.NOW)
    measure = items.take_item(by=editor, item=SourceItem.objects.get(), at=make.NOW)
    after = facts_of(Measure.objects.get(pk=measure.pk))
    changed = {name for name in before if before[name] != after[name]}
    # How it stands is for the editor who publishes it to say.
    assert changed <= {"status"}
    assert [(each.closes_on, each.closes_hour.hour) for each in measure.rounds.all()] == [(date(2027, 3, 1), 12)]


def test_each_row_is_new_known_changed_or_unclear(rich):
    text = (
        "Nosaukums;Sniedzējs;Adrese;Maksimālā summa\n"
        f"Jauns fonds;Cits;https://cits.test/x;5\n"
        f"Upju, ezeru fonds;{rich.provider.name};https://sif.gov.lv/upes;11000,50\n"
        f"Ezeru upju fonds;{rich.provider.name};https://www.sif.gov.lv/upes/;12000\n"
        "Pavisam cits nosaukums;;https://sif.gov.lv/upes;\n"
        ";Bez nosaukuma;;\n"
        "Jauns fonds;Cits;;\n"
    )
    fates = judged(rows(text))
    assert [fate.fate for fate in fates] == ["new", "known", "changed", "unclear", "unclear", "unclear"]
    assert fates[3].slug == "upju-fonds"
    assert fates[5].double_of == 2


def test_nothing_is_written_before_the_table_is_confirmed(rich, editor):
    preview = tables.preview_table(by=editor, table=handed_in("Nosaukums\nJauns\n"), at=make.NOW)
    assert (SourceItem.objects.count(), Measure.objects.count()) == (0, 1)
    told = preview_told(preview)
    assert [(row.number, row.title, row.fate) for row in told.page.rows] == [(2, "Jauns", "new")]
    source = tables.confirm_table(by=editor, preview=preview, at=make.NOW)
    item = SourceItem.objects.get()
    assert (item.source, item.title, item.fate, source.licence) == (source, "Jauns", "waiting", "CC BY 4.0")
    assert item.raw == '{\n "Nosaukums": "Jauns"\n}'
    with pytest.raises(AlreadyConfirmed):
        tables.confirm_table(by=editor, preview=preview, at=make.NOW)
    assert [line.verb for line in Record.objects.order_by("id")] == [
        "support.table_previewed",
        "support.table_confirmed",
    ]


def test_known_rows_are_tied_and_changed_ones_come_to_the_desk(rich, editor):
    text = f"Nosaukums;Sniedzējs;Maksimālā summa\nUpju ezeru fonds;{rich.provider.name};12000\n"
    preview = tables.preview_table(by=editor, table=handed_in(text), at=make.NOW)
    tables.confirm_table(by=editor, preview=preview, at=make.NOW)
    item = SourceItem.objects.get()
    assert (item.fate, item.measure, item.differs_at) == ("duplicate", rich, make.NOW)
    items.settle_item(by=editor, item=item, names=["amount_max"], at=make.NOW)
    rich.refresh_from_db()
    assert (rich.amount_max, str(rich.name)) == (Decimal(12000), "Upju, ezeru fonds")


def test_a_dropped_table_leaves_nothing(editor):
    preview = tables.preview_table(by=editor, table=handed_in("Nosaukums\nJauns\n"), at=make.NOW)
    tables.drop_table(by=editor, preview=preview, at=make.NOW)
    assert (TablePreview.objects.count(), SourceItem.objects.count()) == (0, 0)


def test_a_hundred_thousand_rows_are_refused_with_a_sentence():
    content = ("Nosaukums;Sniedzējs\n" + "".join(f"Fonds {number};SIF\n" for number in range(100_000))).encode()
    with pytest.raises(NoTable, match=str(MOST_ROWS)):
        read_table(content)


def test_twenty_thousand_rows_are_read_judged_and_kept_within_bounds(editor):
    for number in range(20):
        make.measure(f"Fonds {number * 37}", url=f"https://fonds.test/{number * 37}")
    text = "Nosaukums;Sniedzējs;Adrese;Termiņš\n" + "".join(
        f"Atbalsta konkurss numur {number} kopienām;Sniedzējs {number % 50};https://fonds.test/{number};1.3.2027.\n"
        for number in range(MOST_ROWS)
    )
    preview = tables.preview_table(by=editor, table=handed_in(text), at=make.NOW)
    assert sum(preview.counts.values()) == MOST_ROWS
    assert len(preview.rows) < 3_000_000
    tables.confirm_table(by=editor, preview=preview, at=make.NOW)
    assert SourceItem.objects.count() == MOST_ROWS
