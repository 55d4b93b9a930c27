"""Addresses of the Connection document; fixed words stand before the names of measures."""

from django.urls import path

from savienojums.support.views import fit, measures

urlpatterns = [
    path("", measures.measures, name="measures"),
    path("fit/", fit.fit, name="fit"),
    path("<slug:slug>/", measures.measure, name="measure"),
]
