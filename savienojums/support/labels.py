"""What the lines of an entry are called, in forms, in its history and in tables."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MEASURE = {
    "name": _("Name"),
    "summary": _("In one or two sentences"),
    "provider": _("Provider"),
    "kind": _("What it gives"),
    "other_kinds": _("What else it gives"),
    "themes": _("Themes"),
    "theme_words": _("Themes in the call's own words"),
    "amount_min": _("Smallest sum"),
    "amount_max": _("Largest sum"),
    "own_share_percent": _("Own share, %"),
    "own_share_above": _("Own share only above the sum"),
    "own_share_note": _("About the own share"),
    "sums_where": _("Where the sums stand in the call"),
    "duration_months": _("Longest duration in months"),
    "who_text": _("Who may apply, in the call's own words"),
    "who_where": _("Where this stands in the call"),
    "legal_forms": _("Legal forms"),
    "forms_certain": _("Only these legal forms, nobody else"),
    "people_min": _("At least so many people"),
    "people_for": _("People are counted for"),
    "partners_min": _("At least so many partners"),
    "partners_note": _("About the partners"),
    "conditions": _("Conditions to judge oneself"),
    "rule": _("Composed conditions"),
    "partner_forms": _("Who may take part as a partner"),
    "terms": _("Terms of the call"),
    "places": _("Territory"),
    "places_text": _("Territory in the call's own words"),
    "places_where": _("Where the territory stands in the call"),
    "place_basis": _("What has to be in the territory"),
    "places_certain": _("Only this territory, no other"),
    "outside_region": _("The territory lies outside the region"),
    "wider": _("Local version of"),
    "recurrence": _("How often"),
    "recurrence_text": _("How often, in words"),
    "applications_per_year": _("Applications a year"),
    "usual_opening": _("Usually opens"),
    "usual_deadlines": _("Usual deadlines"),
    "usual_hour": _("Usual hour"),
    "status": _("How it stands"),
    "way_in": _("Ways to apply"),
    "way_in_text": _("About applying"),
    "annexes": _("Annexes, one a line"),
    "languages": _("Languages of the application"),
    "url": _("Web address"),
    "ask_where": _("Where to ask"),
    "notes": _("Notes"),
    "source_url": _("Source: the page where this stands"),
}

ROUND = {
    "name": _("Name of the round"),
    "opens_on": _("Opens"),
    "closes_on": _("Deadline: day"),
    "closes_hour": _("Deadline: hour"),
    "deadline_by": _("In time by"),
    "budget": _("Money in this round, EUR"),
    "applied_count": _("How many applied"),
    "won_count": _("How many were supported"),
    "note": _("Note"),
    "source_url": _("Source: the page where this stands"),
}

LANGUAGES = {"lv": _("in Latvian"), "en": _("in English"), "ru": _("in Russian")}

# The kinds of conditions an editor may compose, in the order in which they are offered.
CONDITION = {
    "form": _("Legal form"),
    "people": _("Number of people"),
    "signatures": _("Signatures of residents"),
    "partners": _("Number of partners"),
    "place": _("Place"),
    "age": _("Age of the organisation"),
    "share": _("Own share"),
    "sum": _("Sum that is asked for"),
    "themes": _("Theme"),
    "received": _("Not supported already this year"),
    "applications": _("Applications a year"),
    "judged": _("In words, for people to judge"),
}
