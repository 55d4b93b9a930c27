"""How the demo is filled and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from savienojums.cli.ground import say
from savienojums.cli.inside import tables
from savienojums.cli.inside.serving import serve
from savienojums.core.clock import now
from savienojums.demo import people, world
from savienojums.journal import queue

if TYPE_CHECKING:
    from savienojums.cli.serve import Address


def fill() -> None:
    """Tables, the demo's world, and no letters about it."""
    tables.make_ready(migrate=True)
    world.fill()
    queue.pass_over_lines(now())


def show(bind: Address) -> int:
    """Say with whose address one may sign in, and serve."""
    say("Sign in as one of these; the code is printed here:")
    say(*(f"    {person.email:32} {person.name}" for person in people.PEOPLE))
    say(f"Changes stay in {settings.DATA} until `savienojums demo --fresh`.")
    return serve(bind, web_count=1, worker=True, migrate=False)
