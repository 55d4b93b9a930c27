"""Deciding what is shown: reasons, joining, corrections, translations, and what everyone may read of it."""

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions import moderation as acts
from savienojums.voices.actions.moderation_many import NothingTicked, decide_many
from savienojums.voices.models import ModerationLine
from savienojums.voices.queries import moderation as queries
from savienojums.voices.queries.moderation_log import log_for
from tests import make

pytestmark = pytest.mark.django_db


def waiting(conversation, text="Ciemā vajag pirti.", **details):
    return make.statement(conversation, text, state="waiting", is_seed=False, **details)


def decided(statement):
    statement.refresh_from_db()
    return statement.state, statement.hidden_for, statement.why


def test_a_statement_is_shown_and_the_log_says_so(coordinator):
    statement = waiting(make.conversation())
    acts.show_statement(by=coordinator, statement=statement, at=make.NOW)
    acts.show_statement(by=coordinator, statement=statement, at=make.NOW)
    assert decided(statement) == ("shown", "", "")
    assert [(line.state, line.by) for line in ModerationLine.objects.all()] == [("shown", coordinator)]
    assert Record.objects.get().particulars == {"number": 1}


def test_hidden_with_a_reason_and_shown_again(coordinator):
    statement = waiting(make.conversation())
    acts.hide_statement(
        by=coordinator, statement=statement, hidden_for="off_topic", why=" Par \u202eLiepāju. ", at=make.NOW
    )
    assert decided(statement) == ("hidden", "off_topic", "Par Liepāju.")
    line = Record.objects.get()
    assert (line.verb, line.particulars) == ("voices.statement_hidden", {"number": 1, "reason": "off_topic"})
    acts.show_statement(by=coordinator, statement=statement, at=make.NOW)
    assert decided(statement) == ("shown", "", "")
    acts.reopen_statement(by=coordinator, statement=statement, at=make.NOW)
    acts.reopen_statement(by=coordinator, statement=statement, at=make.NOW)
    assert decided(statement) == ("waiting", "", "")
    assert list(ModerationLine.objects.values_list("state", flat=True)) == ["hidden", "shown", "waiting"]


@pytest.mark.parametrize("told", [{"hidden_for": ""}, {"hidden_for": "because"}, {"hidden_for": "other", "why": " "}])
def test_nothing_is_hidden_without_a_reason(told, coordinator):
    statement = waiting(make.conversation())
    with pytest.raises(acts.NoReason):
        acts.hide_statement(by=coordinator, statement=statement, at=make.NOW, **told)
    assert decided(statement) == ("waiting", "", "")


def test_only_organisers_decide(outsider, contact):
    organisation = make.organisation()
    make.membership(contact, organisation)
    statement = waiting(make.conversation(organisation=organisation))
    other = make.statement(statement.conversation, "Cits")
    for act, told in [
        (acts.show_statement, {}),
        (acts.hide_statement, {"hidden_for": "unclear"}),
        (acts.reopen_statement, {}),
        (acts.join_statements, {"into": other}),
        (acts.translate_statement, {"words": {"en": "Bath"}}),
        (acts.correct_statement, {"text": "Ciemā vajag pirti!"}),
    ]:
        for by in (outsider, None):
            with pytest.raises(NotAllowed):
                act(by=by, statement=statement, at=make.NOW, **told)
    assert decided(statement) == ("waiting", "", "")
    acts.show_statement(by=contact, statement=statement, at=make.NOW)
    assert Record.objects.get().on_behalf["id"] == organisation.public_id


def test_doubles_are_joined_and_votes_stay_where_they_were_given(coordinator):
    conversation = make.conversation()
    stays, first, second = (make.statement(conversation, text) for text in ("Vajag pirti.", "Pirti!", "Pirtiņu!"))
    vote = make.vote(make.participant(conversation), first)
    acts.join_statements(by=coordinator, statement=second, into=first, at=make.NOW)
    acts.join_statements(by=coordinator, statement=first, into=stays, at=make.NOW)
    for each in (first, second):
        each.refresh_from_db()
        assert (each.state, each.hidden_for, each.same_as) == ("hidden", "same", stays)
    vote.refresh_from_db()
    assert vote.statement == first
    acts.show_statement(by=coordinator, statement=first, at=make.NOW)
    first.refresh_from_db()
    assert (first.state, first.same_as) == ("shown", None)


