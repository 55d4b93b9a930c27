"""Who changed what and when, in words."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from savienojums.core.system import SYSTEM
from savienojums.journal.actions import record
from savienojums.support.actions import checks, measures, rounds
from savienojums.support.queries.history import history_of, theirs_in_words
from savienojums.support.queries.plainwords import in_words
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)


def events(measure):
    return history_of(measure).rows


def told(event):
    return [(change.label, change.old, change.new) for change in event.changes]


def test_a_change_is_told_in_words_and_not_in_codes(editor):
    theme, place = make.theme(), make.place()
    measure = make.measure(kind="grant", forms_certain=False)
    details = {
        "kind": "loan",
        "themes": [theme],
        "places": [place],
        "amount_max": Decimal(11000),
        "forms_certain": True,
        "legal_forms": ["association", "foundation"],
        "usual_deadlines": ["03-01"],
        "usual_hour": time(12),
        "languages": ["lv", "en"],
        "own_share_percent": Decimal("12.50"),
    }
    measures.change_measure(by=editor, measure=measure, details=details, at=LATER)
    (event,) = events(measure)
    assert (event.at, event.who, event.what) == (LATER, "Dokumenta redaktore", "Ieraksts labots")
    assert told(event) == [
        ("Ko tas dod", "Grants", "Aizdevums"),
        ("Tēmas", "", "Kultūra"),
        ("Lielākā summa", "", "11\u00a0000\u00a0EUR"),
        ("Pašu ieguldījums, %", "", "12,5"),
        ("Juridiskās formas", "", "Biedrība, Nodibinājums"),
        ("Tikai šīs juridiskās formas, neviens cits", "nē", "jā"),
        ("Teritorija", "", "Rubenes pagasts"),
        ("Parastie termiņi", "", "1. marts"),
        ("Parastā stunda", "", "12:00"),
        ("Pieteikuma valodas", "", "angliski, latviski"),
    ]


def test_a_name_in_several_languages_is_told_language_by_language(editor):
    measure = make.measure()
    measures.change_measure(
        by=editor, measure=measure, details={"name": {"lv": "NVO fonds", "en": "NGO fund"}}, at=LATER
    )
    assert told(events(measure)[0]) == [("Nosaukums (angliski)", "", "NGO fund")]


def test_a_long_text_is_told_word_by_word(editor):
    old = "Pieteikumu iesniedz papīra formātā, cauršūtu, pašvaldības kancelejā līdz 1. martam."
    measure = make.measure(notes=old)
    measures.change_measure(
        by=editor, measure=measure, details={"notes": old.replace("1. martam", "6. aprīlim")}, at=LATER
    )
    (change,) = events(measure)[0].changes
    assert [piece.text for piece in change.pieces if piece.kind == "gone"] == ["1", "martam"]
    assert [piece.text for piece in change.pieces if piece.kind == "new"] == ["6", "aprīlim"]


def test_a_text_written_anew_is_told_twice_and_not_in_crumbs(editor):
    measure = make.measure(notes="Pieteikumu iesniedz papīra formātā, cauršūtu, pašvaldības kancelejā.")
    new = "Kopš 2027. gada der tikai elektroniski parakstīts dokuments, kas nosūtīts uz e-adresi."
    measures.change_measure(by=editor, measure=measure, details={"notes": new}, at=LATER)
    (change,) = events(measure)[0].changes
    assert (change.pieces, change.new) == ([], new)


def test_the_life_of_an_entry_is_told_from_its_end(editor):
    measure = measures.add_measure(
        by=editor, details={"name": {"lv": "A"}, "provider": "B", "kind": "grant"}, at=make.NOW
    )
    measures.publish_measure(by=editor, measure=measure, at=make.NOW)
    found = rounds.add_round(
        by=editor, measure=measure, details={"name": "1. kārta", "closes_on": date(2027, 3, 1)}, at=LATER
    )
    rounds.change_round(by=editor, round_=found, details={"closes_on": date(2027, 3, 6)}, at=LATER)
    rounds.remove_round(by=editor, round_=found, at=LATER)
    checks.confirm_measure(by=editor, measure=measure, note="Zvanīju", at=LATER)
    checks.withdraw_confirmation(by=editor, measure=measure, at=LATER)
    checks.close_measure(by=editor, measure=measure, at=LATER)
    checks.expect_measure(by=editor, measure=measure, at=LATER)
    measures.remove_measure(by=editor, measure=measure, reason="Divreiz", at=LATER)
    measures.restore_measure(by=editor, measure=measure, at=LATER)
    assert [(event.what, event.note) for event in events(measure)] == [
        ("Ieraksts atjaunots", ""),
        ("Ieraksts izņemts", "Divreiz"),
        ("Atzīts par gaidāmu atkal", ""),
        ("Atzīts par slēgtu pavisam", ""),
        ("Apstiprinājums atsaukts", ""),
        ("Apstiprināts: joprojām pareizi", "Zvanīju"),
        ("Izņemta kārta: 1. kārta", ""),
        ("Labota kārta: 1. kārta", ""),
        ("Pievienota kārta: 1. kārta", ""),
        ("Ieraksts publicēts", ""),
        ("Ieraksts izveidots", ""),
    ]
    gone, moved, came = events(measure)[6:9]
    assert told(moved) == [("Termiņš: diena", "2027. gada 1. marts", "2027. gada 6. marts")]
    assert ("Termiņš: diena", "", "2027. gada 1. marts") in told(came)
    assert ("Termiņš: diena", "2027. gada 6. marts", "") in told(gone)


def test_who_is_gone_and_who_is_no_person_has_a_name_too(editor):
    measure = make.measure()
    record("support.measure_added", by=SYSTEM, subject=measure, at=make.NOW)
    record("support.measure_published", by=None, subject=measure, at=make.NOW)
    record("support.something_else", by=editor, subject=measure, at=make.NOW)
    assert [(event.who, event.what) for event in events(measure)] == [
        ("Dokumenta redaktore", "support.something_else"),
        ("Kāds, kura konta vairs nav", "Ieraksts publicēts"),
        ("Savienojums pats", "Ieraksts izveidots"),
    ]


def test_another_entrys_history_is_not_told(editor):
    checks.confirm_measure(by=editor, measure=make.measure("Cits"), at=LATER)
    assert events(make.measure()) == []


def test_a_long_history_is_cut_into_pages(editor):
    measure = make.measure()
    for number in range(23):
        record("support.measure_changed", by=editor, subject=measure, at=make.NOW, changes={"notes": ["", str(number)]})
    shown = history_of(measure, "2")
    assert (shown.number, shown.total, len(shown.rows)) == (2, 23, 3)
    assert told(shown.rows[-1]) == [("Piezīmes", "", "0")]


def test_a_word_we_no_longer_know_is_shown_as_it_was_kept():
    kept = {"kind": "gift", "themes": ["gone"], "places": ["gone"], "languages": ["et"], "usual_opening": "09"}
    assert {name: in_words(name, value) for name, value in kept.items()} == {
        "kind": "gift", "themes": "gone", "places": "gone", "languages": "et", "usual_opening": "09",
    }  # fmt: skip


def test_history_is_told_in_the_readers_language(editor):
    measure = make.measure()
    measures.change_measure(by=editor, measure=measure, details={"kind": "loan"}, at=LATER)
    with translation.override("en"):
        (event,) = events(measure)
        assert (event.what, told(event)) == ("Entry changed", [("What it gives", "Grant", "Loan")])


def test_what_another_person_saved_is_told_beside_ones_own_words():
    conflicts = {"name": {"lv": "A", "en": "B"}, "amount_max": "1500", "notes": ""}
    assert theirs_in_words(conflicts) == {
        "name_lv": "A", "name_en": "B", "amount_max": "1\u00a0500\u00a0EUR", "notes": "nekas",
    }  # fmt: skip
