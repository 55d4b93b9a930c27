"""The organisers' pages of a focus group: the overview, its form, the mix, people, sheets."""

import pytest
from django.contrib.contenttypes.models import ContentType

from savienojums.events.documents import consents as documents
from savienojums.events.models import Event, FocusGroup, MixCell
from savienojums.journal.models import Record
from tests import make
from tests.events.focus import NAMES, focus_group, note, quote, voices

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(contact):
    return focus_group(contact, *NAMES, guide="Kā Jūs braucat?")


def addresses(group, token=""):
    base, cell = f"/events/{group.event.slug}/focus/", MixCell.objects.create(focus_group=group, wanted=2)
    stretch = note(group)
    made = quote(stretch, "Autobuss", "Transports")
    return [
        base, f"{base}form/", f"{base}mix/{cell.public_id}/", f"{base}people/", f"{base}consents.pdf", f"{base}notes/",
        f"{base}coding/", f"{base}quotes/{made.public_id}/", f"{base}quotes.csv", f"/events/{group.event.slug}/findings/",
    ]  # fmt: skip


def test_nobody_but_organisers_sees_anything(client, group, outsider):
    pages = addresses(group)
    for address in pages[:-1]:
        assert client.get(address).status_code == 302
    assert client.get(pages[-1]).status_code == 404
    client.force_login(outsider)
    for address in pages:
        page = client.get(address)
        assert page.status_code == 404, address
        assert not any(word in page.content.decode() for word in ("Ozola", "Autobuss", "nokļūst mājās"))


def test_the_overview_tells_how_far_it_is(client, group, contact):
    client.force_login(contact)
    group.event.attendances.filter(name="Anna Ozola").update(consented_at=make.NOW)
    MixCell.objects.create(focus_group=group, wanted=5, kind="skolēni")
    page = client.get(f"/events/{group.event.slug}/focus/").content.decode()
    assert "piekrituši 1 no 3" in page
    assert "Vēl trūkst 5 cilvēku." in page
    assert "0 no 5" in page
    assert "<li>Kā Jūs braucat?</li>" in page
    assert "Sacīto pieraksta piezīmēs bez vārdiem" in page
    assert 'aria-current="page"' in page


def test_an_event_that_has_told_nothing_yet_begins(client, contact):
    event = make.event(kind="focus_group", made_by=contact)
    client.force_login(contact)
    assert "Fokusgrupa sākas ar jautājumu" in client.get(f"/events/{event.slug}/focus/").content.decode()
    for rest in ("people/", "notes/", "coding/", "consents.pdf"):
        assert client.get(f"/events/{event.slug}/focus/{rest}").status_code == 404
    form = f"/events/{event.slug}/focus/form/"
    told = {"theme": "Par autobusiem", "guide": "Kā?\r\nKad?", "smallest_cell": "3", "withdraw_until": "2026-12-31"}
    assert client.post(form, {**told, "theme": ""}).status_code == 422
    assert client.post(form, told).status_code == 302
    made = FocusGroup.objects.get()
    assert (made.theme, made.questions(), made.consent_text) == ("Par autobusiem", ["Kā?", "Kad?"], {})
    shown = client.get(form).content.decode()
    assert "2026. gada 31. decembris" in shown


def test_words_of_ones_own_are_kept_and_the_houses_follow_the_days(client, group, contact):
    client.force_login(contact)
    form = f"/events/{group.event.slug}/focus/form/"
    first = client.get(form).context["form"]
    told = {"theme": group.theme, "guide": "", "smallest_cell": "3", "consent_lv": "Piekrītu visam.",
            "consent_en": first["consent_en"].initial.replace("\n", "\r\n")}  # fmt: skip
    client.post(form, told)
    group.refresh_from_db()
    assert group.consent_text == {"lv": "Piekrītu visam."}
    wrong = {**told, "withdraw_until": "2026-12-31", "kept_until": "2026-12-01"}
    assert client.post(form, wrong).status_code == 422