def test_joining_goes_to_the_end_of_the_chain_and_never_round(coordinator):
    conversation = make.conversation()
    stays, double, third = (make.statement(conversation, text) for text in ("Vajag pirti.", "Pirti!", "Pirtiņu!"))
    acts.join_statements(by=coordinator, statement=double, into=stays, at=make.NOW)
    double.refresh_from_db()
    acts.join_statements(by=coordinator, statement=third, into=double, at=make.NOW)
    third.refresh_from_db()
    assert third.same_as == stays
    for into in (stays, double):
        with pytest.raises(acts.IntoItself):
            acts.join_statements(by=coordinator, statement=stays, into=into, at=make.NOW)
    with pytest.raises(acts.IntoHidden):
        acts.join_statements(by=coordinator, statement=stays, into=waiting(conversation, "Cits"), at=make.NOW)
    with pytest.raises(NotAllowed):
        acts.join_statements(
            by=coordinator, statement=stays, into=make.statement(make.conversation("Cita")), at=make.NOW
        )


def test_translations_come_and_go_and_the_original_stays(coordinator):
    statement = make.statement(make.conversation(languages=["lv", "ru"]))
    words = {"lv": "Pavisam kas cits", "ru": " Нужен магазин. ", "en": "A shop."}
    acts.translate_statement(by=coordinator, statement=statement, words=words, at=make.NOW)
    acts.translate_statement(by=coordinator, statement=statement, words={"en": ""}, at=make.NOW)
    acts.translate_statement(by=coordinator, statement=statement, words={"en": ""}, at=make.NOW)
    statement.refresh_from_db()
    assert statement.text == {"lv": "Ciemā vajag veikalu.", "ru": "Нужен магазин."}
    told = Record.objects.order_by("pk").values_list("particulars", flat=True)
    assert list(told) == [{"number": 1, "languages": ["en", "ru"]}, {"number": 1, "languages": ["en"]}]
    with pytest.raises(acts.TranslationTooLong):
        acts.translate_statement(by=coordinator, statement=statement, words={"en": "x" * 281}, at=make.NOW)


def test_spelling_is_corrected_and_the_words_before_are_kept(coordinator):
    statement = waiting(make.conversation(), "ciema vajga pirti")
    acts.correct_statement(by=coordinator, statement=statement, text="Ciemā vajag pirti.", at=make.NOW)
    statement.refresh_from_db()
    assert (statement.text["lv"], statement.state) == ("Ciemā vajag pirti.", "waiting")
    assert ModerationLine.objects.get().text_before == "ciema vajga pirti"
    assert "pirti" not in str(Record.objects.get().__dict__)


@pytest.mark.parametrize("text", ["Ciemā nevajag pirti.", "Pilsētā vajag baseinu un autoostu."])
def test_a_thought_is_not_corrected_into_another(text, coordinator):
    statement = waiting(make.conversation())
    with pytest.raises(acts.AnotherThought):
        acts.correct_statement(by=coordinator, statement=statement, text=text, at=make.NOW)
    assert statement.text["lv"] == "Ciemā vajag pirti."


def test_the_organisers_own_may_be_written_anew_until_somebody_answers(coordinator):
    conversation = make.conversation()
    statement = make.statement(conversation)
    acts.correct_statement(by=coordinator, statement=statement, text="Pilsētā nevajag baseinu.", at=make.NOW)
    make.vote(make.participant(conversation), statement)
    with pytest.raises(acts.AnotherThought):
        acts.correct_statement(by=coordinator, statement=statement, text="Ciemā vajag veikalu.", at=make.NOW)


def test_many_are_decided_at_once_or_none(coordinator):
    conversation = make.conversation()
    rows = [waiting(conversation, f"Vajag {what}.") for what in ("pirti", "ceļu")]
    told = {"by": coordinator, "conversation": conversation, "at": make.NOW}
    with pytest.raises(acts.NoReason):
        decide_many(statements=rows, decision={"do": "hide", "hidden_for": "other", "why": ""}, **told)
    assert {decided(each)[0] for each in rows} == {"waiting"}
    assert decide_many(statements=rows, decision={"do": "hide", "hidden_for": "advertising"}, **told) == 2
    assert {decided(each) for each in rows} == {("hidden", "advertising", "")}
    assert decide_many(statements=rows, decision={"do": "show"}, **told) == 2
    with pytest.raises(NothingTicked):
        decide_many(statements=[], decision={"do": "show"}, **told)


# --- questions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_asks_as_much_for_one_as_for_many(rows, django_assert_num_queries):
    conversation = make.conversation()
    for number in range(rows):
        waiting(conversation, f"Vajag pirti {number}.", author=make.participant(conversation, source_key="a"))
    with django_assert_num_queries(3):
        queue = queries.queue_of(conversation, "", "")
        assert len(queue.page.rows) == rows


