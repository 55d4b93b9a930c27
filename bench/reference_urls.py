"""The reference page and its table."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


class Row(models.Model):
    """One row of the reference table."""

    name = models.TextField()
    provider = models.TextField()
    day = models.DateField()

    objects: ClassVar[models.Manager[Row]]

    class Meta:
        """A table the reference made itself."""

        app_label = "reference"
        db_table = "reference_row"
        managed = False

    def __str__(self) -> str:
        return self.name


def rows(request: HttpRequest) -> HttpResponse:
    """A count and twenty rows."""
    return render(request, "reference.html", {"total": Row.objects.count(), "rows": Row.objects.order_by("name")[:20]})


urlpatterns = [path("", rows)]
