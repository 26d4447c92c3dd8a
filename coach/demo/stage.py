"""The whole demonstration: everybody moves in, everybody writes, some answer."""

import datetime as dt
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import TypeVar

from coach.demo import hours
from coach.demo.answers import answer_inboxes
from coach.demo.cast import OFFICES, Member
from coach.demo.letters import Letterbox
from coach.demo.moving_in import Clock, Resident, move_in, settle_in
from coach.demo.phone import Meter, Phone, RefusedError
from coach.demo.plans import Plan, plan_breaks
from coach.demo.staff import Desk

Given = TypeVar("Given")
Made = TypeVar("Made")

THREADS = 4
MARGIN = dt.timedelta(seconds=4)  # from asking for a nudge until the plan that brings it is stored
LONGEST_TICK = dt.timedelta(seconds=20)
LONGEST_WAIT = dt.timedelta(seconds=90)  # from the start, for a first nudge to answer
LOOK_EVERY = 2.0
SOON = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class Stage:
    """Where it plays, and who tells of it. `now` gives aware moments."""

    url: str
    password: str
    letters: Letterbox
    say: Callable[[str], None]
    now: Clock
    meter: Meter = field(default_factory=Meter)

    def perform(self, cast: Sequence[Member], desk: Desk) -> None:
        """All of it. An interrupted performance may be given again. Raises `RefusedError` and `OSError`."""
        began = self.now()
        self._announce(cast, began)
        residents = self._move_in(cast, desk, began)
        self._tell_first_nudge(residents)
        self._settle_in(residents, desk)
        self._answer(residents, began)
        for resident in residents:
            resident.phone.hang_up()
        seconds = (self.now() - began).total_seconds()
        count = self.meter.requests
        self.say(f"{count:,} requests in {seconds:.0f} s, {count / seconds:.0f} a second.")

    def repeat(self, cast: Sequence[Member]) -> int:
        """Started anew, perhaps at another hour: a few people work around it. Returns how many."""
        began = self.now()
        minutes = hours.wave_minutes(hours.WAVES[:1])

        def one(turn: tuple[Member, int]) -> bool:
            member, minute = turn
            phone = self._phone(member)
            try:
                phone.log_in()
                return _unless_soon(member, phone, self._aim(minute, began), until=began + SOON)
            except RefusedError:  # somebody tried things out: another password, no plan any more
                return False
            finally:
                phone.hang_up()

        return sum(_at_once(one, zip(cast, minutes, strict=False)))

    def _announce(self, cast: Sequence[Member], at: dt.datetime) -> None:
        clocks = ", ".join(f"{office.city} {at.astimezone(office.zone):%H:%M}" for office in OFFICES)
        self.say(f"{len(cast)} people take out their phones ({clocks}).")

    def _move_in(self, cast: Sequence[Member], desk: Desk, began: dt.datetime) -> list[Resident]:
        minutes = itertools.chain(hours.wave_minutes(), itertools.repeat(None))

        def one(turn: tuple[Member, int | None]) -> Resident:
            member, minute = turn
            return move_in(member, self._phone(member), desk, self.letters, lambda: self._aim(minute, began))

        residents = []
        for resident in _at_once(one, zip(cast, minutes)):  # noqa: B905  the minutes never end
            residents.append(resident)
            if len(residents) % 15 == 0 or len(residents) == len(cast):
                self.say(f"  {len(residents)} of {len(cast)} have an account and a plan")
        return residents

    def _phone(self, member: Member) -> Phone:
        return Phone(self.url, member.email, self.password, member.office.language, self.meter)

    def _aim(self, minute: int | None, began: dt.datetime) -> dt.datetime | None:
        return None if minute is None else hours.aim(minute, began=began, at=self.now(), margin=MARGIN)

    def _tell_first_nudge(self, residents: Sequence[Resident]) -> None:
        first = _first_nudge(residents)
        if first is not None:
            wait = (first - self.now()).total_seconds()
            when = f"in {wait:.0f} s" if wait > 0 else "now"
            self.say(f"  the first nudge comes {when}, at {first:%H:%M:%S} UTC")

    def _settle_in(self, residents: Sequence[Resident], desk: Desk) -> None:
        entries, writers = 0, 0
        for written in _at_once(lambda one: settle_in(one, desk, self.now()), residents):
            entries, writers = entries + written, writers + 1
            if writers % 15 == 0 or writers == len(residents):
                self.say(f"  {entries:,} diary entries of {writers} people")

    def _answer(self, residents: Sequence[Resident], began: dt.datetime) -> None:
        """Let those whose nudge has come answer it, waiting for the first ones where none has come yet."""
        until = began + LONGEST_WAIT
        first = _first_nudge(residents)
        while first is not None and first + LONGEST_TICK > self.now() and self.now() < until:
            if self._answer_now(residents):
                return
            time.sleep(LOOK_EVERY)
        self._answer_now(residents)

    def _answer_now(self, residents: Sequence[Resident]) -> int:
        nudged = [one for one in residents if one.first_nudge and one.first_nudge <= self.now()]
        answered = answer_inboxes(nudged)
        if answered:
            self.say(f"  {answered} of the first nudges are answered")
        return answered


def _unless_soon(member: Member, phone: Phone, aimed: dt.datetime | None, *, until: dt.datetime) -> bool:
    """Move the hours to the aim, unless a nudge comes before `until` anyway; returns whether they moved."""
    next_nudge = Plan(member, phone).next_nudge()
    if next_nudge is not None and next_nudge <= until:
        return False
    plan_breaks(member, phone, aimed)
    return True


def _first_nudge(residents: Sequence[Resident]) -> dt.datetime | None:
    return min((one.first_nudge for one in residents if one.first_nudge), default=None)


def _at_once(work: Callable[[Given], Made], turns: Iterable[Given]) -> Iterator[Made]:
    """Each result as soon as it is there. The first failure ends it: what has not begun is not begun."""
    with ThreadPoolExecutor(THREADS) as pool:
        waiting = [pool.submit(work, turn) for turn in turns]
        try:
            for done in as_completed(waiting):
                yield done.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
