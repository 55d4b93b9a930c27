"""Writing, changing, publishing and removing an entry through its pages."""

from decimal import Decimal

import pytest
from django.urls import reverse

from savienojums.journal.models import Record
from savienojums.support.models import Measure
from tests import make

pytestmark = pytest.mark.django_db
NEW = "/support/desk/new/"
LEAST = {
    "name_lv": "Upes fonds",
    "new_provider": "Fonds",
    "kind": "grant",
    "recurrence": "unknown",
    "status": "needs_check",
}


def address(name, measure):
    return reverse(f"measure_{name}", args=[measure.slug])


def typed(response, **changes):
    """What a browser would send back of the form on this page."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None and value is not False} | changes


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor)
    return client


def test_a_new_measure_becomes_a_draft(at_desk, editor):
    answer = at_desk.post(NEW, LEAST, follow=True)
    measure = Measure.objects.get()
    assert answer.redirect_chain == [(address("editing", measure), 302)]
    assert (str(measure.name), measure.provider.name, measure.published_at) == ("Upes fonds", "Fonds", None)
    page = answer.content.decode()
    assert "Saglabāts melnrakstā" in page
    assert "Šis ir melnraksts" in page
    assert Record.objects.get().by == editor


def test_a_new_measure_that_was_compared_is_checked(at_desk, editor):
    at_desk.post(NEW, LEAST | {"checked": "on"})
    assert Measure.objects.get().checked_by == editor


def test_what_is_missing_is_said_and_what_was_typed_stays(at_desk):
    answer = at_desk.post(NEW, LEAST | {"name_lv": "", "amount_max": "500 USD", "notes": "Manas piezīmes"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Šeit summas ir eiro." in page
    assert "Manas piezīmes" in page
    assert 'value="500 USD"' in page
    assert page.count("ieskatieties") == 1
    assert not Measure.objects.exists()


def test_the_form_stands_in_the_order_of_the_document(at_desk):
    page = at_desk.get(address("editing", make.measure())).content.decode()
    parts = ["Ko tas dod", "Kas drīkst pieteikties", "Kur", "Kad", "Kā pieteikties", "Kur jautāt", "Avots"]
    places = [page.index(f'-title">{part}</h2>') for part in parts]
    assert places == sorted(places)


def test_an_entry_that_was_opened_and_saved_is_the_same(at_desk):
    theme, place = make.theme(), make.place(within=[])
    measure = make.measure(amount_max=11000, own_share_percent="12.5", usual_deadlines=["03-01"], usual_hour="12:00",
                           legal_forms=["association"], languages=["lv"], url="https://x.test/", forms_certain=True)  # fmt: skip
    measure.themes.add(theme)
    measure.places.add(place)
    opened = at_desk.get(address("editing", measure))
    answer = at_desk.post(address("editing", measure), typed(opened))
    assert (answer.status_code, answer["Location"]) == (302, measure.get_absolute_url())
    assert not Record.objects.exists()


def test_a_change_is_saved_with_its_history(at_desk, editor):
    measure = make.measure(notes="Vecs")
    opened = at_desk.get(address("editing", measure))
    answer = at_desk.post(
        address("editing", measure), typed(opened, notes="Jauns", amount_max="1 500 EUR"), follow=True
    )
    assert "Saglabāts. Iepriekšējais teksts paliek vēsturē." in answer.content.decode()
    line = Record.objects.get()
    assert (line.by, line.particulars["changes"]) == (
        editor,
        {"amount_max": [None, "1500"], "notes": ["Vecs", "Jauns"]},
    )


def test_a_change_that_was_compared_is_a_check_too(at_desk, editor):
    measure = make.measure()
    opened = at_desk.get(address("editing", measure))
    at_desk.post(address("editing", measure), typed(opened, checked="on"))
    measure.refresh_from_db()
    assert measure.checked_by == editor


def test_when_two_save_the_same_line_both_are_shown_and_nothing_is_lost(at_desk, coordinator, client):
    measure = make.measure(notes="Vecs", ask_where="Vecs")
    mine = at_desk.get(address("editing", measure))
    at_desk.post(address("editing", measure), typed(mine, notes="Viņas piezīme", ask_where="Domē"))
    met = at_desk.post(address("editing", measure), typed(mine, notes="Mana piezīme", amount_max="900"))
    assert met.status_code == 409
    assert typed(met)["notes"] == "Mana piezīme"
    assert (typed(met)["ask_where"], typed(met)["amount_max"], typed(met)["seen"]) == ("Domē", "900", 1)
    page = met.content.decode()
    assert "<q>Viņas piezīme</q>" in page
    assert "kāds cits mainīja tās pašas rindas" in page
    at_desk.post(address("editing", measure), typed(met))
    measure.refresh_from_db()
    assert (measure.notes, measure.ask_where, measure.amount_max) == ("Mana piezīme", "Domē", Decimal(900))


def test_a_wrong_form_does_not_forget_how_much_it_has_seen(at_desk):
    measure = make.measure(notes="Vecs")
    mine = at_desk.get(address("editing", measure))
    at_desk.post(address("editing", measure), typed(mine, notes="Viņas"))
    wrong = at_desk.post(address("editing", measure), typed(mine, notes="Mana", amount_max="daudz"))
    assert wrong.status_code == 422
    assert at_desk.post(address("editing", measure), typed(wrong, amount_max="900")).status_code == 409


def test_places_lie_in_groups_that_open_where_something_is_chosen(at_desk):
    novads = make.place("Jēkabpils novads", kind="municipality")
    pagasts = make.place("Rubenes pagasts", within=[novads])
    other = make.place("Aizkraukles novads", kind="municipality")
    measure = make.measure()
    measure.places.add(pagasts)
    page = at_desk.get(address("editing", measure)).content.decode()
    assert '<details class="boxes-group" open><summary>Jēkabpils novads</summary>' in page
    assert f'<details class="boxes-group"><summary>{other}</summary>' in page
    assert page.count('value="rubenes-pagasts"') == 1


def test_a_draft_is_published(at_desk):
    measure = make.measure(published_at=None)
    answer = at_desk.post(address("publication", measure), follow=True)
    measure.refresh_from_db()
    assert measure.published_at
    assert answer.redirect_chain == [(measure.get_absolute_url(), 302)]
    assert "Publicēts. Tagad to var lasīt ikviens." in answer.content.decode()


def test_publishing_twice_is_said_in_a_sentence(at_desk):
    answer = at_desk.post(address("publication", make.measure()))
    assert (answer.status_code, "jau ir publicēts" in answer.content.decode()) == (409, True)


def test_removing_asks_first_and_offers_the_way_back(at_desk, client):
    measure = make.measure("Upes fonds")
    asked = at_desk.get(address("removal", measure)).content.decode()
    assert "Vai izņemt „Upes fonds”?" in asked
    answer = at_desk.post(address("removal", measure), {"note": "Divreiz"}, follow=True)
    measure.refresh_from_db()
    assert measure.removed_at
    page = answer.content.decode()
    assert "Izņemts no dokumenta." in page
    assert "Atgriezt" in page
    at_desk.post(address("removal", measure), {"_method": "DELETE"})
    measure.refresh_from_db()
    assert measure.removed_at is None


def test_a_removed_entry_comes_back_by_one_click_in_its_row(at_desk, htmx):
    measure = make.measure(removed_at=make.NOW)
    row = at_desk.post(address("removal", measure), {"_method": "DELETE"}, **htmx).content.decode()
    assert row.strip().startswith("<li")
    assert "Joprojām pareizi" in row


def test_a_removed_entry_is_not_for_readers(client, at_desk):
    measure = make.measure(removed_at=make.NOW)
    assert "Šis atbalsta pasākums ir izņemts" in at_desk.get(address("editing", measure)).content.decode()
    at_desk.logout()
    assert at_desk.get(measure.get_absolute_url()).status_code == 404


def test_the_history_tells_who_changed_what(at_desk):
    measure = make.measure(notes="Vecs")
    at_desk.post(address("editing", measure), typed(at_desk.get(address("editing", measure)), notes="<b>Jauns</b>"))
    page = at_desk.get(address("history", measure)).content.decode()
    for words in ("Ieraksts labots", "Dokumenta redaktore", "Piezīmes", "<del>Vecs</del>", "&lt;b&gt;Jauns&lt;/b&gt;"):
        assert words in page


def test_a_history_without_events_says_so(at_desk):
    assert "Vēl nekas nav noticis" in at_desk.get(address("history", make.measure())).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_history_asks_the_same_questions_however_long_it_is(at_desk, count, known_kinds, django_assert_num_queries):
    measure = make.measure()
    for number in range(count):
        at_desk.post(address("editing", measure), typed(at_desk.get(address("editing", measure)), notes=str(number)))
    with django_assert_num_queries(9):
        assert len(at_desk.get(address("history", measure)).context["events"].rows) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_form_asks_the_same_questions_however_many_rounds(at_desk, count, known_kinds, django_assert_num_queries):
    measure = make.measure()
    for number in range(count):
        make.round_of(measure, name=f"{number}. kārta")
    at_desk.get(address("editing", measure))
    with django_assert_num_queries(11):
        assert at_desk.get(address("editing", measure)).content.decode().count("Labot kārtu") == count


@pytest.mark.parametrize("who", ["contact", "outsider", None])
def test_for_others_there_is_nothing_to_edit(client, who, request):
    measure = make.measure("Slepens fonds", notes="Slepena piezīme")
    if who:
        client.force_login(request.getfixturevalue(who))
    answers = [client.get(NEW), client.post(NEW, LEAST), client.post(address("publication", measure))]
    for name in ("editing", "history", "removal"):
        answers += [client.get(address(name, measure)), client.post(address(name, measure), LEAST)]
    for answer in answers:
        assert answer.status_code == 404
        assert "Slepen" not in answer.content.decode()
    assert (Measure.objects.count(), Record.objects.count()) == (1, 0)


def test_doors_answer_only_to_what_they_know(at_desk):
    measure = make.measure()
    assert at_desk.get(address("publication", measure)).status_code == 405
    assert at_desk.post(address("history", measure)).status_code == 405
    assert at_desk.put(address("removal", measure)).status_code == 405
    assert at_desk.delete(address("editing", measure)).status_code == 405
