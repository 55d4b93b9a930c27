"""A conversation's life: made, changed, published, closed, reopened, copied, thrown away."""

from datetime import timedelta

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions import conversations as actions
from savienojums.voices.actions.conversations_copied import copy_conversation
from savienojums.voices.actions.moderation import hide_statement
from savienojums.voices.kinds import Standing
from savienojums.voices.models import Conversation
from savienojums.voices.queries.conversations_history import history_of
from savienojums.voices.queries.conversations_said import changes_seen, reworded
from savienojums.voices.urls import RESERVED
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
QUESTION = {"lv": "Kas Jūs šeit noturētu?"}


def details(**said):
    return {"title": {"lv": "Palikšana"}, "question": QUESTION, "languages": ["lv", "ru"], **said}


@pytest.fixture
def hosts(contact):
    organisation = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, organisation)
    return organisation


@pytest.fixture
def draft(hosts):
    return make.conversation(organisation=hosts, published_at=None)


@pytest.fixture
def running(hosts):
    return make.conversation(organisation=hosts)


def with_seeds(conversation, count=5):
    for number in range(count):
        make.statement(conversation, f"Doma {number}")
    return conversation


# --- making -------------------------------------------------------------------


def test_who_acts_for_an_organisation_makes_a_draft_in_its_name(contact, hosts):
    theme, place = make.theme(), make.place()
    made = actions.make_conversation(
        by=contact, details=details(organisation=hosts, themes=[theme], places=[place]), at=NOW
    )
    made = Conversation.objects.get(pk=made.pk)
    assert made.is_draft
    assert made.slug == "paliksana-2026"
    assert (made.organisation, made.made_by, made.languages) == (hosts, contact, ["lv", "ru"])
    assert list(made.themes.all()) == [theme]
    assert list(made.places.all()) == [place]
    line = Record.objects.get()
    assert (line.verb, line.audience) == ("voices.conversation_made", "editors")
    assert line.on_behalf["name"] == "Biedrība „Ūdenszīmes”"


def test_a_title_is_not_needed_the_question_stands_for_it(coordinator):
    made = actions.make_conversation(by=coordinator, details=details(title={}), at=NOW)
    assert str(made.title) == QUESTION["lv"]


def test_a_question_is_needed(coordinator):
    with pytest.raises(actions.WithoutQuestion):
        actions.make_conversation(by=coordinator, details=details(question={}), at=NOW)


def test_who_acts_for_nobody_asks_nothing(outsider, hosts):
    for somebody in (outsider, None):
        with pytest.raises(NotAllowed):
            actions.make_conversation(by=somebody, details=details(organisation=hosts), at=NOW)
    assert not Conversation.objects.exists()


def test_one_asks_in_the_name_of_ones_own_organisation(contact, hosts):
    other = make.organisation("Cita biedrība")
    for organisation in (other, None):
        with pytest.raises(actions.NotTheirOrganisation):
            actions.make_conversation(by=contact, details=details(organisation=organisation), at=NOW)


def test_a_coordinator_asks_in_the_name_of_the_network(coordinator):
    assert actions.make_conversation(by=coordinator, details=details(), at=NOW).organisation is None


def test_two_conversations_of_one_title_have_two_addresses(coordinator):
    slugs = [actions.make_conversation(by=coordinator, details=details(), at=NOW).slug for _ in range(2)]
    assert slugs[1] == f"{slugs[0]}-2"


def test_no_title_makes_an_address_that_the_room_uses_itself(coordinator):
    for word in RESERVED:
        made = actions.make_conversation(by=coordinator, details=details(title={"lv": word}), at=NOW)
        assert made.slug not in RESERVED


# --- changing -----------------------------------------------------------------


def test_what_is_changed_is_told_in_the_journal_and_nothing_else_is(contact, draft):
    assert actions.change_conversation(by=contact, conversation=draft, details={}, at=NOW) == draft
    actions.change_conversation(by=contact, conversation=draft, details={"intro": {"lv": "Plānam."}}, at=NOW)
    line = Record.objects.get()
    assert line.verb == "voices.conversation_changed"
    assert line.particulars["changes"] == {"intro": [{}, {"lv": "Plānam."}]}


