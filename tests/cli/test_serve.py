"""Serving in real processes: it answers, is not blocked by the slow, and ends in good order."""

import http.client
import os
import re
import signal
import socket
from pathlib import Path

import pytest

from tests.cli.installation import PATIENCE, free_port, wait_until

MISSING = "/nothing-of-this-name/"


def ask(port, path=MISSING):
    """The status of a page and its text, or nothing while nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except ConnectionError:
        return None
    finally:
        connection.close()


def family(process):
    """The processes this one has begotten."""
    return [int(number) for number in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def lives(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def port():
    return free_port()


def serve(installation, port, *words):
    process = installation.start("serve", "--bind", f"127.0.0.1:{port}", *words)
    wait_until(lambda: process.poll() is not None or ask(port))
    return process


def test_an_empty_folder_is_made_ready_and_what_comes_next_is_said(empty, port):
    process = serve(empty, port)
    status, text = ask(port)
    assert (status, "<main" in text) == (404, True)
    assert len(family(process)) == 2
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert f"Open http://127.0.0.1:{port}/" in said
    assert "savienojums administrator" in said
    if not empty.database:
        assert (empty.folder / "savienojums.sqlite3").exists()


def test_the_slow_do_not_keep_others_waiting(installation, port):
    serve(installation, port, "--no-worker")
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(8)]
    for visitor in slow:
        visitor.sendall(b"POST /x/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nbegun")
    assert ask(port)[0] == 404
    for visitor in slow:
        visitor.close()


def test_who_dies_is_replaced_and_who_is_left_alone_ends(installation, port):
    process = serve(installation, port)
    before = family(process)
    os.kill(before[0], signal.SIGKILL)
    wait_until(lambda: len(set(family(process)) - set(before)) == 1)
    wait_until(lambda: ask(port))
    children = family(process)
    process.kill()
    process.wait(PATIENCE)
    wait_until(lambda: not any(map(lives, children)))


def test_an_address_that_is_taken_is_told(installation):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = installation.run("serve", "--bind", f"127.0.0.1:{taken.getsockname()[1]}", code=1)
    assert "Choose another with --bind" in said


def test_tables_that_do_not_fit_are_not_served(installation, port):
    bind = ("--bind", f"127.0.0.1:{port}")
    installation.ask("pretend_to_be_older")
    assert re.search(r"1 changes? wait", installation.run("serve", *bind, code=1))
    installation.ask("pretend_to_be_newer")
    assert "newer version" in installation.run("serve", *bind, "--migrate", code=1)


def test_a_restore_waits_for_the_end_of_serving(installation, port, tmp_path):
    process = serve(installation, port)
    installation.run("backup", tmp_path / "backup.zip")
    assert "stop it first" in installation.run("restore", tmp_path / "backup.zip", "--replace", code=1)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
