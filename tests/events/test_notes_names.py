"""Names that slipped into notes, in whatever case they stand, and passages found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.events.coding_passages import passage, relocated
from savienojums.events.notes_names import Found, moved, names_in, without_names

PEOPLE = {
    1: "Anna Ozola", 2: "Jānis Bērziņš", 3: "Ilze Lāce", 4: "Pēteris Briedis", 5: "Иван Петров",
    6: "Anna Kalniņa-Liepa", 7: "Zane Liepiņa",
}  # fmt: skip


def found(text, people=PEOPLE):
    return [(each.text, each.voices) for each in names_in(text, people)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ozolai patika.", [("Ozolai", (1,))]),
        ("Par Jāni runāja visi.", [("Jāni", (2,))]),
        ("Jāņa Bērziņa māja", [("Jāņa Bērziņa", (2,))]),
        ("Pie Ilzes Lāces", [("Ilzes Lāces", (3,))]),
        ("Brieža kungs, Briedim", [("Brieža", (4,)), ("Briedim", (4,))]),
        ("Спросили Ивана Петрова", [("Ивана Петрова", (5,))]),
        ("Anna teica", [("Anna", (1, 6))]),
        ("Annas Ozolas teiktais", [("Annas Ozolas", (1,))]),
        ("Zanei Liepiņai", [("Zanei Liepiņai", (7,))]),
        ("un zane klusēja", [("zane", (7,))]),
        ("Autobuss pēc pulksten četriem vairs nebrauc.", []),
        ("Aug ozoli, lāči un brieži.", []),
        ("P3: vajag bērnudārzu", []),
        ("", []),
    ],
)
def test_a_name_is_found_in_every_case(text, expected):
    assert found(text) == expected


def test_numbers_stand_in_the_place_of_names_that_are_clear():
    text, changes = without_names("Anna un Jāņa Bērziņa ideja", names_in("Anna un Jāņa Bērziņa ideja", PEOPLE))
    assert text == "Anna un P2 ideja"
    assert changes == [(8, 20, 2)]


words = st.text(alphabet="ab ", max_size=8)


@given(st.lists(st.tuples(words, words.filter(bool)), max_size=4), words, st.data())
def test_a_quote_keeps_its_words_when_names_around_it_become_numbers(pieces, tail, data):
    text, names = "", []
    for before, name in pieces:
        text += before
        names.append(Found(len(text), len(text) + len(name), name, (5,)))
        text += name
    text += tail + "x"
    new, changes = without_names(text, names)
    begins = data.draw(st.integers(0, len(text) - 1))
    ends = data.draw(st.integers(begins + 1, len(text)))
    first, last = moved(begins, ends, changes)
    assert 0 <= first < last <= len(new)
    if not any(start < ends and end > begins for start, end, _length in changes):
        assert new[first:last] == text[begins:ends]
    elif all(not (start < begins < end) and not (start < ends < end) for start, end, _length in changes):
        inner, _changes = without_names(
            text[begins:ends],
            [
                Found(each.begins - begins, each.ends - begins, each.text, (5,))
                for each in names
                if begins <= each.begins and each.ends <= ends
            ],
        )
        assert new[first:last] == inner


# --- passages ------------------------------------------------------------------

NOTE = "P1: autobuss  vairs nebrauc.\nP2: „tas ir slikti”, bet autobuss bija dārgs.\nP1: jā."


@pytest.mark.parametrize(
    ("wanted", "near", "expected"),
    [
        ("autobuss vairs nebrauc", 0, "autobuss  vairs nebrauc"),
        ("autobuss", 0, "autobuss"),
        ('"tas ir slikti"', 0, "„tas ir slikti”"),
        ("nebrauc. P2:", 0, "nebrauc.\nP2:"),
        ("autobuss … slikti", 0, "autobuss  vairs nebrauc.\nP2: „tas ir slikti"),
        ("P2: ... dārgs.", 0, "P2: „tas ir slikti”, bet autobuss bija dārgs."),
        ("nav šādu vārdu", 0, None),
        ("…", 0, None),
        ("  ", 0, None),
        ("(", 0, None),
    ],
)
def test_a_pasted_passage_is_found_as_it_stands(wanted, near, expected):
    place = passage(NOTE, wanted, near)
    assert (NOTE[slice(*place)] if place else None) == expected


def test_of_two_places_the_one_that_was_selected():
    assert passage(NOTE, "autobuss", near=60) == (NOTE.rindex("autobuss"), NOTE.rindex("autobuss") + 8)


@given(st.text("abc ", max_size=20), st.text("abc ", max_size=20), st.data())
def test_what_is_found_again_are_the_same_words(old, new, data):
    begins = data.draw(st.integers(0, max(0, len(old) - 1)))
    ends = data.draw(st.integers(begins, len(old)))
    place = relocated(old, new, begins, ends)
    if place and ends > begins:
        assert new[slice(*place)] == old[begins:ends]


@given(st.text("abc ", min_size=1, max_size=20), st.text("abc ", max_size=9), st.text("abc ", max_size=9), st.data())
def test_text_before_and_behind_does_not_lose_a_quote(old, before, behind, data):
    begins = data.draw(st.integers(0, len(old) - 1))
    ends = data.draw(st.integers(begins + 1, len(old)))
    place = relocated(old, before + old + behind, begins, ends)
    assert place is not None
    assert (before + old + behind)[slice(*place)] == old[begins:ends]
