"""The one way the house gets something from outside: bounded in time and size, and never from a private address."""

from __future__ import annotations

import logging
import socket
import threading
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any

import httpcore
import httpx
from django.conf import settings

from savienojums import __version__
from savienojums.core.sniffing import AS_DECLARED, sniffed
from savienojums.core.unfetchable import Unfetchable, kind_named, sentence_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

__all__ = ["Fetched", "Unfetchable", "answers", "fetch", "kind_named", "sentence_of"]

log = logging.getLogger(__name__)

LONGEST_ADDRESS = 2_000
MOST_REDIRECTS = 5
MOST_BYTES = 10_000_000
PIECE = 65_536
CONNECT_SECONDS, WHOLE_SECONDS = 10.0, 30.0
MOST_TRIES = 3
LOOKING_PORTS = {80, 443}
# Networks that look public to the standard library but carry other addresses inside, or are nobody's.
OPEN_V6 = ip_network("2000::/3")
CARRIERS = tuple(
    ip_network(net) for net in ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "192.88.99.0/24")
)

ACCEPT = {
    "calendar": "text/calendar, */*;q=0.1",
    "feed": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    "json": "application/json",
    "page": "text/html, application/xhtml+xml, */*;q=0.1",
    "table": "text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1",
}
FITTING = {"calendar": {"calendar"}, "feed": {"feed"}, "json": {"json"}, "page": {"page"}, "table": {"table", "text"}}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave, and what to say next time so that it need not be sent again."""

    address: str
    kind: str
    content: bytes
    etag: str = ""
    modified: str = ""
    unchanged: bool = False
    # What the site said it was, when that was not true.
    declared: str = ""


def fetch(address: str, wanted: str, *, etag: str = "", modified: str = "", most: int = MOST_BYTES) -> Fetched:
    """What lies at the address, if it is of the wanted kind: calendar, feed, json, page or table."""
    asking = {"Accept": ACCEPT[wanted]}
    asking |= {"If-None-Match": etag} if _sayable(etag) else {}
    asking |= {"If-Modified-Since": modified} if _sayable(modified) else {}
    with _answer("GET", address, asking) as response:
        reached, host = str(response.url), response.url.host
        marks: dict[str, Any] = {
            "etag": _sayable(response.headers.get("ETag", "")[:200]),
            "modified": _sayable(response.headers.get("Last-Modified", "")[:60]),
        }
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Fetched(reached, wanted, b"", etag or marks["etag"], modified or marks["modified"], unchanged=True)
        _insist_on_success(response.status_code, host)
        declared = AS_DECLARED.get(response.headers.get("Content-Type", "").partition(";")[0].strip().lower(), "")
        if declared in {"media", "pdf", "packed"}:
            raise Unfetchable("other_kind", got=declared, wanted=wanted)
        content = _whole(response, most, host)
    kind = sniffed(content)
    if kind not in FITTING[wanted]:
        raise Unfetchable("other_kind", got=kind, wanted=wanted)
    lies = declared if declared and declared not in FITTING[wanted] else ""
    return Fetched(reached, kind, content, **marks, declared=lies)


def _sayable(mark: str) -> str:
    """The mark, if it can be sent back as it came; some sites send letters that no header may hold."""
    return mark if mark.isascii() and mark.isprintable() else ""


def answers(address: str) -> str:
    """The address at which one arrives if the page is there; refuses with a sentence if it is not.

    Asks for the head alone; sites that do not know that question are asked for the page, which is not read.
    """
    try:
        with _answer("HEAD", address, {}) as response:
            _insist_on_success(response.status_code, response.url.host)
            return str(response.url)
    except Unfetchable as refusal:
        if refusal.word in {"private", "credentials", "port", "no_address", "other_scheme", "unknown_host"}:
            raise
    with _answer("GET", address, {"Accept": ACCEPT["page"]}) as response:
        _insist_on_success(response.status_code, response.url.host)
        return str(response.url)


def _insist_on_success(status: int, host: str) -> None:
    if 200 <= status < 300:
        return
    word = {401: "forbidden", 403: "forbidden", 404: "missing", 410: "missing", 429: "too_often"}.get(status)
    raise Unfetchable(word or ("refused" if status < 500 else "broken"), host=host, status=status)


# --- asking --------------------------------------------------------------------


@contextmanager
def _answer(method: str, address: str, asking: dict[str, str]) -> Iterator[httpx.Response]:
    """The last answer on the way from the address, its content not read yet; each step is judged anew."""
    until = time.monotonic() + WHOLE_SECONDS
    headers = {"User-Agent": f"Savienojums/{__version__} (+{settings.SITE_URL}/contact/)", "Accept-Encoding": "gzip"}
    host, been = "", set[str]()
    with httpx.Client(transport=_Transport(until), headers=headers, trust_env=False, timeout=CONNECT_SECONDS) as client:
        try:
            for _step in range(MOST_REDIRECTS + 1):
                url = checked(address)
                host = url.host
                if str(url) in been:
                    raise Unfetchable("loop")
                been.add(str(url))
                with client.stream(method, url, headers=asking) as response:
                    if not response.has_redirect_location:
                        yield response
                        return
                    address = str(url.join(response.headers["Location"]))
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as wrong:
            raise Unfetchable("no_address") from wrong
        except httpx.TimeoutException as wrong:
            raise _late(host, until) from wrong
        except httpx.ConnectError as wrong:
            raise Unfetchable(
                "not_secure" if "CERTIFICATE" in str(wrong).upper() else "no_answer", host=host
            ) from wrong
        except httpx.HTTPError as wrong:
            raise Unfetchable("broken_off", host=host) from wrong
    raise Unfetchable("redirects")


def _late(host: str, until: float) -> Unfetchable:
    """Too slow if the whole time was used up, else there was no answer at all."""
    if time.monotonic() >= until:
        return Unfetchable("too_slow", host=host, seconds=int(WHOLE_SECONDS))
    return Unfetchable("no_answer", host=host)


def checked(address: str) -> httpx.URL:
    """The address in its parts; refuses what no public page has."""
    try:
        url = httpx.URL(address.strip()) if len(address) <= LONGEST_ADDRESS else httpx.URL()
    except (httpx.InvalidURL, UnicodeError, ValueError) as wrong:
        raise Unfetchable("no_address") from wrong
    if url.scheme and url.scheme not in {"http", "https"}:
        raise Unfetchable("other_scheme")
    if not url.host or not url.scheme:
        raise Unfetchable("no_address")
    if url.userinfo:
        raise Unfetchable("credentials")
    if url.port is not None and url.port < 1024 and url.port not in LOOKING_PORTS:
        raise Unfetchable("port", port=url.port)
    return url.copy_with(fragment=None)


def _whole(response: httpx.Response, most: int, host: str) -> bytes:
    """The whole content, unpacked piece by piece: neither an endless stream nor a packed giant gets past `most`."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise Unfetchable("encoding", host=host)
    got = bytearray()
    try:
        for piece in _unpacked(response.iter_raw(PIECE), packed=packing not in {"identity", ""}):
            got += piece
            if len(got) > most:
                raise Unfetchable("too_large", megabytes=most // 1_000_000)
    except zlib.error as wrong:
        raise Unfetchable("encoding", host=host) from wrong
    return bytes(got)


def _unpacked(pieces: Iterable[bytes], *, packed: bool) -> Iterator[bytes]:
    if not packed:
        yield from pieces
        return
    # 32 + 15: the head says itself whether it is gzip or zlib.
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS)
    for piece in pieces:
        rest = piece
        while rest:
            yield unpacker.decompress(rest, PIECE)
            rest = unpacker.unconsumed_tail
            if unpacker.eof and (rest := unpacker.unused_data):
                unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS)
    yield unpacker.flush()


