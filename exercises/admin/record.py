"""Everything a physio reads of one enrolment, put together for its page. Who may look, the view decides."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.paginator import Page, Paginator

from exercises import adherence, scheduling, wording
from exercises.differences import between
from exercises.models import Action, Decision, Enrolment, EnrolmentVersion, Session, StopReason
from exercises.models.enrolment import RUNNING
from exercises.programmes import Content, Phase
from exercises.progression import Reason, because
from exercises.scheduling import History

A_PAGE = 15


class Record:
    """One enrolment, best read by `with_history`, as it stands at `at`. `asked`: the pages in the address."""

    def __init__(self, enrolment: Enrolment, asked: Mapping[str, str], *, at: dt.datetime) -> None:
        self.enrolment, self.at = enrolment, at
        self.history = History(enrolment)
        self.person: Any = enrolment.person
        self.today: dt.date = self.person.today(at=at)
        self.content = self.history.contents[enrolment.version]
        # Not those that were read for the agenda: they come without the notes.
        sessions = Session.objects.filter(enrolment=enrolment)
        versions = EnrolmentVersion.objects.filter(enrolment=enrolment)
        self.decided = _page(enrolment.decisions.newest_first(), asked.get("decisions"))
        self.done = _page(sessions.order_by("-local_day", "-id"), asked.get("sessions"))
        self.made = _page(versions.order_by("-number"), asked.get("versions"))
        self.names = wording.names_of(self._slugs())

    def context(self) -> dict[str, Any]:
        """For the template."""
        standing = self.enrolment.decisions.standing()
        shown = [one.pk for one in self.decided]
        answerable = set(standing.filter(pk__in=shown).values_list("pk", flat=True))
        return {
            "enrolment": self.enrolment,
            "runs": self.enrolment.status in RUNNING,
            "last_day": scheduling.last_day(self.enrolment),
            "limits": wording.limits(self.content.limits),
            "questions": [self._decision(one) for one in self._questions()],
            "weeks": self._weeks(),
            "phases": self._phases(),
            "decided": self.decided,
            "decisions": [self._decision(one, answerable) for one in self.decided],
            "done": self.done,
            "sessions": [self._session(one) for one in self.done],
            "made": self.made,
            "versions": [self._version(one) for one in self.made],
            "changes": self.enrolment.status_changes.order_by("-at", "-id"),
        }

    def _slugs(self) -> Iterable[str]:
        for content in self.history.contents.values():
            yield from (one.exercise for one in content.prescriptions())
        yield from (told["exercise"] for one in self.done for told in one.exercises)
        yield from self.enrolment.decisions.order_by().values_list("exercise", flat=True).distinct()

    def _questions(self) -> list[Decision]:
        """What waits for the physio: of each exercise the newest."""
        asked = self.enrolment.decisions.questions().order_by("exercise", "-at", "-id")
        return list(asked.distinct("exercise"))

    def _weeks(self) -> list[adherence.Week]:
        """Every week so far, the newest first."""
        first, last = self.enrolment.starts_on, self.today
        days = scheduling.agenda_of(self.enrolment, first, last, at=self.at)
        weeks = adherence.by_week((one.day for one in days), first, max(first, last))
        return [week for week in reversed(weeks) if week.sessions_due]

    def _phases(self) -> list[dict[str, Any]]:
        under_way = self.content.place_in(self.history.week_on(self.today))
        return [
            {
                "number": place + 1,
                "title": phase.title.in_language(wording.language()),
                "weeks": phase.weeks,
                "under_way": place == under_way,
                "days": list(self._days(phase)),
            }
            for place, phase in enumerate(self.content.phases)
        ]

    def _days(self, phase: Phase) -> Iterable[dict[str, Any]]:
        for day in phase.days:
            yield {
                "title": day.title.in_language(wording.language()),
                "times": day.times_per_week,
                "exercises": [
                    {
                        "slug": one.exercise,
                        "name": self.names[one.exercise],
                        "dose": wording.dose(one),
                        "bounds": wording.bounds(one.bounds),
                    }
                    for one in day.prescriptions
                ],
            }

    def _decision(self, one: Decision, answerable: Collection[Any] = ()) -> dict[str, Any]:
        return {
            "decision": one,
            "on": self.person.today(at=one.at),
            "name": self.names[one.exercise],
            "before": wording.dose(one.before),
            "after": wording.dose(one.after) if one.after != one.before else "",
            "explained": one.explained(wording.language()),
            "asks": one.action == Action.ASK_PHYSIO,
            "answerable": one.pk in answerable,
        }

    def _session(self, one: Session) -> dict[str, Any]:
        reasons = dict(StopReason.choices)
        asked = {told["exercise"]: self.history.asked(one, told["exercise"]) for told in one.exercises}
        rows = [
            {
                "name": self.names[told["exercise"]],
                "done": wording.dose(told),
                "asked": wording.dose(found) if (found := asked[told["exercise"]]) else "",
                "told": told,
                "stopped": reasons.get(told["stopped"], ""),
            }
            for told in one.exercises
        ]
        return {"session": one, "day": self._title(self.history.contents[one.version], one.day), "rows": rows}

    def _version(self, one: EnrolmentVersion) -> dict[str, Any]:
        before, content = self.history.contents.get(one.number - 1), self.history.contents[one.number]
        changes = between(before, content) if before else []
        titles = {day.key: self._title(content, day.key) for day in _days_of(content)}
        reasons = [Reason(said["name"], said["params"]) for said in one.reasons]
        return {
            "version": one,
            "on": self.person.today(at=one.at),
            "changes": [wording.difference(change, self.names, titles) for change in changes],
            "reasons": list(dict.fromkeys(because(reasons, wording.language()))),
        }

    def _title(self, content: Content, key: str) -> str:
        found = (day.title.in_language(wording.language()) for day in _days_of(content) if day.key == key)
        return next(found, key)


def _days_of(content: Content) -> Iterable[Any]:
    return (day for phase in content.phases for day in phase.days)


def _page(rows: Any, asked: str | None) -> Page[Any]:
    return Paginator(rows, A_PAGE).get_page(asked or "1")
