from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.voices.actions.conclusions import write_conclusions
from savienojums.voices.actions.maps import make_map
from savienojums.voices.documents.report_words import blocks
from savienojums.voices.models import Hall, HallCount, Vote
from savienojums.voices.queries.report import report_of
from savienojums.voices.queries.report_people import parted, took_part
from tests import make
from tests.make import NOW

LEAST = 5


@given(some.lists(some.integers(0, 30), max_size=8), some.integers(0, 20))
def test_no_count_below_the_limit_can_be_read_or_reckoned(counts, silent):
    whole = sum(counts) + silent
    told = parted([(f"v{at}", count) for at, count in enumerate(counts)], whole, LEAST)
    assert all(part.count >= LEAST for part in told.shown)
    shown = sum(part.count for part in told.shown)
    hidden = [count for count in counts if 0 < count < LEAST]
    if hidden:
        # What is left when everything shown is taken from the whole is at least a group, or nothing is shown.
        assert whole - shown >= LEAST or not told.shown
    if not told.few:
        assert shown + told.rest == whole


def people(held, count, **details):
    shop = held.statements.first() or make.statement(held)
    made = [make.participant(held, **details) for _ in range(count)]
    for each in made:
        make.vote(each, shop)
    return made


def test_places_and_ages_are_counted_and_small_ones_are_in_the_rest(db):
    held = make.conversation()
    large, small = make.place(name="Viesīte"), make.place(name="Nereta")
    people(held, 6, place=large, age_band="45-64")
    people(held, 2, place=small, age_band="65+", way="paper")
    people(held, 4)
    people(held, 9, place=small, aside_at=NOW, aside_for="flood")
    took = took_part(held)
    assert took.people == 12
    assert [(part.label, part.count) for part in took.places.shown] == [("Viesīte", 6)]
    assert (took.places.rest, took.ages.rest) == (6, 6)
    # Two on paper would follow from ten on the web.
    assert not took.ways.shown
    assert took.ways.rest == 12


def test_answers_are_counted_by_the_day_in_riga_and_of_long_times_by_the_week(db):
    held = make.conversation()
    shop = make.statement(held)
    evening = NOW.replace(hour=23, minute=30)
    for at in (evening, evening, evening + timedelta(days=2)):
        Vote.objects.create(participant=make.participant(held), statement=shop, value=1, said_at=at)
    days = took_part(held).days
    assert [each.answers for each in days] == [2, 0, 1]
    assert days[0].day == (evening + timedelta(hours=2)).date()
    assert took_part(held).fullest.answers == 2
    Vote.objects.create(
        participant=make.participant(held), statement=shop, value=1, said_at=evening + timedelta(days=60)
    )
    again = took_part(held)
    assert again.by_week
    assert sum(each.answers for each in again.days) == 4


def test_the_report_tells_how_it_was_moderated_and_who_was_set_aside(db):
    held = make.conversation()
    make.statement(held)
    make.statement(held, state="hidden", hidden_for="advertising", is_seed=False)
    make.statement(held, state="waiting", is_seed=False)
    people(held, 3, aside_at=NOW, aside_for="flood")
    told = report_of(held, NOW).moderated
    assert (told.seeds, told.added, told.shown, told.waiting) == (1, 2, 1, 1)
    assert ([each.count for each in told.hidden], [each.count for each in told.aside]) == ([1], [3])


def test_halls_stand_apart_from_single_answers(db):
    held = make.conversation()
    shop = make.statement(held)
    people(held, 6)
    hall = Hall.objects.create(conversation=held, title="Kultūras nams", held_on=NOW.date(), people=40)
    HallCount.objects.create(hall=hall, statement=shop, agree=3, disagree=37, entered_at=NOW)
    make_map(by=SYSTEM, conversation=held, at=NOW)
    told = report_of(held, NOW)
    assert told.halls.statements[0].halls.disagree == 37
    assert told.took.people == told.map.told["people"] == 6
    assert told.map.rows[shop.pk].whole.agree == 100


def test_a_report_asks_as_many_questions_with_one_statement_as_with_many(db, django_assert_num_queries):
    for statements, count in ((1, 6), (4, 12)):
        held = make.conversation()
        rows = [make.statement(held) for _ in range(statements)]
        for each in people(held, count, place=make.place(name=f"Vieta {count}"), age_band="65+"):
            for row in rows[1:]:
                make.vote(each, row)
        make_map(by=SYSTEM, conversation=held, at=NOW)
        with django_assert_num_queries(15):
            report_of(held, NOW)


def test_conclusions_are_written_once_and_noted_once(db, coordinator):
    held = make.conversation()
    for _ in range(2):
        write_conclusions(by=coordinator, conversation=held, conclusions={"lv": "Būs veikals."}, at=NOW)
    held.refresh_from_db()
    assert str(held.conclusions) == "Būs veikals."
    line = Record.objects.get(verb="voices.conclusions_written")
    assert "veikals" not in str(line.particulars)
    write_conclusions(by=coordinator, conversation=held, conclusions={}, at=NOW)
    held.refresh_from_db()
    assert not held.conclusions


def test_others_write_no_conclusions(db, outsider):
    held = make.conversation()
    for by in (None, outsider, SYSTEM):
        with pytest.raises(NotAllowed):
            write_conclusions(by=by, conversation=held, conclusions={"lv": "Nekas."}, at=NOW)
    held.refresh_from_db()
    assert not held.conclusions


def test_simple_markdown_becomes_headings_paragraphs_and_lists():
    assert blocks("# Ko dzirdējām\nVeikals ir *svarīgs*.\n\n- **līdz martam**\n- snake_case_paliek\n") == [
        {"kind": "heading", "lines": ["Ko dzirdējām"]},
        {"kind": "text", "lines": ["Veikals ir svarīgs."]},
        {"kind": "list", "lines": ["līdz martam", "snake_case_paliek"]},
    ]
