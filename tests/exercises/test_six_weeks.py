"""Six weeks of exercises of one person's life over HTTP; every number shown is recomputed by other means.

Anna's physio gives her a programme of six weeks. She does it, skips some, hurts, has a flare, rests, goes on
and is through after seven, for a week that was mostly a pause comes again. The calendar below is her life;
`Notebook` is a physio's pencil and paper: it knows the programme from its printed page and the rules from
docs/progression.md, and none of the code.
"""

import datetime as dt
import re
from collections import Counter
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from coach.models import CareLink, Person
from exercises import nightly
from tests.conftest import Phone, new_id
from tests.exercises.training import fill_library

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
END = MONDAY + 48 * DAY

PLAN = "SE.S.E. SE.S.E. SES.SE. SES.SE. SES.SE. SES.SE. SES.SE."  # what each week asks: strength, endurance
DID = "SE.S..E S..SEE. SES.... SES.SE. ....SE. SES.S.. SES.SE."
DIARY = "2222222 2222222 2222266 5322222 2222222 2222222 2222222"
SHOWN = "xx.x.<x x<.xxx. xxx.!ss xxx.xx. ppppxx. xxx.x!. xxx.xx."
PHASE = (0, 0, 1, 1, 2, 2, 2)  # the fifth calendar week is lost to the pause and comes again
WEEK = (1, 2, 3, 4, 5, 5, 6)
HURT = {(MONDAY + 10 * DAY, "squat"): 6}
SICK = (MONDAY + 19 * DAY, MONDAY + 20 * DAY)
CHANGED, PAUSED, RESUMED = MONDAY + 24 * DAY, MONDAY + 28 * DAY, MONDAY + 32 * DAY
LETTERS = {
    "done": "x",
    "caught_up": "<",
    "missed": "!",
    "sick_day": "s",
    "paused": "p",
    "rest_day": ".",
    "due": "?",
}


def by_day(weeks: str) -> dict[dt.date, str]:
    return {MONDAY + at * DAY: letter for at, letter in enumerate(weeks.replace(" ", ""))}


# --- pencil and paper --------------------------------------------------------------------------------------

CAREFUL = {"flare_up", "recurrence", "worsening"}  # verdicts of the course under which nothing is added
PARTS = ("repetitions", "seconds", "sets", "load_kg")  # in this order a dose is raised
Dose = dict[str, float]

PAGE: tuple[dict[str, dict[str, tuple[Dose, dict[str, tuple[float, float, float]]]]], ...] = (
    {
        "S": {
            "warm-up": ({"sets": 1, "repetitions": 20}, {}),
            "squat": ({"sets": 2, "repetitions": 8}, {"repetitions": (6, 15, 2), "sets": (1, 3, 1)}),
            "dumbbell-row": (
                {"sets": 2, "repetitions": 8, "load_kg": 2},
                {"repetitions": (6, 12, 2), "sets": (1, 3, 1), "load_kg": (1, 8, 1)},
            ),
            "bird-dog": (
                {"sets": 2, "repetitions": 6, "seconds": 4},
                {"repetitions": (4, 8, 1), "sets": (1, 3, 1)},
            ),
            "plank": ({"sets": 2, "seconds": 15}, {"seconds": (10, 40, 5), "sets": (1, 3, 1)}),
        },
        "E": {"brisk-walk": ({"sets": 1, "seconds": 1200}, {"seconds": (600, 2400, 300)})},
    },
    {
        "S": {
            "warm-up": ({"sets": 1, "repetitions": 20}, {}),
            "split-squat": ({"sets": 2, "repetitions": 6}, {"repetitions": (5, 12, 1), "sets": (1, 3, 1)}),
            "lift-with-legs": (
                {"sets": 2, "repetitions": 8, "load_kg": 4},
                {"repetitions": (6, 12, 2), "sets": (1, 3, 1), "load_kg": (2, 14, 2)},
            ),
            "dumbbell-row": (
                {"sets": 3, "repetitions": 8, "load_kg": 3},
                {"repetitions": (6, 12, 2), "sets": (1, 3, 1), "load_kg": (1, 10, 1)},
            ),
            "side-plank": ({"sets": 2, "seconds": 15}, {"seconds": (10, 30, 5), "sets": (1, 3, 1)}),
        },
        "E": {"cycle": ({"sets": 1, "seconds": 1200}, {"seconds": (600, 2400, 300)})},
    },
    {
        "S": {
            "warm-up": ({"sets": 1, "repetitions": 20}, {}),
            "squat": ({"sets": 3, "repetitions": 10}, {"repetitions": (6, 15, 2), "sets": (1, 4, 1)}),
            "lift-with-legs": (
                {"sets": 3, "repetitions": 8, "load_kg": 6},
                {"repetitions": (6, 12, 2), "sets": (1, 3, 1), "load_kg": (2, 16, 2)},
            ),
            "dumbbell-row": (
                {"sets": 3, "repetitions": 10, "load_kg": 4},
                {"repetitions": (6, 12, 2), "sets": (1, 4, 1), "load_kg": (1, 12, 1)},
            ),
            "shoulder-press": (
                {"sets": 2, "repetitions": 6, "load_kg": 2},
                {"repetitions": (5, 12, 1), "sets": (1, 3, 1), "load_kg": (1, 8, 1)},
            ),
            "plank": ({"sets": 3, "seconds": 25}, {"seconds": (10, 60, 5), "sets": (1, 3, 1)}),
        },
        "E": {"rowing-machine": ({"sets": 1, "seconds": 420}, {"seconds": (240, 900, 60)})},
    },
)


