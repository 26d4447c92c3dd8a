"""The addresses below `/api/v1/`."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from api import (
    adherence,
    agenda,
    associations,
    breaks,
    calendar,
    cards,
    clients,
    days_off,
    devices,
    diary,
    enrolments,
    episodes,
    exercises,
    goals,
    intake,
    me,
    nudges,
    organisations,
    programmes,
    reminders,
    report,
    safety,
    sessions,
    triage,
)
from api.privacy.views import Export, MeErasable
from api.problems import not_served
from api.sync.views import Sync

router = SimpleRouter(use_regex_path=False)
router.register("me/consents", me.Consents, "consents")
router.register("me/access-log", me.Accesses, "access-log")
router.register("me/physios", me.Physios, "physios")
router.register("organisations", organisations.Organisations, "organisations")
router.register("episodes", episodes.Episodes, "episodes")
router.register("diary", diary.Diary, "diary")
router.register("days-off", days_off.DaysOff, "days-off")
router.register("exercises", exercises.Exercises, "exercises")
router.register("cards", cards.Cards, "cards")
router.register("programmes", programmes.Programmes, "programmes")
router.register("enrolments", enrolments.Enrolments, "enrolments")
router.register("sessions", sessions.Sessions, "sessions")
router.register("reminders", reminders.Reminders, "reminders")
router.register("breaks", breaks.Breaks, "breaks")
router.register("nudges", nudges.Nudges, "nudges")
router.register("inbox", nudges.Inbox, "inbox")
router.register("devices", devices.Devices, "devices")
router.register("clients", clients.Clients, "clients")

urlpatterns = [
    # Nobody signs in by telephone here: the library would fail at it.
    re_path(r"^accounts/app/v1/(?:account|auth)/phone", not_served),
    path("accounts/", include("allauth.headless.urls")),
    path("episodes/<uuid:pk>/triage/", triage.Triage.as_view(), name="triage"),
    path(
        "episodes/<uuid:pk>/triage/<uuid:report_id>/acknowledgement/",
        triage.Acknowledgement.as_view(),
        name="acknowledgement",
    ),
    path("episodes/<uuid:pk>/intake/", intake.Intake.as_view(), name="intake"),
    path("episodes/<uuid:pk>/follow-up/", intake.FollowUp.as_view(), name="follow-up"),
    path("episodes/<uuid:pk>/associations/", associations.Associations.as_view(), name="associations"),
    path(
        "clients/<uuid:client_id>/diary/", clients.ClientDiary.as_view({"get": "list"}), name="client-diary"
    ),
    path(
        "clients/<uuid:client_id>/episodes/",
        clients.ClientEpisodes.as_view({"get": "list"}),
        name="client-episodes",
    ),
    path(
        "clients/<uuid:client_id>/episodes/<uuid:pk>/course/",
        clients.ClientCourse.as_view(),
        name="client-course",
    ),
    path("sync/", Sync.as_view(), name="sync"),
    path("me/agenda/", agenda.Agenda.as_view(), name="agenda"),
    path("adherence/", adherence.Adherence.as_view(), name="adherence"),
    path(
        "safety-messages/<uuid:pk>/acknowledgement/",
        safety.Acknowledgement.as_view(),
        name="safety-acknowledgement",
    ),
    path("organisations/<uuid:pk>/report/", report.Report.as_view(), name="report"),
    path("me/", MeErasable.as_view(), name="me"),
    path("me/calendar/", calendar.Feed.as_view(), name="feed"),
    path("calendar/<str:secret>.ics", calendar.Calendar.as_view(), name="calendar"),
    path("me/goal/", goals.Goal.as_view(), name="goal"),
    path("me/export/", Export.as_view(), name="export"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    *router.urls,
]
