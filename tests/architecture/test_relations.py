"""A foreign key points at its own room or a lower one; import-linter cannot see keys written as text."""

from django.apps import apps
from django.conf import settings

from tests.architecture.house import ORDER


def test_no_record_points_at_a_higher_room():
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for room in ORDER
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in ORDER
        and ORDER[field.related_model._meta.app_label] > ORDER[room]
        and field.related_model._meta.label != settings.AUTH_USER_MODEL
    ]
    assert upward == []


def test_every_room_is_installed_in_the_order_of_the_list():
    rooms = [name.partition(".")[2] for name in settings.INSTALLED_APPS if name.startswith("savienojums.")]
    assert rooms == list(ORDER)
