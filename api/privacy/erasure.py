"""Erasing a person. The one place where the triggers that keep facts from being changed are stepped around.

Nothing is kept, not even that there was somebody. What stays are lines of other people's records: who read
them and who looked at their warning signs is theirs to know, also after that physio has left.
"""

import logging
from importlib import import_module
from typing import Any

import pgtrigger
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Exists, Model, OuterRef
from pghistory.models import Event

from api.privacy.holdings import history_of, owned, rows_of
from coach.models import Person

ATTEMPTS = 3

logger = logging.getLogger(__name__)


def erase(person: Person) -> None:
    """Remove every row of the person, every version of it, and every sign-in, at once or not at all.

    Something that is written for them at this very moment can stand in the way; then it goes, too.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _erase(person)
        except (IntegrityError, OperationalError):
            if attempt == ATTEMPTS:
                raise
        else:
            break
    logger.info("a person was erased")


@transaction.atomic
def _erase(person: Person) -> None:
    sign_ins = sign_ins_of(person)
    with pgtrigger.ignore():
        for model in owned():
            _forget_in_the_dashboard(person, model)
        for model in owned():
            history = history_of(person, model)
            if history is not None:
                history.delete()
        _empty_mentions(person)
        Person.objects.get(pk=person.pk).delete()
    Session.objects.filter(pk__in=sign_ins).delete()
    transaction.on_commit(lambda: _end(sign_ins))


def sign_ins_of(person: Person) -> list[str]:
    """The keys of their sessions: signed in, and half-way to it (a code by mail that was never entered)."""
    known = UserSession.objects.filter(user=person).values_list("session_key", flat=True)
    others = Session.objects.filter(~Exists(UserSession.objects.filter(session_key=OuterRef("pk"))))
    names = {str(person.pk), person.email}
    half_way = [one.pk for one in others.iterator() if names & set(_words(one.get_decoded()))]
    return [*known, *half_way]


def _words(data: Any) -> list[str]:
    """Every text in a session, however deep."""
    if isinstance(data, dict):
        return [word for value in data.values() for word in _words(value)]
    if isinstance(data, list):
        return [word for value in data for word in _words(value)]
    return [str(data)]


def _forget_in_the_dashboard(person: Person, model: type[Model]) -> None:
    """The dashboard's own log names what was changed there, by id and in words."""
    ids = [str(pk) for pk in rows_of(person, model).values_list("pk", flat=True)]
    types = ContentType.objects.get_for_models(model, *_proxies(model), for_concrete_models=False)
    LogEntry.objects.filter(content_type__in=types.values(), object_id__in=ids).delete()


def _proxies(model: type[Model]) -> list[type[Model]]:
    return [child for child in model.__subclasses__() if child._meta.proxy]  # noqa: SLF001


def _empty_mentions(person: Person) -> None:
    """In the history of what is nobody's own (a text of the library): who reviewed it."""
    for history in _all_histories():
        if history.pgh_tracked_model not in owned():
            for field in history._meta.concrete_fields:  # noqa: SLF001
                if field.is_relation and field.related_model is Person and field.null:
                    history.objects.filter(**{field.name: person.pk}).update(**{field.name: None})


def _all_histories() -> list[Any]:
    return [one for one in Event.__subclasses__() if not one._meta.abstract and not one._meta.proxy]  # noqa: SLF001


def _end(sign_ins: list[str]) -> None:
    """Out of the cache, too, so that no token is good for another second."""
    engine = import_module(settings.SESSION_ENGINE)
    for key in sign_ins:
        engine.SessionStore(key).delete()
