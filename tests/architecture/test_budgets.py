"""Lengths: what does not fit on a screen is not read. The list of exceptions may only shrink."""

import ast

from tests.architecture.house import ORDER, PACKAGE, ROOT, python_files, room_of, short, tree

FUNCTION, PARAMETERS, VIEW, ACT, FILE, CLASS, TEMPLATE, SCRIPT = 40, 6, 25, 40, 350, 200, 140, 200

# Longer than the law, with the reason.
EXCEPTIONS: dict[str, str] = {}


def lines(node):
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    return node.end_lineno - first + 1


def test_functions_are_short():
    found = []
    for file in python_files():
        view = file.parent.name == "views" or file.name == "views.py"
        for node in ast.walk(tree(file)):
            if not isinstance(node, ast.FunctionDef):
                continue
            limit = VIEW if view and node in tree(file).body else FUNCTION
            count = len(node.args.args) + len(node.args.kwonlyargs) + len(node.args.posonlyargs)
            count -= bool(node.args.args) and node.args.args[0].arg in {"self", "cls"}
            name = f"{short(file)}:{node.name}"
            if name not in EXCEPTIONS and (lines(node) > limit or count > PARAMETERS):
                found.append(f"{name} has {lines(node)} lines, {count} parameters")
    assert found == []


def test_classes_are_short():
    found = [
        f"{short(file)}:{node.name} has {lines(node)} lines"
        for file in python_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef) and lines(node) > CLASS
        if f"{short(file)}:{node.name}" not in EXCEPTIONS
    ]
    assert found == []


def count(file):
    return len(file.read_text(encoding="utf-8").splitlines())


def test_files_are_short():
    python = [(file, FILE) for file in python_files()]
    templates = [(file, TEMPLATE) for file in PACKAGE.rglob("*.html") if room_of(file) in ORDER]
    scripts = [(file, SCRIPT) for file in (ROOT / "frontend" / "src").rglob("*.ts")]
    found = [
        f"{short(file)} has {count(file)} lines"
        for file, limit in (*python, *templates, *scripts)
        if count(file) > limit and short(file) not in EXCEPTIONS
    ]
    assert found == []


def test_every_exception_is_still_needed():
    for name in EXCEPTIONS:
        file, _colon, inner = name.partition(":")
        assert (ROOT / file).exists(), name
        if inner:
            longest = max(
                lines(node)
                for node in ast.walk(tree(ROOT / file))
                if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == inner
            )
            assert longest > (CLASS if inner[0].isupper() else VIEW), f"{name} is short now; strike it from the list"
