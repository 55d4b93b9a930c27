"""What readers are told of changes: what matters in sentences, the rest counted, nothing of drafts."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from savienojums.journal.actions import record
from savienojums.support.actions import checks, measures, rounds
from savienojums.support.queries.changed import changes_of, day_asked, lately_of
from savienojums.support.queries.significance import sentences_of
from tests import make

LATER = make.NOW + timedelta(days=3)


def changed(**changes):
    with translation.override("lv"):
        return sentences_of("support.measure_changed", {"changes": changes})


def round_(called="", **changes):
    with translation.override("lv"):
        return sentences_of("support.round_changed", {"changes": changes, "called": called})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_on": ["2027-03-01", "2027-02-15"]},
         "Termiņš pārcelts par 14 dienām agrāk: 1. marts → 15. februāris"),
        ({"closes_on": ["2027-03-01", "2027-03-02"]}, "Termiņš pārcelts par 1 dienu vēlāk: 1. marts → 2. marts"),
        ({"closes_on": ["2026-12-30", "2027-01-10"], "closes_hour": [None, "12:00"]},
         "Termiņš pārcelts par 11 dienām vēlāk: 2026. gada 30. decembris → 2027. gada 10. janvāris, plkst. 12:00"),
        ({"closes_on": [None, "2027-03-01"]}, "Deadline"),
        ({"closes_on": ["2027-03-01", None]}, "Termiņš 2027. gada 1. marts vairs nav spēkā; jauns nav zināms."),
        ({"closes_hour": ["16:00", "12:00"]}, "Termiņš tajā pašā dienā par 4 stundām agrāk: 16:00 → 12:00"),
        ({"closes_hour": ["16:00", "16:45"]}, "Termiņš tajā pašā dienā par 45 minūtēm vēlāk: 16:00 → 16:45"),
        ({"closes_hour": ["16:00", "17:00"]}, "Termiņš tajā pašā dienā par 1 stundu vēlāk: 16:00 → 17:00"),
        ({"closes_hour": ["16:30", "16:29"]}, "Termiņš tajā pašā dienā par 1 minūti agrāk: 16:30 → 16:29"),
        ({"closes_hour": [None, "12:00"]}, "Termiņam tagad ir zināma stunda: 12:00"),
        ({"closes_hour": ["12:00", None]}, "Termiņam vairs nav norādīta stunda (bija 12:00)."),
        ({"opens_on": ["2027-03-01", "2027-03-02"]},
         "Pieteikšanās sākums pārcelts: 2027. gada 1. marts → 2027. gada 2. marts"),
        ({"opens_on": [None, "2027-03-02"]}, "Pieteikšanās sākas: 2027. gada 2. marts"),
        ({"budget": ["1000", "50000"]}, "Nauda šajā kārtā: 1\u00a0000\u00a0EUR → 50\u00a0000\u00a0EUR"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_changed_round_is_told_by_how_far_it_moved(changes, sentence):
    expected = "Termiņš: 2027. gada 1. marts" if sentence == "Deadline" else sentence
    assert round_(**changes) == [expected]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"own_share_percent": ["10", "15"]}, "Pašu ieguldījums: 10\u00a0% → 15\u00a0%"),
        ({"amount_max": ["1000", None]}, "Lielākā summa: vairs nav norādīts (bija: 1\u00a0000\u00a0EUR)"),
        ({"amount_max": [None, "1000"]}, "Lielākā summa: 1\u00a0000\u00a0EUR"),
        ({"legal_forms": [["association"], ["foundation"]]},
         "Juridiskās formas: klāt – Nodibinājums; vairs nav – Biedrība"),
        ({"languages": [["lv"], ["en", "lv"]]}, "Pieteikuma valodas: klāt – angliski"),
        ({"annexes": ["Statūti\nBudžets", "Budžets;\nTāme"]},
         "Pielikumi: klāt – Tāme; vairs nav – Statūti"),
        ({"conditions": ["Viens?\nDivi?", "Divi?\nViens?"]}, "Nosacījumi, kas pašiem jāizvērtē: citā secībā"),
        ({"status": ["recurring", "closed"]}, "Slēgts pavisam."),
        ({"status": ["closed", "recurring"]}, "Atkal gaidāms, lai gan bija slēgts."),
        ({"usual_deadlines": [["03-01"], ["04-01"]]}, "Parastie termiņi: klāt – 1. aprīlis; vairs nav – 1. marts"),
        ({"usual_hour": [None, "12:00"]}, "Parastā stunda: 12:00"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_changed_measure_is_told_in_one_sentence(changes, sentence):
    assert changed(**changes) == [sentence]


@pytest.mark.django_db
def test_wording_has_no_sentence_and_a_round_says_its_name():
    assert changed(notes=["a", "b"]) == []
    assert changed(notes=["a", "b"], amount_max=["1", "2"]) == ["Lielākā summa: 1\u00a0EUR → 2\u00a0EUR"]
    assert round_("Pavasara kārta", closes_hour=[None, "12:00"]) == [
        "Pavasara kārta: Termiņam tagad ir zināma stunda: 12:00"
    ]
    assert round_("2027-03-01", closes_hour=[None, "12:00"])[0].startswith("2027. gada 1. marts: ")


@pytest.mark.django_db
def test_what_matters_is_told_newest_first_and_the_rest_is_counted(editor):
    measure = make.measure()
    found = rounds.add_round(
        by=editor, measure=measure, details={"closes_on": date(2027, 3, 1), "closes_hour": time(12)}, at=make.NOW
    )
    rounds.add_round(by=editor, measure=measure, details={"closes_on": date(2025, 3, 1)}, at=make.NOW)
    measures.change_measure(by=editor, measure=measure, details={"notes": "Slepeni vārdi"}, at=make.NOW)
    checks.confirm_measure(by=editor, measure=measure, note="Zvanīju Annai", at=make.NOW)
    rounds.change_round(by=editor, round_=found, details={"closes_on": date(2027, 2, 15)}, at=LATER)
    rounds.remove_round(by=editor, round_=found, at=LATER)
    told = lately_of(measure)
    assert [(row.at, [str(grade) for grade in row.grades], row.sentences) for row in told.rows] == [
        (LATER, ["Slēgts vai izņemts"], ["Kārta ar termiņu 2027. gada 15. februāris, plkst. 12:00 ir atsaukta."]),
        (LATER, ["Termiņš ir agrāks"],
         ["Termiņš pārcelts par 14 dienām agrāk: 1. marts → 15. februāris"]),
        (make.NOW, ["Izsludināta kārta"], ["Izsludināta kārta: termiņš 2027. gada 1. marts, plkst. 12:00"]),
    ]  # fmt: skip
    assert (told.small, told.total, told.more) == (2, 3, False)
    assert "Anna" not in repr(told)


@pytest.mark.django_db
def test_nothing_of_a_draft_or_of_a_removed_entry_is_told(editor):
    measure = make.measure(published_at=None)
    measures.change_measure(by=editor, measure=measure, details={"amount_max": Decimal(7)}, at=make.NOW)
    measures.publish_measure(by=editor, measure=measure, at=make.NOW)
    measures.remove_measure(by=editor, measure=measure, reason="Kļūda", at=make.NOW)
    measures.restore_measure(by=editor, measure=measure, at=make.NOW)
    assert [row.sentences for row in lately_of(measure).rows] == [["Iekļauts dokumentā."]]


@pytest.mark.django_db
def test_only_the_last_few_are_shown_first_but_all_that_is_new(editor):
    measure = make.measure()
    for days in range(6):
        details = {"amount_max": Decimal(days + 1)}
        measures.change_measure(by=editor, measure=measure, details=details, at=make.NOW + timedelta(days=days))
    shown = lately_of(measure)
    assert (len(shown.rows), shown.total, shown.more, shown.new) == (3, 6, True, 0)
    since = lately_of(measure, date(2026, 11, 24))
    assert (len(since.rows), since.new, since.since) == (5, 5, date(2026, 11, 24))
    assert lately_of(measure, date(2026, 12, 24)).new == 0
    page, whole = changes_of(measure)
    assert (len(page.rows), whole.total) == (6, 6)


@pytest.mark.django_db
def test_a_long_list_is_cut_into_pages(editor):
    measure = make.measure()
    for number in range(23):
        record("support.measure_changed", by=editor, subject=measure, at=make.NOW,
               changes={"amount_max": [str(number), str(number + 1)]})  # fmt: skip
    page, whole = changes_of(measure, "2")
    assert (page.number, len(page.rows), whole.total) == (2, 3, 23)


@pytest.mark.django_db
def test_what_is_kept_is_made_anew_after_a_change_and_in_each_language(editor):
    measure = make.measure()
    assert lately_of(measure).rows == []
    measures.change_measure(by=editor, measure=measure, details={"amount_max": Decimal(1)}, at=make.NOW)
    assert [row.sentences for row in lately_of(measure).rows] == [["Lielākā summa: 1\u00a0EUR"]]
    with translation.override("en"):
        assert [row.sentences for row in lately_of(measure).rows] == [["Largest sum: 1\u00a0EUR"]]


def test_the_day_of_a_link_is_read_or_passed_over():
    asked = ["2026-11-01", "2026-11-01T10:00:00+02:00", "", "yesterday", "2026-13-40", "9" * 500]
    assert [day_asked(words) for words in asked] == [date(2026, 11, 1), date(2026, 11, 1), None, None, None, None]
