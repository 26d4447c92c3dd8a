"""Who may open what in the dashboard: decided by who somebody is, never by permission rows."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest
from unfold.admin import ModelAdmin

from coach.models import Person


def reader(request: HttpRequest) -> Person:
    """The person behind a request that the dashboard let in."""
    return cast("Person", request.user)


def physio(person: Person) -> bool:
    return person.is_physio


def superuser(person: Person) -> bool:
    return person.is_superuser


def for_physios(request: HttpRequest) -> bool:
    """Whether the sidebar shows what physios may open."""
    return reader(request).is_physio


def for_superusers(request: HttpRequest) -> bool:
    return reader(request).is_superuser


def for_everyone_let_in(request: HttpRequest) -> bool:
    return for_physios(request) or for_superusers(request)


class Door(ModelAdmin):
    """A model that `opens_to` some people, to look at. What else they may do, a subclass says.

    What is not theirs does not exist: each address answers 404, whether there is such a row or not.
    """

    opens_to: ClassVar[tuple[Callable[[Person], bool], ...]] = ()

    def is_open(self, request: HttpRequest) -> bool:
        person = request.user
        return isinstance(person, Person) and any(opens(person) for opens in self.opens_to)

    def refuse_strangers(self, request: HttpRequest) -> None:
        if not self.is_open(request):
            raise PermissionDenied

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.is_open(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.is_open(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field) if self.is_open(request) else None
        if found is None:
            raise Http404
        return found

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters on the page: any other column in the address would answer by yes or no."""
        offered = {getattr(one, "parameter_name", one) for one in self.list_filter}
        return lookup.split("__", maxsplit=1)[0] in offered

    def only(self, *names: str) -> list[Any]:
        """The addresses of these views; every other one of this model is not there."""
        mine = {f"{self.opts.app_label}_{self.opts.model_name}_{name}" for name in names}
        return [url for url in super().get_urls() if url.name in mine]
