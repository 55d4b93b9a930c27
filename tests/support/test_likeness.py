"""Whether two tellings are of the same measure."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.support.likeness import (
    ADDRESS,
    NAME,
    PROVIDER,
    TITLE,
    Crowd,
    likeness,
    likenesses,
    normal_address,
    teller,
)

words = st.text(alphabet="abcdeāēīķļ -„”.", max_size=40)
addresses = st.builds(
    lambda host, path: f"https://{host}.lv/{path}", st.sampled_from("abc"), st.text("xyz/", max_size=8)
)
tellers = st.builds(
    lambda key, title, provider, address: teller(key, [title], provider, [address]),
    st.sampled_from("pqr"), words, words, addresses,
)  # fmt: skip


@given(tellers, tellers)
def test_likeness_is_mutual_and_bounded(one, other):
    there, back = likeness(one, other), likeness(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert there.score == back.score
        assert there.reasons == back.reasons
        assert 0 < there.score <= 1


@given(tellers)
def test_everything_with_a_title_is_like_itself(one):
    like = likeness(one, one)
    assert like is not None if one.titles or one.addresses else like is None


@given(addresses | st.text(max_size=60))
def test_a_normal_address_is_normal_already(address):
    once = normal_address(address)
    assert normal_address(f"https://{once}") == once if once else True


@given(st.lists(tellers, max_size=8), tellers)
def test_the_likeliest_comes_first_whatever_the_order(others, one):
    found = likenesses(one, others, most=99)
    assert found == likenesses(one, reversed(others), most=99)
    assert [like.score for like in found] == sorted((like.score for like in found), reverse=True)


@given(st.lists(tellers, max_size=8), tellers)
def test_a_crowd_says_the_same_as_each_of_it(others, one):
    others = [dataclasses.replace(other, key=str(place)) for place, other in enumerate(others)]
    assert Crowd(others).like(one, most=99) == likenesses(one, others, most=99)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.sif.gov.lv/nvo/", "http://sif.gov.lv/nvo"), ("https://a.lv/x?utm_source=fb&id=1", "https://a.lv/x?id=1"),
        ("https://a.lv/x#top", "https://A.lv/x"), ("https://a.lv:443/x", "https://a.lv/x"), ("https://a.lv/?b=2&a=1", "https://a.lv/?a=1&b=2"),
    ],
)  # fmt: skip
def test_the_same_page_written_differently(one, other):
    assert normal_address(one) == normal_address(other) != ""


@pytest.mark.parametrize(
    "address", ["https://www.sif.gov.lv/", "sif.gov.lv", "", "mailto:a@b.lv", "https://[", "https://a.lv:99999999/x"]
)
def test_front_pages_and_what_is_no_address_prove_nothing(address):
    assert normal_address(address) == ""


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (("NVO fonds 2027", "SIF", "https://sif.lv/nvo"), ("Cits nosaukums", "LV", "http://www.sif.lv/nvo/"), (ADDRESS,)),
        (("Konkurss „Sēlijas kultūra”", "", ""), ("Sēlijas kultūras konkurss", "", ""), (TITLE,)),
        (("Mazo projektu konkurss iniciatīvām", "LLF", ""), ("Mazo projektu konkurss kopienu iniciatīvām", "LLF", ""), (NAME, PROVIDER)),
        (("Mazo projektu konkurss", "LLF", "https://a.lv/1"), ("Mazo projektu konkurss", "LLF", "https://a.lv/1"), (ADDRESS, TITLE, PROVIDER)),
    ],
)  # fmt: skip
def test_the_reasons_are_told(one, other, reasons):
    def told(of):
        return teller(of[0], [of[0]], of[1], [of[2]])

    like = likeness(told(one), told(other))
    assert like is not None
    assert like.reasons == reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kultūras programma", "Sporta programma"),
        ("NVO fonds – mikroprojekti", "NVO fonds – makroprojekti"),
        ("Stipendija", "Aizdevums"),
    ],
)
def test_like_names_of_different_providers_are_different(one, other):
    assert likeness(teller("a", [one], "SIF"), teller("b", [other], "LLF")) is None
