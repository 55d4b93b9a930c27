"""The doctor: each thing that can be wrong is found, and a remedy is named."""

import json
import shutil
from datetime import timedelta

import pytest
from django.core.checks import Error

from savienojums import __version__
from savienojums.cli.inside import checks, searching, tables
from savienojums.cli.inside.checks import State
from savienojums.core import search, search_rules
from savienojums.core.clock import now
from savienojums.core.models import Word, WordGroup
from savienojums.core.system import SYSTEM
from savienojums.journal.actions import record
from savienojums.journal.models import Heartbeat, Job
from tests import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA = tmp_path
    settings.OUTBOX = tmp_path / "outbox"


def beat(version=__version__, seen_at=None):
    Heartbeat.objects.create(worker=f"w{version}", version=version, since=now(), seen_at=seen_at or now())


def job(name="contest.thank_the_authors", **details):
    line = record("contest.entry_submitted", by=SYSTEM, subject=make.theme(), at=now())
    return Job.objects.create(name=name, line=line, **details)


def test_settings_that_can_be_used_are_well(settings):
    assert checks.check_settings().state is State.OK
    settings.DEBUG = True
    assert checks.check_settings().remedy == "Unset DEBUG."


def test_a_fault_in_the_settings_is_named(monkeypatch):
    monkeypatch.setattr(
        "django.core.checks.run_checks", lambda: [Error("REGION_COLOURS: no colour", hint="Write #rrggbb")]
    )
    found = checks.check_settings()
    assert (found.state, found.what, found.remedy) == (
        State.BROKEN,
        "Settings: REGION_COLOURS: no colour",
        "Write #rrggbb",
    )


@pytest.mark.parametrize(
    ("address", "state"),
    [("http://127.0.0.1:8000", "look"), ("http://selija.example", "look"), ("https://selija.example", "ok")],
)
def test_the_address_in_letters_is_looked_at(settings, address, state):
    settings.SITE_URL, settings.HTTPS = address, address.startswith("https")
    assert checks.check_address().state == state


def test_the_database_is_whole():
    assert checks.check_database().state in {State.OK, State.LOOK}
    assert "Database:" in checks.check_database().what


def test_tables_of_another_version_are_found(monkeypatch):
    for name in ("waiting", "unknown"):
        monkeypatch.setattr(tables, "waiting", list)
        monkeypatch.setattr(tables, "unknown", list)
        assert checks.check_tables().state is State.OK
        monkeypatch.setattr(tables, name, lambda: ["journal.0002_more"])
        assert checks.check_tables().state is State.BROKEN


def test_an_installation_nobody_keeps_is_looked_at(administrator):
    assert checks.check_administrator().state is State.OK
    administrator.roles.all().delete()
    assert "savienojums administrator" in checks.check_administrator().remedy


def test_a_missing_worker_is_broken():
    assert checks.check_worker().state is State.BROKEN
    beat(seen_at=now() - HOUR)
    assert checks.check_worker().state is State.BROKEN


def test_a_living_worker_is_well_unless_it_is_of_another_version():
    beat()
    assert checks.check_worker().state is State.OK
    beat("0.0.1")
    assert "0.0.1" in checks.check_worker().what


def test_a_quiet_queue_is_well():
    job(due_at=now())
    assert checks.check_jobs().state is State.OK


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"failed_at": now()}, "given up"),
        ({"due_at": now() - HOUR}, "wait, the first since"),
        ({"taken_by": "w", "taken_at": now() - HOUR, "due_at": now() + HOUR}, "runs since"),
    ],
)
def test_jobs_that_fail_wait_or_hang_are_found(details, words):
    job(**details)
    found = checks.check_jobs()
    assert found.state is State.LOOK
    assert words in found.what


def test_lines_nobody_reads_are_found(monkeypatch):
    monkeypatch.setattr(checks, "MANY_LINES", 0)
    job(due_at=now())
    assert "not read" in checks.check_jobs().what


def test_mail_that_stays_in_the_house_is_told(settings):
    settings.EMAIL_BACKEND = "savienojums.core.mail.OutboxBackend"
    settings.OUTBOX.mkdir()
    (settings.OUTBOX / "1.eml").touch()
    assert "(1 letters)" in checks.check_mail().what


