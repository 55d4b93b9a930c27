"""Longer texts on pages: safe, lowered, without private contacts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from savienojums.core.rich import contacts_in, rich, without_contacts


def test_markdown_becomes_html_below_the_headings_of_the_page():
    assert rich("# Sākums\n\nMēs **kopā**\nstrādājam.") == (
        "<h3>Sākums</h3>\n<p>Mēs <strong>kopā</strong><br>\nstrādājam.</p>\n"
    )


def test_a_day_at_the_beginning_keeps_its_number():
    assert rich("15. decembrī tiekamies.") == '<ol start="15">\n<li>decembrī tiekamies.</li>\n</ol>\n'


def test_links_are_marked_as_not_ours():
    assert (
        rich("[lapa](https://selija.com)") == '<p><a href="https://selija.com" rel="nofollow noopener">lapa</a></p>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://x.test/a.png)",
        '<p style="color:red" onclick="x()">x</p>',
        "<iframe src=https://x.test></iframe>",
        "[x](data:text/html;base64,AAAA)",
    ],
)
def test_nothing_runs_loads_or_dresses_up(text):
    assert re.findall(r"<(?:script|img|iframe|p [a-z])|href=.(?:javascript|data)", rich(text)) == []


@given(some.text())
def test_whatever_people_write_becomes_only_the_tags_we_allow(text):
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", rich(text)))
    assert tags <= {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "hr"}


@pytest.mark.parametrize(
    "contact",
    [
        "anna@inbox.lv",
        "mailto:anna.b+c@x.co.uk",
        "26123456",
        "+371 26 123 456",
        "2612 3456",
        "65220000",
        "00371-26123456",
        "+370 612 34567",
    ],
)
def test_an_address_or_number_is_left_out_and_said_to_be(contact):
    assert contacts_in(f"Zvaniet Annai {contact}, vakaros.") == [contact]
    assert without_contacts(f"Zvaniet Annai {contact}, vakaros.") == "Zvaniet Annai [kontakts izlaists], vakaros."


@pytest.mark.parametrize(
    "text",
    [
        "2023 2024",
        "2023-2024",
        "40008012345",
        "11 000 EUR",
        "56.15, 25.75",
        "2026-11-23",
        "LV5401",
        "1 234 567",
        "Dibināta 2007. gada 20. jūnijā.",
    ],
)
def test_years_sums_and_register_numbers_stay(text):
    assert without_contacts(text) == text