class Notebook:
    """Every dose and decision, by hand. `rows`: day, exercise, action, before, after, version."""

    def __init__(self) -> None:
        self.asks = [
            {kind: {name: dict(dose) for name, (dose, _) in some.items()} for kind, some in page.items()}
            for page in PAGE
        ]
        self.bounds = [
            {name: dict(bounds) for some in page.values() for name, (_, bounds) in some.items()}
            for page in PAGE
        ]
        self.log: dict[str, list[dict[str, Any]]] = {}
        self.rows: list[tuple[Any, ...]] = []
        self.versions = [(1, MONDAY)]

    def version_on(self, day: dt.date) -> int:
        return max(number for number, since in self.versions if since <= day)

    def train(self, day: dt.date, phase: int, kind: str, verdict: str) -> None:
        """The evening: only pain above the limit of 4 is answered at once, the rest waits for a day."""
        changes = {}
        for name, dose in self.asks[phase][kind].items():
            pain = HURT.get((day, name), 1)
            some = self.log.setdefault(name, [])
            some.append({"on": day, "dose": dict(dose), "pain": pain, "next": None})
            changes[name] = self.before(name, dose) if pain > 4 else None
        self.write(day, phase, kind, changes, verdict, since=day + DAY)

    def wake(self, day: dt.date, phase: int, kind: str, pain: int, verdict: str) -> None:
        """The diary of the day after: what was done yesterday is looked at again."""
        changes = {}
        for name, dose in self.asks[phase][kind].items():
            if not self.log[name]:  # the physio set it meanwhile: nothing is known of this dose
                changes[name] = None
                continue
            for bout in self.log[name]:
                bout["next"] = pain if bout["on"] == day - DAY else bout["next"]
            if self.log[name][-1]["dose"] == dose:  # else it was answered in the evening
                rises = self.may_rise(name, day) and verdict not in CAREFUL
                changes[name] = self.more(name, phase, kind) if rises else None
        self.write(day, phase, kind, changes, verdict, since=day)

    def may_rise(self, name: str, day: dt.date) -> bool:
        """Enough sessions at this dose, little pain in them, and none of it higher than the time before."""
        some, dose = self.log[name], self.log[name][-1]["dose"]
        run = [some[-1]]
        for older in reversed(some[:-1]):
            if older["dose"] != dose or (run[0]["on"] - older["on"]).days >= 14:
                break
            run.insert(0, older)
        before = some[: len(some) - len(run)]
        back = bool(before) and sum(before[-1]["dose"].values()) > sum(dose.values())
        needed = 3 if back else 2
        enough = len(run) >= needed and (not back or (day - run[0]["on"]).days >= 7)
        if any(one["next"] is None for one in run[-needed:]):
            return False
        calm = all(one["pain"] <= 2 and one["next"] <= 2 for one in run[-needed:])
        two = some[-2:]
        return enough and calm and all(two[-1][pain] <= two[0][pain] for pain in ("pain", "next"))

    def before(self, name: str, dose: Dose) -> Dose:
        """The last easier dose that was done."""
        return dict(next(one["dose"] for one in reversed(self.log[name]) if one["dose"] != dose))

    def more(self, name: str, phase: int, kind: str) -> Dose | None:
        dose, bounds = dict(self.asks[phase][kind][name]), self.bounds[phase][name]
        for part in PARTS:
            if part in bounds and dose[part] < bounds[part][1]:
                return dose | {part: min(dose[part] + bounds[part][2], bounds[part][1])}
        return None

    def write(
        self,
        day: dt.date,
        phase: int,
        kind: str,
        changes: dict[str, Dose | None],
        verdict: str,
        *,
        since: dt.date,
    ) -> None:
        """A line for each exercise, one version for all; when the course is worse the physio is asked."""
        if any(changes.values()):
            self.versions.append((len(self.versions) + 1, since))
        for name, change in changes.items():
            dose = self.asks[phase][kind][name]
            up = change is not None and sum(change.values()) > sum(dose.values())
            action = "hold" if change is None else "step_up" if up else "step_back"
            action = "ask_physio" if verdict == "worsening" else action
            number = len(self.versions) if change else None
            self.rows.append((day, name, action, dict(dose), dict(change or dose), number))
            if change is not None:
                self.ask(name, phase, kind, change, max if up else min)

    def set(self, day: dt.date, phase: int, name: str, dose: Dose, bounds: Any) -> None:
        """The physio's word: it holds as it is, in later phases too, and what went before counts no more."""
        self.versions.append((len(self.versions) + 1, day))
        self.log[name] = []
        for place in range(phase, len(PAGE)):
            if name in self.asks[place]["S"]:
                self.asks[place]["S"][name] = dict(dose)
                self.bounds[place][name] = bounds

    def ask(self, name: str, phase: int, kind: str, dose: Dose, along: Any) -> None:
        """From this phase on; a later phase goes along within its own bounds."""
        self.asks[phase][kind][name] = dict(dose)
        for place in range(phase + 1, len(PAGE)):
            later = self.asks[place][kind].get(name)
            for part, (least, most, _step) in self.bounds[place].get(name, {}).items() if later else ():
                later[part] = min(max(along(later[part], dose[part]), least), most)


