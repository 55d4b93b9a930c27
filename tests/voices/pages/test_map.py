"""The opinion map as pages show it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.voices.actions.maps import make_map
from savienojums.voices.keys import key_of_token
from savienojums.voices.models import MapMade
from tests import make
from tests.voices.conversations import drawn, real, real_map
from tests.voices.map_given import filled

TOKEN = "somebody"


@pytest.fixture
def phases():
    at = now()
    return [("both", at - timedelta(days=2), at + timedelta(days=5))]


@pytest.fixture
def grouped(db, phases):
    """A conversation in which there are two clear groups."""
    held = filled(drawn(seed=3, gap=4.5, people=60, statements=20, filled=0.7)[0], phases=phases, results_shown="live")
    make_map(by=SYSTEM, conversation=held, at=now())
    return held


def read(client, held, name="conversation_map", **asked):
    response = client.get(reverse(name, args=[held.slug]), asked)
    assert response.status_code == 200
    return response.content.decode()


def takes_part(client, held, answers):
    somebody = make.participant(held, key=key_of_token(TOKEN, held.public_id))
    client.cookies["voice"] = TOKEN
    for row in held.statements.all()[:answers]:
        make.vote(somebody, row)
    return somebody


def test_the_picture_and_a_table_say_the_same(client, grouped):
    shown = read(client, grouped)
    told = grouped.maps.first().told
    assert 'role="img"' in shown
    for group in told["groups"]:
        assert f'<td class="number">{group["size"]}</td>' in shown
        assert f">{group['letter']}</text>" in shown
    assert "Viedokļu karte" in shown
    assert "Cik droši tas ir" in shown
    assert "style=" not in shown


def test_the_conversation_shows_the_map_in_short_and_leads_to_all_of_it(client, grouped):
    shown = read(client, grouped, "conversation")
    assert reverse("conversation_map", args=[grouped.slug]) in shown
    assert 'class="opinion-picture"' in shown


@pytest.mark.parametrize("name", ["conversation_map", "conversation_report", "conversation_own_place", "conversation"])
def test_before_the_end_nothing_of_the_results_is_on_any_page(client, grouped, name):
    grouped.results_shown = "end"
    grouped.save()
    takes_part(client, grouped, 30)
    make_map(by=SYSTEM, conversation=grouped, at=now())
    shown = read(client, grouped, name)
    assert "opinion-sign" not in shown
    assert "opinion-share" not in shown
    assert "% piekrīt" not in shown
    assert client.get(reverse("conversation_report_pdf", args=[grouped.slug])).status_code == 404


def test_when_it_is_closed_everyone_reads_the_map(client, grouped):
    grouped.results_shown, grouped.closed_at = "end", now()
    grouped.save()
    assert "opinion-sign" in read(client, grouped)


def test_organisers_see_it_before_with_a_note_and_others_do_not(client, grouped, coordinator, outsider):
    grouped.results_shown = "end"
    grouped.save()
    client.force_login(outsider)
    assert "opinion-sign" not in read(client, grouped)
    client.force_login(coordinator)
    shown = read(client, grouped)
    assert "opinion-sign" in shown
    assert "pagaidām redz tikai rīkotāji" in shown


def test_after_answering_means_after_seven_answers_of_ones_own(client, grouped):
    grouped.results_shown = "after"
    grouped.save()
    assert "opinion-sign" not in read(client, grouped)
    somebody = takes_part(client, grouped, 6)
    shown = read(client, grouped)
    assert "opinion-sign" not in shown
    assert "Vēl 1 Jūsu atbilde" in shown
    make.vote(somebody, grouped.statements.all()[7])
    assert "opinion-sign" in read(client, grouped)


def test_the_own_place_is_marked_for_whoever_takes_part_and_for_nobody_else(client, grouped):
    assert "opinion-own" not in read(client, grouped)
    takes_part(client, grouped, 12)
    shown = read(client, grouped)
    assert 'class="opinion-own"' in shown
    assert "Jūs" in shown
    mine = read(client, grouped, "conversation_own_place")
    assert mine.count("Jūsu atbilde") >= 12


def test_who_answered_little_learns_how_many_answers_are_missing(client, grouped):
    takes_part(client, grouped, 3)
    shown = read(client, grouped)
    assert 'class="opinion-own"' not in shown
    assert "vajag vēl 4 atbildes" in shown


def test_whoever_does_not_take_part_is_invited_to(client, grouped):
    assert "Jūsu atbilžu vēl nav" in read(client, grouped, "conversation_own_place")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("few_people", "Par grupām runāt vēl ir par agru"),
        ("few_answers", "Par grupām runāt vēl ir par agru"),
        ("no_axis", "neko nesaka par nākamo atbildi"),
        ("one_cloud", "pakāpeniski"),
        ("unstable", "robeža katrā izlozē iet citur"),
        ("small_groups", "Tik mazas grupas nekad nerāda"),
    ],
)
def test_every_refusal_says_kindly_why_there_are_no_groups(client, db, phases, reason, words):
    held = make.conversation(phases=phases, results_shown="live")
    make.vote(make.participant(held), make.statement(held))
    made = make_map(by=SYSTEM, conversation=held, at=now())
    MapMade.objects.filter(pk=made.pk).update(told=made.told | {"reason": reason})
    shown = read(client, held)
    assert words in shown
    assert "opinion-sign" not in shown


def test_it_is_told_how_many_people_are_missing(client, db, phases):
    held = make.conversation(phases=phases, results_shown="live")
    rows = [make.statement(held) for _ in range(8)]
    for _ in range(9):
        somebody = make.participant(held)
        for row in rows:
            make.vote(somebody, row)
    make_map(by=SYSTEM, conversation=held, at=now())
    assert "Trūkst vēl 11 cilvēku" in read(client, held)


def test_a_group_below_the_limit_is_on_no_page(client, db, phases):
    votes, _ = real("nz-taxes")
    limit = int(real_map("nz-taxes").groups.sizes.min()) + 1
    held = filled(votes, phases=phases, results_shown="live", smallest_group=limit)
    make_map(by=SYSTEM, conversation=held, at=now())
    for name in ("conversation_map", "conversation_report", "conversation"):
        shown = read(client, held, name)
        assert "opinion-badge" not in shown
        assert f">{limit - 1}<" not in shown
    assert "Tik mazas grupas nekad nerāda" in read(client, held)


def test_what_fewer_than_the_limit_answered_is_no_share(client, db, phases):
    held = make.conversation(phases=phases, results_shown="live")
    few, many = make.statement(held, "Četri runā."), make.statement(held, "Seši runā.")
    for at in range(6):
        somebody = make.participant(held)
        make.vote(somebody, many)
        if at < 4:
            make.vote(somebody, few)
    make_map(by=SYSTEM, conversation=held, at=now())
    shown = read(client, held)
    assert "mazāk nekā 5 atbildes" in shown
    assert 'data-label="Atbildes">4<' not in shown


def test_a_statement_hidden_since_the_map_is_on_no_page(client, grouped):
    agreed = grouped.maps.first().told["lists"]["dividing"][0]["statement"]
    row = grouped.statements.get(pk=agreed)
    row.text, row.state, row.hidden_for = {"lv": "Vārds Uzvārds zog."}, "hidden", "personal"
    row.save()
    for name in ("conversation_map", "conversation_report"):
        shown = read(client, grouped, name)
        assert "Vārds Uzvārds" not in shown
        assert f"Apgalvojums {row.number % 20 + 1}." in shown


def test_words_of_a_statement_are_no_markup(client, grouped):
    row = grouped.statements.first()
    row.text = {"lv": "<script>alert(1)</script>"}
    row.save()
    shown = read(client, grouped)
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_the_map_can_be_seen_without_those_who_look_odd(client, grouped):
    for _ in range(8):
        somebody = make.participant(grouped)
        for row in grouped.statements.all()[:20]:
            make.vote(somebody, row)
    make_map(by=SYSTEM, conversation=grouped, at=now() + timedelta(minutes=1))
    shown = read(client, grouped)
    assert "?odd=without" in shown
    without = read(client, grouped, odd="without")
    assert "bez neparastajām atbildēm" in without
    assert "cilvēki: 68" in shown
    assert "cilvēki: 60" in without


def test_organisers_have_it_reckoned_anew_and_others_cannot(client, grouped, coordinator, outsider):
    address = reverse("conversation_map", args=[grouped.slug])
    make.vote(make.participant(grouped), grouped.statements.first())
    client.force_login(outsider)
    assert client.post(address).status_code == 404
    assert grouped.maps.count() == 1
    client.force_login(coordinator)
    response = client.post(address)
    assert (response.status_code, response["Location"]) == (302, address)
    assert grouped.maps.count() == 2
    assert client.put(address).status_code == 405


def test_a_draft_has_no_map_for_others(client, grouped, outsider):
    grouped.published_at = None
    grouped.save()
    client.force_login(outsider)
    for name in ("conversation_map", "conversation_report", "conversation_report_pdf", "conversation_own_place"):
        assert client.get(reverse(name, args=[grouped.slug])).status_code == 404


def test_the_page_asks_as_many_questions_with_one_statement_as_with_many(client, db, phases, django_assert_num_queries):
    for statements, people in ((1, 6), (3, 12)):
        held = make.conversation(phases=phases, results_shown="live")
        rows = [make.statement(held) for _ in range(statements)]
        for _ in range(people):
            somebody = make.participant(held)
            for row in rows:
                make.vote(somebody, row)
        make_map(by=SYSTEM, conversation=held, at=now())
        with django_assert_num_queries(4):
            read(client, held)


def test_the_day_of_an_old_map_is_declined(client, grouped):
    grouped.maps.update(made_at=datetime(2026, 10, 26, 12, tzinfo=UTC))
    assert "Rēķināta 2026. gada 26. oktobrī no" in read(client, grouped)
