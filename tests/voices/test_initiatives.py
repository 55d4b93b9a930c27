"""Proposals of residents: acts, rules, refusals, what the lists count."""

from datetime import date, timedelta

import pytest

from savienojums.core.clock import local_day
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.system import SYSTEM
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from savienojums.voices.actions import initiatives as acts
from savienojums.voices.actions import initiatives_answers as answers
from savienojums.voices.actions import initiatives_comments as comments
from savienojums.voices.actions import initiatives_moderating as moderating
from savienojums.voices.actions import initiatives_supports as supports
from savienojums.voices.actions.initiatives_forgetting import forget_initiative_sources, forget_initiative_traces
from savienojums.voices.kinds import HiddenFor, State, Way
from savienojums.voices.models import Initiative, InitiativeSupport
from savienojums.voices.queries import initiatives as queries
from savienojums.voices.queries import initiatives_told as told
from savienojums.voices.queries.initiatives_desk import desk_for, floods
from savienojums.voices.queries.initiatives_log import log_of
from savienojums.voices.queries.initiatives_mine import initiatives_to_answer, own_initiatives
from savienojums.voices.queries.initiatives_page import Reader, initiative_by, initiative_for, shown_to
from tests import make
from tests.voices.initiatives import SECRET, answered, hidden, proposed, shown, supported

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(contact):
    made = make.organisation("Rubenes pagasta pārvalde", kind="municipality")
    make.membership(contact, made)
    return made


def numbers(**asked):
    return [entry.number for entry in queries.entries_of(queries.wanted_of(asked))]


# --- sent in ------------------------------------------------------------------------


def test_a_proposal_waits_and_is_read_by_nobody_but_those_who_look_after_it(council, contact, coordinator, outsider):
    made = proposed(addressee=council)
    assert (made.number, made.state, made.email) == (1, State.WAITING, SECRET)
    assert numbers() == []
    for nobody in (None, outsider):
        with pytest.raises(NotFound):
            initiative_for(nobody, 1)
    assert initiative_for(coordinator, 1) == initiative_for(contact, 1) == made


def test_the_journal_knows_a_number_and_neither_words_nor_who(coordinator, outsider):
    made = proposed("Ceļš uz Slati", text="Bedres pie tilta", by=outsider)
    lines = [str(vars(line)) for line in Record.objects.all()]
    assert [line.verb for line in Record.objects.all()] == ["voices.initiative_proposed"]
    assert not [word for word in ("Ceļš", "Bedres", SECRET, "Svešinieks") for line in lines if word in line]
    line = Record.objects.get()
    assert (line.by, line.subject_name, line.audience) == (None, str(made.number), Audience.EDITORS)


def test_words_are_tidied_and_never_read_as_markup():
    made = proposed(
        "  <b>Soliņš</b>\x00\u202e  pieturā ", text="Viens\r\n\r\n\r\n\r\nDivi\x07", author_name="Anna\n Ozola"
    )
    assert (made.title, made.text, made.author_name) == ("<b>Soliņš</b> pieturā", "Viens\n\nDivi", "Anna Ozola")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"title": "x" * 5000}, acts.TooLong),
        ({"text": "x" * 5001}, acts.TooLong),
        ({"author_name": "x" * 121}, acts.TooLong),
        ({"title": " \x00 – ! "}, acts.NothingSaid),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(said, refusal):
    with pytest.raises(refusal) as refused:
        acts.propose_initiative(by=None, proposed=acts.Proposed(**{"title": "Soliņš", **said}), at=make.NOW)
    assert str(refused.value.sentence)
    assert not Initiative.objects.exists()


def test_numbers_never_come_twice():
    assert [proposed(f"Soliņš {n}").number for n in range(3)] == [1, 2, 3]


def test_a_helper_writes_down_what_was_said_with_signatures(contact, council, coordinator):
    paper = acts.OnPaper(Way.PAPER, date(2026, 11, 2), 17, "Rubenes bibliotēkā")
    made = acts.write_down_initiative(by=contact, proposed=acts.Proposed("Autobuss"), paper=paper, at=make.NOW)
    assert (made.state, made.way, made.written_by, local_day(made.asked_at)) == (
        State.WAITING, "paper", contact, date(2026, 11, 2),
    )  # fmt: skip
    support = made.supports.get()
    assert (support.people, support.note, support.counted_by) == (17, "Rubenes bibliotēkā", contact)
    assert initiative_for(contact, made.number) == made
    moderating.show_initiative(by=coordinator, initiative=made, at=make.NOW)
    assert [(one.web, one.signed) for one in queries.shelf()] == [(0, 17)]


