"""What is said of a conversation, as those who run it fill it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.form_times import TextField, spoken, unspoken
from savienojums.core.offering import offer
from savienojums.network.queries.named import organisation_named
from savienojums.network.queries.places import place_for, place_options
from savienojums.network.queries.themes import themes
from savienojums.voices.kinds import Confirming, Method, Moderation, ResultsShown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.network.models import Organisation, Place, Theme
    from savienojums.voices.models import Conversation
    from savienojums.voices.queries.conversations_offered import Offered

LANGUAGES = settings.LANGUAGES
SMALLEST, LARGEST_SMALL = 5, 50
SHORTEST, LONGEST = 60, 400
WORDS = ("title", "question", "intro", "moderation_rules")


class ConversationForm(forms.Form):
    """What is asked, by whom, and how it is answered."""

    question_lv = TextField(
        label=gettext_lazy("Question"),
        rows=2,
        max_length=300,
        help_text=gettext_lazy("One open question to which many answers are possible: What would make you stay here?"),
    )
    title_lv = forms.CharField(
        label=gettext_lazy("Short title for lists"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Empty: the question itself."),
    )
    intro_lv = TextField(
        label=gettext_lazy("What it is for"),
        rows=5,
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Why you ask, and what will be done with the answers, by whom and by when."),
    )
    question_en = TextField(label=gettext_lazy("Question in English"), rows=2, required=False, max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Short title in English"), required=False, max_length=120)
    intro_en = TextField(label=gettext_lazy("What it is for, in English"), rows=3, required=False, max_length=4000)
    question_ru = TextField(label=gettext_lazy("Question in Russian"), rows=2, required=False, max_length=300)
    title_ru = forms.CharField(label=gettext_lazy("Short title in Russian"), required=False, max_length=120)
    intro_ru = TextField(label=gettext_lazy("What it is for, in Russian"), rows=3, required=False, max_length=4000)
    organisation = forms.ChoiceField(label=gettext_lazy("Who asks"), required=False)
    other_organisation = forms.CharField(
        label=gettext_lazy("Another organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the statements"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("People translate them at the desk; what is not translated is shown as it was written."),
    )
    moderation = forms.ChoiceField(
        label=gettext_lazy("When you look at what people add"),
        choices=Moderation.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Before is safer; after is livelier, if somebody looks every day."),
    )
    longest_statement = forms.IntegerField(
        label=gettext_lazy("Longest statement, in letters"), min_value=SHORTEST, max_value=LONGEST
    )
    most_statements = forms.IntegerField(label=gettext_lazy("Statements one person may add"), min_value=0, max_value=50)
    moderation_rules_lv = TextField(
        label=gettext_lazy("Own rules of what is shown"),
        rows=4,
        required=False,
        max_length=3000,
        help_text=gettext_lazy("Everyone can read them. Empty: the usual rules of the house."),
    )
    moderation_rules_en = TextField(label=gettext_lazy("Own rules in English"), rows=3, required=False, max_length=3000)
    moderation_rules_ru = TextField(label=gettext_lazy("Own rules in Russian"), rows=3, required=False, max_length=3000)
    results_shown = forms.ChoiceField(
        label=gettext_lazy("When readers see the results"), choices=ResultsShown.choices, widget=forms.RadioSelect
    )
    confirming = forms.ChoiceField(
        label=gettext_lazy("Confirming by e-mail"),
        choices=Confirming.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("The mailbox is not kept; it only shows that one person answers once."),
    )
    smallest_group = forms.IntegerField(
        label=gettext_lazy("Smallest group that is shown, in people"),
        min_value=SMALLEST,
        max_value=LARGEST_SMALL,
        help_text=gettext_lazy("In a small place choose a larger number, so that nobody is recognised."),
    )
    asks_place = forms.BooleanField(label=gettext_lazy("Ask where people live (voluntary)"), required=False)
    asks_age = forms.BooleanField(label=gettext_lazy("Ask how old people are (voluntary)"), required=False)
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    place = forms.ChoiceField(label=gettext_lazy("Place it is about"), required=False)
    method = forms.ChoiceField(
        label=gettext_lazy("How the opinion map is reckoned"), choices=Method.choices, widget=forms.RadioSelect
    )
    is_listed = forms.BooleanField(
        label=gettext_lazy("Show it in the lists"),
        required=False,
        help_text=gettext_lazy("Without this only those who have the address find it."),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *given: Any, offered: Offered, conversation: Conversation | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.offered, self.conversation = offered, conversation
        asked_by_network = conversation is not None and conversation.organisation is None
        nobody = [("", settings.NETWORK_NAME)] if offered.names or asked_by_network else []
        offer(self, "organisation", [*nobody, *((each.slug, each.name) for each in offered.own)])
        offer(self, "themes", [(theme.slug, str(theme.name)) for theme in themes()])
        offer(self, "place", [("", _("The whole region")), *place_options()])
        if not offered.names:
            del self.fields["other_organisation"]
        if conversation is not None and len(conversation.places.all()) > 1:
            # Several places came from elsewhere; a list of one would lose them.
            del self.fields["place"]

    def parts(self, names: Sequence[str]) -> list[forms.BoundField]:
        """Some of the fields."""
        return [self[name] for name in names if name in self.fields]

    @property
    def what(self) -> list[forms.BoundField]:
        """The question."""
        return self.parts(("question_lv", "title_lv", "intro_lv"))

    @property
    def other_languages(self) -> list[forms.BoundField]:
        """The same in other languages."""
        return self.parts([f"{name}_{code}" for code in ("en", "ru") for name in ("question", "title", "intro")])

    @property
    def whom(self) -> list[forms.BoundField]:
        """Who asks."""
        return self.parts(("organisation", "other_organisation"))

    @property
    def statements(self) -> list[forms.BoundField]:
        """What is written and shown."""
        return self.parts(("languages", "moderation"))

    @property
    def numbers(self) -> list[forms.BoundField]:
        """How long and how many."""
        return self.parts(("longest_statement", "most_statements"))

    @property
    def own_rules(self) -> list[forms.BoundField]:
        """By what it is decided what is shown."""
        return self.parts([f"moderation_rules_{code}" for code in ("lv", "en", "ru")])

    @property
    def results(self) -> list[forms.BoundField]:
        """What people see in the end, and what is asked of them."""
        return self.parts(("results_shown", "smallest_group", "confirming", "asks_place", "asks_age"))

    @property
    def more(self) -> list[forms.BoundField]:
        """What lists go by, and the method."""
        return self.parts(("place", "themes", "method", "is_listed"))

    @property
    def opens_languages(self) -> bool:
        """Whether something is said in other languages."""
        return any(field.errors or field.value() for field in self.other_languages)

    @property
    def opens_rules(self) -> bool:
        """Whether there are rules of one's own."""
        return any(field.errors or field.value() for field in self.own_rules)

    @property
    def opens_more(self) -> bool:
        """Whether something in the last part is wrong; it is never needed to go on."""
        return any(field.errors for field in self.more)

    def clean_themes(self) -> list[Theme]:
        """The themes themselves, in their order."""
        return [theme for theme in themes() if theme.slug in self.cleaned_data["themes"]]

    def clean_place(self) -> Place | None:
        """The place itself."""
        slug = self.cleaned_data["place"]
        return place_for(None, slug) if slug else None

    def clean_organisation(self) -> Organisation | None:
        """The organisation itself."""
        slug = self.cleaned_data["organisation"]
        return next((each for each in self.offered.own if each.slug == slug), None)

    def clean_other_organisation(self) -> Organisation | None:
        """The organisation of that name."""
        words = self.cleaned_data["other_organisation"]
        found = organisation_named(words) if words else None
        if words and found is None:
            raise forms.ValidationError(
                _("There is no organisation of this name in the registry. Choose one from the list.")
            )
        return found

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        said = self.cleaned_data
        plain = ("languages", "moderation", "longest_statement", "most_statements", "results_shown", "confirming",
                 "smallest_group", "asks_place", "asks_age", "method", "is_listed", "themes")  # fmt: skip
        told: dict[str, Any] = {name: said[name] for name in plain} | {name: spoken(said, name) for name in WORDS}
        told["organisation"] = said.get("other_organisation") or said["organisation"]
        if "place" in said:
            told["places"] = [said["place"]] if said["place"] else []
        return told


