"""Every environment variable the program reads: name, kind, default and one sentence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["flag", "number", "text", "words", "url", "path", "secret"]


class WrongSetting(Exception):
    """A variable has a value the program cannot use; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One declared variable."""

    name: str
    kind: Kind
    default: str
    sentence: str


VARIABLES: tuple[Variable, ...] = (
    Variable("SAVIENOJUMS_DATA", "path", "~/savienojums-data", "Folder that holds everything to back up: database, photos, outbox, secret."),
    Variable("DATABASE_URL", "secret", "", "PostgreSQL address; empty means SQLite in the data folder."),
    Variable("REDIS_URL", "secret", "", "Redis address for a cache shared between processes; empty means the database's own."),
    Variable("SECRET_KEY", "secret", "", "Key that signs sessions and links; empty means one is made in the data folder at first start."),
    Variable("DEBUG", "flag", "no", "Shows errors in the browser; never on a public address."),
    Variable("SITE_URL", "url", "http://127.0.0.1:8000", "Address under which people reach this site, as written into e-mails and calendars."),
    Variable("ALLOWED_HOSTS", "words", "", "Further host names the site answers to, besides the one of SITE_URL."),
    Variable("TRUSTED_PROXIES", "number", "0", "How many reverse proxies stand in front, so that rate limits see the real address."),
    Variable("EMAIL_URL", "secret", "", "Mail server, as smtp://user:password@host:587 or smtps://…; empty prints mail and keeps it in the outbox folder."),
    Variable("EMAIL_FROM", "text", "Savienojums <savienojums@localhost>", "Sender of the mail the site sends."),
    Variable("CONTACT_EMAIL", "text", "", "Public mailbox of those who run the site, shown on the contact page; empty shows none."),
    Variable("REGION_NAME", "text", "Sēlija", "Name of the region, as it stands in headings."),
    Variable("REGION_PLACE", "text", "selija", "Address word of the territory that is the region."),
    Variable("NETWORK_NAME", "text", "Sēlijas salas", "Name of the network of communities."),
    Variable("REGION_COLOURS", "words", "", "Colours of the region as name=#rrggbb, separated by commas: ground, ink, forest, river, silver."),
    Variable("REGION_MARK", "path", "", "SVG file with the region's mark; empty means the mark that is shipped."),
    Variable("FETCH_PRIVATE_ADDRESSES", "words", "", "Addresses of private networks (address or address:port) from which sources may be fetched all the same; empty means none."),
    Variable("WEB_THREADS", "number", "2", "Threads that answer pages in one process."),
    Variable("LOG_LEVEL", "text", "WARNING", "How much the program tells: DEBUG, INFO, WARNING or ERROR."),
)  # fmt: skip

BY_NAME = {variable.name: variable for variable in VARIABLES}
YES, NO = {"1", "yes", "true", "on"}, {"", "0", "no", "false", "off"}


def text(name: str) -> str:
    """The variable as it was written, or its default."""
    variable = BY_NAME[name]
    return os.environ.get(name, variable.default).strip()


def secret(name: str) -> str:
    """The variable, or the content of the file that NAME_FILE points to."""
    file = os.environ.get(f"{BY_NAME[name].name}_FILE", "")
    if not file:
        return text(name)
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").strip()
    except OSError as error:
        message = f"{name}_FILE points to {file}, which cannot be read: {error.strerror}."
        raise WrongSetting(message) from error


def flag(name: str) -> bool:
    """The variable as yes or no."""
    value = text(name).lower()
    if value not in YES | NO:
        message = f"{name} is {value!r}; write yes or no."
        raise WrongSetting(message)
    return value in YES


def number(name: str) -> int:
    """The variable as a whole number."""
    value = text(name)
    if not value.isdigit():
        message = f"{name} is {value!r}; write a whole number."
        raise WrongSetting(message)
    return int(value)


def words(name: str) -> list[str]:
    """The variable as a list, separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def pairs(name: str) -> dict[str, str]:
    """The variable as name=value pairs, separated by commas."""
    found = [word.partition("=") for word in words(name)]
    if wrong := [name_ for name_, equals, _ in found if not equals]:
        message = f"{name} holds {wrong[0]!r}; write pairs as name=value."
        raise WrongSetting(message)
    return {name_.strip(): value.strip() for name_, _, value in found}


def url(name: str) -> str:
    """The variable as an http address without a final slash."""
    value = text(name).rstrip("/")
    if not value.startswith(("http://", "https://")):
        message = f"{name} is {value!r}; write an address that begins with http:// or https://."
        raise WrongSetting(message)
    return value


def path(name: str) -> Path | None:
    """The variable as a path, or nothing if it is empty."""
    value = text(name)
    return Path(value).expanduser().resolve() if value else None