def test_a_mail_server_that_does_not_answer_is_broken(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert checks.check_mail().state is State.BROKEN
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert checks.check_mail().state is State.OK


@pytest.mark.parametrize(("free", "state"), [(10**7, "broken"), (5 * 10**8, "look"), (10**10, "ok")])
def test_a_full_disk_is_found(monkeypatch, free, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": free}))
    assert checks.check_disk().state == state


@pytest.mark.parametrize(("days", "state"), [(0, "ok"), (30, "look")])
def test_an_old_backup_is_found(settings, days, state):
    assert checks.check_backup().state is State.LOOK
    made_at = now() - timedelta(days=days)
    (settings.DATA / "last-backup.json").write_text(json.dumps({"made_at": made_at.isoformat(), "path": "/b.zip"}))
    assert checks.check_backup().state == state


def test_lines_about_what_was_removed_are_counted():
    theme = make.theme()
    record("network.theme_named", by=SYSTEM, subject=theme, at=now())
    assert "every line" in checks.check_journal().what
    theme.delete()
    assert "1 of network.theme" in checks.check_journal().what


def test_what_cannot_be_found_is_noticed_and_mended(monkeypatch, capsys):
    make.organisation(), make.measure()
    make.measure("Melnraksts", published_at=None)
    assert checks.check_search().what == "Search: the index has 0 of 1 measures, 0 of 1 organisations."
    monkeypatch.setattr(checks, "CHECKS", (checks.check_search,))
    assert checks.mend() == 0
    assert "everything is in the index" in capsys.readouterr().out
    assert search.matching("organisation", "ūdenszīmes")
    assert search.matching("measure", "fonds")


def test_an_index_made_by_other_rules_is_noticed_and_made_anew(monkeypatch, capsys):
    measure = make.measure("Kopienu fonds")
    assert checks.check_search().what != "Search: the rules have changed since the index was made."
    monkeypatch.setattr(search_rules, "rules_version", lambda: 7)
    assert checks.check_search().remedy == "savienojums reindex"
    searching.make_ready()
    assert "indexing everything again" in capsys.readouterr().out
    assert list(search.matching("measure", "kopiena")) == [measure.pk]
    assert checks.check_search().state is State.OK
    searching.make_ready()
    assert capsys.readouterr().out == ""


def test_words_whose_texts_are_gone_are_forgotten_with_the_old_index():
    search.index("measure", [(1, "Sendienas", "")])
    make.measure("Kopienu fonds")
    assert searching.make_anew() == {"measure": 1, "organisation": 0, "event": 0, "voice": 0, "initiative": 0}
    assert not Word.objects.filter(form="sendienas").exists()


def test_a_start_brings_the_first_synonyms_and_warms_the_search_up(monkeypatch, caplog):
    searching.make_ready()
    assert WordGroup.objects.count() > 30
    monkeypatch.setattr(searching, "connections", type("Open", (), {"close_all": staticmethod(lambda: None)}))
    searching.warm_up()
    monkeypatch.setattr(search, "prepare", lambda: 1 / 0)
    searching.warm_up()
    assert "could not be made ready" in caplog.text


def test_one_broken_thing_does_not_hide_the_others(monkeypatch, capsys):
    def check_roof():
        raise OSError("it rains in")

    monkeypatch.setattr(checks, "CHECKS", (check_roof, checks.check_journal))
    assert checks.examine() == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "broken  Roof: OSError: it rains in"
    assert said[2].startswith("ok      Journal")


def test_remedies_are_said_only_where_they_are_needed(monkeypatch, capsys):
    monkeypatch.setattr(checks, "CHECKS", (checks.check_administrator, checks.check_journal))
    assert checks.examine() == 0
    assert capsys.readouterr().out.count("→") == 1


def test_settings_are_listed_and_secrets_are_not(monkeypatch, capsys):
    monkeypatch.setenv("EMAIL_URL", "smtp://liene:parole@post.example")
    monkeypatch.setenv("REGION_NAME", "Vidzeme")
    assert checks.list_settings() == 0
    said = capsys.readouterr().out
    assert "EMAIL_URL=(set)" in said
    assert "REGION_NAME=Vidzeme\n" in said
    assert "parole" not in said
