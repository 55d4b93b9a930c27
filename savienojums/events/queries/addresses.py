"""Names and addresses somebody pastes, line by line: which can be invited, and what is amiss with the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from savienojums.accounts.models import mailbox

if TYPE_CHECKING:
    from collections.abc import Collection

# More than anybody invites to one meeting by hand; what is beyond is a mistake or a machine.
MOST = 500
LONGEST_NAME, LONGEST_EMAIL = 120, 254
_EMAIL = re.compile(r"[^\s<>,;\"()\[\]]+@[^\s<>,;\"()\[\]]+")
_AROUND = " \t<>,;\"'()[]|"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, what was made of it, and how it stands: new, wrong, twice, known or declined."""

    number: int
    said: str
    email: str
    name: str
    state: str


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines that say something, with their numbers as their writer counts them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [(number, " ".join(said.split())) for number, said in enumerate(lines, 1) if said.strip(_AROUND)]


def read_addresses(text: str, known: Collection[str] = (), declined: Collection[str] = ()) -> list[Line]:
    """Each line judged; an address counts where it stands first."""
    seen: set[str] = set()
    found: list[Line] = []
    for number, said in lines_of(text):
        match = _EMAIL.search(said)
        email = mailbox(match.group().strip(".'")) if match else ""
        name = (said[: match.start()] + " " + said[match.end() :]) if match else said
        name = " ".join(re.sub(r"[<>,;\"()\[\]|\t]+", " ", name).split())[:LONGEST_NAME]
        state = _state(email, seen, known, declined)
        # The line with the headings of a table is nobody's address.
        if not found and not match and _is_heading(said):
            continue
        if state != "wrong":
            seen.add(email)
        found.append(Line(number, said[:200], email, name, state))
    return found


def as_text(lines: list[Line]) -> str:
    """The good lines as they are sent once more by the form that confirms them."""
    return "\n".join(f"{line.email}\t{line.name}" for line in lines if line.state == "new")


def _state(email: str, seen: Collection[str], known: Collection[str], declined: Collection[str]) -> str:
    if not _is_email(email):
        return "wrong"
    if email in seen:
        return "twice"
    if email in declined:
        return "declined"
    return "known" if email in known else "new"


def _is_email(email: str) -> bool:
    if not email or len(email) > LONGEST_EMAIL:
        return False
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def _is_heading(said: str) -> bool:
    words = said.lower()
    return any(word in words for word in ("e-pasts", "epasts", "e-mail", "email", "адрес", "почта"))