def test_what_a_coordinator_writes_down_is_shown_at_once(coordinator, council):
    told_ = acts.Proposed("Autobuss", addressee=council)
    made = acts.write_down_initiative(by=coordinator, proposed=told_, paper=acts.OnPaper(), at=make.NOW)
    assert (made.state, made.shown_at, made.addressed_at) == (State.SHOWN, make.NOW, make.NOW)


def test_nobody_else_writes_for_others_and_nothing_that_was_not_said_yet(outsider, coordinator):
    with pytest.raises(NotAllowed):
        acts.write_down_initiative(by=outsider, proposed=acts.Proposed("Autobuss"), paper=acts.OnPaper(), at=make.NOW)
    late = acts.OnPaper(said_on=date(2026, 11, 24))
    with pytest.raises(acts.DayAhead):
        acts.write_down_initiative(by=coordinator, proposed=acts.Proposed("Autobuss"), paper=late, at=make.NOW)


# --- its author ---------------------------------------------------------------------


def test_the_link_corrects_it_while_it_waits_and_never_after(coordinator):
    made = proposed()
    better = acts.Proposed("Soliņš un nojume", text="Līst", email="")
    for token in ("", "nonsense", proposed("Cits").token):
        with pytest.raises(NotAllowed):
            acts.correct_initiative(by=None, initiative=made, proposed=better, token=token, at=make.NOW)
    acts.correct_initiative(by=None, initiative=made, proposed=better, token=made.token, at=make.NOW)
    made.refresh_from_db()
    assert (made.title, made.text, made.email) == ("Soliņš un nojume", "Līst", SECRET)
    assert Record.objects.filter(verb="voices.initiative_corrected", by=None).exists()
    moderating.show_initiative(by=coordinator, initiative=made, at=make.NOW)
    with pytest.raises(acts.NotWaiting):
        acts.correct_initiative(by=None, initiative=made, proposed=better, token=made.token, at=make.NOW)


def test_the_link_of_one_opens_no_other():
    made = proposed()
    assert initiative_by(made.token) == made
    for wrong in ("", made.public_id, made.token + "x", made.token[:-1]):
        with pytest.raises(NotFound):
            initiative_by(wrong)


def test_taken_back_it_is_gone_for_all_and_its_author_forgotten(coordinator):
    made = shown()
    double = shown("Sols pieturā")
    moderating.join_initiatives(by=coordinator, initiative=double, into=made, at=make.NOW)
    with pytest.raises(NotAllowed):
        acts.withdraw_initiative(by=coordinator, initiative=made, at=make.NOW)
    acts.withdraw_initiative(by=None, initiative=made, token=made.token, at=make.NOW)
    made.refresh_from_db()
    assert (made.state, made.hidden_for, made.email, made.author_name) == ("hidden", "taken_back", "", "")
    assert numbers() == [double.number]
    with pytest.raises(moderating.WasTakenBack):
        moderating.show_initiative(by=coordinator, initiative=made, at=make.NOW)
    with pytest.raises(moderating.WasTakenBack):
        moderating.hide_initiative(by=coordinator, initiative=made, hidden_for="other", why="", at=make.NOW)


def test_what_was_answered_is_not_taken_back():
    made = shown()
    answered(made)
    with pytest.raises(acts.AlreadyAnswered):
        acts.withdraw_initiative(by=None, initiative=made, token=made.token, at=make.NOW)


# --- looked after -------------------------------------------------------------------