# --- her life ----------------------------------------------------------------------------------------------


class Life:
    """Anna with her phone, her physio with a browser, and the notebook that is kept beside them."""

    def __init__(self, anna: Person, physio: Person) -> None:
        self.anna, self.physio, self.notebook = anna, physio, Notebook()
        self.verdicts: dict[dt.date, str] = {}
        self.written: list[int] = []
        with at(MONDAY - 3 * DAY, 9):
            self.episode = new_id()
            self.send("put", f"episodes/{self.episode}/", {"region": "lower_back", "onset_on": "2026-10-05"})
            given = {"programme": "back-to-strength", "starts_on": str(MONDAY), "episode": str(self.episode)}
            self.dashboard(f"add/?client={anna.pk}", given)
            (self.enrolment,) = [one["id"] for one in self.send("get", "enrolments/")["results"]]
        for back in range(7, 0, -1):
            self.write_diary(MONDAY - back * DAY, 2)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """As her phone does; anything but a success is an error of this test."""
        answer = getattr(Phone(self.anna), method)(path, body)
        assert 200 <= answer.status_code < 300, answer.json()
        return answer.json()

    def dashboard(self, path: str, body: dict[str, Any] | None = None) -> str:
        """As her physio does: a page read, or a form sent and taken."""
        browser = Browser(headers={"accept-language": "en"})
        browser.force_login(self.physio)
        address = f"/admin/exercises/enrolment/{path}"
        answer = browser.get(address) if body is None else browser.post(address, body)
        assert answer.status_code == (200 if body is None else 302), answer.content.decode()
        return answer.content.decode()

    def agenda(self, first: dt.date = MONDAY, last: dt.date = END) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.send(
            "get", f"enrolments/{self.enrolment}/agenda/?from={first}&to={last}"
        )
        return found

    def live(self, day: dt.date) -> None:
        kind, pain = by_day(DID)[day], int(by_day(DIARY)[day])
        if kind in "SE":
            self.train(day, phase_on(day), kind)
        self.write_diary(day, pain)
        yesterday = by_day(DID).get(day - DAY, ".")
        if yesterday in "SE":
            self.notebook.wake(day, phase_on(day - DAY), yesterday, pain, self.verdicts[day])

    def train(self, day: dt.date, phase: int, kind: str) -> None:
        """She does what the agenda of that day says, all of it, and reports the pain she had."""
        with at(day, 18):
            (shown,) = self.agenda(day, day)
            (routine,) = shown["routines"]
            told = [self.told(day, one) for one in routine["prescriptions"]]
            asked = {one["exercise"]: dose_in(one) for one in routine["prescriptions"]}
            assert asked == self.notebook.asks[phase][kind], day
            assert shown["version"] == self.notebook.version_on(day), day
            moment = dt.datetime.now(dt.UTC).isoformat()
            body = {"enrolment": str(self.enrolment), "version": shown["version"], "day": routine["key"]}
            clock = {"started_at": moment, "recorded_at": moment, "utc_offset": 60}
            self.send("put", f"sessions/{new_id()}/", body | clock | {"exercises": told})
        self.notebook.train(day, phase, kind, self.verdicts[day - DAY])

    def told(self, day: dt.date, one: dict[str, Any]) -> dict[str, Any]:
        pain = HURT.get((day, one["exercise"]), 1)
        done = {part: one[part] for part in PARTS if one[part] is not None}
        return {"exercise": one["exercise"], "completed": True, "effort": 4, "pain_during": pain, **done}

    def write_diary(self, day: dt.date, pain: int) -> None:
        with at(day, 21):
            moment = dt.datetime.now(dt.UTC).isoformat()
            body = {"episode": str(self.episode), "recorded_at": moment, "utc_offset": 60, "pain": pain}
            self.send("put", f"diary/{new_id()}/", body)
            course = self.send("get", f"episodes/{self.episode}/course/")
            self.verdicts[day] = course["current"]["verdict"]
        self.written.append(pain)

    def say(self, day: dt.date, hour: int, status: str) -> None:
        with at(day, hour):
            row = self.send("get", f"enrolments/{self.enrolment}/")
            keep = {name: row[name] for name in ("programme", "episode", "starts_on")}
            self.send(
                "put", f"enrolments/{self.enrolment}/", keep | {"status": status, "base_seq": row["seq"]}
            )

    def interrupt(self, day: dt.date) -> None:
        """What comes between: illness, a pause, and another word of the physio."""
        if day == SICK[0]:
            ill = {"kind": "sick", "starts_on": str(SICK[0]), "ends_on": str(SICK[1])}
            with at(day, 9):
                self.send("put", f"days-off/{new_id()}/", ill)
        if day in {PAUSED, RESUMED}:
            self.say(day, 9, "paused" if day == PAUSED else "active")
        if day == CHANGED:
            self.change(day)

    def change(self, day: dt.date) -> None:
        """The physio finds the row too much and sets it anew."""
        dose: Dose = {"sets": 2, "repetitions": 8, "load_kg": 2}
        bounds = {"sets": (1, 3, 1), "repetitions": (6, 12, 2), "load_kg": (1, 10, 1)}
        form = {f"{part}__dose": value for part, value in dose.items()}
        form |= {f"{part}__least": least for part, (least, _, _) in bounds.items()}
        form |= {f"{part}__most": most for part, (_, most, _) in bounds.items()}
        with at(day, 11):
            self.dashboard(f"{self.enrolment}/alter/dose/?exercise=dumbbell-row", form | {"note": "Rustiger"})
        self.notebook.set(day, 1, "dumbbell-row", dose, bounds)


