"""What an import is judged by: the region's words and places, the organisations as rows would tell them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from savienojums.core.marks import Kept
from savienojums.core.rich import contacts_in
from savienojums.network.kinds import Evidence, LegalForm, OrganisationKind
from savienojums.network.matching import Known, Places
from savienojums.network.models import Organisation, Theme
from savienojums.network.queries.places import atlas
from savienojums.network.reading import FORM_TITLES, TITLES, Gazetteer, Guide, Spot, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

CODES = [code for code, _name in settings.LANGUAGES]
# What people call things beside the names our own pages use.
_ALSO = {
    "kind": {
        "initiative_group": "kopiena; community; iniciatīvas grupa; initiative group; инициативная группа",
        "residents_group": "iedzīvotāju grupa; informal group; residents group; informal residents group",
        "association": "biedrība; biedrības; nvo; ngo; association; society; sabiedriskā organizācija; общество; НПО",
        "foundation": "nodibinājums; fonds; foundation; fund; фонд",
        "municipality": "pašvaldība; novada pašvaldība; dome; municipality; local government; самоуправление",
        "library": "bibliotēka; library; библиотека",
        "museum": "muzejs; museum; музей",
        "youth_council": "jauniešu dome; jauniešu padome; youth council; молодёжный совет",
        "seniors_club": "senioru klubs; pensionāru klubs; seniors club; pensioners club; клуб сеньоров",
        "institution": "iestāde; skola; kultūras nams; institution; school; учреждение",
        "funder": "finansētājs; funder; финансирующая организация",
    },
    "legal_form": {
        "informal": "nav; bez juridiskās formas; neformāla; neformāla grupa; iniciatīvas grupa; none; informal",
        "association": "biedrība; association; общество",
        "foundation": "nodibinājums; foundation; фонд",
        "religious": "reliģiska organizācija; draudze; religious organisation; parish church",
        "trade_union": "arodbiedrība; trade union; профсоюз",
        "municipality": "pašvaldība; municipality; самоуправление",
        "municipal_institution": "pašvaldības iestāde; municipal institution",
        "state_institution": "valsts iestāde; state institution",
        "company": "sia; as; uzņēmums; ik; sabiedrība ar ierobežotu atbildību; company; ltd; ООО",
        "social_enterprise": "sociālais uzņēmums; social enterprise",
        "farm": "zs; z s; zemnieku saimniecība; farm",
        "person": "fiziska persona; privātpersona; private person; person",
    },
    "evidence": {
        "none": "nav; nav tīklā; nē; no; none; not in the network",
        "to_confirm": "jāapstiprina; jāpārbauda; to confirm; to be confirmed; c",
        "listed": "minēts; sarakstā; listed; b",
        "signed": "parakstīts; apliecināts; jā; yes; signed; a",
    },
    "languages": {
        "lv": "latviešu; latviski; latviešu valoda; latvian; lv; lav; latgaliešu; латышский",
        "en": "angļu; angliski; angļu valoda; english; en; eng; английский",
        "ru": "krievu; krieviski; krievu valoda; russian; ru; rus; русский",
    },
}  # fmt: skip


def guide(today: date) -> Guide:
    """What reading has to know, as of now."""
    kept = _GUIDE.get()
    return replace(kept, this_year=today.year)


def _made_guide() -> Guide:
    spellings = {
        "kind": _choices("kind", OrganisationKind.choices),
        "legal_form": _choices("legal_form", LegalForm.choices),
        "evidence": _choices("evidence", Evidence.choices),
        "languages": _choices("languages", settings.LANGUAGES),
        "themes": _theme_words(),
    }
    written: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for field, pairs in spellings.items():
        words[field] = {}
        for spelled, code in pairs:
            words[field].setdefault(phrase(spelled), code)
            written.setdefault(phrase(spelled), spelled)
    left_out = tuple(_in_all_languages("[contact left out]"))
    return Guide(_gazetteer(), words, 0, contacts_in, left_out, written)


_GUIDE: Kept[Guide] = Kept(_made_guide, "registry", "places")


def titles() -> dict[str, str]:
    """The field of every title our pages, forms and exports use, in every language."""
    named = [*FORM_TITLES.items(), *TITLES.items()]
    return {phrase(title): field for field, name in named for title in _in_all_languages(name)}


def places() -> Places:
    """Which places lie in which, by their address words."""
    return Places({spot.slug: spot.wholes for spot in _GUIDE.get().gazetteer.spots.values()})


def known_organisations() -> list[Known]:
    """Every organisation, archived and proposed ones too, as a row of a table would tell it; two queries."""
    themes: dict[int, list[str]] = {}
    through: Any = Organisation.themes.through
    for pk, slug in through.objects.values_list("organisation_id", "theme__slug"):
        themes.setdefault(pk, []).append(slug)
    lands = atlas()
    known = []
    for one in Organisation.objects.order_by("pk"):
        place = lands.by_pk.get(one.place_id or 0)
        known.append(Known(one.slug, values_of(one, place.slug if place else "", themes.get(one.pk, []))))
    return known


def values_of(one: Organisation, place: str, themes: Iterable[str]) -> dict[str, Any]:
    """What is known of an organisation, by the fields of a table; nothing for what is not known."""
    values = {name: getattr(one, name) for name in PLAIN}
    values |= {f"summary_{code}": one.summary.get(code, "") for code in CODES}
    values |= {"place": place, "themes": sorted(themes)}
    return {name: value for name, value in values.items() if value not in ("", None, [])}


PLAIN = (
    "name", "kind", "legal_form", "registration_number", "locality", "lat", "lon", "website", "contact_email",
    "contact_role", "story", "offers", "looks_for", "languages", "people_count", "founded_year", "evidence",
    "evidence_note", "to_verify", "source_url", "source_note",
)  # fmt: skip


def _choices(field: str, choices: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Every spelling of a fixed word with its code; where two share one, the first holds."""
    words = []
    for code, label in choices:
        also = [word.strip() for word in _ALSO[field].get(code, "").split(";")]
        spellings = (*_in_all_languages(label), *also, code, code.replace("_", " "))
        words += [(word, code) for word in spellings if word]
    return words


def _theme_words() -> list[tuple[str, str]]:
    themes = Theme.objects.values_list("slug", "name")
    return [(word, slug) for slug, name in themes for word in (*name.values(), slug)]


def _in_all_languages(message: Any) -> list[str]:
    found = []
    for code in CODES:
        with translation.override(code):
            found.append(_(message) if isinstance(message, str) else str(message))
    return found


def _gazetteer() -> Gazetteer:
    lands = atlas()
    return Gazetteer(
        Spot(
            slug=one.slug,
            name=one.name,
            name_en=one.name_en,
            kind=one.kind,
            code=one.code or "",
            wholes=frozenset(lands.by_pk[pk].slug for pk in lands.wholes_of(one.pk)),
        )
        for one in lands.by_pk.values()
    )
