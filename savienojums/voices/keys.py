"""Keys of participants: the same browser or account is known again in one conversation, and in no other."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core import signing
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from datetime import date

# 16 bytes in hex: nobody meets another's by chance.
WIDE = 32
SEED_SALT, A_DAY = "voices.seed", 24 * 3600
# All proposals have one key for one browser or account: where two are joined, who supported both counts once.
INITIATIVES = "initiatives"


def new_token() -> str:
    """What a browser keeps; it says nothing of anybody."""
    return secrets.token_urlsafe(24)


def new_seed() -> str:
    """What a page carries for a browser without a token: from each press of that page comes the same token."""
    return signing.dumps(new_token(), salt=SEED_SALT)


def token_of_seed(seed: str) -> str:
    """The token of a page's seed; empty where it is not ours or older than a day."""
    try:
        return token_from(str(signing.loads(seed, salt=SEED_SALT, max_age=A_DAY)))
    except signing.BadSignature:
        return ""


def token_from(secret: str) -> str:
    """A token made of something that only one page carried."""
    return salted_hmac("savienojums.voices.token", secret, algorithm="sha256").hexdigest()[:WIDE]


def key_of_token(token: str, about: str) -> str:
    """The key of this browser in the conversation, survey or proposal `about` (its public id)."""
    return _key("browser", f"{about}:{token}")


def key_of_person(public_id: str, about: str) -> str:
    """The key of an account there: found by the house when its owner asks, by nobody from the rows alone."""
    return _key("account", f"{about}:{public_id}")


def key_of_mailbox(email: str, about: str) -> str:
    """The key of a mailbox there: one mailbox confirms one participant, and is not kept."""
    return _key("mailbox", f"{about}:{email.strip().casefold()}")


def key_of_source(address: str, about: str, day: date) -> str:
    """The key of a connection on one day: enough to see a flood, not to know a house on the next day."""
    return _key("source", f"{about}:{day.isoformat()}:{address}")


def _key(of: str, value: str) -> str:
    return salted_hmac(f"savienojums.voices.{of}", value, algorithm="sha256").hexdigest()[:WIDE]
