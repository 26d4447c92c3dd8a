"""Asking after warning signs, and remembering what was answered, what was said to it, and who looked.

The table, the tiers and the words are those of `coach.triage`, which knows no database and no clock; this
module brings it what is known of the person and appends what comes out.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.conf import settings

from coach import interview
from coach.course import Verdict
from coach.intake import context_of
from coach.interview import OtherAnswers
from coach.models import DiaryEntry, Episode, Person, TriageAcknowledgement, TriageReport
from coach.models.fields import new_id
from coach.models.triage import IN_THE_DIARY
from coach.triage import (
    TABLE,
    Context,
    Outcome,
    Reason,
    Tier,
    Who,
    Word,
    due_for_triage,
    lasting,
    pauses,
    triage,
    wording,
)
from coach.triage.context import OLDEST
from coach.triage.reading import LANGUAGES

SIGNS = frozenset(sign.key for sign in TABLE.signs)


def report(
    episode: Episode,
    answers: Mapping[str, bool | None],
    *,
    why: str,
    at: dt.datetime,
    report_id: UUID | None = None,
    entry: DiaryEntry | None = None,
) -> tuple[TriageReport, bool]:
    """Append the outcome of `answers`, and say whether it is new: the same id and answers again are not.

    Raises `OtherAnswers` where the id holds other answers, `DoesNotExist` where it is somebody else's, and
    what `coach.triage.triage` raises.
    """
    outcome = triage(answers, context(episode, at=at))
    found, new = TriageReport.objects.get_or_create(
        pk=report_id or new_id(),
        defaults={
            "person_id": episode.person_id,
            "episode": episode,
            "entry": entry,
            "at": at,
            "why": why,
            "version": outcome.version,
            "answers": dict(answers),
            "tier": outcome.tier,
            "signs": list(outcome.signs),
            "said": said(outcome),
            "pauses": pauses(outcome.tier) is not None,
        },
    )
    if found.person_id != episode.person_id:
        raise TriageReport.DoesNotExist
    if (found.episode_id, found.answers) != (episode.pk, dict(answers)):
        raise OtherAnswers(found)
    return found, new


def heed(entry: DiaryEntry, *, at: dt.datetime) -> TriageReport | None:
    """Report the warning signs among the symptoms of an entry; what else changes in it says nothing new."""
    signs: dict[str, bool | None] = dict.fromkeys(sorted(SIGNS & set(entry.symptoms)), True)
    if not signs or not settings.COACH_ADVICE:
        return None
    last = entry.triage_reports.newest_first().first()
    if last is not None and last.answers == signs:
        return None
    found, _new = report(entry.episode, signs, why=IN_THE_DIARY, at=at, entry=entry)
    return found


def acknowledge(
    report: TriageReport, word: Word, *, by: Person, at: dt.datetime
) -> tuple[TriageAcknowledgement, bool]:
    """Append the word of the person themself or of their physio; the same word twice is said once."""
    who = Who.PERSON if by.pk == report.person_id else Who.PHYSIO
    pause = pauses(Tier(report.tier))
    return TriageAcknowledgement.objects.get_or_create(
        report=report,
        by=by,
        word=word,
        defaults={
            "by_name": str(by),
            "who": who,
            "at": at,
            "lifts": pause is not None and pause.lifted_by(word, who),
        },
    )


def looked_at(reports: Iterable[TriageReport], *, by: Person, at: dt.datetime) -> None:
    """The physio looked at these."""
    for one in reports:
        acknowledge(one, Word.LOOKED_AT, by=by, at=at)


def open_pause(person: Person) -> bool:
    """Whether a warning sign rests the nudges that ask this person to move."""
    return bool(settings.COACH_ADVICE) and person.triage_reports.pausing().exists()


def due(episode: Episode, *, at: dt.datetime) -> Reason | None:
    """Why the signs are to be asked about now, or None."""
    return _due_on(episode)(_day(episode, at))


def next_due(episode: Episode, *, at: dt.datetime, until: dt.date) -> tuple[dt.date, Reason] | None:
    """The first of the person's own days, from `at` through `until`, to ask about the signs on, and why.

    As things stand: nobody knows yet what will be answered or how the course will go. None where there is no
    such day, and where the service gives no advice.
    """
    today, why_on = _day(episode, at), _due_on(episode)
    last = (until - episode.onset_on).days
    reasons = ((day, why_on(day)) for day in range(today, last + 1)) if settings.COACH_ADVICE else iter(())
    return next(((episode.onset_on + dt.timedelta(days=day), why) for day, why in reasons if why), None)


def _due_on(episode: Episode) -> Callable[[int], Reason | None]:
    """Why the signs are to be asked about on a day since the onset, by what is known now."""
    last = episode.triage_reports.asked().newest_first().first()
    current = episode.assessments.newest_first().first()
    asked = _day(episode, last.at) if last else None
    verdict = Verdict(current.verdict) if current else None
    since = _worsening_since(episode) if verdict == Verdict.WORSENING else None
    return lambda day: due_for_triage(asked, day, verdict, since)


def context(episode: Episode, *, at: dt.datetime) -> Context:
    """What is known of the person at `at`, besides what they answer now."""
    current = episode.assessments.newest_first().first()
    told = interview.answers_to_intake(episode)
    return context_of(
        {**told, "onset_kind": episode.onset_kind or None},
        age=_age(episode.person.birth_year, episode.person.today(at=at)),
        week=max(0, _day(episode, at)) // 7,
        verdict=current.verdict if current else None,
        known=_remembered(episode),
    )


def said(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """By language: what a person is told about `outcome`, and whom they can call in the service's country."""
    messages = {language: wording(outcome, language, settings.COACH_COUNTRY) for language in LANGUAGES}
    return {
        language: {"title": one.title, "text": one.text, "calls": [asdict(call) for call in one.calls]}
        for language, one in messages.items()
    }


def _remembered(episode: Episode) -> dict[str, bool]:
    """What the person once said yes to and stays true, from whichever episode."""
    earlier = TriageReport.objects.filter(person=episode.person_id).asked().values_list("answers", flat=True)
    return {key: yes for answers in earlier for key, yes in lasting(answers).items()}


def _day(episode: Episode, at: dt.datetime) -> int:
    """Whole days from the onset to `at`, on the person's own calendar."""
    return (episode.person.today(at=at) - episode.onset_on).days


def _age(birth_year: int | None, today: dt.date) -> int | None:
    """The age reached this calendar year, the older of the two it can be; None where it cannot be one."""
    age = today.year - birth_year if birth_year else -1
    return age if 0 <= age <= OLDEST else None


def _worsening_since(episode: Episode) -> int | None:
    """The first day of the unbroken run of "worsening" that ends with the current assessment."""
    said_worse = episode.assessments.filter(verdict=Verdict.WORSENING)
    other = episode.assessments.exclude(verdict=Verdict.WORSENING).newest_first().first()
    run = said_worse.filter(at__gt=other.at) if other else said_worse
    first = run.order_by("at").values_list("at", flat=True).first()
    return _day(episode, first) if first else None
