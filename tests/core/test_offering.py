"""Choices offered when a form is opened."""

import pytest
from django import forms

from savienojums.core.offering import offer


class Asking(forms.Form):
    place = forms.ChoiceField()
    several = forms.MultipleChoiceField()
    name = forms.CharField()


def test_what_is_offered_can_be_chosen_and_nothing_else():
    form = Asking({"place": "rubene", "several": ["a", "c"], "name": "Ūdenszīmes"})
    offer(form, "place", [("Jēkabpils novads", [("rubene", "Rubenes pagasts")])])
    offer(form, "several", (pair for pair in [("a", "A"), ("b", "B")]))
    assert not form.is_valid()
    assert list(form.errors) == ["several"]
    assert form.cleaned_data["place"] == "rubene"
    assert "Rubenes pagasts" in str(form["place"])


def test_one_form_does_not_offer_what_another_was_given():
    offer(Asking(), "place", [("rubene", "Rubenes pagasts")])
    assert "Rubenes pagasts" not in str(Asking()["place"])


def test_a_field_without_choices_offers_none():
    with pytest.raises(TypeError, match=r"Asking\.name"):
        offer(Asking(), "name", [("a", "A")])
