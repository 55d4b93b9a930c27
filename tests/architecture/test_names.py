"""One act, one name: its rule, its journal line, its keywords."""

import ast

import pytest

from tests.architecture.house import PACKAGE, functions, room_of, short, sources, tree

# The journal's own act writes the lines of all others.
ACTS = [
    (file, node)
    for file in sources("actions")
    if room_of(file) != "journal" and file.name != "__init__.py"
    for node in functions(file)
    if any(argument.arg == "by" for argument in node.args.kwonlyargs)
]
# Functions that several acts of a room share; they are called by acts and stand under the acts' own rules.
SHARED = {"keep_an_administrator", "new_role", "index_measures", "line", "series_line"}


def rules_of(room):
    return {node.name for file in sources("rules") if room_of(file) == room for node in tree(file).body
            if isinstance(node, ast.FunctionDef)} | {
        target.id
        for file in sources("rules") if room_of(file) == room
        for node in tree(file).body if isinstance(node, ast.Assign)
        for target in node.targets if isinstance(target, ast.Name)
    }  # fmt: skip


@pytest.mark.parametrize(("file", "node"), ACTS, ids=[f"{room_of(f)}.{n.name}" for f, n in ACTS])
def test_an_act_has_keywords_a_rule_a_sentence_and_a_line(file, node):
    if node.name in SHARED:
        return
    keywords = {argument.arg for argument in node.args.kwonlyargs}
    positional = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    text = ast.unparse(node)
    assert positional == [], f"{short(file)}: {node.name} takes keywords only"
    assert {"by", "at"} <= keywords, f"{short(file)}: {node.name} needs by= and at="
    assert ast.get_docstring(node), f"{short(file)}: {node.name} needs a sentence"
    assert f"may_{node.name}" in rules_of(room_of(file)), f"{short(file)}: {node.name} has no rule may_{node.name}"
    assert f"rules.may_{node.name}" in text or "allow(" in text, f"{short(file)}: {node.name} does not ask its rule"


def test_there_are_acts_in_every_room_that_keeps_records():
    assert {room_of(file) for file, _node in ACTS} >= {"accounts", "network", "support"}


def test_verbs_name_their_room():
    wrong = []
    for file in sources("actions"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and node.args:
                verb = node.args[0]
                if isinstance(verb, ast.Constant) and not str(verb.value).startswith(f"{room_of(file)}."):
                    wrong.append(f"{short(file)}: {verb.value}")
    assert wrong == []


def test_no_drawer_without_a_word_on_it():
    nameless = {"utils", "helpers", "common", "misc", "manager", "managers", "base", "tools"}
    found = [short(file) for file in PACKAGE.rglob("*.py") if file.stem in nameless or file.parent.name in nameless]
    assert found == []
