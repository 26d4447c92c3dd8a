"""After a session: ask the rules about each exercise, keep what they say, and let steps become a version."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from coach import screening
from coach.course import Verdict
from coach.models import Assessment, DiaryEntry, Episode
from exercises import enrolling, progression
from exercises.bouts import NextDays, bouts_of, diary_of, dose_of
from exercises.enrolling import MayNot
from exercises.models import Author, Decision, Enrolment, Session
from exercises.models.enrolment import RUNNING
from exercises.programmes import Content, Prescription
from exercises.programmes.changing import step
from exercises.progression import Dose
from exercises.scheduling import History, with_history

DAY = dt.timedelta(days=1)


class NotAsked(MayNot):
    """The programme does not ask this exercise now."""


@dataclass(frozen=True)
class Standing:
    """What an enrolment asks on a day: the content that stands, and the place of the phase under way."""

    history: History
    content: Content
    place: int

    @classmethod
    def on(cls, enrolment: Enrolment, day: dt.date) -> "Standing":
        history = History(enrolment)
        content = history.contents[enrolment.version]
        return cls(history, content, content.place_in(history.week_on(day)))

    def asks(self, exercise: str) -> bool:
        return self.content.phases[self.place].prescription(exercise) is not None

    def prescription(self, exercise: str) -> Prescription:
        """Raises `NotAsked` where the phase has no such exercise."""
        found = self.content.phases[self.place].prescription(exercise)
        if found is None:
            raise NotAsked
        return found

    def dose(self, exercise: str) -> Dose:
        """Raises `NotAsked`."""
        return dose_of(self.prescription(exercise))


def follow_up(sessions: Iterable[Session], /, *, at: dt.datetime) -> None:
    """What sessions just stored lead to, decided once per enrolment. A deleted one leads to nothing."""
    by_enrolment: dict[UUID, list[Session]] = {}
    for session in sessions:
        if session.deleted_at is None:
            by_enrolment.setdefault(session.enrolment_id, []).append(session)
    for some in by_enrolment.values():
        after(some, at=at)


def next_day(entries: Iterable[DiaryEntry], *, at: dt.datetime) -> None:
    """The diary tells of the day after a session: ask again about what was done the day before."""
    before: dict[UUID, set[dt.date]] = {}
    for entry in entries:
        if entry.deleted_at is None:
            before.setdefault(entry.person_id, set()).add(entry.local_day - DAY)
    for person, days in before.items():
        follow_up(Session.objects.filter(person=person, local_day__in=days, next_day_pain=None), at=at)


@transaction.atomic
def after(sessions: Sequence[Session], *, at: dt.datetime) -> list[Decision]:
    """Ask about each exercise of these sessions of one enrolment, and append what is new.

    Each exercise is asked about after the last of them; all steps together are one version. Nothing is
    decided while a warning sign is open, nor about what is over.
    """
    enrolment = _open(sessions[0].enrolment_id)
    if enrolment is None:
        return []
    last = _last(sessions)
    today = max(enrolment.person.today(at=at), *(one.local_day for one in sessions))
    now = Standing.on(enrolment, today)
    found = _ask(now, last, today)
    new = {slug: one for slug, one in found.items() if not _said_before(last[slug], slug, one)}
    return _keep(now, last, new, today, at=at)


@transaction.atomic
def after_absence(enrolment_id: UUID, *, at: dt.datetime) -> list[Decision]:
    """Ask about each exercise that was not done for long, and append what follows from that, once.

    Nothing is decided while a warning sign is open, nor about what is over.
    """
    enrolment = _open(enrolment_id)
    if enrolment is None:
        return []
    today = enrolment.person.today(at=at)
    now = Standing.on(enrolment, today)
    last = _last(now.history.in_order)
    found = {slug: one for slug, one in _ask(now, last, today).items() if _is_of(one, "long_absence")}
    noticed = Decision.objects.filter(reasons__contains=[{"name": "long_absence"}])
    known = set(noticed.filter(session__in=last.values()).values_list("exercise", "session"))
    new = {slug: one for slug, one in found.items() if (slug, last[slug].pk) not in known}
    return _keep(now, last, new, today, at=at)


def moved(now: Standing, content: Content, exercise: str, dose: Dose) -> Content:
    """`content` with the exercise at this dose from the phase under way on."""
    up = not dose.is_easier_than(now.dose(exercise))
    return step(content, now.place, exercise, asdict(dose), up=up)


def _open(enrolment_id: UUID) -> Enrolment | None:
    """The enrolment, locked; None where nothing is to be decided."""
    locked = Enrolment.objects.select_for_update(of=("self",), no_key=True)
    found = with_history(locked.filter(pk=enrolment_id, status__in=RUNNING)).first()
    return None if found is None or screening.open_pause(found.person) else found


def _keep(
    now: Standing,
    last: Mapping[str, Session],
    new: Mapping[str, progression.Decision],
    today: dt.date,
    *,
    at: dt.datetime,
) -> list[Decision]:
    since = max([today, *(last[slug].local_day + DAY for slug in new)])
    version = _step(now, new, since=since, at=at)
    rows = [_row(now, last[slug], slug, one, version, at=at) for slug, one in new.items()]
    return Decision.objects.bulk_create(rows)


def _is_of(one: progression.Decision, reason: str) -> bool:
    return any(found.name == reason for found in one.reasons)


def _last(sessions: Iterable[Session]) -> dict[str, Session]:
    """By exercise, the last session in which it was done."""
    in_order = sorted(sessions, key=lambda one: (one.local_day, one.started_at, one.pk))
    return {done["exercise"]: session for session in in_order for done in session.exercises}


def _ask(now: Standing, slugs: Iterable[str], today: dt.date) -> dict[str, progression.Decision]:
    diary, verdict = diary_of(now.history), _verdict(now.history.enrolment)
    return {slug: _decision(now, slug, diary, verdict, today) for slug in slugs if now.asks(slug)}


def _decision(
    now: Standing, exercise: str, diary: NextDays, verdict: Verdict | None, today: dt.date
) -> progression.Decision:
    asked = now.prescription(exercise)
    return progression.decide(
        bouts_of(now.history, exercise, diary),
        dose_of(asked),
        asked.bounds,
        today=today,
        limits=now.content.limits,
        verdict=verdict,
    )


def _step(
    now: Standing, decisions: Mapping[str, progression.Decision], *, since: dt.date, at: dt.datetime
) -> int | None:
    """The number of the version that came of it; None where no dose changes."""
    content, reasons = now.content, []
    for slug, one in decisions.items():
        if one.change is not None:
            content = moved(now, content, slug, one.change)
            reasons += [{"exercise": slug, **reason} for reason in _reasons(one)]
    if content == now.content:
        return None
    version = enrolling.revise(
        now.history.enrolment, content, made_by=Author.RULE, reasons=reasons, since=since, at=at
    )
    return version.number


def _row(
    now: Standing,
    session: Session,
    slug: str,
    one: progression.Decision,
    version: int | None,
    *,
    at: dt.datetime,
) -> Decision:
    before = now.dose(slug)
    return Decision(
        person_id=session.person_id,
        enrolment_id=session.enrolment_id,
        session=session,
        exercise=slug,
        action=one.action,
        before=asdict(before),
        after=asdict(one.change or before),
        reasons=_reasons(one),
        version=version if one.change else None,
        made_by=Author.RULE,
        at=at,
    )


def _said_before(session: Session, slug: str, one: progression.Decision) -> bool:
    """Whether this is what was last decided after the same session, or only follows from that."""
    last = session.decisions.filter(exercise=slug, made_by=Author.RULE).newest_first().first()
    if last is None:
        return False
    own_doing = last.version is not None and one.reasons[0].name == "just_changed"
    return own_doing or (last.action, last.reasons) == (one.action, _reasons(one))


def _reasons(one: progression.Decision) -> list[dict[str, Any]]:
    return [{"name": reason.name, "params": dict(reason.params)} for reason in one.reasons]


def _verdict(enrolment: Enrolment) -> Verdict | None:
    """What the course says now of the complaint: the one named, else the newest that is open."""
    if not settings.COACH_ADVICE:
        return None
    episodes = Episode.objects.filter(person=enrolment.person_id, closed_on=None)
    if enrolment.episode_id:
        episodes = Episode.objects.filter(pk=enrolment.episode_id)
    newest = episodes.order_by(F("onset_on").desc(), "-id").first()
    said = Assessment.objects.filter(episode=newest).newest_first().first()
    return Verdict(said.verdict) if said else None
