"""Adding, changing, publishing and removing measures."""

from datetime import timedelta
from decimal import Decimal

import pytest

from savienojums.core import search
from savienojums.core.marks import marks
from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.support import sound
from savienojums.support.actions import measures
from savienojums.support.actions.writing import ChangedMeanwhile, MeasureRemoved
from savienojums.support.models import Measure, Provider
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)


def add(by, **details):
    details = {"name": {"lv": "Upes fonds"}, "provider": make.provider(), "kind": "grant"} | details
    return measures.add_measure(by=by, details=details, at=make.NOW)


def found(words):
    return list(search.matching("measure", words) or {})


def last_line():
    return Record.objects.latest("id")


def test_a_new_measure_is_a_draft_with_everything_that_was_said(editor):
    theme, place = make.theme(), make.place()
    measure = add(
        editor,
        name={"lv": "Čiekuru fonds", "en": "Cone fund"},
        amount_max=Decimal("11000.50"),
        legal_forms=["association"],
        themes=[theme],
        places=[place],
    )
    kept = Measure.objects.get(pk=measure.pk)
    assert (dict(kept.name), kept.amount_max, kept.legal_forms) == (
        {"lv": "Čiekuru fonds", "en": "Cone fund"},
        Decimal("11000.50"),
        ["association"],
    )
    assert (list(kept.themes.all()), list(kept.places.all())) == ([theme], [place])
    assert (kept.published_at, kept.slug, kept.sort_name) == (None, "ciekuru-fonds", kept.sort_name)
    assert kept.sort_name


def test_a_draft_is_told_only_to_those_who_keep_the_document(editor):
    measure = add(editor)
    line = last_line()
    assert (line.verb, line.by, line.subject, line.audience) == ("support.measure_added", editor, measure, "editors")


def test_a_draft_is_not_found_by_the_search_and_a_published_one_is(editor):
    measure = add(editor, notes="Zivju dīķi")
    assert found("dīķis") == []
    measures.publish_measure(by=editor, measure=measure, at=make.NOW)
    assert found("dīķis") == [measure.pk]


def test_two_measures_of_one_name_have_two_addresses(editor):
    assert [add(editor).slug, add(editor).slug, add(editor).slug] == ["upes-fonds", "upes-fonds-2", "upes-fonds-3"]


def test_a_measure_is_never_called_like_a_page_of_the_room(editor):
    assert add(editor, name={"lv": "Desk"}).slug == "desk-2"


def test_a_name_without_latin_letters_has_an_address_too(editor):
    assert add(editor, name={"lv": "Фонд"}).slug == "measure"


def test_a_new_provider_is_named_with_the_measure(editor):
    measure = add(editor, provider="Sēlijas kopienu fonds")
    assert (measure.provider.name, measure.provider.slug) == ("Sēlijas kopienu fonds", "selijas-kopienu-fonds")


def test_a_provider_we_know_is_not_named_twice(editor):
    known = make.provider("Latviešu Fonds")
    assert add(editor, provider="latviešu fonds").provider == known
    assert add(editor, provider="LATVIESU FONDS").provider == known
    assert Provider.objects.filter(name__istartswith="Latv").count() == 1


def test_others_add_nothing(contact):
    with pytest.raises(NotAllowed):
        add(contact)
    assert not Measure.objects.exists()


def test_a_change_keeps_old_and_new_of_everything_that_differs(editor):
    old, new = make.theme("culture"), make.theme("nature", "Daba")
    place = make.place()
    measure = make.measure(amount_max=Decimal(1000), notes="Vecs")
    measure.themes.set([old])
    details = {
        "name": {"lv": "Jauns"},
        "amount_max": Decimal(1500),
        "notes": "Vecs",
        "themes": [new],
        "places": [place],
    }
    measures.change_measure(by=editor, measure=measure, details=details, at=LATER)
    line = last_line()
    assert (line.verb, line.by, line.at, line.audience) == ("support.measure_changed", editor, LATER, "everyone")
    assert line.particulars["changes"] == {
        "name": [{"lv": "NVO fonds"}, {"lv": "Jauns"}],
        "amount_max": ["1000", "1500"],
        "themes": [["culture"], ["nature"]],
        "places": [[], ["rubenes-pagasts"]],
    }


def test_saving_without_a_change_leaves_no_line(editor):
    measure = make.measure(notes="Vecs", amount_max=Decimal("1000.00"))
    details = {"notes": "Vecs", "amount_max": Decimal(1000), "provider": measure.provider}
    measures.change_measure(by=editor, measure=measure, details=details, at=LATER)
    assert not Record.objects.exists()


def test_a_change_is_found_by_the_search_and_raises_the_mark(editor):
    measure = make.measure()
    before = marks("catalogue")
    measures.change_measure(by=editor, measure=measure, details={"summary": {"lv": "Pļavu kopšanai"}}, at=LATER)
    assert found("pļavas") == [measure.pk]
    assert marks("catalogue") > before


def test_two_people_who_change_different_lines_both_have_their_way(editor, coordinator):
    measure = make.measure(notes="Vecs", ask_where="Vecs")
    both = {"notes": "Vecs", "ask_where": "Vecs"}
    measures.change_measure(by=editor, measure=measure, details=both | {"notes": "Jauns"}, seen=0, at=LATER)
    measures.change_measure(by=coordinator, measure=measure, details=both | {"ask_where": "Domē"}, seen=0, at=LATER)
    measure.refresh_from_db()
    assert (measure.notes, measure.ask_where) == ("Jauns", "Domē")


