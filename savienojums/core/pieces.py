"""The components as their descriptions tell them: parameters and examples, for their page and for tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml
from django import forms
from django.utils.module_loading import import_string

from savienojums.core.pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "components"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a component."""

    name: str
    type: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A component with certain parameters; hidden ones are there for the tests only."""

    name: str
    parameters: dict[str, Any]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A component: what it is for, what it takes, how it looks."""

    name: str
    sentence: str
    parameters: list[Parameter]
    examples: list[Example]


class _Reader(yaml.SafeLoader):
    """Reads plain YAML, and forms and pages where an example needs one."""


def _form(words: dict[str, Any]) -> forms.Form:
    """A form with the fields that an example names; filled in and with faults if it says so."""
    fields: dict[str, forms.Field] = {}
    for name, details in words["fields"].items():
        options = dict(details)
        kind = import_string(f"django.forms.{options.pop('kind')}")
        if widget := options.pop("widget", None):
            options["widget"] = getattr(forms, widget)(attrs=options.pop("attrs", None))
        if "choices" in options:
            options["choices"] = [tuple(choice) for choice in options["choices"]]
        fields[name] = kind(**options)
    made: forms.Form = type("ExampleForm", (forms.Form,), fields)(words.get("data"), initial=words.get("initial"))
    if words.get("data") is not None:
        made.full_clean()
        for sentence in words.get("faults", []):
            made.add_error(None, sentence)
    return made


def _bound_field(words: dict[str, Any]) -> forms.BoundField:
    """The one field of a form made of it alone."""
    name = next(iter(words["fields"]))
    return _form(words)[name]


def _page(words: dict[str, Any]) -> Page[Any]:
    """A page of a long list, without its rows."""
    return Page(rows=[], **words)


def _made_by(make: Callable[[Any], Any]) -> Callable[[yaml.SafeLoader, yaml.Node], Any]:
    return lambda reader, node: make(reader.construct_mapping(cast("yaml.MappingNode", node), deep=True))


_Reader.add_constructor("!form", _made_by(_form))
_Reader.add_constructor("!field", _made_by(_bound_field))
_Reader.add_constructor("!page", _made_by(_page))


@cache
def all_pieces() -> list[Piece]:
    """Every component, in the order of the alphabet."""
    return [_piece(file) for file in sorted(FOLDER.glob("*/*.yaml"))]


def _piece(file: Path) -> Piece:
    # Our own files; the reader makes nothing but plain values, forms and pages.
    words = yaml.load(file.read_text(encoding="utf-8"), Loader=_Reader)  # noqa: S506 -- our reader, our files
    return Piece(
        name=file.stem,
        sentence=words["sentence"],
        parameters=[Parameter(name=name, **about) for name, about in words.get("parameters", {}).items()],
        examples=[
            Example(name=example["name"], parameters=example.get("with") or {}, hidden=example.get("hidden", False))
            for example in words["examples"]
        ],
    )
