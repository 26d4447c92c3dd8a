"""One week of a programme, walked day by day: what is due, what counts for what, what moves.

A day only looks at the days before it and at its own plan, so nothing planned later changes it. From today
on, the walk takes it that what is due will be done.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta

from exercises.agenda.plan import OFF_STATES, Day, Done, OffKind, Routine, State

Session = tuple[Routine, ...]


@dataclass
class Walk:
    """A week under way. `sessions` and `off` are by day, `latest` is when each key was last done.

    `changes` are the days on which a new version begins: nothing of the old one moves past them.
    """

    first: date
    week: int
    sessions: Mapping[date, Session]
    off: Mapping[date, OffKind]
    changes: Collection[date]
    done: Done
    today: date
    latest: dict[str, date]
    open: dict[date, Session] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    here: dict[date, tuple[date, tuple[str, ...]]] = field(default_factory=dict)
    kept_on: dict[date, date] = field(default_factory=dict)
    asked: dict[date, tuple[str, ...]] = field(default_factory=dict)

    def days(self) -> list[Day]:
        """The seven days, in order."""
        self.open = {
            day: session
            for day, session in self.sessions.items()
            if self.off.get(day) in {None, OffKind.REST}
        }
        week = [self.first + timedelta(days=offset) for offset in range(7)]
        for day in week:
            self._pass(day)
        return [self._told(day) for day in week]

    def _pass(self, day: date) -> None:
        keys = set(self.done.get(day, ()))
        if day in self.open and day not in self.off:
            self.asked[day] = self._needed(self.open[day], day)
        counted = self._count(day, keys)
        if not counted and day >= self.today:
            self._expect(day)
        for key in keys:
            self._happened(key, day)

    def _count(self, day: date, keys: AbstractSet[str]) -> bool:
        """What is done counts once: for this day, else the nearest one missed, else the nearest ahead.

        Nothing is done ahead on a day that has a session of its own: that one is still to be done.
        """
        last = day if day in self.open else max(self.open, default=day)
        matching = [at for at in self.open if at <= last and not keys.isdisjoint(_keys(self.open[at]))]
        if not matching:
            return False
        planned = min(matching, key=lambda at: (at > day, abs(at - day)))
        self.here[day] = planned, self._needed(self.open.pop(planned), day)
        self.kept_on[planned] = day
        return True

    def _expect(self, day: date) -> None:
        planned = self._offered(day)
        if planned is not None:
            self.here[day] = planned, self._needed(self.open.pop(planned), day)
            for key in self.here[day][1]:
                self._happened(key, day)

    def _offered(self, day: date) -> date | None:
        """The day whose session is due on `day`: its own, or on a free day the nearest one left behind."""
        if day in self.off:
            return None
        if day in self.open:
            return day if self.asked[day] else None
        return max((at for at in self.open if at < day and self._may_move(at, day)), default=None)

    def _may_move(self, at: date, day: date) -> bool:
        """A session moves whole, and only to where its rest holds on both sides."""
        if any(at < change <= day for change in self.changes):
            return False
        left = [one for one in self.open[at] if self._times_left(one)]
        return bool(left) and all(self._rested(one, day) and self._clear_ahead(one, day) for one in left)

    def _needed(self, session: Session, day: date) -> tuple[str, ...]:
        return tuple(one.key for one in session if self._times_left(one) and self._rested(one, day))

    def _times_left(self, one: Routine) -> bool:
        return self.times[one.key] < one.times_per_week

    def _rested(self, one: Routine, day: date) -> bool:
        latest = self.latest.get(one.key)
        return latest is None or (day - latest).days > one.rest_days

    def _clear_ahead(self, one: Routine, day: date) -> bool:
        """Next week may begin with it, so its first day counts as one of its days."""
        ahead = [at for at, session in self.open.items() if at > day and one.key in _keys(session)]
        nearest = min([*ahead, self.first + timedelta(days=7)])
        return (nearest - day).days > one.rest_days

    def _happened(self, key: str, day: date) -> None:
        self.times[key] += 1
        self.latest[key] = day

    def _told(self, day: date) -> Day:
        planned, needed = self.here.get(day, (None, ()))
        state = self._state(day)
        if state in {State.MISSED, State.CAUGHT_UP}:
            planned, needed = day, self.asked.get(day) or _keys(self.sessions[day])
        return Day(
            on=day,
            week=self.week,
            state=state,
            routines=needed,
            session_of=planned,
            done=tuple(sorted(self.done.get(day, ()))),
            kept=self._kept(day),
        )

    def _state(self, day: date) -> State:
        if day in self.here:
            return self._state_here(day)
        if self._elsewhere(day):
            return State.CAUGHT_UP
        if self.asked.get(day) and day < self.today:
            return State.MISSED
        if self.done.get(day):
            return State.DONE
        return OFF_STATES[self.off[day]] if day in self.off else State.REST_DAY

    def _state_here(self, day: date) -> State:
        """What is done ahead of its day is done, whatever that day may still come to ask."""
        planned, needed = self.here[day]
        if self.kept_on.get(planned) != day:
            return State.DUE
        whole = planned > day or set(needed) <= set(self.done[day])
        return State.DONE if whole else State.PARTLY_DONE

    def _elsewhere(self, day: date) -> bool:
        return day not in self.off and self.kept_on.get(day, day) != day

    def _kept(self, day: date) -> bool | None:
        if day in self.kept_on:
            return True
        return False if self.asked.get(day) and day < self.today else None


def _keys(session: Session) -> tuple[str, ...]:
    return tuple(one.key for one in session)
