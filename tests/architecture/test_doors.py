"""Doors ask questions and perform acts; they do not reach into records."""

import re

from tests.architecture.house import short, sources

REACHING = re.compile(r"\.objects\b|\.save\(|\.create\(|\.delete\(|bulk_create|bulk_update|\.update_or_create\(")
CLOCK = re.compile(r"\bnow\(\)|timezone\.now|datetime\.now|date\.today|local_day\(clock\.now")


def test_no_door_and_no_form_touches_records():
    found = [
        f"{short(file)}:{number}: {line.strip()}"
        for file in sources("views", "feeds", "api", "jobs", "forms")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if REACHING.search(line) and "# a file, not a record" not in line
    ]
    assert found == []


def test_no_clock_below_the_doors():
    found = [
        f"{short(file)}:{number}: {line.strip()}"
        for file in sources("actions", "queries", "rules", "models", "kinds", "fit", "catalogue", "forecast")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if CLOCK.search(line)
    ]
    assert found == []


def test_no_door_knows_the_request_below_it():
    found = [
        short(file)
        for file in sources("actions", "queries", "rules", "models")
        if "HttpRequest" in file.read_text(encoding="utf-8")
    ]
    assert found == []
