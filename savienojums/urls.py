"""Every address of the site, room by room."""

from django.urls import include, path

from savienojums.core.web import broken, missing
from savienojums.front.urls import BEHIND_THE_REGISTER

urlpatterns = [
    path("", include("savienojums.front.urls")),
    path("", include("savienojums.front.api.urls")),
    path("", include("savienojums.core.urls")),
    path("accounts/", include("savienojums.accounts.urls")),
    path("", include("savienojums.network.urls")),
    path("", include(BEHIND_THE_REGISTER)),
    path("support/", include("savienojums.support.urls")),
    path("events/", include("savienojums.events.urls")),
    path("voices/", include("savienojums.voices.urls")),
]
handler404 = missing
handler500 = broken