def test_a_line_of_the_mix_comes_changes_and_goes(client, group, contact):
    parish = make.place()
    client.force_login(contact)
    base = f"/events/{group.event.slug}/focus/"
    assert client.post(f"{base}mix/", {"wanted": "0"}).status_code == 422
    told = {"wanted": "2", "kind": "skolēni", "age_band": "young", "place": parish.slug}
    assert client.post(f"{base}mix/", told).status_code == 302
    cell = MixCell.objects.get()
    assert (cell.wanted, cell.kind, cell.age_band, cell.place) == (2, "skolēni", "young", parish)
    one = f"{base}mix/{cell.public_id}/"
    assert client.post(one, {**told, "wanted": "4"}).status_code == 302
    assert MixCell.objects.get().wanted == 4
    assert client.post(one, {"_method": "DELETE"}).status_code == 302
    assert MixCell.objects.count() == 0
    assert client.get(f"{base}mix/")["Location"] == f"{base}#mix"
    assert client.get(f"{base}release/")["Location"] == base
    client.logout()
    assert client.get(f"{base}mix/")["Location"].startswith("/accounts/sign-in/")


def test_people_are_placed_and_paper_is_noted(client, group, contact):
    cell = MixCell.objects.create(focus_group=group, wanted=2, kind="skolēni")
    client.force_login(contact)
    anna = group.event.attendances.get(name="Anna Ozola")
    address = f"/events/{group.event.slug}/focus/people/"
    told = {
        f"agrees_{anna.public_id}": "on",
        f"cell_{anna.public_id}": cell.public_id,
        f"age_{anna.public_id}": "young",
    }
    assert client.post(address, told).status_code == 302
    anna.refresh_from_db()
    assert (anna.consented_by, anna.age_band, anna.mix_choice.cell) == ("paper", "young", cell)
    page = client.get(address).content.decode()
    assert "Anna Ozola" in page
    assert "parakstīts uz papīra" in page


def test_sheets_are_printed_with_names_or_blank(client, group, contact, monkeypatch):
    client.force_login(contact)
    told = []
    monkeypatch.setattr(
        "savienojums.core.documents.keeping.press", lambda name, words: told.append((name, words)) or b"%PDF-"
    )
    address = f"/events/{group.event.slug}/focus/consents.pdf"
    for asked, names in (("", sorted(NAMES)), ("?blank=2", ["", ""]), ("?blank=x", sorted(NAMES))):
        answer = client.get(address + asked)
        assert answer["Content-Type"] == "application/pdf"
        assert "no-store" in answer["Cache-Control"]
        assert sorted(sheet["name"] for sheet in told[-1][1]["sheets"]) == names
    assert Record.objects.filter(verb="events.list_exported").count() == 2


@pytest.mark.parametrize("blank", [0, 1])
def test_the_typesetter_takes_the_sheets(group, blank):
    from savienojums.core.documents.keeping import press
    from savienojums.events.queries.consents import consent_of, signers_of

    people = [] if blank else signers_of(group)
    pdf = press("events/documents/consent", documents.consent_sheets(group, consent_of(group), people, 2))
    assert pdf.startswith(b"%PDF-")


def test_as_many_questions_for_three_lines_and_people_as_for_one(client, contact, django_assert_num_queries):
    group = focus_group(contact, "Anna Ozola")
    MixCell.objects.create(focus_group=group, wanted=1)
    ContentType.objects.get_for_model(Event)
    client.force_login(contact)
    pages = {"": 16, "people/": 13}

    def ask():
        for rest, count in pages.items():
            with django_assert_num_queries(count):
                assert client.get(f"/events/{group.event.slug}/focus/{rest}").status_code == 200

    client.get(f"/events/{group.event.slug}/focus/")
    ask()
    MixCell.objects.create(focus_group=group, wanted=1, place=make.place())
    MixCell.objects.create(focus_group=group, wanted=1, kind="x")
    make.registration(group.event, "Ilze Lāce", "Zane Liepa", email="x@selija.test")
    voices(group)
    client.get(f"/events/{group.event.slug}/focus/")
    ask()
