"""Where others name somebody by their handle: in posts, and wherever words are kept."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CharField, JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from greenroom.people import handles
from greenroom.people.actions.identities import clean_summary
from greenroom.people.belongings import AT_ONCE, Belonging, Row, removed
from greenroom.people.models import Identity, Person
from greenroom.people.stored.account import NAMELESS
from greenroom.social.actions.wording import STORED, worded
from greenroom.social.models import Mention, Post
from greenroom.social.search import indexing
from greenroom.social.stored.reading import quoted, with_posts

ROOMS = "greenroom."


def mentions(person: Person) -> Iterator[Row]:
    """Posts that name them, as far as they may read those now; of the others nothing, not even that there are some."""
    found = Mention.objects.filter(identity=person.pk).order_by("pk").iterator(chunk_size=500)
    for row in with_posts(person, found, lambda _row, post: {"post": quoted(post)}):
        if row["post"] is not None:
            yield row


def erase_mentions(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Nobody is led to them any more: the rows go, and the handle from whatever others wrote, to its last copy."""
    if gone := removed(Mention.objects.filter(identity=person.pk)):
        return gone
    if handles.is_of_the_erased(person.identity):
        return 0
    return sum(_freed(model, person.identity.handle) for model in apps.get_models() if _is_ours(model))


def _is_ours(model: type[Model]) -> bool:
    return model.__module__.startswith(ROOMS) and ".tests." not in model.__module__


def _freed(model: type[Model], handle: str) -> int:
    """Take the handle out of some rows of this table; how many."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField | JSONField)]  # noqa: SLF001
    names = [field.attname for field in fields if not field.choices and not field.primary_key]
    rows: QuerySet[Any] = model._default_manager.all()  # noqa: SLF001 - the framework's own name for it
    wanted = Q()
    for name in names:
        rows = rows.alias(**{f"as_text_{name}": Cast(name, TextField())})
        wanted |= Q(**{f"as_text_{name}__icontains": f"@{handle}"})
    if not names:
        return 0
    named = re.compile(rf"@{handle}(?![a-z0-9_])", re.IGNORECASE)
    keys = list(rows.filter(wanted).order_by("pk").values_list("pk", flat=True))
    freed = (_take_out(model._default_manager.get(pk=key), names, named) for key in keys)  # noqa: SLF001
    return sum(islice(filter(None, freed), AT_ONCE))


def _take_out(row: Any, names: list[str], named: re.Pattern[str]) -> bool:
    """The words without the handle; whether there was one (a longer handle that begins so is somebody else's)."""
    changed = {name: _without(getattr(row, name), named) for name in names}
    changed = {name: value for name, value in changed.items() if value != getattr(row, name)}
    if not changed:
        return False
    for name, value in changed.items():
        setattr(row, name, value)
    changed |= _shown_anew(row)
    type(row)._default_manager.filter(pk=row.pk).update(**changed)  # noqa: SLF001
    if isinstance(row, Post) and row.deleted_at is None:
        indexing.put_in([row])
    return True


def _without(value: Any, named: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return named.sub(f"@{NAMELESS}", value)
    if isinstance(value, list):
        return [_without(one, named) for one in value]
    if isinstance(value, dict):
        return {name: _without(one, named) for name, one in value.items()}
    return value


def _shown_anew(row: Any) -> dict[str, Any]:
    """What is made from words, made again: no link leads to the handle."""
    if isinstance(row, Identity):
        return {"summary_html": clean_summary(row.summary)[1]}
    if not isinstance(row, Post):
        return {}
    try:
        wording = worded(
            headline=row.headline,
            note=row.note,
            language=row.language,
            spoiler_text=row.spoiler_text,
            sensitive=row.sensitive,
        )
    except ValidationError:  # imported before today's limits: the words alone have changed then
        return {}
    wording.put_on(row)
    return {name: getattr(row, name) for name in STORED}


KINDS = [
    Belonging(
        key="mentions",
        label=_("Posts that name you"),
        why=_("So that you are told, and read what is addressed to you."),
        kept=_("As long as the post; when you are erased, your handle is taken out of it."),
        models=("social.Mention",),
        rows=mentions,
        erase=erase_mentions,
        order=41,
    ),
]
