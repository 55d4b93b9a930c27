"""Mail to people: written from templates, kept in the outbox folder unless a mail server is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.template.loader import render_to_string
from django.utils import translation

from savienojums.core import clock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.mail import EmailMessage


class OutboxBackend(ConsoleBackend):
    """Prints mail and lays each letter as an .eml file into the data folder's outbox."""

    def write_message(self, message: EmailMessage) -> None:
        """One letter: to the console and into a file that a mail program can open."""
        settings.OUTBOX.mkdir(parents=True, exist_ok=True)
        stamp = clock.now().strftime("%Y%m%dT%H%M%S%f")
        (settings.OUTBOX / f"{stamp}.eml").write_bytes(message.message().as_bytes())
        super().write_message(message)


def send(
    template: str,
    *,
    to: str,
    language: str,
    reply_to: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[tuple[str, str, str]] = (),
    **words: Any,
) -> None:
    """Send the letter that the template tells: its first line is the subject, the rest the text.

    What goes along is told by its name, its text and its kind.
    """
    with translation.override(language):
        text = render_to_string(template, {"site": settings.SITE_URL, "network": settings.NETWORK_NAME, **words})
    subject, _, body = text.strip().partition("\n")
    letter = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        to=[to],
        reply_to=list(reply_to),
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    for name, content, kind in attachments:
        letter.attach(name, content, kind)
    letter.send()
