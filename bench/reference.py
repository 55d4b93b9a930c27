"""The yardstick: the plainest Django page – a count and 20 rows of a table of 5,000 – behind the same server."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import django
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

FILE = Path(os.environ["REFERENCE_DATABASE"])
ROWS = 5_000
TEMPLATE = """<!doctype html><html lang="en"><title>Reference</title><h1>{{ total }} rows</h1>
<ul>{% for row in rows %}<li><a href="/row/{{ row.pk }}/">{{ row.name }}</a> {{ row.provider }} {{ row.day|date:"Y-m-d" }}</li>
{% endfor %}</ul></html>"""


def prepare() -> None:
    """Make the table of 5,000 rows."""
    with sqlite3.connect(FILE) as database:
        database.execute("pragma journal_mode=wal")
        database.execute("create table reference_row (id integer primary key, name text, provider text, day date)")
        database.executemany(
            "insert into reference_row values (?, ?, ?, '2027-03-01')",
            ((number, f"Atbalsta pasākums {number}", f"Sniedzējs {number % 40}") for number in range(1, ROWS + 1)),
        )


prepare()
settings.configure(
    SECRET_KEY="reference",  # noqa: S106 -- protects nothing
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="bench.reference_urls",
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FILE, "CONN_MAX_AGE": None}},
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"reference.html": TEMPLATE})]},
        }
    ],
)
django.setup()
pages: Any = get_wsgi_application()
application = WSGIMiddleware(pages, workers=2)
