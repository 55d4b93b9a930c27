"""The mailbox that somebody confirms."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from savienojums.core.guarded import GuardedForm


class MailboxForm(GuardedForm):
    """An address; it is used for one letter and not kept."""

    salt = "voices.mailbox"

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write your e-mail, so that the letter finds you."),
            "invalid": gettext_lazy("This is not an e-mail address. It looks like anna@example.lv."),
        },
    )
