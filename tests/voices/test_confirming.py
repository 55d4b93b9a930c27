from datetime import timedelta

import pytest
from django.core import signing

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.journal.models import Record
from savienojums.voices.actions.answering import MOST_NEWCOMERS, Newcomer, join
from savienojums.voices.actions.confirming import BelongsToSomebody, confirm
from savienojums.voices.keys import key_of_mailbox, key_of_person
from savienojums.voices.models import Participant
from savienojums.voices.queries.confirming import GOOD_FOR, confirmation_of, token_for
from savienojums.voices.queries.live_drawing import answers_of
from savienojums.voices.rules.confirming import may_confirm
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


def conversation(confirming="asked"):
    return make.conversation(confirming=confirming)


def newcomer(of, key, **details):
    return join(by=None, newcomer=Newcomer(of, key, **details), at=NOW)


def confirmed(participant, email="anna@selija.test", *, is_here=True):
    key = key_of_mailbox(email, participant.conversation.public_id)
    return confirm(by=None, participant=participant, mailbox_key=key, at=NOW, is_here=is_here)


def test_where_it_is_asked_answers_count_once_confirmed():
    someone = newcomer(conversation(), "k1")
    assert someone.aside_for == "unconfirmed"
    confirmed(someone)
    someone.refresh_from_db()
    assert (someone.aside_at, someone.aside_for, someone.confirmed_at) == (None, "", NOW)
    line = Record.objects.get(verb="voices.participant_confirmed")
    assert line.by is None


def test_the_address_is_kept_nowhere():
    someone = confirmed(newcomer(conversation(), "k1"))
    row = str(Participant.objects.filter(pk=someone.pk).values()) + str(list(Record.objects.values()))
    assert "anna" not in row
    assert "selija.test" not in row


def test_an_account_has_shown_its_mailbox_already():
    assert newcomer(conversation(), "k1", has_account=True).aside_at is None


def test_where_it_is_offered_nobody_is_set_aside():
    assert newcomer(conversation("offered"), "k1").aside_at is None


def test_where_it_is_not_offered_only_a_flood_is_confirmed():
    found = conversation("none")
    someone = newcomer(found, "k1", source_key="s")
    with pytest.raises(NotAllowed):
        confirmed(someone)
    for number in range(MOST_NEWCOMERS):
        newcomer(found, f"n{number}", source_key="s")
    late = newcomer(found, "late", source_key="s")
    assert late.aside_for == "flood"
    assert confirmed(late).aside_at is None


def test_what_organisers_decided_stays():
    someone = newcomer(conversation(), "k1")
    someone.aside_for = "one_sided"
    someone.save()
    assert confirmed(someone).aside_for == "one_sided"


def test_the_same_mailbox_on_a_second_device_is_the_first_participant():
    found = conversation("offered")
    statement, other = make.statement(found), make.statement(found, "Otrs.")
    telephone, computer = newcomer(found, "k1"), newcomer(found, "k2")
    confirmed(telephone)
    make.vote(telephone, statement, 1)
    make.vote(computer, other, -1)
    assert confirmed(computer, " Anna@Selija.test ") == telephone
    computer.refresh_from_db()
    assert (computer.same_as, bool(computer.aside_at)) == (telephone, True)
    assert answers_of(telephone).given == {statement.pk: 1, other.pk: -1}
    assert confirmed(telephone) == telephone, "once more changes nothing"


def test_another_mailbox_is_another_participant():
    found = conversation("offered")
    one, other = newcomer(found, "k1"), newcomer(found, "k2")
    confirmed(one)
    assert confirmed(other, "berta@selija.test") == other
    assert not Participant.objects.exclude(same_as=None).exists()


def test_the_link_says_who_and_which_mailbox_and_nothing_in_plain_words():
    someone = newcomer(conversation(), "k1")
    token = token_for(someone, "anna@selija.test")
    assert "anna" not in token
    found = confirmation_of(token)
    assert (found.participant, found.mailbox_key) == (
        someone, key_of_mailbox("anna@selija.test", someone.conversation.public_id),
    )  # fmt: skip


def test_a_link_that_is_not_ours_is_none(monkeypatch):
    someone = newcomer(conversation(), "k1")
    token = token_for(someone, "anna@selija.test")
    for wrong in ("", "x", token[:-1], signing.dumps(["nobody", "key"], salt="voices.confirmation")):
        with pytest.raises(NotFound):
            confirmation_of(wrong)
    late = signing.time.time() + GOOD_FOR.total_seconds() + timedelta(minutes=1).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: late)
    assert confirmation_of(token) is None


def test_a_link_of_a_draft_is_none():
    found = conversation()
    token = token_for(newcomer(found, "k1"), "anna@selija.test")
    type(found).objects.update(published_at=None)
    with pytest.raises(NotFound):
        confirmation_of(token)


def test_a_letter_to_somebody_elses_mailbox_makes_nobody_them():
    found = conversation("offered")
    victim, attacker = confirmed(newcomer(found, "k1")), newcomer(found, "k2")
    make.vote(victim, make.statement(found), 1)
    with pytest.raises(BelongsToSomebody):
        confirmed(attacker, is_here=False)
    attacker.refresh_from_db()
    assert (attacker.same_as, attacker.mailbox_key, attacker.confirmed_at) == (None, "", None)


def test_a_flood_that_organisers_saw_is_not_put_right_by_a_letter():
    someone = newcomer(conversation("offered"), "k1")
    someone.aside_at, someone.aside_for = NOW + timedelta(hours=1), "flood"
    someone.save()
    assert confirmed(someone).aside_for == "flood"
    assert not may_confirm(None, newcomer_aside(conversation("none")))


def newcomer_aside(found):
    return make.participant(found, joined_at=NOW, aside_at=NOW + timedelta(hours=1), aside_for="flood")


@pytest.mark.parametrize("letter_first", [True, False])
def test_one_mailbox_counts_once_by_account_and_by_letter(outsider, letter_first):
    found = conversation()
    statement = make.statement(found)
    browser = newcomer(found, "k1")
    make.vote(browser, statement, -1)
    if letter_first:
        confirmed(browser, outsider.email)
    key = key_of_person(outsider.public_id, found.public_id)
    own = join(by=outsider, newcomer=Newcomer(found, key, has_account=True), at=NOW)
    if not letter_first:
        assert confirmed(browser, outsider.email) == own
    assert list(found.participants.counted()) == [own]
    assert answers_of(own).given == {statement.pk: -1}


def test_an_account_that_confirms_a_mailbox_of_a_browser_goes_on_as_itself(outsider):
    found = conversation("offered")
    browser, own = confirmed(newcomer(found, "k1")), newcomer(found, "k2", has_account=True)
    assert confirmed(own) == own
    browser.refresh_from_db()
    assert browser.same_as == own


def test_two_devices_that_confirm_at_once_are_one(monkeypatch):
    found = conversation("offered")
    telephone, computer = newcomer(found, "k1"), newcomer(found, "k2")
    own_word = Participant.is_aside_by_itself

    def meanwhile(_self):
        # Between the look for the mailbox and the row.
        monkeypatch.setattr(Participant, "is_aside_by_itself", own_word)
        confirmed(telephone)
        return False

    monkeypatch.setattr(Participant, "is_aside_by_itself", property(meanwhile))
    assert confirmed(computer) == telephone
    computer.refresh_from_db()
    assert computer.same_as == telephone
