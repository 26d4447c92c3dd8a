"""A client's programmes on the physio's dashboard: given, read, changed, ended. Readings are written down."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from coach.admin.care import CareDoor
from coach.admin.doors import reader
from coach.models import AccessLog, Client, Person
from exercises import altering, enrolling, overruling, wording
from exercises.admin.alterations import ALTERATIONS
from exercises.admin.assigning import Assigning, Overruling, Turning, refusal
from exercises.admin.record import Record
from exercises.deciding import Standing
from exercises.enrolling import MayNot
from exercises.models import Action, Author, Decision, Enrolment, Status
from exercises.models.enrolment import RUNNING
from exercises.programmes.changing import NothingLeft
from exercises.scheduling import with_history


@admin.register(Enrolment)
class EnrolmentAdmin(CareDoor):
    """Reached from the client's page; there is no list of its own."""

    class Media:
        css = {"all": ["coach/dashboard.css", "exercises/programmes.css"]}

    def get_urls(self) -> list[URLPattern]:
        def at(tail: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            whole = f"exercises_enrolment_{name}"
            guarded: Callable[..., HttpResponse] = self.admin_site.admin_view(view)
            return path(f"<path:object_id>/{tail}/", guarded, name=whole)

        return [
            *self.only("add", "change"),
            at("alter/<slug:what>", self.alter_view, "alter"),
            at("status", self.status_view, "status"),
            at("decisions/<uuid:decision>", self.overrule_view, "overrule"),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Those of the clients who let the reader read along now."""
        return with_history(Enrolment.objects.filter(person__in=Client.objects.of(reader(request))))

    def add_view(self, request: HttpRequest, *_form: Any, **_context: Any) -> HttpResponse:
        """Give the client in the address a ready programme."""
        client = self._client(request)
        form = Assigning(_sent(request), client=client, today=client.today(at=timezone.now()))
        made = _assigned(request, form, client) if form.is_valid() else None
        if made is not None:
            messages.success(request, _("%(client)s has the programme now.") % {"client": client})
            return self._back(made)
        title = _("Give %(client)s a programme") % {"client": client}
        return self._shown(request, client, "assign", title=title, form=form)

    def change_view(self, request: HttpRequest, object_id: str, *_form: Any, **_context: Any) -> HttpResponse:
        """Everything of one enrolment, to read."""
        enrolment = self.get_object(request, object_id)
        record = Record(enrolment, request.GET.dict(), at=timezone.now())
        return self._shown(request, enrolment.person, "page", title=_title(enrolment), **record.context())

    def alter_view(self, request: HttpRequest, object_id: str, what: str) -> HttpResponse:
        """Change what is asked from today on."""
        enrolment = self.get_object(request, object_id)
        if what not in ALTERATIONS or enrolment.status not in RUNNING:
            raise Http404
        now = Standing.on(enrolment, enrolment.person.today(at=timezone.now()))
        form = ALTERATIONS[what](_sent(request), now=now, about=request.GET.get("exercise", ""))
        if form.is_valid() and _altered(request, form, enrolment):
            messages.success(request, _("Changed, from today on."))
            return self._back(enrolment)
        return self._asked(request, enrolment, form, heading=form.title, name=form.name)

    def status_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let it rest, go on or end."""
        enrolment = self.get_object(request, object_id)
        if enrolment.status not in RUNNING:
            raise Http404
        form = Turning(_sent(request), enrolment=enrolment)
        if form.is_valid() and _turned(request, form, enrolment):
            messages.success(request, _("Noted."))
            return self._back(enrolment)
        return self._asked(request, enrolment, form, heading=_("Pause, resume or end"))

    def overrule_view(self, request: HttpRequest, object_id: str, decision: UUID) -> HttpResponse:
        """Answer a question, or decide anew over what the rule or the client decided."""
        enrolment = self.get_object(request, object_id)
        found: Any = enrolment.decisions.standing().filter(pk=decision).first()
        if found is None or enrolment.status not in RUNNING:
            raise Http404
        form = Overruling(_sent(request))
        if form.is_valid() and _overruled(request, form, found):
            messages.success(request, _("Decided."))
            return self._back(enrolment)
        name, said = wording.names_of([found.exercise])[found.exercise], found.explained(wording.language())
        dose = wording.dose(found.before)
        return self._asked(
            request, enrolment, form, heading=_("Decide anew"), name=name, explained=said, dose=dose
        )

    def _client(self, request: HttpRequest) -> Client:
        """The one the address names, if they are the reader's."""
        try:
            asked = UUID(request.GET.get("client", ""))
        except ValueError as error:
            raise Http404 from error
        found: Client | None = Client.objects.of(reader(request)).filter(pk=asked).first()
        if found is None:
            raise Http404
        return found

    def _back(self, enrolment: Enrolment) -> HttpResponse:
        return HttpResponseRedirect(self.address("change", enrolment.pk))

    def _asked(
        self, request: HttpRequest, enrolment: Enrolment, form: forms.Form, **context: Any
    ) -> HttpResponse:
        title = _title(enrolment)
        return self._shown(
            request, enrolment.person, "form", title=title, enrolment=enrolment, form=form, **context
        )

    def _shown(self, request: HttpRequest, client: Person, page: str, **context: Any) -> HttpResponse:
        """The page, under that of the clients, and a line in the client's access log that it was shown."""
        AccessLog.objects.note(
            [client], reader=reader(request), part=AccessLog.Part.PROGRAMME, at=timezone.now()
        )
        client = Client.objects.of(reader(request)).get(pk=client.pk)
        template, opts = f"exercises/enrolment/{page}.html", Client._meta  # noqa: SLF001
        return self.page(request, template, client=client, opts=opts, original=client, **context)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _title(enrolment: Enrolment) -> str:
    return str(enrolment.programme.text("title", wording.language()))


def _assigned(request: HttpRequest, form: forms.Form, client: Person) -> Enrolment | None:
    told = form.cleaned_data
    try:
        return enrolling.assign(client, **told, physio=reader(request), at=timezone.now())
    except MayNot as no:
        _refuse(form, no)
        return None


def _altered(request: HttpRequest, form: Any, enrolment: Enrolment) -> bool:
    """Whether something changed; if not, the form says why."""
    note, physio = form.cleaned_data["note"], reader(request)
    try:
        made = altering.alter(enrolment, form.altered, physio=physio, note=note, at=timezone.now())
    except (MayNot, NothingLeft) as no:
        _refuse(form, no)
        return False
    if made is None:
        form.add_error(None, _("This is how it stands already. Change something, or go back."))
    return made is not None


def _turned(request: HttpRequest, form: forms.Form, enrolment: Enrolment) -> bool:
    told, by = form.cleaned_data, str(reader(request))
    try:
        enrolling.set_status(
            enrolment,
            Status(told["status"]),
            made_by=Author.PHYSIO,
            by=by,
            note=told["note"],
            at=timezone.now(),
        )
    except MayNot as no:
        _refuse(form, no)
        return False
    return True


def _overruled(request: HttpRequest, form: forms.Form, decision: Decision) -> bool:
    told, physio = form.cleaned_data, reader(request)
    try:
        overruling.overrule(
            decision, Action(told["action"]), physio=physio, note=told["note"], at=timezone.now()
        )
    except MayNot as no:
        _refuse(form, no)
        return False
    return True


def _refuse(form: forms.Form, no: Exception) -> None:
    field, message = refusal(no)
    form.add_error(field if field in form.fields else None, message)
