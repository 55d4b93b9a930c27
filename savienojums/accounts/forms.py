"""What people type about themselves and others; nothing is saved here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from savienojums.accounts.models import NAME_LENGTH, Person, mailbox
from savienojums.core.offering import offer

if TYPE_CHECKING:
    from savienojums.accounts.kinds import RoleKind

LONGEST_CODE = 20


class EmailForm(forms.Form):
    """An address to which a code goes."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}),
        error_messages={"required": _("Please write your e-mail address.")},
    )

    def clean_email(self) -> str:
        """The address as the house keeps it."""
        return mailbox(self.cleaned_data["email"])


class NewEmailForm(EmailForm):
    """The address to which somebody wants to move their account."""

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        self.fields["email"].label = _("New e-mail")

    def clean_email(self) -> str:
        """An address other than the present one; whether somebody else has it is not told here."""
        email = super().clean_email()
        if email == self.person.email:
            raise ValidationError(gettext("This already is the e-mail of your account."))
        return email


class CodeForm(forms.Form):
    """The code out of the letter."""

    code = forms.CharField(
        label=_("Code from the letter"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "code"}
        ),
        error_messages={"required": _("Please type the six digits from the letter.")},
    )


class ProfileForm(forms.Form):
    """How others call a person, and the language the house writes to them in."""

    name = forms.CharField(
        label=_("Name and surname"),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Shown beside what you do here: when you confirm, change or answer something."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("In this language we write to you."),
    )


class InvitationForm(forms.Form):
    """Whom to ask by e-mail, and for what."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "autocapitalize": "none"}),
    )
    kind = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: list[RoleKind], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", [(kind.value, kind.label) for kind in kinds])
        self.fields["kind"].initial = kinds[-1].value if len(kinds) == 1 else None


class RoleForm(forms.Form):
    """A role for somebody who has an account."""

    kind = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: list[RoleKind], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", [(kind.value, kind.label) for kind in kinds])


class ErasureForm(forms.Form):
    """The own address, typed, so that nobody erases their account by a slip of the finger."""

    email = forms.EmailField(
        label=_("To confirm, type the e-mail of your account"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_email(self) -> str:
        """The very address of this account."""
        email = mailbox(self.cleaned_data["email"])
        if email != self.person.email:
            raise ValidationError(gettext("This is not the e-mail of your account."))
        return email
