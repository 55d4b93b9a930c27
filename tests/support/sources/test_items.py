"""What an editor makes of something found; and entries that are one and the same."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from savienojums.core.marks import raise_mark
from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.support.actions import items, merging, sources
from savienojums.support.actions.checks import confirm_measure
from savienojums.support.actions.measures import PartOfAnother, restore_measure
from savienojums.support.gathering import Gathered
from savienojums.support.models import Attempt, Follow, Measure, SourceItem
from savienojums.support.queries.attempts import known_of
from savienojums.support.queries.catalogue import shelf
from savienojums.support.queries.history import history_of
from savienojums.support.queries.merging import leads_to
from savienojums.support.queries.sources import found_for
from savienojums.support.sources import Found
from tests import make

pytestmark = pytest.mark.django_db
FIELDS = {"amount_max": "5000", "closes_on": "2027-03-01", "closes_hour": "12:00", "url": "https://fonds.test/1"}


@pytest.fixture
def item(db):
    return make.found_item(
        make.source(provider=make.provider("LLF"), licence="CC BY 4.0"), fields=FIELDS, address="https://fonds.test/1"
    )


def seen_again(item, at=make.NOW + timedelta(days=7), **fields):
    """The source says this now."""
    now = item.fields | fields
    found = Found(item.source_key, item.title, item.address, now, "raw")
    sources.fetch_source(by=SYSTEM, source=item.source, gathered=Gathered([found], complete=True), at=at)
    item.refresh_from_db()


def test_taking_makes_a_draft_with_its_round_and_where_it_came_from(item, editor):
    measure = items.take_item(by=editor, item=item, at=make.NOW)
    assert (str(measure.name), measure.provider.name, measure.kind, measure.amount_max) == (
        "Upju fonds",
        "LLF",
        "grant",
        Decimal(5000),
    )
    assert (measure.published_at, measure.source_url, measure.url) == (
        None,
        "https://fonds.test/1",
        "https://fonds.test/1",
    )
    assert [each.closes_on for each in measure.rounds.all()] == [date(2027, 3, 1)]
    item.refresh_from_db()
    assert (item.fate, item.measure, item.decided_by) == ("taken", measure, editor)
    line = Record.objects.latest("id")
    assert (line.verb, line.subject, line.particulars["source"], line.particulars["note"]) == (
        "support.item_taken",
        measure,
        "SIF ziņas",
        "CC BY 4.0",
    )


def test_without_a_provider_the_site_stands_for_it(editor):
    item = make.found_item(make.source(), address="https://www.fonds.test/1")
    assert items.take_item(by=editor, item=item, at=make.NOW).provider.name == "www.fonds.test"


def test_what_contradicts_itself_or_was_not_understood_goes_into_the_notes(editor):
    item = make.found_item(
        make.source(),
        fields={"amount_min": "900", "amount_max": "100", "opens_on": "2027-04-01", "closes_on": "2027-03-01"},
        unread={"kind": "brīnums"},
    )
    measure = items.take_item(by=editor, item=item, at=make.NOW)
    assert (measure.amount_min, measure.amount_max) == (None, Decimal(100))
    assert measure.notes == "Ko tas dod: brīnums\nMazākā summa: 900"
    assert [(each.opens_on, each.closes_on) for each in measure.rounds.all()] == [(None, date(2027, 3, 1))]


def test_nothing_is_decided_twice(item, editor):
    measure = items.take_item(by=editor, item=item, at=make.NOW)
    for again in (
        lambda: items.take_item(by=editor, item=item, at=make.NOW),
        lambda: items.dismiss_item(by=editor, item=item, at=make.NOW),
        lambda: items.tie_item(by=editor, item=item, measure=measure, at=make.NOW),
        lambda: items.recall_item(by=editor, item=item, at=make.NOW),
    ):
        with pytest.raises(items.AlreadyDecided):
            again()
    assert Measure.objects.count() == 1


def test_what_is_left_out_stays_out_and_comes_back_only_when_asked(item, editor):
    items.dismiss_item(by=editor, item=item, at=make.NOW)
    seen_again(item, amount_max="7000")
    assert item.fate == "dismissed"
    items.recall_item(by=editor, item=item, at=make.NOW)
    item.refresh_from_db()
    assert (item.fate, item.fields["amount_max"]) == ("waiting", "7000")


def test_later_changes_of_the_source_come_to_the_desk_and_are_taken_in_parts(item, editor):
    measure = items.take_item(by=editor, item=item, at=make.NOW)
    seen_again(item, amount_max="7000", closes_on="2027-02-15", name={"lv": "Jauns nosaukums"})
    assert item.differs_at is not None
    (row,) = found_for(editor, "changed").page.rows
    assert [name for name, _line in row.changes] == ["name", "amount_max", "closes_on"]
    assert items.settle_item(by=editor, item=item, names=["amount_max", "closes_on", "nekas"], at=make.NOW) == [
        "amount_max",
        "closes_on",
    ]
    measure = Measure.objects.get(pk=measure.pk)
    assert (str(measure.name), measure.amount_max) == ("Upju fonds", Decimal(7000))
    assert [(each.closes_on, each.closes_hour.hour) for each in measure.rounds.all()] == [(date(2027, 2, 15), 12)]
    assert not found_for(editor, "changed").page.rows
    with pytest.raises(items.NothingNew):
        items.settle_item(by=editor, item=item, names=["name"], at=make.NOW)


def test_an_hour_or_the_money_alone_is_taken_over_too(item, editor):
    measure = items.take_item(by=editor, item=item, at=make.NOW)
    seen_again(item, closes_hour="09:00", budget="20000")
    items.settle_item(by=editor, item=item, names=["closes_hour", "budget"], at=make.NOW)
    (only,) = Measure.objects.get(pk=measure.pk).rounds.all()
    assert (only.closes_on, only.closes_hour.hour, only.budget) == (date(2027, 3, 1), 9, Decimal(20000))


def test_leaving_the_entry_as_it_is_settles_too(item, editor):
    measure = items.take_item(by=editor, item=item, at=make.NOW)
    seen_again(item, amount_max="7000")
    assert items.settle_item(by=editor, item=item, names=[], at=make.NOW) == []
    assert Measure.objects.get(pk=measure.pk).amount_max == Decimal(5000)
    seen_again(item)
    assert item.differs_at is None


def test_a_source_that_takes_its_change_back_asks_nothing(item, editor):
    items.take_item(by=editor, item=item, at=make.NOW)
    seen_again(item, amount_max="7000")
    seen_again(item, amount_max="5000")
    assert item.differs_at is None


def test_what_the_document_has_is_tied_and_its_differences_shown_at_once(item, editor):
    measure = make.measure("Upju fonds", provider=make.provider("LLF"), amount_max=4000, url="https://fonds.test/1")
    items.tie_item(by=editor, item=item, measure=measure, at=make.NOW)
    (row,) = found_for(editor, "changed").page.rows
    assert next(name for name, _line in row.changes) == "amount_max"
    items.settle_item(by=editor, item=item, names=["closes_on", "closes_hour"], at=make.NOW)
    measure.refresh_from_db()
    assert (measure.amount_max, measure.rounds.count()) == (4000, 1)
    items.recall_item(by=editor, item=item, at=make.NOW)
    item.refresh_from_db()
    assert (item.fate, item.measure) == ("waiting", None)


def test_the_inbox_shows_likely_doubles_beside(item, editor):
    make.measure("Upju fonds", provider=make.provider("LLF"), url="http://www.fonds.test/1/")
    make.measure("Pavisam kas cits", url="https://cits.test/2")
    (row,) = found_for(editor).page.rows
    assert [(alike.name, alike.is_sure, len(alike.reasons)) for alike in row.alike] == [("Upju fonds", True, 2)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_asks_the_same_questions_however_full_it_is(editor, count, django_assert_num_queries):
    for number in range(count):
        make.measure(f"Fonds {number}")
        make.found_item(make.source(f"S{number}"), f"Fonds {number}")
    editor.has_role("editor")
    with django_assert_num_queries(5):
        assert len(found_for(editor).page.rows) == count


def test_nobody_else_decides(item, outsider, editor):
    acts = [
        lambda: items.take_item(by=outsider, item=item, at=make.NOW),
        lambda: items.dismiss_item(by=outsider, item=item, at=make.NOW),
        lambda: items.recall_item(by=outsider, item=item, at=make.NOW),
        lambda: items.settle_item(by=outsider, item=item, names=[], at=make.NOW),
        lambda: items.tie_item(by=outsider, item=item, measure=make.measure(), at=make.NOW),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert SourceItem.objects.get().fate == "waiting"


# --- two entries, one measure --------------------------------------------------------------


@pytest.fixture
def doubles(db):
    kept, gone = (
        make.measure("Upju fonds", slug="upju-fonds"),
        make.measure("Upju fonds (LLF)", slug="upju-fonds-llf", amount_max=900, notes="No otra"),
    )
    for measure, days in ((kept, [1]), (gone, [1, 20])):
        for day in days:
            make.round_of(measure, closes_on=date(2027, 3, day))
    gone.themes.add(make.theme())
    gone.places.add(make.place())
    return kept, gone


def test_merging_brings_everything_to_the_kept_one(doubles, editor):
    kept, gone = doubles
    item = make.found_item(make.source(), fate="taken", measure=gone)
    merge = merging.merge_measures(by=editor, kept=kept, gone=gone, at=make.NOW)
    kept, gone = Measure.objects.get(pk=kept.pk), Measure.objects.get(pk=gone.pk)
    assert sorted(each.closes_on.day for each in kept.rounds.all()) == [1, 20]
    assert (kept.themes.count(), kept.places.count(), kept.amount_max, kept.notes) == (1, 1, 900, "No otra")
    item.refresh_from_db()
    assert (item.measure, gone.removed_at, merge.moved["rows"]["support.SourceItem.measure"]) == (
        kept,
        make.NOW,
        [item.pk],
    )
    assert leads_to("upju-fonds-llf") == "/support/upju-fonds/"
    assert "upju-fonds-llf" not in shelf(make.NOW).slugs
    line = Record.objects.latest("id")
    assert (line.verb, line.subject, line.particulars["slug"]) == ("support.measures_merged", kept, "upju-fonds-llf")


def test_what_came_of_applications_is_known_of_the_kept_one_at_once(doubles, editor):
    kept, gone = doubles
    for number in range(3):
        Attempt.objects.create(
            organisation=make.organisation(f"Kopiena {number}"), measure=gone, status="won",
            begun_at=make.NOW, changed_at=make.NOW,
        )  # fmt: skip
    raise_mark("attempts")
    assert (known_of(kept.pk).won, known_of(gone.pk).won) == (0, 3)
    merge = merging.merge_measures(by=editor, kept=kept, gone=gone, at=make.NOW)
    assert (known_of(kept.pk).won, known_of(gone.pk).won) == (3, 0)
    merging.part_measures(by=editor, merge=merge, at=make.NOW)
    assert (known_of(kept.pk).won, known_of(gone.pk).won) == (0, 3)


def test_the_history_of_both_stays_readable(doubles, editor):
    kept, gone = doubles
    confirm_measure(by=editor, measure=gone, note="Zvanīju", at=make.NOW)
    merging.merge_measures(by=editor, kept=kept, gone=gone, at=make.NOW)
    events = history_of(kept).rows
    assert [event.what for event in events] == ["Apvienots ar „Upju fonds (LLF)”", "Apstiprināts: joprojām pareizi"]
    assert "Upju fonds (LLF)" in events[1].note
    assert events[1].note.endswith("Zvanīju")


def test_taking_apart_brings_everything_back_but_what_was_changed_since(doubles, editor):
    kept, gone = doubles
    merge = merging.merge_measures(by=editor, kept=kept, gone=gone, at=make.NOW)
    Measure.objects.filter(pk=kept.pk).update(notes="Labots")
    merging.part_measures(by=editor, merge=merge, at=make.NOW)
    kept, gone = Measure.objects.get(pk=kept.pk), Measure.objects.get(pk=gone.pk)
    assert [each.closes_on.day for each in kept.rounds.all()] == [1]
    assert sorted(each.closes_on.day for each in gone.rounds.all()) == [1, 20]
    assert (kept.themes.count(), kept.amount_max, kept.notes, gone.removed_at) == (0, None, "Labots", None)
    assert leads_to("upju-fonds-llf") == ""
    with pytest.raises(merging.ApartAgain):
        merging.part_measures(by=editor, merge=merge, at=make.NOW)


def test_what_cannot_be_merged_is_told_so(doubles, editor, outsider):
    kept, gone = doubles
    with pytest.raises(merging.TheSame):
        merging.merge_measures(by=editor, kept=kept, gone=kept, at=make.NOW)
    with pytest.raises(NotAllowed):
        merging.merge_measures(by=outsider, kept=kept, gone=gone, at=make.NOW)
    merging.merge_measures(by=editor, kept=kept, gone=gone, at=make.NOW)
    with pytest.raises(merging.MergedAlready):
        merging.merge_measures(
            by=editor, kept=make.measure("Trešais"), gone=Measure.objects.get(pk=gone.pk), at=make.NOW
        )


def test_addresses_lead_through_several_merges(doubles, editor):
    kept, gone = doubles
    third = make.measure("Trešais", slug="tresais")
    merging.merge_measures(by=editor, kept=kept, gone=gone, at=make.NOW)
    merging.merge_measures(by=editor, kept=third, gone=kept, at=make.NOW)
    assert leads_to("upju-fonds-llf") == "/support/tresais/"


def test_one_who_follows_both_follows_the_kept_one_once_and_nobody_is_lost(doubles, editor, contact, outsider):
    kept, gone = doubles
    usual = {"asked_at": make.NOW, "told_at": make.NOW}
    for measure in doubles:
        Follow.objects.create(person=contact, measure=measure, **usual)
    Follow.objects.create(person=outsider, measure=gone, **usual)
    merge = merging.merge_measures(by=editor, kept=kept, gone=gone, at=make.NOW)
    assert sorted(Follow.objects.filter(measure=kept).values_list("person__name", flat=True)) == [
        "Kopienas kontakts",
        "Svešinieks",
    ]
    merging.part_measures(by=editor, merge=merge, at=make.NOW)
    assert sorted(Follow.objects.filter(measure=gone).values_list("person__name", flat=True)) == [
        "Kopienas kontakts",
        "Svešinieks",
    ]


def test_a_merged_entry_comes_back_only_by_taking_the_two_apart(doubles, editor):
    kept, gone = doubles
    merging.merge_measures(by=editor, kept=kept, gone=gone, at=make.NOW)
    with pytest.raises(PartOfAnother):
        restore_measure(by=editor, measure=gone, at=make.NOW)


def test_the_history_tells_where_an_entry_came_from(item, editor):
    measure = items.take_item(by=editor, item=item, at=make.NOW)
    assert history_of(measure).rows[0].what == "Pārņemts no avota „SIF ziņas”"
    assert history_of(measure).rows[0].note == "CC BY 4.0"
