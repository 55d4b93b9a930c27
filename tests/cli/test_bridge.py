"""The bridge between the event loop and Django's threads."""

import asyncio
import io
import threading
from tempfile import TemporaryFile
from typing import Any

import pytest
from django.db import connection

from savienojums import asgi
from savienojums.asgi import Bridge

HEAD = {"type": "http", "method": "GET", "raw_path": b"/a%20b", "query_string": b"q=%C4%81", "http_version": "1.1"}


def carry(pages, *pieces, threads=1, **scope):
    """What the server is told to send, after this request came in these pieces."""
    coming = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    coming.append({"type": "http.request", "body": b""})
    return asyncio.run(_carry(Bridge(pages, threads), coming, scope))


async def _carry(bridge, coming, scope):
    sent = []

    async def receive():
        return coming.pop(0)

    async def send(message):
        sent.append(message)

    head = {"scheme": "http", "server": ("127.0.0.1", 8000), "client": ("192.0.2.1", 5), "headers": []}
    await bridge(HEAD | head | scope, receive, send)
    return sent


def answering(*pieces, seen=None):
    """Pages that answer with these pieces."""

    def pages(environ, start_response):
        if seen is not None:
            seen.update(environ, body=environ["wsgi.input"].read())
        start_response("200 OK", [("Content-Type", "text/plain")])
        return list(pieces)

    return pages


def body(sent):
    return b"".join(message["body"] for message in sent[1:])


def test_an_answer_is_carried_over_in_one_piece():
    sent = carry(answering(b"one ", b"two"))
    assert sent == [
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]},
        {"type": "http.response.body", "body": b"one two", "more_body": False},
    ]


def test_pages_see_the_request_as_it_came():
    seen: dict[str, Any] = {}
    carry(answering(seen=seen), b"one ", b"two", method="POST", headers=[(b"content-type", b"text/csv")])
    assert (seen["PATH_INFO"], seen["QUERY_STRING"], seen["body"]) == ("/a b", "q=%C4%81", b"one two")
    assert (seen["CONTENT_TYPE"], seen["CONTENT_LENGTH"], seen["REMOTE_ADDR"]) == ("text/csv", "7", "192.0.2.1")


def test_the_length_is_counted_and_not_believed():
    seen: dict[str, Any] = {}
    carry(answering(seen=seen), b"four", headers=[(b"content-length", b"4000000000")])
    assert seen["CONTENT_LENGTH"] == "4"
    assert "HTTP_CONTENT_LENGTH" not in seen


def test_headers_that_come_twice_are_joined_and_those_that_could_be_mistaken_are_dropped():
    seen: dict[str, Any] = {}
    headers = [
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"accept", b"a"),
        (b"accept", b"b"),
        (b"x_forwarded_for", b"::1"),
    ]
    carry(answering(seen=seen), headers=headers)
    assert (seen["HTTP_COOKIE"], seen["HTTP_ACCEPT"]) == ("a=1; b=2", "a,b")
    assert "HTTP_X_FORWARDED_FOR" not in seen


def test_a_file_is_carried_over_in_pieces_and_closed():
    file = TemporaryFile()  # noqa: SIM115 - it is the bridge that closes it
    file.write(content := b"x" * (asgi.PIECE + 1))
    file.seek(0)

    def pages(environ, start_response):
        start_response("200 OK", [])
        return environ["wsgi.file_wrapper"](file, 4096)

    sent = carry(pages)
    assert body(sent) == content
    assert [len(message["body"]) for message in sent[1:]] == [asgi.PIECE, 1, 0]
    assert file.closed


def test_a_long_answer_lies_on_disk_until_it_is_sent(monkeypatch):
    monkeypatch.setattr(asgi, "IN_MEMORY", 10)
    sent = carry(answering(b"x" * 8, b"y" * 8))
    assert body(sent) == b"x" * 8 + b"y" * 8
    assert [message["more_body"] for message in sent[1:]] == [True, False]


def test_pages_are_told_that_the_request_is_over():
    class Pieces(list[bytes]):
        def close(self):
            closed.append(threading.current_thread().name)

    def pages(_environ, start_response):
        start_response("200 OK", [])
        return Pieces([b"one"])

    closed: list[str] = []
    carry(pages)
    assert [name.split("_")[0] for name in closed] == ["page"]


def test_what_is_too_large_is_refused_before_a_page_sees_it(monkeypatch):
    monkeypatch.setattr(asgi, "LARGEST_REQUEST", 10)
    seen: dict[str, Any] = {}
    sent = carry(answering(seen=seen), b"x" * 8, b"x" * 8)
    assert sent[0]["status"] == 413
    assert not seen


def test_who_goes_before_all_is_said_is_not_answered():
    async def half():
        return await _carry(Bridge(answering(), 1), [{"type": "http.disconnect"}], {})

    assert asyncio.run(half()) == []


def test_only_pages_are_served():
    with pytest.raises(NotImplementedError):
        carry(answering(), type="websocket")


def test_one_that_reads_slowly_does_not_hold_a_thread():
    async def both():
        bridge, gate = Bridge(answering(b"page"), 1), asyncio.Event()
        sent = []

        async def receive():
            return {"type": "http.request", "body": b""}

        async def reads_slowly(message):
            await gate.wait()
            sent.append(message)

        head = HEAD | {"scheme": "http", "headers": []}
        slow = asyncio.create_task(bridge(head, receive, reads_slowly))
        await asyncio.sleep(0.05)
        quick = await asyncio.wait_for(_carry(bridge, [{"type": "http.request", "body": b""}], {}), 10)
        gate.set()
        await slow
        return quick, sent

    quick, slow = asyncio.run(both())
    assert quick == slow


@pytest.mark.django_db(transaction=True)
def test_threads_keep_their_database_connection(settings):
    used = []

    def pages(_environ, start_response):
        connection.ensure_connection()
        used.append(id(connection.connection))
        start_response("200 OK", [])
        return io.BytesIO(b"page")

    def close():
        connection.close()

    async def three_times():
        bridge = Bridge(pages, 1)
        for _ in range(3):
            await _carry(bridge, [{"type": "http.request", "body": b""}], {})
        await bridge._in(bridge.page_threads, close)

    asyncio.run(three_times())
    assert len(used) == 3
    assert len(set(used)) == 1