class CopyingForm(forms.Form):
    """What comes along into the copy."""

    statements = forms.BooleanField(
        label=gettext_lazy("Take the statements that are shown along"), required=False, initial=True
    )


def initial_of(conversation: Conversation) -> dict[str, Any]:
    """A conversation as the form shows it."""
    plain = ("languages", "moderation", "longest_statement", "most_statements", "results_shown", "confirming",
             "smallest_group", "asks_place", "asks_age", "method", "is_listed")  # fmt: skip
    words: dict[str, Any] = {}
    for name in WORDS:
        words |= unspoken(name, getattr(conversation, name))
    # A title that only says the question again need not be kept in step with it.
    for code, title in conversation.title.items():
        if title == conversation.question.get(code):
            words[f"title_{code}"] = ""
    place = next(iter(conversation.places.all()), None)
    return {
        **{name: getattr(conversation, name) for name in plain},
        **words,
        "organisation": conversation.organisation.slug if conversation.organisation else "",
        "themes": [theme.slug for theme in conversation.themes.all()],
        "place": place.slug if place else "",
    }


def initial_of_new(offered: Offered, organisation: str) -> dict[str, Any]:
    """An empty form with what most conversations choose."""
    own = [each.slug for each in offered.own]
    return {
        "organisation": organisation if organisation in own else own[0] if own and not offered.names else "",
        "languages": [code for code, _name in LANGUAGES],
        "moderation": Moderation.BEFORE,
        "longest_statement": 140,
        "most_statements": 5,
        "results_shown": ResultsShown.AT_END,
        "confirming": Confirming.NONE,
        "smallest_group": SMALLEST,
        "asks_place": True,
        "method": Method.DEFAULT,
        "is_listed": True,
    }