def test_only_coordinators_show_hide_address_and_join(contact, council, outsider, editor):
    made, other = shown(addressee=council), shown("Cits")
    for somebody in (None, SYSTEM, outsider, contact, editor):
        for act, details in (
            (moderating.show_initiative, {}),
            (moderating.hide_initiative, {"hidden_for": "other", "why": ""}),
            (moderating.address_initiative, {"addressee": None, "name": ""}),
            (moderating.join_initiatives, {"into": other}),
            (moderating.separate_initiative, {}),
            (supports.set_supports_aside, {"source_key": "x"}),
            (supports.count_supports_again, {"source_key": "x"}),
        ):
            with pytest.raises(NotAllowed):
                act(by=somebody, initiative=made, at=make.NOW, **details)


def test_hidden_with_a_reason_and_shown_again(coordinator):
    made = shown("Slepens vārds")
    for wrong in ("", "nonsense", "taken_back"):
        with pytest.raises(moderating.NoReason):
            moderating.hide_initiative(by=coordinator, initiative=made, hidden_for=wrong, why="", at=make.NOW)
    hidden(made, HiddenFor.PERSONAL, "nosaukts kaimiņš")
    assert numbers() == []
    with pytest.raises(NotFound):
        initiative_for(None, made.number)
    log = log_of("")
    assert [(row.number, row.why) for row in log.page.rows] == [(made.number, "nosaukts kaimiņš")]
    assert "Slepens" not in str(log)
    first = made.shown_at
    moderating.show_initiative(by=coordinator, initiative=made, at=make.NOW + timedelta(days=2))
    made.refresh_from_db()
    assert (made.state, made.hidden_for, made.why, made.shown_at) == ("shown", "", "", first)


def test_a_new_addressee_gets_time_of_its_own(coordinator, council):
    made = shown(days=40)
    assert made.addressed_at is None
    moderating.address_initiative(by=coordinator, initiative=made, addressee=council, name="Cits", at=make.NOW)
    assert (made.addressee, made.addressee_name, made.addressed_at, made.to) == (council, "", make.NOW, council.name)
    moderating.address_initiative(by=coordinator, initiative=made, addressee=None, name="Ceļu dienests", at=make.NOW)
    assert (made.to, queries.shelf()[0].to_key) == ("Ceļu dienests", "name:Ceļu dienests")
    sentences = [line.text for line in shown_to(Reader(None), made, make.NOW).history]
    assert [sentence for sentence in sentences if "Ceļu dienests" in sentence]


def test_joined_ones_count_each_supporter_once_and_separate_again(coordinator):
    made, double = shown(), shown("Sols pieturā")
    supported(made, "a", "b")
    supported(double, "b", "c")
    moderating.join_initiatives(by=coordinator, initiative=double, into=made, at=make.NOW)
    assert [(one.number, one.web) for one in queries.shelf()] == [(made.number, 3)]
    page = shown_to(Reader(None, ("c",)), made, make.NOW)
    assert (page.web, page.is_supported, page.doubles) == (3, True, [double])
    supported(made, "c")
    assert InitiativeSupport.objects.count() == 4
    with pytest.raises(supports.Joined):
        supported(double, "d")
    with pytest.raises(answers.NotShown):
        answered(double)
    with pytest.raises(moderating.NotJoinable):
        moderating.join_initiatives(by=coordinator, initiative=made, into=double, at=make.NOW)
    with pytest.raises(moderating.NotJoinable):
        moderating.join_initiatives(by=coordinator, initiative=made, into=made, at=make.NOW)
    moderating.separate_initiative(by=coordinator, initiative=double, at=make.NOW)
    assert sorted((one.number, one.web) for one in queries.shelf()) == [(1, 2), (2, 2)]


def test_a_chain_of_doubles_has_one_end(coordinator):
    first, second, third = shown(), shown("Sols"), shown("Soli")
    moderating.join_initiatives(by=coordinator, initiative=third, into=second, at=make.NOW)
    moderating.join_initiatives(by=coordinator, initiative=second, into=first, at=make.NOW)
    third.refresh_from_db()
    assert third.same_as == first


# --- support ------------------------------------------------------------------------


def test_one_supports_once_and_takes_it_back():
    made = shown()
    supported(made, "a", "a", "b")
    assert made.supports.count() == 2
    both = supports.Voice(("account", "a"), has_account=True)
    assert supports.support_initiative(by=None, initiative=made, voice=both, at=make.NOW) is False
    supports.withdraw_support(by=None, initiative=made, voice=both, at=make.NOW)
    assert [row.key for row in made.supports.all()] == ["b"]
    assert not Record.objects.filter(verb__contains="support").exists()