def test_others_change_nothing(outsider, draft):
    with pytest.raises(NotAllowed):
        actions.change_conversation(by=outsider, conversation=draft, details={"question": {"lv": "Cits?"}}, at=NOW)
    draft.refresh_from_db()
    assert draft.question == {"lv": "Kā dzīvosim 2030. gadā?"}


def test_the_organisation_changes_only_to_ones_own(contact, draft):
    with pytest.raises(actions.NotTheirOrganisation):
        actions.change_conversation(
            by=contact, conversation=draft, details={"organisation": make.organisation("Cita")}, at=NOW
        )


def test_a_question_that_changes_after_answers_is_told_to_everyone(contact, running):
    actions.change_conversation(by=contact, conversation=running, details={"question": {"lv": "Pirms?"}}, at=NOW)
    assert reworded(running) is None
    make.participant(running)
    actions.change_conversation(by=contact, conversation=running, details={"question": {"lv": "Pēc?"}}, at=NOW)
    line = reworded(running)
    assert (line.audience, line.particulars["changes"]) == (
        "everyone",
        {"question": [{"lv": "Pirms?"}, {"lv": "Pēc?"}]},
    )


PROMISES = [
    ({"smallest_group": 8}, {"smallest_group": 7}, {"smallest_group": 9}),
    ({"results_shown": "end"}, {"results_shown": "live"}, {"results_shown": "end", "method": "compatible"}),
    ({"results_shown": "after"}, {"results_shown": "live"}, {"results_shown": "end"}),
    ({"confirming": "none"}, {"confirming": "asked"}, {"confirming": "offered"}),
    ({"confirming": "asked"}, None, {"confirming": "none"}),
]


@pytest.mark.parametrize(("was", "breaks", "keeps"), PROMISES)
def test_what_people_were_told_when_they_answered_holds(contact, hosts, was, breaks, keeps):
    conversation = make.conversation(organisation=hosts, **was)
    participant = make.participant(conversation)
    if breaks:
        with pytest.raises(actions.PromiseKept):
            actions.change_conversation(by=contact, conversation=conversation, details=breaks, at=NOW)
    actions.change_conversation(by=contact, conversation=conversation, details=keeps, at=NOW)
    participant.delete()
    actions.change_conversation(by=contact, conversation=conversation, details=breaks or {}, at=NOW)


def test_two_who_write_at_once_lose_nothing(contact, coordinator, draft):
    seen = changes_seen(draft)
    old = {"intro": draft.intro, "question": draft.question}
    actions.change_conversation(by=coordinator, conversation=draft, details={"intro": {"lv": "Cita"}}, at=NOW)
    # The other form still says the old intro, and a new question: only the question is taken.
    said = {**old, "question": {"lv": "Jauns?"}}
    changed = actions.change_conversation(by=contact, conversation=draft, details=said, seen=seen, at=NOW)
    assert (changed.intro, changed.question) == ({"lv": "Cita"}, {"lv": "Jauns?"})


def test_two_who_change_one_line_are_asked(contact, coordinator, draft):
    seen = changes_seen(draft)
    actions.change_conversation(by=coordinator, conversation=draft, details={"intro": {"lv": "Cita"}}, at=NOW)
    with pytest.raises(actions.ChangedMeanwhile) as refused:
        actions.change_conversation(
            by=contact, conversation=draft, details={"intro": {"lv": "Mana"}}, seen=seen, at=NOW
        )
    assert refused.value.conflicts == {"intro": {"lv": "Cita"}}
    assert refused.value.seen == 1


# --- publishing ---------------------------------------------------------------


def test_a_conversation_is_published_once(contact, draft):
    with_seeds(draft)
    actions.publish_conversation(by=contact, conversation=draft, at=NOW)
    assert Conversation.objects.get().published_at == NOW
    line = Record.objects.get(verb="voices.conversation_published")
    assert line.audience == "everyone"
    with pytest.raises(actions.AlreadyPublished):
        actions.publish_conversation(by=contact, conversation=draft, at=NOW)


