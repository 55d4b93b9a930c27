"""What every record of the house has: an address that tells nothing, words in several languages."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Mapping

# Without 0/O, 1/l/I: people read these aloud over the telephone.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
FIRST_LANGUAGE = "lv"


def make_public_id() -> str:
    """A short random word; database numbers never leave the house."""
    return "".join(secrets.choice(LETTERS) for _ in range(10))


class BaseRecord(models.Model):
    """A row with a public address word and a birthday."""

    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Abstract: each room keeps its own tables."""

        abstract = True


class Translated(dict[str, str]):
    """The same words in several languages; reads as the language of the page."""

    def __str__(self) -> str:
        return self.in_language(get_language() or FIRST_LANGUAGE)

    def in_language(self, language: str) -> str:
        """These words in that language, else in Latvian, else in any."""
        for code in (language[:2], FIRST_LANGUAGE, *self):
            if self.get(code):
                return self[code]
        return ""

    def language(self) -> str:
        """The language in which the page will show these words."""
        wanted = (get_language() or FIRST_LANGUAGE)[:2]
        return next((code for code in (wanted, FIRST_LANGUAGE, *self) if self.get(code)), wanted)

    def __bool__(self) -> bool:
        return any(self.values())


class TranslatedField(models.JSONField):
    """A text in several languages, kept as {"lv": "…", "en": "…"}."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", Translated)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Translated:
        """Words out of the database."""
        return Translated(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> Translated:
        """Words out of a form, a fixture or code; a plain text is Latvian."""
        return in_languages(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Translated:  # noqa: FBT001 - Django's own signature
        """Words of a record being saved; the record itself goes on with them, not with a bare mapping."""
        words = in_languages(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, words)
        return words

    def get_prep_value(self, value: Any) -> Any:
        """Words into the database; a plain text is Latvian."""
        return super().get_prep_value(dict(in_languages(value)))


def in_languages(value: Mapping[str, str] | str | None) -> Translated:
    """A text or a mapping as words in languages; empty ones are dropped."""
    if value is None or value == "":
        return Translated()
    if isinstance(value, str):
        return Translated({FIRST_LANGUAGE: value})
    return Translated({code: words.strip() for code, words in value.items() if words.strip()})
