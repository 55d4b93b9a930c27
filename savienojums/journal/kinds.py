"""The fixed words of the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read of what happened."""

    EVERYONE = "everyone", _("Everyone")
    NETWORK = "network", _("People of the network")
    EDITORS = "editors", _("Editors and coordinators")
    SELF = "self", _("The person alone")
