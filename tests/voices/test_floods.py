from datetime import timedelta

import pytest

from savienojums.voices.actions.answering import FLOOD_WITHIN, MOST_NEWCOMERS, Newcomer, join
from savienojums.voices.actions.participants import bring_back, set_aside
from savienojums.voices.models import Participant, Vote
from savienojums.voices.queries.floods import SHOWN, members_of, people_of
from savienojums.voices.queries.votes import votes_of
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation():
    return make.conversation()


def came(conversation, number, at=NOW, source="s", **details):
    return join(by=None, newcomer=Newcomer(conversation, f"k{number}", source_key=source, **details), at=at)


def crowd(conversation, many, statements, value=1, **details):
    """Many at once, each with the same answer to these statements."""
    before = conversation.participants.count()
    people = Participant.objects.bulk_create(
        Participant(conversation=conversation, key=f"c{before + number}", joined_at=NOW, **details)
        for number in range(many)
    )
    Vote.objects.bulk_create(
        [Vote.said(person, each, value, NOW) for person in people for each in statements], batch_size=1_000
    )
    return people


def test_from_the_sixty_first_within_an_hour_they_are_kept_aside(conversation):
    assert MOST_NEWCOMERS == 60, "the desk and the guide name the number"
    people = [came(conversation, number, NOW + timedelta(seconds=40 * number)) for number in range(MOST_NEWCOMERS + 2)]
    assert [each.aside_for for each in people] == [""] * MOST_NEWCOMERS + ["flood"] * 2
    later = came(conversation, "later", NOW + FLOOD_WITHIN + timedelta(minutes=40))
    assert later.aside_for == ""


def test_other_connections_and_accounts_are_not_touched(conversation):
    for number in range(MOST_NEWCOMERS):
        came(conversation, number)
    assert came(conversation, "other", source="t").aside_for == ""
    assert came(conversation, "account", has_account=True).aside_for == ""
    assert came(conversation, "flood").aside_for == "flood"


def test_an_empty_conversation_has_nothing_odd(conversation):
    people = people_of(conversation)
    assert (people.counted, people.aside, people.days, people.sources, people.bursts) == (0, 0, [], [], [])
    assert (people.one_sided.many, people.alike.many) == (0, 0)


def test_what_looks_odd_is_told(conversation):
    statements = [make.statement(conversation, f"Nr. {number}.") for number in range(16)]
    crowd(conversation, 3, statements[:12], source_key="family")
    crowd(conversation, 12, statements[:5], value=-1, source_key="school")
    lone = crowd(conversation, 1, statements)[0]
    people = people_of(conversation)
    assert people.counted == 16
    assert [(each.many, each.aside) for each in people.sources] == [(12, 0)], "a family is not named"
    assert people.alike.many == 3
    assert [each.public_id for each in people.one_sided.rows] == [lone.public_id]
    assert people.one_sided.rows[0].answers == 16
    assert [(each.newcomers, each.aside) for each in people.days] == [(16, 0)]


def test_many_at_once_are_a_burst(conversation):
    for day in range(1, 8):
        make.participant(conversation, joined_at=NOW - timedelta(days=day))
    crowd(conversation, 25, [])
    (burst,) = people_of(conversation).bursts
    assert burst.many == 25
    assert burst.begins <= NOW < burst.ends
    assert len(members_of(conversation, burst.which)) == 25


def test_every_button_means_whom_it_names(conversation, coordinator):
    statements = [make.statement(conversation, f"Nr. {number}.") for number in range(16)]
    copies = crowd(conversation, 3, statements[:12], source_key="one")
    (lone,) = crowd(conversation, 1, statements)
    school = crowd(conversation, 10, [], source_key="school")
    aside = make.participant(conversation, aside_at=NOW, aside_for="trial")
    make.participant(make.conversation("Cita"), source_key="school")
    pks = [each.pk for each in copies]
    assert sorted(members_of(conversation, "source:school")) == [each.pk for each in school]
    assert sorted(members_of(conversation, "alike")) == pks
    assert members_of(conversation, "one_sided") == [lone.pk]
    assert members_of(conversation, "reason:trial") == [aside.pk]
    assert members_of(conversation, f"one:{lone.public_id}") == [lone.pk]
    few = make.participant(conversation, source_key="few")
    moment = f"burst:{int(few.joined_at.timestamp()) // 600 * 600}"
    for wrong in (
        "source:one",
        "source:few",
        f"one:{few.public_id}",
        moment,
        "source:",
        "burst:x",
        "burst:99999999999999",
        "nonsense",
        "one:",
        "",
    ):
        assert members_of(conversation, wrong) == []


def test_ten_thousand_from_one_source_are_seen_set_aside_and_brought_back(
    conversation, coordinator, django_assert_num_queries
):
    statements = [make.statement(conversation, f"Nr. {number}.") for number in range(12)]
    honest = [make.participant(conversation, source_key=f"home-{number}") for number in range(20)]
    for number, person in enumerate(honest):
        for at, each in enumerate(statements[:8]):
            make.vote(person, each, 1 if (number + at) % 3 else -1)
    crowd(conversation, 3, statements)
    make.participant(conversation, aside_at=NOW, aside_for="trial")
    with django_assert_num_queries(10):
        people_of(conversation)
    crowd(conversation, 10_000, statements[:10], source_key="flood")
    with django_assert_num_queries(10):
        people = people_of(conversation)
    assert [(each.many, each.aside) for each in people.sources] == [(10_000, 0)]
    assert (people.alike.many, len(people.alike.rows)) == (10_003, SHOWN)
    chosen = members_of(conversation, people.sources[0].which)
    assert (
        set_aside(by=coordinator, conversation=conversation, participants=chosen, aside_for="flood", at=NOW) == 10_000
    )
    assert len(votes_of(conversation).people) == 23
    with django_assert_num_queries(10):
        people = people_of(conversation)
    assert (people.counted, people.aside, people.alike.many) == (23, 10_001, 3)
    assert [(each.which, each.many) for each in people.reasons] == [
        ("reason:flood", 10_000), ("reason:trial", 1),
    ]  # fmt: skip
    assert people.set_aside.more == 10_001 - SHOWN
    assert Vote.objects.count() == 10_000 * 10 + 3 * 12 + 20 * 8, "nothing is lost"
    bring_back(by=coordinator, conversation=conversation, participants=members_of(conversation, "reason:flood"), at=NOW)
    assert people_of(conversation).counted == 10_023
