"""What people do with accounts, step by step, through the pages."""

import re

from django.core import mail
from django.urls import reverse

from savienojums.journal.models import Record

BACK = "/accounts/me/"


def found(pattern, text):
    """The first part of a text that looks like this, or the group in it."""
    match = re.search(pattern, str(text))
    assert match, f"{pattern} is not in {text}"
    return match[match.lastindex or 0]


def ask_code(client, email, **more):
    return client.post(reverse("account_login"), {"email": email, "next": BACK} | more)


def last_code():
    return found(r"\d{3} \d{3}", mail.outbox[-1].body)


def wrong_code():
    return "000 000" if last_code() != "000 000" else "111 111"


def type_code(client, code):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def sign_in(client, email, **more):
    ask_code(client, email, **more)
    return type_code(client, last_code())


def is_signed_in(client):
    return client.get(reverse("sessions")).status_code == 200


def verbs(**about):
    return list(Record.objects.filter(**about).order_by("id").values_list("verb", flat=True))