# --- the way there ---------------------------------------------------------------


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to the open internet, and to it alone."""
    if isinstance(address, IPv6Address) and address not in OPEN_V6:
        return False
    if any(address in net for net in CARRIERS if net.version == address.version):
        return False
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    return address.is_global and not special and not address.is_link_local


def addresses_of(host: str, port: int, seconds: float = CONNECT_SECONDS) -> list[str]:
    """The network addresses of a site, every one of them public; else it is refused, and the refusal logged."""
    found = _looked_up(host, port, seconds)
    for address in found:
        if not is_public(ip_address(address)) and not _is_let(address, port):
            log.warning("Refused to fetch from %s: %s is not a public address.", host, address)
            raise Unfetchable("private", host=host)
    return found


def _is_let(address: str, port: int) -> bool:
    """Whether the host has named this address, or this address and port."""
    return bool({address, f"{address}:{port}"} & set(settings.FETCH_PRIVATE_ADDRESSES))


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """The directory's answer; asked beside us, because it cannot be told to hurry."""
    found: list[str] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in rows))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(seconds, 0.1))
    if not found:
        raise Unfetchable("unknown_host", host=host)
    return list(found)


class _Transport(httpx.HTTPTransport):
    """httpx over a road of ours: no proxy, no socket of the machine, names looked up by us."""

    def __init__(self, until: float) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=_trust(), network_backend=_Road(until))


@cache
def _trust() -> ssl.SSLContext:
    """Whom the web trusts; reading it takes longer than many a page."""
    return httpx.create_ssl_context()


class _Road(httpcore.NetworkBackend):
    """Connects to exactly the addresses that were judged: a name that changes its address meanwhile gains nothing."""

    def __init__(self, until: float) -> None:
        self.until = until
        self.beneath = httpcore.SyncBackend()

    def connect_tcp(  # type: ignore[override]  # the settings that are only passed on are not named here
        self, host: str, port: int, timeout: float | None = None, **how: Any
    ) -> httpcore.NetworkStream:
        """The first of the site's addresses that answers."""
        wrong: Exception | None = None
        for address in addresses_of(host, port, min(CONNECT_SECONDS, self.until - time.monotonic()))[:MOST_TRIES]:
            try:
                stream = self.beneath.connect_tcp(address, port, _left(self.until, timeout), **how)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                wrong = error
            else:
                return _Stream(stream, self.until)
        raise wrong or httpcore.ConnectError(host)


class _Stream(httpcore.NetworkStream):
    """A connection whose whole time is bounded: a site that sends a letter a second is left, too."""

    def __init__(self, beneath: httpcore.NetworkStream, until: float) -> None:
        self.beneath, self.until = beneath, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes."""
        return self.beneath.read(max_bytes, _left(self.until, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send these bytes."""
        self.beneath.write(buffer, _left(self.until, timeout))

    def close(self) -> None:
        """Hang up."""
        self.beneath.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same, so that nobody else can listen."""
        return _Stream(self.beneath.start_tls(ssl_context, server_hostname, _left(self.until, timeout)), self.until)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self.beneath.get_extra_info(info)


def _left(until: float, timeout: float | None) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return min(left, timeout or left)
