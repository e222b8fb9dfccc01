"""Foreign keys point down only: the import linter cannot see the references that models make by string."""

from django.apps import apps

STOREYS = ["kit", "people", "social", "web", "fediverse", "imports", "exports", "directory", "pages", "testing"]


def keys():
    """(room, model, field, room it points to) for each relation between rooms of ours."""
    for model in apps.get_models():
        if model._meta.app_label not in STOREYS:
            continue
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model:
                target = field.related_model._meta.app_label
                yield model._meta.app_label, model.__name__, field, target


def test_every_key_points_to_the_same_room_or_a_lower_one():
    upward = [
        f"{room}.{model}.{field.name} -> {target}"
        for room, model, field, target in keys()
        if target in STOREYS and STOREYS.index(target) > STOREYS.index(room)
    ]

    assert upward == []


def test_rooms_do_not_grow_attributes_on_one_another():
    """A reverse name would let a lower room read an upper one; a shared primary key is the exception."""
    named = [
        f"{room}.{model}.{field.name}"
        for room, model, field, target in keys()
        if target != room and target in STOREYS and not field.remote_field.hidden and not field.primary_key
    ]

    assert named == []
