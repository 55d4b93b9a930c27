"""Needs without support: what organisations of the registry look for and no open or expected measure gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from savienojums.core.rich import without_contacts
from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import atlas
from savienojums.network.queries.themes import themes
from savienojums.support.needs import grouped
from savienojums.support.queries.figure_table import Line, Table
from savienojums.support.queries.seekers import seekers, wants

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from savienojums.support.needs import Want

    Key = tuple[Any, ...]


def _headings(*first: str) -> tuple[str, ...]:
    return (*first, _("Organisations with this theme"), _("nothing of this theme"), _("nothing at all"))


def _lines(at: datetime, key: Callable[[Want], Key], words: Callable[[Key], tuple[str, ...]]) -> list[Line]:
    return [
        Line((*words(need.key), need.looking, need.unmet, need.nothing), need.unmet)
        for need in grouped(wants(at), key)
        if need.unmet
    ]


def needs_by_theme(at: datetime) -> Table:
    """Themes of organisations for which nothing is open or expected."""
    names = {theme.pk: str(theme) for theme in themes()}
    return Table(
        "needs",
        _("Needs without support"),
        _(
            "For every public organisation of the registry and each of its themes we look whether a measure of that theme "
            "is open or expected again that its legal form and place do not surely rule out. “Nothing of this theme” may "
            "still mean that a measure for any theme is there; “nothing at all” means that there is none either. What "
            "organisations have not told of themselves is not counted."
        ),
        _headings(_("Theme")),
        _lines(at, lambda want: (want.theme,), lambda key: (names.get(key[0], ""),)),
        _(
            "For every theme of every organisation there is something open or expected – or the registry knows no themes yet."
        ),
    )


def needs_by_place(at: datetime) -> Table:
    """The same, municipality by municipality."""
    names, lands = {theme.pk: str(theme) for theme in themes()}, atlas()

    def words(key: Key) -> tuple[str, ...]:
        place = lands.by_pk.get(key[0])
        return str(place or _("not known")), names.get(key[1], "")

    return Table(
        "needs-places",
        _("The same by municipality"),
        _("Counted as above; the organisation's own place decides."),
        _headings(_("Municipality"), _("Theme")),
        _lines(at, lambda want: (want.seeker.municipality, want.theme), words),
    )


def needs_by_form(at: datetime) -> Table:
    """The same by legal form."""
    names = {theme.pk: str(theme) for theme in themes()}

    def words(key: Key) -> tuple[str, ...]:
        form = str(LegalForm(key[0]).label) if key[0] else _("not known")
        return form, names.get(key[1], "")

    return Table(
        "needs-forms",
        _("The same by legal form"),
        _(
            "Counted as above. Of many organisations the registry does not know the legal form; to them more seems possible."
        ),
        _headings(_("Legal form"), _("Theme")),
        _lines(at, lambda want: (want.seeker.form, want.theme), words),
    )


def own_words(at: datetime) -> Table:
    """What organisations with an unmet theme, or with none, say themselves that they look for."""
    met = {want.seeker.pk for want in wants(at)} - {want.seeker.pk for want in wants(at) if want.unmet}
    lands = atlas()
    lines = [
        Line(
            (each.name, str(lands.by_pk.get(each.seeker.municipality) or ""), without_contacts(each.looks_for)),
            href=reverse("organisation", args=[each.slug]),
        )
        for pk, each in seekers().items()
        if each.looks_for.strip() and pk not in met
    ]
    return Table(
        "words",
        _("In their own words"),
        _("What organisations say on their public pages that they look for, as far as no measure answers it yet."),
        (_("Organisation"), _("Municipality"), _("Looks for")),
        lines,
        _("No organisation has written what it looks for."),
    )