def test_the_queue_tells_what_is_like_what_and_who_writes_much():
    conversation = make.conversation(languages=["lv", "ru"])
    shown = make.statement(conversation, "Vajag vairāk autobusu.")
    hidden = make.statement(conversation, "Autobusu ir par maz.", state="hidden", hidden_for="unclear")
    writer = make.participant(conversation, source_key="a")
    same = waiting(conversation, "Autobusu trūkst.", author=writer)
    contrary = waiting(conversation, "Vajag mazāk autobusu.", author=writer)
    queue = queries.queue_of(conversation, "", "")
    assert queue.chosen == "waiting"
    assert queue.counts == {"waiting": 2, "shown": 1, "hidden": 1, "all": 4, "untranslated": 3}
    first, second = queue.page.rows
    assert (first.statement, second.statement) == (same, contrary)
    assert {(each.mark.pk, each.likeness.kind) for each in first.similar} == {
        (shown.pk, "same"), (contrary.pk, "opposite")
    }  # fmt: skip
    assert hidden.pk not in {each.mark.pk for each in first.similar}
    assert (first.from_author, first.from_source, first.missing) == (2, 2, ("ru",))
    newest = queries.queue_of(conversation, "all", "", newest_first=True)
    assert [row.statement.number for row in newest.page.rows] == [4, 3, 2, 1]


def test_three_hundred_stand_on_pages():
    conversation = make.conversation()
    for number in range(30):
        waiting(conversation, f"Vajag {number} pirtis.")
    queue = queries.queue_of(conversation, "waiting", "2")
    assert [row.statement.number for row in queue.page.rows] == list(range(21, 31))


def test_the_next_without_a_translation_comes_round():
    conversation = make.conversation(languages=["lv", "en"])
    first, second = make.statement(conversation, "Viens"), make.statement(conversation, "Divi")
    assert queries.next_untranslated(conversation, first.number) == second.number
    assert queries.next_untranslated(conversation, second.number) == first.number
    make.statement(conversation, "Trīs", state="hidden", hidden_for="unclear")
    assert queries.next_untranslated(conversation, second.number) == first.number


@pytest.mark.parametrize("reason", ["personal", "offensive", "taken_back"])
def test_the_log_prints_no_words_that_were_hidden_for_hurting_somebody(reason, coordinator):
    conversation = make.conversation()
    statement = waiting(conversation, "Jānis Bērziņš zog malku.")
    acts.hide_statement(by=coordinator, statement=statement, hidden_for="unclear", why="Kas ir Bērziņš?", at=make.NOW)
    assert log_for(conversation, "").page.rows[0].text == "Jānis Bērziņš zog malku."
    acts.hide_statement(by=coordinator, statement=statement, hidden_for=reason, why="Nosauc cilvēku.", at=make.NOW)
    newest, before = log_for(conversation, "").page.rows
    assert (newest.text, newest.why, before.text, before.why) == ("", "Nosauc cilvēku.", "", "")
    assert "Bērziņš" not in repr(log_for(conversation, ""))


def test_the_log_counts_by_reason_and_names_nobody(coordinator, django_assert_num_queries):
    conversation = make.conversation()
    stays = make.statement(conversation)
    for number, reason in enumerate(["off_topic", "off_topic", "unclear"]):
        acts.hide_statement(
            by=coordinator, statement=waiting(conversation, f"x{number}"), hidden_for=reason, at=make.NOW
        )
    acts.join_statements(by=coordinator, statement=waiting(conversation, "y"), into=stays, at=make.NOW)
    waiting(conversation, "Vēl neviens nav redzējis.")
    with django_assert_num_queries(3):
        log = log_for(conversation, "")
    assert log.counts == {"waiting": 1, "shown": 1, "hidden": 4}
    assert [count for _reason, count in log.reasons] == [1, 2, 1]
    assert log.page.rows[0].same_as == stays.number
    assert "Koordinatore" not in repr(log)
    assert "redzējis" not in repr(log)


def test_the_queue_counts_people_not_presses():
    conversation = make.conversation()
    statement = make.statement(conversation)
    for voice in (make.participant(conversation), make.participant(conversation)):
        make.vote(voice, statement, 1)
        make.vote(voice, statement, -1)
    row = queries.queue_of(conversation, "shown", "").page.rows[0]
    assert (row.answers, row.is_from_busy_source) == (2, False)
