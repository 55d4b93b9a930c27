"""Events in the one search: by any word form, and never to those who may not see them."""

import pytest

from savienojums.core import search
from savienojums.events.actions import gatherings
from savienojums.events.actions.searching import index_events
from savienojums.events.jobs.searching import let_it_be_found
from savienojums.events.queries.searching import search_row
from savienojums.events.searching import EVENTS
from savienojums.journal.models import Record
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def found(person, words):
    hits = EVENTS.find(person, search.question(words), NOW, 5)
    return [str(occasion.title) for occasion, _reason in hits.rows], hits.total


def test_any_form_of_a_word_finds_it():
    event = make.event(
        "Kopienu ziemas forums", place=make.place(), venue="Slates skola", organisers=[make.organisation("Ūdenszīmes")],
        summary={"lv": "Par stratēģiju."}, text="Iespēja dalīties ar receptēm.",
    )  # fmt: skip
    index_events([event.pk])
    for words in ("forumi", "kopienām", "Rubenē", "skolā", "ūdenszīmēm", "strategija", "recepte"):
        assert found(None, words) == (["Kopienu ziemas forums"], 1), words
    assert found(None, "kuģis") == ([], 0)


def test_a_hit_says_where_the_word_stands():
    event = make.event("Forums", summary={"lv": "Par stratēģiju."})
    index_events([event.pk])
    hits = EVENTS.find(None, search.question("stratēģija"), NOW, 5)
    (spot,) = hits.rows[0][1].spots
    assert "<mark>stratēģiju</mark>" in spot.snippet


def test_drafts_and_what_is_for_members_are_not_found_by_visitors(client, outsider, contact, coordinator):
    make.membership(contact, make.organisation())
    draft, inner = make.event("Slepenais plāns", published_at=None), make.event("Slepenā sanāksme", circle="members")
    index_events([draft.pk, inner.pk])
    assert found(None, "slepenais") == found(outsider, "slepenais") == ([], 0)
    assert found(contact, "slepenā") == (["Slepenā sanāksme"], 1)
    # Not even a coordinator meets drafts among what is found; they stand in the calendar.
    assert found(coordinator, "slepenais") == (["Slepenā sanāksme"], 1)
    page = client.get("/search/", {"q": "slepenā"}).text
    assert "Slepenā sanāksme" not in page
    listed = client.get("/events/", {"q": "slepenā"}).text
    assert "Slepenā sanāksme" not in listed


def test_what_is_to_come_is_told_before_what_has_been():
    old = make.event("Forums vecais", starts_at=NOW.replace(month=1), ends_at=NOW.replace(month=2))
    new = make.event("Forums jaunais")
    index_events([old.pk, new.pk])
    assert found(None, "forums")[0] == ["Forums jaunais", "Forums vecais"]


def test_publishing_changing_and_deleting_are_followed_by_the_index(coordinator):
    host = make.organisation()
    details = {"title": {"lv": "Ziemas tirgus"}, "kind": "forum", "starts_at": NOW.replace(month=12), "ends_at": NOW.replace(month=12, hour=14),
               "organisers": [host], "mode": "online"}  # fmt: skip

    def follow():
        let_it_be_found(Record.objects.order_by("-id").values_list("pk", flat=True)[0])

    event = gatherings.make_event(by=coordinator, details=details, at=NOW)
    index_events([event.pk])
    assert found(coordinator, "tirgus") == ([], 0)
    gatherings.publish_event(by=coordinator, event=event, at=NOW)
    follow()
    assert found(None, "tirgus")[1] == 1
    gatherings.change_event(by=coordinator, event=event, details={"title": {"lv": "Ziemas gadatirgus"}}, at=NOW)
    follow()
    assert found(None, "gadatirgus")[1] == 1


def test_making_the_index_anew_finds_everything_published():
    make.event("Pirmais forums")
    make.event("Otrais forums")
    make.event("Melnraksts forumam", published_at=None)
    EVENTS.index()
    assert search.count("event") == EVENTS.expected() == 2
    assert found(None, "forums")[1] == 2


def test_a_telephone_number_in_a_text_is_not_shown_in_the_reason():
    event = make.event("Forums", text="Jautājumi: recepšu klubs, 29123456.")
    index_events([event.pk])
    hits = EVENTS.find(None, search.question("klubs"), NOW, 5)
    assert "29123456" not in str(hits.rows[0][1].spots[0].snippet)


def test_the_words_are_those_people_look_for_it_by():
    event = make.event("Forums", venue="Skola")
    pk, title, body = search_row(event)
    assert pk == event.pk
    assert [text.words for text in title] == ["Forums"]
    assert "Skola" in [text.words for text in body]