def phase_on(day: dt.date) -> int:
    return PHASE[(day - MONDAY).days // 7]


def at(day: dt.date, hour: int) -> Any:
    """That hour of the day in Amsterdam, in winter."""
    moment = dt.datetime(day.year, day.month, day.day, hour - 1, tzinfo=dt.UTC)
    return time_machine.travel(moment, tick=False)


def dose_in(row: dict[str, Any]) -> Dose:
    return {part: row[part] for part in PARTS if row[part] is not None}


def due_and_done(week: int) -> dict[str, Any]:
    """Of a calendar week, from the plan and her life. What was planned on a day off counts for nothing."""
    monday = MONDAY + week * 7 * DAY
    days = [monday + at * DAY for at in range(7)]
    off = [SICK[0] <= day <= SICK[1] or PAUSED <= day < RESUMED for day in days]
    due = [day for day, none in zip(days, off, strict=True) if not none and by_day(PLAN)[day] in "SE"]
    done = [day for day in days if by_day(DID)[day] in "SE"]
    return {"starts_on": str(monday), "sessions_due": len(due), "sessions_done": len(done)}


@pytest.fixture
def life(person: Person, physio: Person) -> Life:
    fill_library("back-to-strength")
    with at(MONDAY - 4 * DAY, 9):
        CareLink.objects.create(client=person, physio=physio, started_at=dt.datetime.now(dt.UTC))
    return Life(person, physio)


def test_six_weeks(life: Life) -> None:
    for ahead in range(49):
        day = MONDAY + ahead * DAY
        life.interrupt(day)
        life.live(day)
    with at(END, 23):
        look_at_the_questions(life)
    with at(END + DAY, 4):
        assert nightly.finish_what_is_through(at=dt.datetime.now(dt.UTC)) == 1
        look_at_the_agenda(life)
        look_at_the_decisions(life)
        look_at_the_enrolment(life)
        look_at_the_course(life)


def look_at_the_questions(life: Life) -> None:
    """Nobody answered one: each exercise that was asked about while it got worse waits, once."""
    asked = {name for _, name, action, *_ in life.notebook.rows if action == "ask_physio"}
    page = life.dashboard(f"{life.enrolment}/change/")
    assert page.count('class="exercises-question"') == len(asked) > 0


def look_at_the_agenda(life: Life) -> None:
    days = life.agenda()
    assert "".join(LETTERS[day["state"]] for day in days) == SHOWN.replace(" ", "")
    assert [day["week"] for day in days] == [week for week in WEEK for _ in range(7)]
    assert {day["date"] for day in days} == {str(day) for day in by_day(SHOWN)}
    weeks = [due_and_done(week) for week in range(7)]
    rows = life.send("get", f"adherence/?from={MONDAY}&to={END}")
    assert [{name: row[name] for name in weeks[0]} for row in rows] == weeks
    page = life.dashboard(f"{life.enrolment}/change/")
    kept = [f"{one['sessions_done']} of {one['sessions_due']}" for one in reversed(weeks)]
    assert re.findall(r">(\d+ of \d+)<", page) == kept


def look_at_the_decisions(life: Life) -> None:
    rows, path = [], f"enrolments/{life.enrolment}/decisions/?page_size=100"
    while path:
        answer = life.send("get", path)
        rows += answer["results"]
        path = (answer["next"] or "").partition("/api/v1/")[2]
    shown = [
        (
            dt.date.fromisoformat(one["at"][:10]),
            one["exercise"],
            one["action"],
            dose_in(one["before"]),
            dose_in(one["after"]),
            one["version"],
        )
        for one in rows
    ]
    by_hand = life.notebook.rows
    assert sorted(shown, key=str) == sorted(by_hand, key=str)
    actions = Counter(action for _, _, action, *_ in by_hand)
    assert actions["step_back"] == 1
    assert actions["step_up"] > 20
    assert {one["made_by"] for one in rows} == {"rule"}


def look_at_the_enrolment(life: Life) -> None:
    row = life.send("get", f"enrolments/{life.enrolment}/")
    assert (row["status"], row["assigned_by"]) == ("finished", "physio")
    assert row["version"] == len(life.notebook.versions)
    for asked, phase in zip(life.notebook.asks, row["content"]["phases"], strict=True):
        found = {one["exercise"]: dose_in(one) for day in phase["days"] for one in day["prescriptions"]}
        assert found == asked["S"] | asked["E"]
    versions = life.send("get", f"enrolments/{life.enrolment}/versions/")
    assert [(one["number"], one["since"]) for one in versions] == [
        (number, str(since)) for number, since in life.notebook.versions
    ]
    by_physio = [(one["since"], one["note"]) for one in versions if one["made_by"] == "physio"]
    assert by_physio == [(str(MONDAY), ""), (str(CHANGED), "Rustiger")]


def look_at_the_course(life: Life) -> None:
    course = life.send("get", f"episodes/{life.episode}/course/")
    assert course["points"]["pain"] == life.written
    flare = sorted(day for day, verdict in life.verdicts.items() if verdict == "flare_up")
    assert flare, "two bad days are a flare"
    assert SICK[0] <= flare[0] <= flare[-1] < CHANGED
    worse = {day for day, verdict in life.verdicts.items() if verdict == "worsening"}
    assert worse, "and the days after them a change for the worse"
    assert min(worse) > flare[-1]
