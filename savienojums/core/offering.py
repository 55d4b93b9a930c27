"""Choices of a form that are known only when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django_stubs_ext import StrOrPromise

    # One choice, or the name of a group with its choices.
    Choice = tuple[str, StrOrPromise] | tuple[str, Sequence[tuple[str, str]]]


def offer(form: forms.BaseForm, name: str, choices: Iterable[Choice]) -> None:
    """Let the form's field choose among these."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{type(form).__name__}.{name} is no field to choose in")
    field.choices = choices
