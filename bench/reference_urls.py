"""The reference page and its table."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


class Row(models.Model):
    """One row of the reference table."""

    name = models.TextField()
    provider = models.TextField()
    day = models.DateField()

    class Meta:
        """A table the reference made itself."""

        app_label = "reference"
        db_table = "reference_row"
        managed = False


def rows(request: HttpRequest) -> HttpResponse:
    """A count and twenty rows."""
    return render(request, "reference.html", {"total": Row.objects.count(), "rows": Row.objects.order_by("name")[:20]})


urlpatterns = [path("", rows)]