def test_what_nobody_can_read_nobody_supports_or_comments(outsider):
    made = proposed()
    with pytest.raises(NotAllowed):
        supported(made, "a")
    with pytest.raises(NotAllowed):
        comments.comment_initiative(by=outsider, initiative=made, remark=comments.Remark("Jā!"), at=make.NOW)


def test_a_flood_is_seen_set_aside_and_counted_again(coordinator):
    made = shown()
    supported(made, *(f"machine-{n}" for n in range(12)), source_key="one-line")
    supported(made, "anna", source_key="other-line")
    assert [(flood.number, flood.aside) for flood in floods()] == [(12, 0)]
    assert supports.set_supports_aside(by=coordinator, initiative=made, source_key="one-line", at=make.NOW) == 12
    assert queries.shelf()[0].web == 1
    assert [(flood.number, flood.aside) for flood in floods(made)] == [(12, 12)]
    assert InitiativeSupport.objects.count() == 13
    assert supports.count_supports_again(by=coordinator, initiative=made, source_key="one-line", at=make.NOW) == 12
    assert queries.shelf()[0].web == 13


def test_without_a_known_connection_nothing_is_set_aside(coordinator):
    made = shown()
    supported(made, "a", "b")
    assert supports.set_supports_aside(by=coordinator, initiative=made, source_key="", at=make.NOW) == 0


def test_signatures_are_counted_and_struck_by_who_counted_them(contact, council, outsider, coordinator):
    made = shown()
    with pytest.raises(NotAllowed):
        supports.count_signatures(by=outsider, initiative=made, people=5, note="", at=make.NOW)
    for wrong in (0, -1, 100_001):
        with pytest.raises(supports.NobodyCounted):
            supports.count_signatures(by=contact, initiative=made, people=wrong, note="", at=make.NOW)
    counted = supports.count_signatures(by=contact, initiative=made, people=5, note="pie vadītājas", at=make.NOW)
    assert queries.shelf()[0].supporters == 5
    with pytest.raises(NotAllowed):
        supports.drop_signatures(by=outsider, counted=counted, at=make.NOW)
    supports.drop_signatures(by=contact, counted=counted, at=make.NOW)
    assert queries.shelf()[0].supporters == 0


# --- comments -----------------------------------------------------------------------


def test_a_comment_waits_but_an_organisation_speaks_at_once(contact, council, outsider, coordinator):
    made = shown()
    add = {"initiative": made, "at": make.NOW}
    waits = comments.comment_initiative(by=None, remark=comments.Remark("Es palīdzēšu", "Jānis"), **add)
    speaks = comments.comment_initiative(by=contact, remark=comments.Remark("Mēs arī", "", council), **add)
    pretends = comments.comment_initiative(by=outsider, remark=comments.Remark("Es esmu pagasts", "", council), **add)
    assert (waits.state, speaks.state, pretends.state) == ("waiting", "shown", "waiting")
    assert (speaks.organisation, pretends.organisation) == (council, None)
    assert [each.text for each in shown_to(Reader(None), made, make.NOW).comments] == ["Mēs arī"]
    comments.show_initiative_comment(by=coordinator, comment=waits, at=make.NOW)
    comments.hide_initiative_comment(by=coordinator, comment=pretends, hidden_for="other", why="nav", at=make.NOW)
    page = shown_to(Reader(None), made, make.NOW)
    assert ([each.text for each in page.comments], len(page.hidden_comments)) == (["Es palīdzēšu", "Mēs arī"], 1)
    assert log_of("").comments == [(str(HiddenFor.OTHER.label), 1)]
    with pytest.raises(NotAllowed):
        comments.hide_initiative_comment(by=contact, comment=waits, hidden_for="other", why="", at=make.NOW)
    with pytest.raises(NotAllowed):
        comments.show_initiative_comment(by=contact, comment=waits, at=make.NOW)


@pytest.mark.parametrize("text", ["", " \x00 ", "x" * 2001])
def test_a_comment_says_something(text):
    with pytest.raises(comments.NoComment):
        comments.comment_initiative(by=None, initiative=shown(), remark=comments.Remark(text), at=make.NOW)


