"""When a conversation is open: phases that follow each other, and moments as sentences say them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.clock import RIGA, end_of
from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices import phases as pure
from savienojums.voices.actions import conversations_phases as actions
from savienojums.voices.actions.conversations import ResultsWereOpen
from savienojums.voices.kinds import Standing
from savienojums.voices.models import Conversation, Phase
from savienojums.voices.queries.conversations_days import since_in_words, until_in_words
from savienojums.voices.queries.conversations_history import history_of
from savienojums.voices.queries.conversations_spoken import phases_of, sentence_of
from tests import make
from tests.make import NOW

DAY = timedelta(days=1)
database = pytest.mark.django_db


# --- pure ---------------------------------------------------------------------

moments = st.integers(min_value=0, max_value=40)
spans = st.tuples(moments, st.integers(min_value=1, max_value=12)).map(
    lambda drawn: pure.Span(NOW + drawn[0] * DAY, NOW + (drawn[0] + drawn[1]) * DAY)
)


@given(spans, spans)
def test_two_phases_meet_exactly_when_a_moment_belongs_to_both(one, other):
    shared = any(
        one.opens_at <= at < one.closes_at and other.opens_at <= at < other.closes_at
        for at in (NOW + number * DAY for number in range(60))
    )
    assert pure.meet(one, other) == pure.meet(other, one) == shared


@given(st.lists(spans, max_size=8), spans)
def test_what_is_in_the_way_is_one_of_the_others_and_meets(others, wanted):
    found = pure.in_the_way(wanted, others)
    assert (found is None) == (not any(pure.meet(wanted, each) for each in others))
    assert found is None or (found in others and pure.meet(wanted, found))


@given(st.lists(spans, max_size=8), moments)
def test_the_next_phase_is_the_nearest_that_has_not_opened(phases, days):
    at = NOW + days * DAY
    ahead = [each.opens_at for each in phases if each.opens_at > at]
    found = pure.next_after(phases, at)
    assert (found and found.opens_at) == (min(ahead) if ahead else None)


def test_one_may_begin_when_the_other_ends():
    assert not pure.meet(pure.Span(NOW, NOW + DAY), pure.Span(NOW + DAY, NOW + 2 * DAY))


# --- words --------------------------------------------------------------------

SIX = datetime(2026, 12, 14, 18, 0, tzinfo=RIGA)


@pytest.mark.parametrize(
    ("language", "until", "since"),
    [
        ("lv", "2026. gada 14. decembrim plkst. 18:00", "2026. gada 14. decembra plkst. 18:00"),
        ("en", "14 December 2026, 18:00", "14 December 2026, 18:00"),
        ("ru", "14 декабря 2026 г., 18:00", "14 декабря 2026 г., 18:00"),
    ],
)
def test_a_moment_stands_in_a_sentence_as_people_say_it(language, until, since):
    with translation.override(language):
        assert until_in_words(SIX) == until
        assert since_in_words(SIX) == since


def test_what_ends_with_the_day_needs_no_hour():
    assert until_in_words(end_of(SIX.date())) == "2026. gada 14. decembrim"
    assert until_in_words(datetime(2026, 12, 15, tzinfo=RIGA)) == "2026. gada 14. decembrim"
    assert until_in_words(datetime(2027, 1, 1, tzinfo=RIGA)) == "2026. gada 31. decembrim"
    assert since_in_words(datetime(2026, 3, 1, tzinfo=RIGA)) == "2026. gada 1. marta"
    # The hour is that of Riga, wherever the moment was written.
    assert until_in_words(datetime(2026, 7, 1, 6, 30, tzinfo=UTC)) == "2026. gada 1. jūlijam plkst. 09:30"


# --- acts ---------------------------------------------------------------------


@pytest.fixture
def hosts(contact):
    organisation = make.organisation()
    make.membership(contact, organisation)
    return organisation


@pytest.fixture
def conversation(hosts):
    return make.conversation(organisation=hosts, phases=[("both", NOW - DAY, NOW + 7 * DAY)])


@pytest.fixture
def draft(hosts):
    return make.conversation(organisation=hosts, phases=[], published_at=None)


def said(first, last, kind="answers", **more):
    return {"kind": kind, "name": {}, "opens_at": NOW + first * DAY, "closes_at": NOW + last * DAY, **more}


@database
def test_a_phase_is_added_and_told(contact, conversation):
    actions.add_phase(by=contact, conversation=conversation, details=said(7, 9, name={"lv": "Otrais posms"}), at=NOW)
    assert [phase.kind for phase in Phase.objects.all()] == ["both", "answers"]
    line = Record.objects.get()
    assert (line.verb, line.audience, line.particulars["kind"]) == ("voices.phase_added", "everyone", "answers")
    assert history_of(conversation)[0].text.startswith("Pievienots posms: Otrais posms, no 2026. gada")


@database
@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        (said(6, 9), actions.PhasesMeet),
        (said(-3, 8), actions.PhasesMeet),
        (said(9, 9), actions.EndsBeforeItBegins),
        (said(9, 8), actions.EndsBeforeItBegins),
        (said(-5, -3), actions.OverAlready),
    ],
)
def test_a_phase_that_cannot_be_is_not_added(contact, conversation, details, refusal):
    with pytest.raises(refusal) as refused:
        actions.add_phase(by=contact, conversation=conversation, details=details, at=NOW)
    assert str(refused.value.sentence)
    assert Phase.objects.count() == 1


@database
def test_phases_are_not_without_end(contact, draft):
    for number in range(12):
        actions.add_phase(by=contact, conversation=draft, details=said(number, number + 1), at=NOW)
    with pytest.raises(actions.TooManyPhases):
        actions.add_phase(by=contact, conversation=draft, details=said(20, 21), at=NOW)


@database
def test_an_open_phase_closes_later_but_keeps_when_it_opened(contact, conversation):
    phase = Phase.objects.get()
    later = {"closes_at": NOW + 20 * DAY, "kind": "answers"}
    actions.change_phase(by=contact, phase=phase, details=later, at=NOW)
    assert (Phase.objects.get().closes_at, Phase.objects.get().kind) == (NOW + 20 * DAY, "answers")
    with pytest.raises(actions.HasBegun):
        actions.change_phase(by=contact, phase=phase, details={"opens_at": NOW + DAY}, at=NOW)
    with pytest.raises(actions.OverAlready):
        actions.change_phase(by=contact, phase=phase, details={"closes_at": NOW - timedelta(hours=1)}, at=NOW)
    with pytest.raises(actions.HasBegun):
        actions.remove_phase(by=contact, phase=phase, at=NOW)


@database
def test_what_is_saved_unchanged_writes_no_line(contact, conversation):
    actions.change_phase(by=contact, phase=Phase.objects.get(), details={"kind": "both"}, at=NOW)
    assert not Record.objects.exists()


@database
def test_a_phase_ahead_is_removed_but_not_the_last(contact, hosts):
    conversation = make.conversation(
        organisation=hosts, phases=[("statements", NOW + DAY, NOW + 2 * DAY), ("answers", NOW + 3 * DAY, NOW + 4 * DAY)]
    )
    first, last = conversation.phases.all()
    actions.remove_phase(by=contact, phase=first, at=NOW)
    with pytest.raises(actions.LastPhase):
        actions.remove_phase(by=contact, phase=last, at=NOW)
    assert list(Phase.objects.all()) == [last]


@database
def test_in_a_draft_everything_may_be_otherwise(contact, draft):
    phase = Phase.objects.create(conversation=draft, kind="both", opens_at=NOW - DAY, closes_at=NOW + DAY)
    actions.change_phase(by=contact, phase=phase, details={"opens_at": NOW - timedelta(hours=2)}, at=NOW)
    actions.remove_phase(by=contact, phase=Phase.objects.get(), at=NOW)
    assert not Phase.objects.exists()
    assert {line.audience for line in Record.objects.all()} == {"editors"}


@database
def test_others_set_no_phases(outsider, conversation):
    phase = Phase.objects.get()
    with pytest.raises(NotAllowed):
        actions.add_phase(by=outsider, conversation=conversation, details=said(8, 9), at=NOW)
    with pytest.raises(NotAllowed):
        actions.change_phase(by=outsider, phase=phase, details={"kind": "answers"}, at=NOW)
    with pytest.raises(NotAllowed):
        actions.remove_phase(by=outsider, phase=phase, at=NOW)
    assert Phase.objects.get().kind == "both"


# --- sentences ----------------------------------------------------------------


def sentence(conversation, at=NOW):
    return sentence_of(Conversation.objects.prefetch_related("phases").get(pk=conversation.pk), at)


@database
def test_every_standing_has_its_sentence(hosts):
    open_until = SIX
    phases = [("statements", NOW - DAY, NOW + DAY), ("answers", NOW + 3 * DAY, open_until)]
    conversation = make.conversation(phases=phases)
    assert sentence(conversation) == f"Apgalvojumus var pievienot līdz {until_in_words(NOW + DAY)}."
    assert sentence(conversation, NOW - 2 * DAY).startswith("Atvērta no ")
    assert sentence(conversation, NOW + 2 * DAY) == f"Pārtraukums; turpinās no {since_in_words(NOW + 3 * DAY)}."
    assert sentence(conversation, NOW + 4 * DAY) == "Atbildēt var līdz 2026. gada 14. decembrim plkst. 18:00."
    assert sentence(conversation, NOW + 40 * DAY) == "Atbildes pieņēma līdz 2026. gada 14. decembrim plkst. 18:00."
    conversation.closed_at = NOW
    conversation.save()
    assert sentence(conversation, NOW + 4 * DAY) == f"Atbildes pieņēma līdz {until_in_words(NOW)}."
    assert sentence(make.conversation(phases=[])) == "Vēl nav pateikts, kad tā ir atvērta."


@database
def test_phases_say_whether_they_are_over(hosts):
    conversation = make.conversation(
        phases=[
            ("statements", NOW - 3 * DAY, NOW - DAY),
            ("both", NOW - DAY, NOW + DAY),
            ("answers", NOW + DAY, NOW + 2 * DAY),
        ]
    )
    assert [phase.state for phase in phases_of(conversation, NOW)] == ["past", "now", "ahead"]
    conversation.closed_at = NOW
    assert {phase.state for phase in phases_of(conversation, NOW)} == {"past"}
    assert conversation.standing(NOW) == Standing.CLOSED


@database
def test_what_was_read_at_the_end_is_not_answered_anew(contact, hosts):
    ended = make.conversation(organisation=hosts, results_shown="end", phases=[("both", NOW - 9 * DAY, NOW - 2 * DAY)])
    someone = make.participant(ended)
    with pytest.raises(ResultsWereOpen):
        actions.add_phase(by=contact, conversation=ended, details=said(1, 3), at=NOW)
    with pytest.raises(ResultsWereOpen):
        actions.change_phase(by=contact, phase=ended.phases.get(), details=said(-9, 3), at=NOW)
    someone.delete()
    actions.add_phase(by=contact, conversation=ended, details=said(1, 3), at=NOW)
    assert ended.phases.count() == 2