def test_what_stands_in_no_list_is_told_to_nobody(contact, hosts):
    draft = with_seeds(make.conversation(organisation=hosts, published_at=None, is_listed=False))
    actions.publish_conversation(by=contact, conversation=draft, at=NOW)
    assert Record.objects.get(verb="voices.conversation_published").audience == "editors"


@pytest.mark.parametrize("phases", [[], [("both", NOW - timedelta(days=9), NOW)]])
def test_what_is_never_open_is_not_published(contact, hosts, phases):
    draft = with_seeds(make.conversation(organisation=hosts, published_at=None, phases=phases))
    with pytest.raises(actions.NoPhase):
        actions.publish_conversation(by=contact, conversation=draft, at=NOW)
    assert Conversation.objects.get().is_draft


def test_few_statements_are_asked_about_once_more(contact, draft):
    with_seeds(draft, 3)
    make.statement(draft, "Gaida", state="waiting")
    make.statement(draft, "Arī gaida", state="waiting")
    with pytest.raises(actions.FewSeeds) as refused:
        actions.publish_conversation(by=contact, conversation=draft, at=NOW)
    assert "3 apgalvojumi" in str(refused.value.sentence)
    actions.publish_conversation(by=contact, conversation=draft, anyway=True, at=NOW)
    assert not Conversation.objects.get().is_draft


def test_who_collects_statements_first_needs_none(contact, hosts):
    phases = [("statements", NOW, NOW + timedelta(days=7))]
    draft = make.conversation(organisation=hosts, published_at=None, phases=phases)
    actions.publish_conversation(by=contact, conversation=draft, at=NOW)
    assert not Conversation.objects.get().is_draft


# --- closing and reopening ----------------------------------------------------


def test_a_conversation_is_closed_early_and_reopened(contact, running):
    Conversation.objects.update(results_shown="live")
    make.participant(running)
    actions.close_conversation(by=contact, conversation=running, at=NOW)
    closed = Conversation.objects.get()
    assert closed.standing(NOW) == Standing.CLOSED
    assert closed.phase_at(NOW) is None
    with pytest.raises(actions.AlreadyClosed):
        actions.close_conversation(by=contact, conversation=running, at=NOW)
    actions.reopen_conversation(by=contact, conversation=running, at=NOW)
    assert Conversation.objects.get().standing(NOW) == Standing.OPEN
    assert running.participants.count() == 1
    assert [line.audience for line in Record.objects.order_by("id")] == ["everyone", "everyone"]


def test_whose_results_were_read_at_the_end_is_not_answered_anew(contact, running):
    actions.close_conversation(by=contact, conversation=running, at=NOW)
    actions.reopen_conversation(by=contact, conversation=running, at=NOW)
    make.participant(running)
    actions.close_conversation(by=contact, conversation=running, at=NOW)
    with pytest.raises(actions.ResultsWereOpen):
        actions.reopen_conversation(by=contact, conversation=running, at=NOW)
    assert Conversation.objects.get().standing(NOW) == Standing.CLOSED


def test_a_draft_is_not_closed_and_what_is_open_is_not_reopened(contact, draft, running):
    with pytest.raises(actions.IsDraft):
        actions.close_conversation(by=contact, conversation=draft, at=NOW)
    with pytest.raises(actions.NotClosed):
        actions.reopen_conversation(by=contact, conversation=running, at=NOW)


def test_without_a_phase_ahead_nothing_is_reopened(contact, running):
    actions.close_conversation(by=contact, conversation=running, at=NOW)
    with pytest.raises(actions.TimeIsOver):
        actions.reopen_conversation(by=contact, conversation=running, at=NOW + timedelta(days=40))


def test_others_close_nothing(outsider, running):
    for act in (actions.close_conversation, actions.reopen_conversation, actions.delete_conversation_draft):
        with pytest.raises(NotAllowed):
            act(by=outsider, conversation=running, at=NOW)


# --- copying and throwing away ------------------------------------------------