# --- the answer ---------------------------------------------------------------------


def test_the_addressee_answers_and_a_later_answer_stands_beside(contact, council, coordinator, outsider):
    made = shown(addressee=council, days=20)
    say = {"initiative": made, "outcome": "not", "text": "Šogad naudas nav.", "at": make.NOW}
    for somebody in (None, SYSTEM, outsider):
        with pytest.raises(NotAllowed):
            answers.answer_initiative(by=somebody, **say)
    first = answers.answer_initiative(by=contact, **say)
    assert (first.organisation, first.organisation_name, first.way, first.by) == (council, council.name, "web", contact)
    later = make.NOW + timedelta(days=30)
    answers.answer_initiative(by=contact, **{**say, "outcome": "partly", "text": "Pavasarī liksim.", "at": later})
    entry = queries.shelf()[0]
    assert (entry.outcome, entry.first_answered_at, entry.answered_at) == ("partly", make.NOW, later)
    assert [each.outcome for each in shown_to(Reader(None), made, later).answers] == ["not", "partly"]
    line = Record.objects.filter(verb="voices.initiative_answered").first()
    assert (line.on_behalf["name"], line.audience) == (council.name, Audience.EVERYONE)


def test_an_answer_says_why_and_whose_it_is(coordinator, council):
    made = shown()
    say = {"by": coordinator, "initiative": made, "at": make.NOW}
    for outcome, text in (("taken", ""), ("taken", " – "), ("perhaps", "Jā"), ("taken", "x" * 5001)):
        with pytest.raises(answers.WhyMissing):
            answers.answer_initiative(outcome=outcome, text=text, name="Pagasts", **say)
    with pytest.raises(answers.WhoAnswers):
        answers.answer_initiative(outcome="taken", text="Būs.", **say)
    outside = answers.answer_initiative(outcome="taken", text="Būs.", name="Ceļu dienests", **say)
    assert (outside.organisation, outside.organisation_name, outside.way) == (None, "Ceļu dienests", "told")
    moderating.address_initiative(by=coordinator, initiative=made, addressee=council, name="", at=make.NOW)
    written = answers.answer_initiative(outcome="taken", text="Būs.", **say)
    assert (written.organisation, written.way) == (council, "told")


# --- lists --------------------------------------------------------------------------


def test_the_longest_waiting_stands_first_and_the_filters_narrow(council):
    place = make.place("Rubenes pagasts", within=[make.place("Jēkabpils novads", kind="municipality")])
    theme = make.theme()
    old = shown("Vecais tilts", days=43, addressee=council, place=place, themes=[theme])
    new = shown("Jaunais soliņš", days=2)
    done = answered(shown("Autobuss sestdienās", days=60, kind="initiative"), "partly").initiative
    supported(new, "a", "b")
    supported(done, "c")
    assert numbers() == [old.number, new.number, done.number]
    assert numbers(order="newest") == [new.number, old.number, done.number]
    assert numbers(order="supported") == [new.number, done.number, old.number]
    assert numbers(state="waiting") == [old.number, new.number]
    assert numbers(state="partly") == numbers(kind="initiative") == [done.number]
    assert numbers(place="jekabpils-novads") == numbers(theme="culture") == numbers(to=council.slug) == [old.number]
    assert numbers(to="nobody") == [new.number, done.number]
    assert numbers(q="tiltu") == numbers(q="TILTS vecā") == [old.number]
    assert numbers(q="neesošs") == []
    assert numbers(state="nonsense", kind="\0", order="x") == numbers()
    counts = queries.listing_of(queries.wanted_of({}), make.NOW).counts
    assert (counts.total, counts.waiting, counts.answered, counts.usual_days) == (3, 2, 1, 60)
    assert (counts.longest.days, counts.longest_number) == (43, old.number)


def test_similar_ones_are_found_in_other_forms_of_their_words():
    made = shown("Soliņš autobusa pieturā Rubenē")
    shown("Bērnu laukums skolā")
    assert [one.number for one in queries.similar_to("Vajag soliņu pie autobusa pieturas")] == [made.number]
    assert queries.similar_to("Cits pavisam") == queries.similar_to("") == []
    assert queries.similar_to(made.title, but=made.pk) == []


