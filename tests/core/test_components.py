import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from pytest_django.asserts import assertHTMLEqual

from savienojums.core.pieces import FOLDER, all_pieces

PIECES = {piece.name: piece for piece in all_pieces()}
EXAMPLES = [(piece.name, example) for piece in PIECES.values() for example in piece.examples]
VOID = {"input", "img", "br", "hr", "meta", "link", "path", "circle", "rect", "ellipse"}


def shown(name, address="/", /, **parameters):
    words = " ".join(f"{key}=given.{key}" for key in parameters)
    request = RequestFactory().get(address)
    return Template(f'{{% component "{name}" {words} %}}').render(Context({"given": parameters, "request": request}))


def example_of(name, title):
    return next(example.parameters for example in PIECES[name].examples if example.name == title)


class Outline(HTMLParser):
    """Whether every tag is closed in its turn, which ids there are and which are pointed to."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.pointed, self.attributes, self.text = [], [], set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.attributes.append((tag, known))
        if "id" in known:
            self.ids.append(known["id"])
        for pointer in ("for", "aria-describedby", "aria-labelledby"):
            self.pointed |= set((known.get(pointer) or "").split())
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def words_of(text):
    return re.sub(r"\s+", " ", "".join(Outline(text).text)).strip()


def test_each_folder_is_a_component_with_markup_style_and_description():
    for folder in sorted(file for file in FOLDER.iterdir() if file.is_dir()):
        for ending in ("html", "css", "yaml"):
            assert (folder / f"{folder.name}.{ending}").exists(), f"{folder.name}.{ending}"


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example.name}" for name, example in EXAMPLES])
def test_an_example_uses_what_is_described_and_gives_sound_markup(name, example):
    described = {parameter.name for parameter in PIECES[name].parameters}
    required = {parameter.name for parameter in PIECES[name].parameters if parameter.required}
    assert required <= set(example.parameters) <= described
    text = shown(name, **example.parameters)
    outline = Outline(text)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.pointed <= set(outline.ids)
    assert not any("style" in known or any(key.startswith("on") for key in known) for _tag, known in outline.attributes)
    assert all("alt" in known for tag, known in outline.attributes if tag == "img")
    assert all("aria-hidden" in known for tag, known in outline.attributes if tag == "svg")
    assert "None" not in text


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example.name}" for name, example in EXAMPLES])
def test_words_from_outside_cannot_become_markup(name, example):
    harmful = {
        key: '<script>alert("x")</script>' if isinstance(value, str) else value
        for key, value in example.parameters.items()
    }
    assert "<script>" not in shown(name, **harmful)


def test_styles_stand_in_the_layer_of_components():
    for file in sorted(FOLDER.glob("*/*.css")):
        assert file.read_text(encoding="utf-8").startswith("@layer components {"), file.name


def test_a_button_that_leads_somewhere_is_a_link():
    assertHTMLEqual(
        shown("button", text="Atrast", href="/support/fit/"),
        '<a class="button button-primary" href="/support/fit/">Atrast</a>',
    )
    assertHTMLEqual(
        shown("button", text="Vēl spēkā", name="answer", value="yes", kind="plain"),
        '<button class="button button-plain" type="submit" name="answer" value="yes">Vēl spēkā</button>',
    )


def test_a_field_joins_its_label_help_and_fault_to_the_input():
    assertHTMLEqual(
        shown("field", **example_of("field", "With a fault")),
        """<div class="field field-email field-wrong">
          <label class="field-label" for="id_email">E-pasts</label>
          <div class="field-help" id="id_email_helptext">Šo adresi redz tikai koordinators.</div>
          <div class="field-error" id="id_email_error"><p>Jāievada derīga e-pasta adrese.</p></div>
          <input type="email" name="email" value="kopiena at inbox.lv" maxlength="320" required aria-invalid="true"
            aria-describedby="id_email_helptext id_email_error" id="id_email">
        </div>""",
    )


def test_several_boxes_are_one_group_with_a_legend():
    text = shown("field", **example_of("field", "Any of a few, with a fault"))
    assert '<legend class="field-label">Tēmas</legend>' in text
    assert 'aria-describedby="id_themes_error"' in text
    assert text.count('type="checkbox"') == 4


def test_a_box_for_yes_stands_before_its_words():
    text = shown("field", **example_of("field", "Yes or no"))
    assert text.index("<input") < text.index("<label")
    assert "nav obligāti" not in text


def test_a_hidden_field_is_only_itself():
    assertHTMLEqual(
        shown("field", **example_of("field", "Hidden")),
        '<input type="hidden" name="back" value="/support/" id="id_back">',
    )


def test_faults_of_a_form_lead_to_their_fields_and_without_faults_nothing_is_shown():
    text = shown("form_errors", **example_of("form_errors", "Two faults"))
    assert "Tāda organizācija jau ir reģistrā." in words_of(text)
    assert re.findall(r'href="(#[^"]+)"', text) == ["#id_name", "#id_email"]
    assert shown("form_errors", **example_of("form_errors", "No fault")).strip() == ""


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Open", "2027. gada 1. marts, plkst. 12:00 pēc 98 dienām"),
        ("Soon", "2026. gada 30. novembris, plkst. 23:59 pēc 7 dienām"),
        ("Tomorrow", "2026. gada 24. novembris rīt"),
        ("Today", "2026. gada 23. novembris, plkst. 12:00 šodien"),
        ("Today, gone by at this hour", "2026. gada 23. novembris, plkst. 12:00 pagājis"),
        ("Twenty-one days", "2026. gada 14. decembris, plkst. 12:00 pēc 21 dienas"),
        ("Expected, hour unknown", "sagaidāms 2027. gada 1. aprīlis pēc 129 dienām, vēl nav izsludināts"),
        ("Past", "2026. gada 6. aprīlis, plkst. 15:00 pagājis"),
        ("Large, by the postmark", "2027. gada 31. marts pēc pasta zīmoga pēc 128 dienām"),
        ("No day known", "Parasti septembrī"),
        ("Nothing", ""),
    ],
)
def test_a_deadline_is_written_out(title, words):
    assert words_of(shown("deadline", **example_of("deadline", title))) == words


def test_a_deadline_is_drawn_as_the_days_that_are_left():
    def reach(title):
        found = re.search(r'deadline-left" d="M0 7h(\d+)', shown("deadline", **example_of("deadline", title)))
        return int(found[1]) if found else 0

    assert [reach(title) for title in ("Open", "Soon", "Tomorrow", "Far away", "Past")] == [98, 7, 1, 182, 0]


def test_a_card_of_a_measure_says_when_how_much_and_how_it_stands():
    text = shown("measure_card", **example_of("measure_card", "Open"))
    assert words_of(text) == (
        "1. aprīlis 2027 16:00 Sabiedriskās aktivitātes Jēkabpils novadā Jēkabpils novada pašvaldība · Grants"
        " Nelieliem pasākumiem un darbiem, ko iedzīvotāji dara paši. Var pieteikties · pēc 129 dienām"
        " Kultūra · Sports · Pārbaudīts 12.09.2026. līdz 1 000 EUR"
    )
    assert '<time datetime="2027-04-01T16:00:00+03:00">' in text


def test_a_card_of_a_measure_nobody_knows_much_of_shows_no_empty_places():
    text = shown("measure_card", **example_of("measure_card", "Little is known, another language"))
    assert '<h3 lang="en">' in text
    assert "<time" not in text
    assert "measure-card-amount" not in text


def test_chosen_filters_can_be_dropped_one_by_one_or_all():
    text = shown("facets", **example_of("facets", "Two groups, one chosen"))
    assert text.count("Atmest filtru:") == 1
    assert words_of(text).startswith("Atmest filtru: Kultūra Atmest visus Filtri Tēma Kultūra 24 Jaunieši 17")
    assert text.count('aria-current="true"') == 1
    assert "hx-get" not in text


def test_filters_fetch_only_their_target_when_one_is_named():
    text = shown("facets", **example_of("facets", "Without counts, through htmx"))
    assert 'hx-get="?place=jekabpils-novads" hx-target="#list" hx-push-url="true"' in text
    assert "facets-count" not in text


def test_pages_keep_the_filters_of_the_address():
    middle = shown("pages", "/support/?theme=culture&page=2", **example_of("pages", "In the middle"))
    assert re.findall(r'rel="(\w+)" href="([^"]+)"', middle) == [
        ("prev", "?theme=culture&amp;page=1"),
        ("next", "?theme=culture&amp;page=3"),
    ]
    assert "21.–40. no 68" in words_of(middle)
    assert 'rel="prev"' not in shown("pages", **example_of("pages", "First"))
    assert 'rel="next"' not in shown("pages", **example_of("pages", "Last"))
    assert shown("pages", **example_of("pages", "All on one page")).strip() == ""


def test_a_year_is_twelve_months_with_a_block_for_each_deadline():
    text = shown("year_strip", **example_of("year_strip", "One measure"))
    assert text.count("<li") == 12
    assert "februāris 2027: 1" in words_of(text).lower()
    assert text.count('class="year-strip-firm" x="0"') == 1
    assert text.count('class="year-strip-expected" x="0"') == 1
    assert "<a " not in text
    linked = shown("year_strip", **example_of("year_strip", "A year of deadlines"))
    assert 'href="/support/?month=2027-03"' in linked


def test_history_shows_old_and_new_and_for_whom():
    text = shown("history", **example_of("history", "Three lines"))
    assert "<del>1 000 EUR</del> <ins>1 500 EUR</ins>" in text
    assert "Kopienas kontakts (Elkšņu kopiena)" in words_of(text)
    assert "(izdzēsts)" in words_of(text)


def test_the_bundle_of_styles_is_small():
    built = Path(FOLDER).parent / "static" / "built"
    sizes = {file.name.split("-")[0] + file.suffixes[0]: file.stat().st_size for file in built.glob("app-*.gz")}
    if not sizes:
        pytest.skip("the front end is not built here")
    assert sizes["app.css"] <= 17_000
    assert sizes["app.js"] <= 22_000


def test_what_was_shown_once_is_shown_again_only_for_the_same_words_in_the_same_language():
    assert "Parasti" in shown("deadline", text="Parasti", today=None)
    assert words_of(shown("figure", value=1, label="x")) == "1x"
    assert words_of(shown("figure", value=True, label="x")) == "Truex"
    assert words_of(shown("freshness")) == "Neviens to vēl nav pārbaudījis."
    with translation.override("en"):
        assert words_of(shown("freshness")) == "Nobody has checked this yet."


def test_an_unknown_language_keeps_its_code():
    assert words_of(shown("language_note", language="xx")) == "Šī teksta valoda: xx."


def test_a_room_apart_brings_its_styles_to_its_own_pages_only(client, db):
    own, other = client.get("/events/").content.decode(), client.get("/support/").content.decode()
    assert [("/static/events" in each, "/static/app" in each) for each in (own, other)] == [(True, True), (False, True)]
