"""Templates look to their own room, a lower one or core; words are translated, nothing is inline."""

import re

from django.urls import get_resolver

from tests.architecture.house import ORDER, PACKAGE, room_of, short

TEMPLATES = [file for room in ORDER for file in sorted((PACKAGE / room).rglob("*.html")) if "built" not in file.parts]
LOOKING = re.compile(r"{%\s*(?:include|extends)\s+[\"']([a-z_]+)/")
INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*(?:src=|application/(?:ld\+)?json))")
LOOSE = re.compile(r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)")


def test_templates_look_down():
    upward = [
        f"{short(file)} → {target}"
        for file in TEMPLATES
        for target in LOOKING.findall(file.read_text(encoding="utf-8"))
        if target in ORDER and ORDER[target] > ORDER[room_of(file)]
    ]
    assert upward == []


def test_nothing_is_inline():
    found = [
        f"{short(file)}:{number}: {line.strip()[:100]}"
        for file in TEMPLATES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if INLINE.search(line)
    ]
    assert found == []


def test_long_sentences_are_trimmed():
    assert [short(file) for file in TEMPLATES if LOOSE.search(file.read_text(encoding="utf-8"))] == []


def test_every_named_address_exists():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)} | {
        name for _prefix, inner in get_resolver().namespace_dict.values() for name in inner.reverse_dict
    }
    called = {
        name: short(file)
        for file in TEMPLATES
        for name in re.findall(r"{%\s*url\s+[\"']([\w:]+)[\"']", file.read_text(encoding="utf-8"))
    }
    assert {name: file for name, file in called.items() if name not in names} == {}
