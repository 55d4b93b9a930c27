"""The page of the users' documents about the API: every example in it answers, and answers something."""

import re
import shlex
from pathlib import Path

import pytest

from savienojums.demo.world import fill

DOCS = Path(__file__).parents[3] / "docs" / "use"
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def examples():
    for file in (DOCS / "api.md", DOCS / "lv" / "api.md"):
        for block in SHELL.findall(file.read_text(encoding="utf-8")):
            yield from (f"curl {each}" for each in block.split("curl ")[1:])


@pytest.mark.django_db
def test_every_example_of_the_documents_answers(client):
    fill()
    asked = [shlex.split(each) for each in examples()]
    assert len(asked) > 10
    for words in asked:
        path = words[1].removeprefix("http://127.0.0.1:8000")
        response = client.post(path, words[-1], "application/json") if "-d" in words else client.get(path)
        assert response.status_code == 200, (path, response.content)
        told = response.json()
        assert told.get("items", told), path
