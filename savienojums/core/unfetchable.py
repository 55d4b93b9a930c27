"""Why something was not fetched from outside: each reason a word that can be kept, and a sentence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[str, StrOrPromise] = {
    "no_address": _("This is no web address. Write it as it stands in the browser, beginning with https://."),
    "other_scheme": _("Only addresses that begin with http:// or https:// can be fetched."),
    "credentials": _("The address holds a user name or a password. Take it out: what needs a password is not public."),
    "port": _("The address names port %(port)s, at which no web page stands. Take the number out of the address."),
    "unknown_host": _("There is no site called %(host)s. Look at the spelling of the address."),
    "private": _(
        "%(host)s lies inside a private network, not on the open internet. Give the public address of the page."
    ),
    "redirects": _("The address leads on and on without arriving. Open it in a browser and give the address at the end."),
    "loop": _("The address leads back to itself. Open it in a browser and give the address you arrive at."),
    "no_answer": _("%(host)s does not answer. Try later, or look in a browser whether the site still exists."),
    "not_secure": _("%(host)s cannot prove who it is: its certificate is wrong. Tell those who run it."),
    "too_slow": _("%(host)s was too slow: after %(seconds)s seconds it had not sent everything."),
    "too_large": _("What lies there is larger than %(megabytes)s MB. Give the address of a smaller part."),
    "encoding": _("%(host)s sent something packed in a way we cannot read. Tell those who run it."),
    "broken_off": _("%(host)s broke off in the middle of the answer, or did not answer as web sites do. Try later."),
    "missing": _("There is nothing at this address any more (the site says “not found”)."),
    "forbidden": _("%(host)s does not let us read this page. Ask those who run it, or give another address."),
    "too_often": _("%(host)s asks us to come less often. Choose a longer pause."),
    "refused": _("%(host)s refused with the number %(status)s."),
    "broken": _("%(host)s has a fault of its own (number %(status)s). Try later."),
    "other_kind": _("This address gives %(got)s where %(wanted)s was expected. Look at the address and at the kind of source."),
}  # fmt: skip
KINDS: dict[str, StrOrPromise] = {
    "calendar": _("a calendar file"), "feed": _("a news feed"), "json": _("JSON data"), "page": _("a web page"), "table": _("a table"), "text": _("plain text"),
    "xml": _("an XML file of another kind"), "pdf": _("a PDF document"), "media": _("a picture, sound or film"),
    "packed": _("a packed file"), "nothing": _("nothing"), "bytes": _("something that is no text"),
}  # fmt: skip


def kind_named(kind: str) -> StrOrPromise:
    """What a kind of content is called."""
    return KINDS.get(kind, kind)


class Unfetchable(Refused):
    """It was not fetched; the word says why, the sentence says it to people."""

    def __init__(self, word: str, **words: Any) -> None:
        self.word, self.words = word, words
        super().__init__(sentence_of(word, words))


def sentence_of(word: str, words: dict[str, Any]) -> StrOrPromise:
    """The sentence of a refusal that was kept as its word; empty if nobody knows the word."""
    told = {name: KINDS.get(value, value) if name in {"got", "wanted"} else value for name, value in words.items()}
    sentence = SENTENCES.get(word, "")
    return sentence % told if told and sentence else sentence
