"""The hub of voices, a conversation's page, its desk and its forms, as people meet them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from savienojums.core.clock import local_day, now
from savienojums.voices.actions.searching import index_voices
from savienojums.voices.models import Conversation, Phase, Survey
from savienojums.voices.queries.searching import key_of
from tests import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
QUESTION = "Kas Jūs šeit noturētu?"


@pytest.fixture
def hosts(contact):
    organisation = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, organisation)
    return organisation


def asked(title=QUESTION, *, begins=-1, ends=9, kind="both", **details):
    """A conversation by the clock on the wall: pages look at it."""
    at = now()
    return make.conversation(title, phases=[(kind, at + begins * DAY, at + ends * DAY)], **details)


def survey(title, **details):
    details = {"slug": f"survey-{Survey.objects.count()}", "published_at": now(), **details}
    return Survey.objects.create(title={"lv": title}, **details)


def part_of(text, begins, ends="</section>"):
    return text.partition(begins)[2].partition(ends)[0]


# --- the hub ------------------------------------------------------------------


def test_the_hub_tells_what_is_open_what_comes_and_what_was_found_out(client, hosts):
    opened = asked("Atvērtā", organisation=hosts)
    for number in range(12):
        make.statement(opened, f"Doma {number}")
    make.participant(opened)
    make.participant(opened, aside_at=now(), aside_for="flood")
    asked("Nākamā", begins=2)
    closed = asked("Beigusies", begins=-9, ends=-1)
    survey("Aptaujas jautājums", closes_at=now() + DAY)
    page = client.get("/voices/").text
    now_part, coming, found = (part_of(page, f'aria-labelledby="{name}"') for name in ("open", "coming", "found"))
    assert "Atvērtā" in now_part
    assert "Aptaujas jautājums" in now_part
    assert "Biedrība „Ūdenszīmes”" in now_part
    assert "Piedalījies 1 cilvēks" in now_part
    assert "apmēram 2 minūtes" in now_part
    assert "Nākamā" in coming
    assert "Nākamā" not in now_part
    assert "Beigusies" in found
    assert f"/voices/{closed.slug}/report/" in found


def test_an_empty_hub_invites_to_propose(client):
    page = client.get("/voices/").text
    assert "Pašlaik neko nejautā" in page
    assert "/voices/initiatives/new/" in page
    assert "Mans darba galds" not in page


def test_the_hub_shows_neither_drafts_nor_what_is_found_only_by_its_address(client, outsider, contact, hosts):
    asked("Slepenais melnraksts", published_at=None, organisation=hosts)
    asked("Nesarakstā", is_listed=False)
    asked("Nesarakstā beigusies", is_listed=False, ends=-0.5)
    survey("Slepena aptauja", published_at=None)
    survey("Nesarakstā aptauja", is_listed=False)
    for somebody in (None, outsider):
        if somebody:
            client.force_login(somebody)
        pages = "".join(client.get(address).text for address in ("/voices/", "/voices/list/", "/voices/feed/", "/"))
        assert "Slepen" not in pages
        assert "Nesarakstā" not in pages
    client.force_login(contact)
    own = part_of(client.get("/voices/").text, 'class="voices-own"')
    assert "Slepenais melnraksts" in own
    assert "Melnraksts" in own
    assert "/voices/new/" in own
    assert "Nesarakstā" not in own


def test_who_acts_for_nobody_is_offered_no_new_conversation(client, outsider):
    client.force_login(outsider)
    assert "/voices/new/" not in client.get("/voices/").text
    assert client.get("/voices/new/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_hub_asks_as_many_questions_for_three_as_for_one(client, django_assert_num_queries, hosts, count):
    for number in range(count):
        for begins, ends in ((-1, 9), (1, 9), (-9, -1)):
            conversation = asked(f"Saruna {number}", begins=begins, ends=ends, organisation=hosts)
            make.participant(conversation)
        survey(f"Aptauja {number}", organisation=hosts)
        survey(f"Beigusies {number}", organisation=hosts, closes_at=now() - DAY)
    client.get("/voices/")
    with django_assert_num_queries(7):
        client.get("/voices/")


def test_everything_that_is_over_stands_on_one_page(client):
    for number in range(8):
        asked(f"Vecā {number}", begins=-20, ends=-number - 1)
    hub = client.get("/voices/").text
    assert "Vecā 5" in hub
    assert "Vecā 6" not in hub
    page = client.get("/voices/list/").text
    assert page.index("Vecā 0") < page.index("Vecā 7")
    Conversation.objects.all().delete()
    assert "Vēl nekas nav beidzies" in client.get("/voices/list/").text


# --- the page -----------------------------------------------------------------


def test_the_page_says_who_asks_what_until_when_and_how_many_took_part(client, hosts):
    conversation = asked(
        "Īss", question={"lv": QUESTION}, organisation=hosts, intro={"lv": "Atbildes **lasīs** darba grupa."}
    )
    make.statement(conversation)
    make.participant(conversation)
    page = client.get(conversation.get_absolute_url()).text
    assert "Jautā Biedrība „Ūdenszīmes”" in page
    assert QUESTION in page
    assert "Atbildēt un pievienot apgalvojumus var līdz " in page
    assert "<strong>lasīs</strong>" in page
    assert "Piedalījies 1 cilvēks" in page
    assert f"/voices/{conversation.slug}/moderation/" in page
    assert "Rīkotāju galds" not in page
    assert "<svg" in part_of(page, 'class="conversation-square"', "</div>")


def test_results_are_linked_only_when_they_may_be_seen(client):
    hidden, live, over = asked("Slēptā"), asked("Dzīvā", results_shown="live"), asked("Beigusies", ends=-0.5)
    pages = [client.get(each.get_absolute_url()).text for each in (hidden, live, over)]
    told = [f"/voices/{each.slug}/report/" in part_of(page, 'class="conversation-foot"', "</footer>")
            for each, page in zip((hidden, live, over), pages, strict=True)]  # fmt: skip
    assert told == [False, True, True]


def test_a_draft_does_not_exist_for_others(client, outsider, contact, hosts):
    draft = asked("Slepenais jautājums", published_at=None, organisation=hosts)
    phase = Phase.objects.get()
    desk = ["desk", "form", "phases", f"phases/{phase.public_id}", "publication", "closing", "copy", "draft"]
    public = ["embed", "embedding"]
    for somebody in (None, outsider):
        if somebody:
            client.force_login(somebody)
        for leaf in ("", *(f"{name}/" for name in public), "poster.pdf"):
            response = client.get(f"/voices/{draft.slug}/{leaf}")
            assert response.status_code == 404
            assert "Slepenais" not in response.text
    for name in desk:
        response = client.get(f"/voices/{draft.slug}/{name}/")
        assert (response.status_code, "Slepenais" in response.text) == (404, False), name
    client.force_login(contact)
    for name in ("", *(f"{name}/" for name in desk)):
        response = client.get(f"/voices/{draft.slug}/{name}")
        assert (response.status_code, "Slepenais" in response.text) == (200, True), name
    assert client.get(f"/voices/{draft.slug}/embed/").status_code == 404


def test_the_desk_of_an_open_conversation_is_nobody_elses(client, outsider, hosts):
    conversation = asked(organisation=hosts)
    make.statement(conversation, "Jāgaida", state="waiting")
    client.force_login(outsider)
    for name in ("desk", "form", "phases", "closing", "copy"):
        assert client.get(f"/voices/{conversation.slug}/{name}/").status_code == 404, name
    for name, method in (
        ("closing", "POST"),
        ("closing", "DELETE"),
        ("publication", "POST"),
        ("copy", "POST"),
        ("draft", "DELETE"),
    ):
        sent = {"_method": method} if method != "POST" else {"statements": "on"}
        assert client.post(f"/voices/{conversation.slug}/{name}/", sent).status_code == 404, name
    assert Conversation.objects.get().closed_at is None


def test_doors_take_only_what_they_know(client, contact, hosts):
    conversation = asked(organisation=hosts)
    client.force_login(contact)
    for name in ("", "desk/", "embed/", "embedding/", "poster.pdf"):
        assert client.post(f"/voices/{conversation.slug}/{name}").status_code == 405, name
    assert client.post("/voices/").status_code == 405
    assert client.put(f"/voices/{conversation.slug}/form/").status_code == 405


def test_a_statement_chosen_on_another_site_is_asked_first(client):
    conversation = asked()
    statements = [make.statement(conversation, f"Doma {number}") for number in range(9)]
    for chosen in (statements[2], statements[7]):
        page = client.get(f"{conversation.get_absolute_url()}?statement={chosen.public_id}")
        assert page.context["answering"].statement.public_id == chosen.public_id
        assert page.context["answering"].drawn == ""
    hidden = make.statement(conversation, "Jānis Bērziņš zog", state="hidden", hidden_for="personal")
    page = client.get(f"{conversation.get_absolute_url()}?statement={hidden.public_id}")
    assert "Jānis Bērziņš zog" not in page.text


# --- the desk -----------------------------------------------------------------


def test_the_desk_says_what_is_to_be_done(client, contact, hosts):
    conversation = asked(organisation=hosts)
    statement = make.statement(conversation)
    make.statement(conversation, "Jāgaida", state="waiting")
    people = [make.participant(conversation) for _ in range(2)]
    for value in (1, -1):
        make.vote(people[0], statement, value)
    make.vote(make.participant(conversation, aside_at=now(), aside_for="flood"), statement)
    client.force_login(contact)
    page = client.get(f"/voices/{conversation.slug}/desk/")
    assert [(figure.value, figure.label) for figure in page.context["figures"]] == [
        (2, "dalībnieki"), (1, "atbilde"), (1, "apgalvojumu rāda"), (1, "gaida izskatīšanu"), (1, "atlikts malā"),
    ]  # fmt: skip
    assert [step.title for step in page.context["steps"]] == ["Izskatiet 1 apgalvojumu, kas gaida"]


def test_the_desk_of_a_draft_leads_through_what_is_missing(client, contact, hosts):
    draft = make.conversation(organisation=hosts, published_at=None, phases=[], languages=["lv", "ru"])
    client.force_login(contact)
    page = client.get(f"/voices/{draft.slug}/desk/")
    assert [step.title for step in page.context["steps"]] == [
        "Norādiet, kad saruna ir atvērta", "Uzrakstiet pirmos apgalvojumus", "Pasakiet, kam tas vajadzīgs",
        "Uzrakstiet jautājumu pārējās valodās",
    ]  # fmt: skip
    assert page.context["figures"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_as_many_questions_for_three_as_for_one(client, contact, hosts, django_assert_num_queries, count):
    conversation = make.conversation(
        organisation=hosts, phases=[("both", now() + n * DAY, now() + (n + 1) * DAY) for n in range(count)]
    )
    for _ in range(count):
        make.vote(make.participant(conversation), make.statement(conversation))
    client.force_login(contact)
    client.get(f"/voices/{conversation.slug}/desk/")
    with django_assert_num_queries(10):
        client.get(f"/voices/{conversation.slug}/desk/")


# --- forms --------------------------------------------------------------------


def written(**said):
    return {
        "question_lv": QUESTION, "languages": ["lv", "ru"], "moderation": "before", "longest_statement": "140",
        "most_statements": "5", "results_shown": "end", "confirming": "none", "smallest_group": "5",
        "asks_place": "on", "method": "default", "is_listed": "on", **said,
    }  # fmt: skip


def test_a_conversation_is_written_down_and_then_asked_for_its_times(client, contact, hosts):
    client.force_login(contact)
    assert client.get("/voices/new/").context["form"]["organisation"].value() == hosts.slug
    sent = client.post("/voices/new/", written(organisation=hosts.slug, question_ru="Что удержало бы Вас?"))
    made = Conversation.objects.get()
    assert sent["Location"] == f"/voices/{made.slug}/phases/"
    assert made.question == {"lv": QUESTION, "ru": "Что удержало бы Вас?"}
    assert (made.organisation, made.languages, made.asks_age) == (hosts, ["lv", "ru"], False)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"question_lv": ""}, "question_lv"),
        ({"smallest_group": "4"}, "smallest_group"),
        ({"languages": []}, "languages"),
        ({"longest_statement": "5000"}, "longest_statement"),
        ({"organisation": "cita"}, "organisation"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_beside_it_and_nothing_is_lost(client, contact, hosts, wrong, where):
    client.force_login(contact)
    response = client.post("/voices/new/", written(intro_lv="Mans ievads", **{"organisation": hosts.slug, **wrong}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [where]
    assert "Mans ievads" in response.text
    assert not Conversation.objects.exists()


def test_a_coordinator_names_any_organisation_or_none(client, coordinator, hosts):
    client.force_login(coordinator)
    client.post("/voices/new/", written(other_organisation="biedrība „ūdenszīmes”"))
    client.post("/voices/new/", written(question_lv="Tīkla jautājums?"))
    assert {str(each.question): each.organisation for each in Conversation.objects.all()} == {
        QUESTION: hosts,
        "Tīkla jautājums?": None,
    }
    wrong = client.post("/voices/new/", written(other_organisation="Nav tādas"))
    assert "other_organisation" in wrong.context["form"].errors


def test_the_form_changes_what_it_shows_and_nothing_else(client, contact, hosts):
    place, theme = make.place(), make.theme()
    conversation = asked(organisation=hosts, languages=["lv"], longest_statement=200, moderation_rules={"lv": "Mūsu"})
    conversation.themes.add(theme)
    conversation.places.add(place)
    client.force_login(contact)
    form = client.get(f"/voices/{conversation.slug}/form/").context["form"]
    start = {
        name: value for name, field in form.fields.items() if (value := form[name].value()) not in (None, "", False)
    }
    assert start["title_lv" if "title_lv" in start else "question_lv"] == QUESTION
    assert "title_lv" not in start
    client.post(f"/voices/{conversation.slug}/form/", {**start, "longest_statement": "100"})
    changed = Conversation.objects.get()
    assert (changed.longest_statement, changed.moderation_rules, changed.title) == (
        100,
        {"lv": "Mūsu"},
        {"lv": QUESTION},
    )
    assert (list(changed.themes.all()), list(changed.places.all())) == ([theme], [place])


def test_several_places_are_not_lost_in_a_form_of_one(client, contact, hosts):
    conversation = asked(organisation=hosts, languages=["lv"])
    places = [make.place(), make.place("Aknīste")]
    conversation.places.set(places)
    client.force_login(contact)
    client.post(f"/voices/{conversation.slug}/form/", written(organisation=hosts.slug, seen="0"))
    assert set(Conversation.objects.get().places.all()) == set(places)


def test_what_cannot_be_changed_any_more_is_said_before_and_after(client, contact, hosts):
    conversation = asked(organisation=hosts, languages=["lv"], smallest_group=8)
    client.force_login(contact)
    assert "Cilvēki jau ir atbildējuši" not in client.get(f"/voices/{conversation.slug}/form/").text
    make.participant(conversation)
    assert "Cilvēki jau ir atbildējuši" in client.get(f"/voices/{conversation.slug}/form/").text
    refused = client.post(f"/voices/{conversation.slug}/form/", written(organisation=hosts.slug, seen="0"))
    assert refused.status_code == 422
    assert "bet ne samazināt" in refused.text
    sent = written(organisation=hosts.slug, smallest_group="8", question_lv="Pavisam cits jautājums?", seen="0")
    assert client.post(f"/voices/{conversation.slug}/form/", sent).status_code == 302
    assert "kad daži cilvēki jau bija atbildējuši" in client.get(conversation.get_absolute_url()).text


def test_who_saves_over_anothers_words_sees_both(client, contact, coordinator, hosts):
    conversation = asked(organisation=hosts, languages=["lv"])
    client.force_login(coordinator)
    own = written(organisation=hosts.slug, intro_lv="Koordinatores vārdi", seen="0")
    client.post(f"/voices/{conversation.slug}/form/", own)
    client.force_login(contact)
    sent = written(organisation=hosts.slug, intro_lv="Kontakta vārdi", seen="0")
    met = client.post(f"/voices/{conversation.slug}/form/", sent)
    assert met.status_code == 409
    assert "Kontakta vārdi" in met.text
    assert "Koordinatores vārdi" in met.text
    assert client.post(f"/voices/{conversation.slug}/form/", {**sent, "seen": met.context["seen"]}).status_code == 302
    assert Conversation.objects.get().intro == {"lv": "Kontakta vārdi"}


# --- life ---------------------------------------------------------------------


def test_phases_are_written_as_days_and_hours_of_riga(client, contact, hosts):
    draft = make.conversation(organisation=hosts, published_at=None, phases=[])
    first = local_day(now() + 3 * DAY)
    client.force_login(contact)
    address = f"/voices/{draft.slug}/phases/"
    said = {
        "kind": "both",
        "opens_on": first.isoformat(),
        "closes_on": f"{first + 7 * DAY:%d.%m.%Y.}",
        "closes_hour": "18",
    }
    assert client.post(address, said)["Location"] == address
    phase = Phase.objects.get()
    assert "plkst. 18:00" in client.get(address).text
    meets = client.post(address, {**said, "kind": "answers"})
    assert (meets.status_code, Phase.objects.count()) == (422, 1)
    assert "Tajā laikā ir atvērts cits posms" in meets.text
    backwards = client.post(address, {**said, "closes_on": said["opens_on"], "opens_hour": "19:00"})
    assert "Posmam jābeidzas vēlāk, nekā tas sākas." in backwards.text
    one = f"{address}{phase.public_id}/"
    shown = client.get(one).context["form"]
    assert str(shown["closes_hour"].value()) == "18:00:00"
    client.post(one, {**said, "closes_hour": "", "name_lv": "Rudens"})
    assert str(Phase.objects.get()) == "Rudens"
    assert client.post(one, {"_method": "DELETE"})["Location"] == address
    assert not Phase.objects.exists()
    assert client.get(one).status_code == 404


def test_whole_days_follow_each_other_without_a_gap(client, contact, hosts):
    draft = make.conversation(organisation=hosts, published_at=None, phases=[])
    client.force_login(contact)
    address, first = f"/voices/{draft.slug}/phases/", local_day(now() + 3 * DAY)
    for number, kind in enumerate(("statements", "answers")):
        day = first + 7 * number * DAY
        client.post(address, {"kind": kind, "opens_on": day.isoformat(), "closes_on": (day + 6 * DAY).isoformat()})
    one, other = Phase.objects.all()
    assert one.closes_at == other.opens_at
    form = client.get(f"{address}{one.public_id}/").context["form"]
    assert (form["closes_on"].value(), form["closes_hour"].value()) == (first + 6 * DAY, None)


def test_the_phase_of_another_conversation_is_not_found_here(client, contact, hosts):
    mine, other = asked(organisation=hosts), asked("Cita")
    client.force_login(contact)
    assert client.get(f"/voices/{mine.slug}/phases/{other.phases.get().public_id}/").status_code == 404


def test_publishing_looks_at_what_is_missing_and_asks_about_few_statements(client, contact, hosts):
    draft = asked(organisation=hosts, published_at=None)
    client.force_login(contact)
    address = f"/voices/{draft.slug}/publication/"
    assert [check.is_right for check in client.get(address).context["checks"]] == [True, False, False, True]
    asking = client.post(address)
    assert asking.status_code == 409
    assert "Tomēr publicēt" in asking.text
    assert Conversation.objects.get().is_draft
    assert client.post(address, {"anyway": "1"})["Location"] == draft.get_absolute_url()
    assert not Conversation.objects.get().is_draft
    assert client.get(address)["Location"] == f"/voices/{draft.slug}/desk/"


def test_without_a_phase_the_publication_says_so(client, contact, hosts):
    draft = make.conversation(organisation=hosts, published_at=None, phases=[])
    client.force_login(contact)
    asking = client.post(f"/voices/{draft.slug}/publication/", {"anyway": "1"})
    assert asking.status_code == 409
    assert "norādiet, kad saruna ir atvērta" in asking.text


def test_closing_is_asked_about_and_taken_back(client, contact, hosts):
    conversation = asked(organisation=hosts)
    client.force_login(contact)
    address = f"/voices/{conversation.slug}/closing/"
    assert "Vai slēgt sarunu tagad?" in client.get(address).text
    client.post(address)
    assert "Atbildes pieņēma līdz" in client.get(conversation.get_absolute_url()).text
    assert "Atvērt sarunu no jauna?" in client.get(address).text
    client.post(address, {"_method": "DELETE"})
    assert Conversation.objects.get().closed_at is None


def test_a_copy_is_made_with_or_without_statements(client, contact, hosts):
    conversation = asked(organisation=hosts)
    make.statement(conversation)
    client.force_login(contact)
    address = f"/voices/{conversation.slug}/copy/"
    assert "Take" not in client.get(address).text
    first = client.post(address, {"statements": "on"})["Location"]
    second = client.post(address, {})["Location"]
    counts = [Conversation.objects.get(slug=place.split("/")[2]).statements.count() for place in (first, second)]
    assert counts == [1, 0]


def test_a_draft_is_thrown_away_after_a_question(client, contact, hosts):
    draft = asked(organisation=hosts, published_at=None)
    client.force_login(contact)
    assert "Vai dzēst melnrakstu?" in client.get(f"/voices/{draft.slug}/draft/").text
    assert client.post(f"/voices/{draft.slug}/draft/", {"_method": "DELETE"})["Location"] == "/voices/"
    assert not Conversation.objects.exists()


def test_an_example_says_so_in_one_word_beside_its_standing(client):
    real, example = asked("Īstā"), asked("Izdomātā", is_example=True)
    beside = part_of(client.get(example.get_absolute_url()).text, '<p class="conversation-when">', "</p>")
    assert '<em class="voices-mark">Paraugs</em>' in beside
    assert "Paraugs" not in client.get(real.get_absolute_url()).text


def test_what_is_published_offers_no_deleting(client, contact, hosts):
    published = asked(organisation=hosts)
    client.force_login(contact)
    answer = client.get(f"/voices/{published.slug}/draft/")
    assert (answer.status_code, answer["Location"]) == (302, f"/voices/{published.slug}/desk/")


def test_news_readers_find_the_feed_from_the_hub(client):
    assert 'type="application/atom+xml" title="Viedokļi" href="/voices/feed.atom"' in client.get("/voices/").text


# --- elsewhere ----------------------------------------------------------------


def test_the_frame_stands_on_other_sites_and_remembers_nobody(client, contact, hosts):
    conversation = asked(question={"lv": QUESTION, "ru": "Что удержало бы Вас?"}, organisation=hosts)
    statement = make.statement(conversation, "Vajag veikalu.")
    make.statement(conversation, "Jānis Bērziņš zog", state="waiting")
    client.force_login(contact)
    frame = client.get(f"/voices/{conversation.slug}/embed/", {"lang": "ru"})
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "script-src 'none'" in frame["Content-Security-Policy"]
    assert not frame.cookies
    assert "Что удержало бы Вас?" in frame.text
    assert "Vajag veikalu." in frame.text
    assert f"?statement={statement.public_id}#answering" in frame.text
    assert "Jānis Bērziņš" not in frame.text
    assert frame["Content-Language"] == "ru"
    assert client.get(f"/voices/{conversation.slug}/embed/", {"lang": "xx"})["Content-Language"] == "lv"


def test_what_is_closed_asks_nothing_in_the_frame(client):
    over = asked(ends=-0.5)
    make.statement(over, "Vajag veikalu.")
    frame = client.get(f"/voices/{over.slug}/embed/").text
    assert "Vajag veikalu." not in frame
    assert "Atvērt sarunu" in frame
    other = client.get(over.get_absolute_url())
    assert "X-Frame-Options" in other


def test_the_line_to_copy_is_one_frame_with_nothing_that_runs(client):
    conversation = asked(question={"lv": 'Kā "dzīvot" <b>labāk</b>?'})
    page = client.get(f"/voices/{conversation.slug}/embedding/")
    line = page.context["frame"]["line"]
    assert line.startswith("<iframe ")
    assert "<b>" not in line
    assert f"/voices/{conversation.slug}/embed/?lang=lv" in line
    assert "&lt;iframe" in page.text


def test_the_poster_has_the_question_in_its_languages(client):
    conversation = asked(question={"lv": QUESTION, "ru": "Что удержало бы Вас?"})
    response = client.get(f"/voices/{conversation.slug}/poster.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_the_one_search_shows_conversations_among_the_rest(client):
    index_voices([key_of(asked("Cik bieži jābrauc autobusam?")), key_of(asked("Slepens autobuss", is_listed=False))])
    page = client.get("/search/", {"q": "autobusi"}).text
    assert "Cik bieži jābrauc autobusam?" in page
    assert "Slepens" not in page


def test_the_page_asks_as_many_questions_for_three_statements_and_phases_as_for_one(client):
    asked_of = []
    for count in (1, 3):
        at = now()
        phases = [("both", at + (n - 1) * DAY, at + n * DAY) for n in range(count)]
        conversation = make.conversation(f"Saruna {count}", phases=phases, results_shown="live")
        for number in range(count):
            make.vote(make.participant(conversation), make.statement(conversation, f"Doma {number}"))
        client.get(conversation.get_absolute_url())
        with CaptureQueriesContext(connection) as asked_now:
            client.get(conversation.get_absolute_url())
        asked_of.append(len(asked_now))
    assert asked_of[0] == asked_of[1]
