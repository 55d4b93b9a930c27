"""The server's entry: Django's pages in a few threads behind one asynchronous door.

A thread is taken only when a request has wholly arrived, and is free again before its answer leaves: two visitors on a
weak line must not keep everybody else waiting (docs/decisions/0016-own-bridge.md).
"""

from __future__ import annotations

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from django.core.wsgi import get_wsgi_application

from savienojums import env

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    Scope = dict[str, Any]
    Receive = Callable[[], Awaitable[dict[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]
    Headers = list[tuple[str, str]]

# What is larger lies on disk while it comes in or goes out.
IN_MEMORY = 1 << 20
PIECE = 1 << 16
LARGEST_REQUEST = 64 << 20
PLAIN = [(b"content-type", b"text/plain; charset=utf-8")]


class FileWrapper:
    """What Django gives back instead of pieces when the answer is a file."""

    def __init__(self, file: IO[bytes], _block_size: int = PIECE) -> None:
        self.file = file


class Answer:
    """An answer that is whole: its head, and a file with its body."""

    status = 500
    headers: list[tuple[bytes, bytes]]
    body: IO[bytes]

    def start(self, status: str, headers: Headers, _error: object = None) -> None:
        """Take the head from Django."""
        self.status = int(status.partition(" ")[0])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]

    def take(self, pieces: FileWrapper | Iterable[bytes]) -> None:
        """Take the body from Django, in the thread in which Django made it."""
        if isinstance(pieces, FileWrapper):
            self.body = pieces.file
            return
        self.body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it is sent after this function
        try:
            self.body.writelines(pieces)
        finally:
            # Tells Django that the request is over, so that the thread keeps or drops its database connection.
            getattr(pieces, "close", lambda: None)()
        self.body.seek(0)


class Bridge:
    """Carries requests from the event loop to threads, and answers back."""

    def __init__(self, pages: Callable[..., Any], threads: int) -> None:
        self.pages = pages
        self.page_threads = ThreadPoolExecutor(threads, thread_name_prefix="page")
        # Reading a file takes no time worth speaking of, but a slow disk must not stop the loop.
        self.file_threads = ThreadPoolExecutor(2, thread_name_prefix="file")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            message = f"There is nothing here for {scope['type']}."
            raise NotImplementedError(message)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            size = await _received(receive, body)
            if size is None:
                return
            if size > LARGEST_REQUEST:
                await send({"type": "http.response.start", "status": 413, "headers": PLAIN})
                await send({"type": "http.response.body", "body": b"This is larger than 64 MB."})
                return
            body.seek(0)
            answer = await self._in(self.page_threads, self._answer, _environ(scope, body, size))
        await self._send(answer, send)

    async def _in(self, threads: ThreadPoolExecutor, work: Callable[..., Any], *about: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(threads, work, *about)

    def _answer(self, environ: dict[str, Any]) -> Answer:
        answer = Answer()
        answer.take(self.pages(environ, answer.start))
        return answer

    async def _send(self, answer: Answer, send: Send) -> None:
        """Send as fast as the reader reads; no page thread waits for that."""
        in_memory = getattr(answer.body, "_rolled", True) is False
        try:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            more = True
            while more:
                if in_memory:
                    piece, more = answer.body.read(), False
                else:
                    piece = await self._in(self.file_threads, answer.body.read, PIECE)
                    more = bool(piece)
                await send({"type": "http.response.body", "body": piece, "more_body": more})
        finally:
            await self._in(self.file_threads, answer.body.close)


async def _received(receive: Receive, body: IO[bytes]) -> int | None:
    """Take in the whole request; its size, or nothing if the sender has gone. What is too large is not kept."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        size += len(piece := message.get("body", b""))
        more = message.get("more_body", False)
        if size > LARGEST_REQUEST:
            return size
        body.write(piece)
    return size


def _environ(scope: Scope, body: IO[bytes], size: int) -> dict[str, Any]:
    """The request as WSGI tells it."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": FileWrapper,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        # "X_Forwarded_For" would be read as the proxy's own "X-Forwarded-For".
        if b"_" not in raw_name:
            name, value = f"HTTP_{raw_name.decode('latin-1').upper().replace('-', '_')}", raw_value.decode("latin-1")
            joint = "; " if name == "HTTP_COOKIE" else ","
            environ[name] = f"{environ[name]}{joint}{value}" if name in environ else value
    environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
    # Counted, not believed: a body may also come in pieces without a length.
    environ.pop("HTTP_CONTENT_LENGTH", None)
    environ["CONTENT_LENGTH"] = str(size)
    return environ


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "savienojums.settings")
pages = get_wsgi_application()
application = Bridge(pages, threads=env.number("WEB_THREADS"))
