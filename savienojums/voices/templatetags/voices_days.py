"""Moments as sentences of templates need them, after "until" and "from"."""

from __future__ import annotations

from django import template

from savienojums.voices.queries import conversations_days as days

register = template.Library()
register.filter("until_in_words", days.until_in_words)
register.filter("since_in_words", days.since_in_words)
