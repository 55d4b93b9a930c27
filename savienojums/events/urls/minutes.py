"""Addresses of the room: minutes, tasks, proposals, photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events.views import minutes, minutes_files, photos, points, proposals, tasks

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<str:public_id>/", tasks.task, name="task"),
    path("tasks/<str:public_id>/outcome/", tasks.task_outcome, name="task_outcome"),
    path("tasks/<str:public_id>/dropping/", tasks.task_dropping, name="task_dropping"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<str:public_id>/", proposals.proposal, name="proposal"),
    path("proposals/<str:public_id>/sending/", proposals.proposal_sending, name="proposal_sending"),
    path("proposals/<str:public_id>/answer/", proposals.proposal_answer, name="proposal_answer"),
    path("photos/<str:public_id>-<str:size>.webp", photos.event_photo_file, name="event_photo_file"),
]
OF_AN_EVENT: list[URLPattern] = [
    path("<slug:slug>/minutes/", minutes.event_minutes, name="event_minutes"),
    path("<slug:slug>/minutes.pdf", minutes_files.event_minutes_pdf, name="event_minutes_pdf"),
    path("<slug:slug>/minutes.docx", minutes_files.event_minutes_docx, name="event_minutes_docx"),
    path("<slug:slug>/minutes/form/", minutes.event_minutes_form, name="event_minutes_form"),
    path("<slug:slug>/minutes/closing/", minutes.minutes_closing, name="minutes_closing"),
    path("<slug:slug>/minutes/publication/", minutes.minutes_publication, name="minutes_publication"),
    path("<slug:slug>/points/", points.event_points, name="event_points"),
    path("<slug:slug>/points/<str:public_id>/", points.event_point, name="event_point"),
    path("<slug:slug>/points/<str:public_id>/position/", points.point_position, name="point_position"),
    path("<slug:slug>/tasks/", points.event_tasks, name="event_tasks"),
    path("<slug:slug>/proposals/", points.event_proposals, name="event_proposals"),
    path("<slug:slug>/photos/", photos.event_photos, name="event_photos"),
    path("<slug:slug>/photos/<str:public_id>/", photos.event_photo, name="event_photo"),
]