def test_the_desk_shows_each_what_waits_for_them(contact, council, coordinator, outsider, django_assert_num_queries):
    mine, other = shown("Mūsu", addressee=council, days=5), shown("Citu", days=9)
    proposed("Gaida mūs", addressee=council)
    proposed("Gaida citus", source_key="s")
    proposed("Gaida vēl", source_key="s")
    with pytest.raises(NotFound):
        desk_for(outsider, make.NOW)
    whole, own = desk_for(coordinator, make.NOW), desk_for(contact, make.NOW)
    assert [row.initiative for row in whole.answers] == [other, mine]
    assert [(row.initiative, row.age.days) for row in own.answers] == [(mine, 5)]
    assert [row.initiative.title for row in own.looks] == ["Gaida mūs"]
    assert [row.beside for row in whole.looks] == [0, 1, 1]
    assert (own.comments, own.floods, own.coordinates) == ([], [], False)


def test_my_page_shows_own_ones_and_those_to_answer(contact, council, outsider, coordinator):
    made = shown("Mans", by=outsider, addressee=council, days=3)
    nobody = shown("Bez adresāta", days=1)
    assert [(each.initiative, each.age.days) for each in own_initiatives(outsider, make.NOW)] == [(made, 3)]
    assert [each.initiative for each in initiatives_to_answer(contact, make.NOW)] == [made]
    assert [each.initiative for each in initiatives_to_answer(coordinator, make.NOW)] == [nobody]
    answered(made)
    assert initiatives_to_answer(contact, make.NOW) == []
    assert own_initiatives(outsider, make.NOW)[0].outcome == "Pieņemts"
    assert [entry.number for entry in queries.newest(1)] == [nobody.number]


# --- time ---------------------------------------------------------------------------


def test_connections_and_addresses_are_forgotten_after_their_time(coordinator):
    made = shown(source_key="line", days=300)
    fresh = shown("Svaigs", source_key="line")
    answered(made, at=make.NOW - timedelta(days=290))
    supported(made, "a", source_key="line", at=make.NOW - timedelta(days=61))
    Initiative.objects.filter(pk=made.pk).update(created_at=make.NOW - timedelta(days=300))
    Initiative.objects.filter(pk=fresh.pk).update(created_at=make.NOW)
    with pytest.raises(NotAllowed):
        forget_initiative_sources(by=coordinator, at=make.NOW)
    supported(made, "b", source_key="flood", at=make.NOW - timedelta(days=61))
    supports.set_supports_aside(by=coordinator, initiative=made, source_key="flood", at=make.NOW)
    assert forget_initiative_sources(by=SYSTEM, at=make.NOW) == 3
    assert set(made.supports.values_list("source_key", flat=True)) == {""}
    assert list(told.old_addresses(make.NOW)) == [made]
    with pytest.raises(NotAllowed):
        forget_initiative_traces(by=coordinator, initiative=made, at=make.NOW)
    forget_initiative_traces(by=SYSTEM, initiative=made, at=make.NOW)
    made.refresh_from_db()
    fresh.refresh_from_db()
    assert (made.email, made.source_key, fresh.email, fresh.source_key) == ("", "", SECRET, "line")


def test_who_does_it_themselves_and_asks_nobody_waits_for_no_answer(coordinator, council):
    own = shown("Dziedāšana", kind="initiative", days=40)
    asks = shown("Talka", kind="initiative", days=30, addressee=council)
    entries = {entry.number: entry for entry in queries.shelf()}
    assert (entries[own.number].state, entries[asks.number].state) == ("own", "waiting")
    assert numbers() == [asks.number, own.number]
    assert numbers(state="own") == [own.number]
    counts = queries.listing_of(queries.wanted_of({}), make.NOW).counts
    assert (counts.total, counts.waiting, counts.answered, counts.longest.days) == (2, 1, 0, 30)
    assert [row.initiative for row in desk_for(coordinator, make.NOW).answers] == [asks]
    assert told.digest_of(make.NOW).waiting == 1
    assert shown_to(Reader(None), own, make.NOW).age is None
    answered(own, "taken", "Palīdzēsim ar telpu.", name="Bibliotēka")
    assert numbers(state="taken") == [own.number]
