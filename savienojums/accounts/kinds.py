"""The fixed words of accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    """What someone does for the whole region."""

    COORDINATOR = "coordinator", _("Region coordinator")
    EDITOR = "editor", _("Editor of the Connection document")
    ADMINISTRATOR = "administrator", _("Administrator")