def test_two_people_who_change_the_same_line_are_both_heard(editor, coordinator):
    measure = make.measure(notes="Vecs")
    measures.change_measure(by=editor, measure=measure, details={"notes": "Viens"}, seen=0, at=LATER)
    with pytest.raises(ChangedMeanwhile) as met:
        measures.change_measure(by=coordinator, measure=measure, details={"notes": "Otrs"}, seen=0, at=LATER)
    assert (met.value.conflicts, met.value.seen) == ({"notes": "Viens"}, 1)
    measure.refresh_from_db()
    assert measure.notes == "Viens"
    measures.change_measure(by=coordinator, measure=measure, details={"notes": "Otrs"}, seen=met.value.seen, at=LATER)
    measure.refresh_from_db()
    assert measure.notes == "Otrs"


def test_what_the_other_changed_and_i_left_alone_comes_back_with_the_conflict(editor, coordinator):
    theme = make.theme()
    measure = make.measure(notes="Vecs")
    measures.change_measure(by=editor, measure=measure, details={"notes": "Viens", "themes": [theme]}, seen=0, at=LATER)
    mine = {"notes": "Otrs", "themes": []}
    with pytest.raises(ChangedMeanwhile) as met:
        measures.change_measure(by=coordinator, measure=measure, details=mine, seen=0, at=LATER)
    assert met.value.taken_over == {"themes": [theme]}


@pytest.mark.parametrize(
    "details",
    [
        {"amount_min": Decimal(2000), "amount_max": Decimal(1000)},
        {"amount_min": Decimal(-1)},
        {"amount_max": Decimal("1e12")},
        {"own_share_percent": Decimal(101)},
        {"own_share_percent": Decimal(-1)},
        {"own_share_above": Decimal(500)},
    ],
)
def test_what_contradicts_itself_is_refused_with_a_sentence(editor, details):
    measure = make.measure()
    with pytest.raises(sound.NotSound) as refused:
        measures.change_measure(by=editor, measure=measure, details=details, at=LATER)
    assert str(refused.value.sentence).endswith((".", "?"))
    assert not Record.objects.exists()


def test_a_new_smallest_sum_is_compared_with_the_largest_that_stands(editor):
    measure = make.measure(amount_max=Decimal(1000))
    with pytest.raises(sound.NotSound):
        measures.change_measure(by=editor, measure=measure, details={"amount_min": Decimal(2000)}, at=LATER)


def test_publishing_lets_everyone_read(editor):
    measure = add(editor)
    measures.publish_measure(by=editor, measure=measure, at=LATER)
    assert list(Measure.objects.public()) == [measure]
    assert (last_line().verb, last_line().audience) == ("support.measure_published", "everyone")


def test_what_is_published_is_not_published_again(editor):
    with pytest.raises(measures.AlreadyPublished):
        measures.publish_measure(by=editor, measure=make.measure(), at=LATER)


def test_a_removed_measure_is_gone_for_readers_and_comes_back_as_it_was(editor):
    measure = make.measure(notes="Zivju dīķi")
    measures.remove_measure(by=editor, measure=measure, reason="Divreiz", at=LATER)
    line = last_line()
    assert (line.verb, line.particulars["note"], line.audience) == ("support.measure_removed", "Divreiz", "editors")
    assert list(Measure.objects.public()) == []
    measures.restore_measure(by=editor, measure=measure, at=LATER)
    assert list(Measure.objects.public()) == [measure]
    assert (last_line().verb, found("dīķi")) == ("support.measure_restored", [measure.pk])


def test_removing_and_restoring_happen_once(editor):
    measure = make.measure()
    with pytest.raises(measures.NotRemoved):
        measures.restore_measure(by=editor, measure=measure, at=LATER)
    measures.remove_measure(by=editor, measure=measure, at=LATER)
    with pytest.raises(measures.AlreadyRemoved):
        measures.remove_measure(by=editor, measure=measure, at=LATER)


def test_a_removed_measure_is_neither_changed_nor_published(editor):
    measure = make.measure(removed_at=make.NOW, published_at=None)
    with pytest.raises(MeasureRemoved):
        measures.change_measure(by=editor, measure=measure, details={"notes": "x"}, at=LATER)
    with pytest.raises(MeasureRemoved):
        measures.publish_measure(by=editor, measure=measure, at=LATER)


@pytest.mark.parametrize("act", [measures.publish_measure, measures.remove_measure, measures.restore_measure])
def test_others_do_none_of_it(contact, act):
    with pytest.raises(NotAllowed):
        act(by=contact, measure=make.measure(), at=LATER)


def test_others_change_nothing(outsider):
    measure = make.measure(notes="Vecs")
    with pytest.raises(NotAllowed):
        measures.change_measure(by=outsider, measure=measure, details={"notes": "Mans"}, at=LATER)
    measure.refresh_from_db()
    assert measure.notes == "Vecs"


def test_the_browsers_line_ends_are_no_change(editor):
    measure = make.measure(annexes="Statūti\nBudžets", summary={"lv": "Viens\ndivi"})
    details = {"annexes": "Statūti\r\nBudžets", "summary": {"lv": "Viens\r\ndivi"}}
    measures.change_measure(by=editor, measure=measure, details=details, at=LATER)
    assert not Record.objects.about(measure).exists()