def test_a_copy_asks_the_same_and_knows_nobody(contact, hosts):
    theme = make.theme()
    asked = make.conversation(
        organisation=hosts, longest_statement=200, is_listed=False, conclusions={"lv": "Secinājums"}
    )
    asked.themes.add(theme)
    first, hidden = (
        make.statement(asked, "Rādīts"),
        make.statement(asked, "Vārds Uzvārds", state="hidden", hidden_for="personal"),
    )
    author = make.participant(asked)
    added = make.statement(asked, "Iedzīvotāja", is_seed=False, author=author)
    make.vote(author, first)
    copy = copy_conversation(by=contact, conversation=asked, at=NOW)
    assert copy.is_draft
    assert copy.slug != asked.slug
    assert (copy.question, copy.longest_statement, copy.is_listed) == (asked.question, 200, False)
    assert list(copy.themes.all()) == [theme]
    assert (copy.phases.count(), copy.participants.count(), copy.conclusions) == (0, 0, {})
    told = [(each.number, str(each.text), each.is_seed, each.author) for each in copy.statements.all()]
    assert told == [(1, "Rādīts", True, None), (2, "Iedzīvotāja", True, None)]
    assert {hidden.conversation, added.conversation} == {asked}
    assert copy_conversation(by=contact, conversation=asked, statements=False, at=NOW).statements.count() == 0


def test_others_copy_nothing(outsider, running):
    with pytest.raises(NotAllowed):
        copy_conversation(by=outsider, conversation=running, at=NOW)


def test_a_draft_is_thrown_away_but_nothing_that_people_know(contact, draft, running, hosts):
    actions.delete_conversation_draft(by=contact, conversation=draft, at=NOW)
    assert list(Conversation.objects.all()) == [running]
    with pytest.raises(actions.IsKnown):
        actions.delete_conversation_draft(by=contact, conversation=running, at=NOW)
    imported = make.conversation(organisation=hosts, published_at=None)
    make.participant(imported)
    with pytest.raises(actions.IsKnown):
        actions.delete_conversation_draft(by=contact, conversation=imported, at=NOW)


def test_the_history_tells_it_in_words(contact, draft):
    with_seeds(draft)
    said = {"smallest_group": 9, "moderation": "after", "is_listed": False}
    actions.change_conversation(by=contact, conversation=draft, details=said, at=NOW)
    actions.publish_conversation(by=contact, conversation=draft, at=NOW + timedelta(hours=1))
    published, changed = history_of(draft)
    assert (published.text, changed.behalf) == ("Publicēta.", "Biedrība „Ūdenszīmes”")
    assert {name: (old, new) for name, old, new in changed.changes} == {
        "Mazākā rādāmā grupa, cilvēki": ("5", "9"),
        "Kad Jūs izskatāt pievienoto": ("Pirms to rāda", "Pēc tam, kad tas jau redzams"),
        "Rādīt sarakstos": ("jā", "nē"),
    }


def test_an_address_is_short_enough_to_be_typed_from_a_poster(coordinator):
    long = {"lv": "Ko darīt, ja nākamajos piecos gados būtu jāizvēlas starp skolu un ceļu"}
    made = actions.make_conversation(by=coordinator, details=details(title=long), at=NOW)
    assert made.slug == "ko-darit-ja-nakamajos-piecos-gados-butu-2026"
    unbroken = actions.make_conversation(by=coordinator, details=details(title={"lv": "a" * 90}), at=NOW)
    assert unbroken.slug == f"{'a' * 40}-2026"
    nameless = actions.make_conversation(by=coordinator, details=details(title={"lv": "???"}), at=NOW)
    assert nameless.slug == "saruna-2026"
    asked = actions.make_conversation(by=coordinator, details=details(title={"lv": ""}), at=NOW)
    assert asked.slug == "kas-jus-seit-noturetu-2026"


def test_the_history_names_a_statement_by_its_number_never_by_its_words(contact, running):
    statement = make.statement(running, "Jānis Bērziņš zog")
    hide_statement(by=contact, statement=statement, hidden_for="personal", at=NOW)
    (line,) = history_of(running)
    assert line.text.endswith("Nr. 1")
    assert "Bērziņš" not in line.text
