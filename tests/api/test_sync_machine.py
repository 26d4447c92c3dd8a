"""Two phones and a physio, whatever happens on the way: in the end all hold the same, and nothing is lost.

SYNC_MACHINE=200 looks for trouble that many times, with other choices each time.
"""

import datetime as dt
import os
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from coach import clearing
from coach.models import DiaryEntry, Episode, Person
from coach.models.consent import Purpose
from tests.api.sync.phones import await_end_or_lock
from tests.api.sync.simulated import Key, Network, Simulated, live
from tests.conftest import NOW, Phone, new_id
from tests.machines import play
from tests.threads import Threads

EXAMPLES = int(os.environ.get("SYNC_MACHINE", "0"))
STEPS = 50
HISTORIES: dict[str, Any] = {"diary": DiaryEntry, "episode": Episode}
TOLD_BY = {"diary": "pain", "episode": "pattern"}  # the field in which versions differ

phones = st.integers(0, 1)
which = st.integers(0, 30)
pains = st.integers(0, 10)
networks = st.sampled_from(Network)
limits = st.sampled_from([1, 3, 500])
skews = st.sampled_from([dt.timedelta(days=-900), dt.timedelta(hours=-3), dt.timedelta(minutes=9)])


def episode(pattern: str = "constant") -> dict[str, Any]:
    return {"region": "neck", "onset_on": "2026-11-01", "pattern": pattern}


class Everyone(RuleBasedStateMachine):
    """The rows of one person, changed by two phones and a physio. `skews`: how far a phone's clock is off."""

    @initialize(
        own=st.tuples(st.booleans(), st.booleans()),
        pages=st.tuples(limits, limits),
        skews=st.tuples(skews, skews),
    )
    def begin(
        self, own: tuple[bool, bool], pages: tuple[int, int], skews: tuple[dt.timedelta, dt.timedelta]
    ) -> None:
        self.person = Person.objects.create_user(f"{new_id()}@example.org")
        for purpose in Purpose:
            self.person.consents.create(purpose=purpose, version="1", given=True, at=NOW)
        self.phones = [
            Simulated(Phone(self.person), keeps_its_own=keeps, page=page)
            for keeps, page in zip(own, pages, strict=True)
        ]
        self.skews = skews
        self.phones[0].write(("episode", str(new_id())), episode())
        self.phones[0].push()

    @rule(phone=phones, pain=pains, which=which)
    def write(self, phone: int, pain: int, which: int) -> None:
        episodes = self.phones[phone].rows("episode")
        if episodes:
            recorded_at = (timezone.now() + self.skews[phone]).isoformat()
            content = {
                "episode": episodes[which % len(episodes)][1],
                "recorded_at": recorded_at,
                "utc_offset": 60,
                "pain": pain,
            }
            self.phones[phone].write(("diary", str(new_id())), content)

    @rule(phone=phones, which=which, pain=pains)
    def edit(self, phone: int, which: int, pain: int) -> None:
        if found := self.nth("diary", phone, which):
            shown = self.phones[phone].pending.get(found) or self.phones[phone].copies[found].data
            assert shown
            kept = {name: shown[name] for name in ("episode", "recorded_at", "utc_offset")}
            self.phones[phone].write(found, {**kept, "pain": pain})

    @rule(phone=phones, which=which)
    def delete(self, phone: int, which: int) -> None:
        if found := self.nth("diary", phone, which):
            self.phones[phone].delete(found)

    @rule(phone=phones, which=which, pattern=st.sampled_from(["", "constant", "comes_and_goes"]))
    def change_the_episode(self, phone: int, which: int, pattern: str) -> None:
        if found := self.nth("episode", phone, which):
            self.phones[phone].write(found, episode(pattern))

    @rule(phone=phones, which=which)
    def begin_or_end_an_episode(self, phone: int, which: int) -> None:
        if which < 6 and (found := self.nth("episode", phone, which)):
            self.phones[phone].delete(found)
        else:
            self.phones[phone].write(("episode", str(new_id())), episode())

    @rule(phone=phones, network=networks, most=st.sampled_from([1, 3, 500]))
    def push(self, phone: int, network: Network, most: int) -> None:
        self.phones[phone].push(network, most)

    @rule(phone=phones, network=networks, limit=limits)
    def pull(self, phone: int, network: Network, limit: int) -> None:
        self.phones[phone].pull(network, limit)

    @rule(phone=phones, which=which)
    def an_old_request_arrives_again(self, phone: int, which: int) -> None:
        """Nobody waits for its answer any more."""
        zombies = self.phones[phone].zombies
        if zombies:
            assert post(self.phones[phone].line, zombies[which % len(zombies)]) == 200

    @rule(pattern=st.sampled_from(["", "with_activity"]))
    def the_physio_changes_an_episode(self, pattern: str) -> None:
        Episode.objects.filter(person=self.person).update(pattern=pattern)

    @rule(pattern=st.sampled_from(["", "with_activity"]), limit=limits)
    def the_physio_commits_late(self, pattern: str, limit: int) -> None:
        """After another has written, or waits to, and a phone has asked."""
        written, commit = Event(), Event()

        def slow() -> None:
            with transaction.atomic():
                Episode.objects.filter(person=self.person).update(pattern=pattern)
                written.set()
                assert commit.wait(30)

        with Threads(2) as pool:
            slowly = pool.submit(slow)
            assert written.wait(30)
            quickly = pool.submit(self.phones[1].push)
            await_end_or_lock(quickly)
            self.phones[0].pull(limit=limit)
            commit.set()
            slowly.result(30), quickly.result(30)

    @rule(networks=st.tuples(networks, networks), pattern=st.sampled_from(["", "with_activity"]))
    def all_at_once(self, networks: tuple[Network, Network], pattern: str) -> None:
        def physio() -> None:
            Episode.objects.filter(person=self.person).update(pattern=pattern)

        def again() -> None:
            for batch in self.phones[0].zombies[-1:]:
                assert post(Phone(self.person), batch) == 200

        jobs: list[Callable[[], object]] = [
            lambda: (self.phones[0].push(networks[0]), self.phones[0].pull()),
            lambda: (self.phones[1].push(networks[1]), self.phones[1].pull()),
            physio,
            again,
        ]
        with Threads(len(jobs)) as pool:
            for done in [pool.submit(job) for job in jobs]:
                done.result(60)

    @rule()
    def half_a_year_goes_by(self) -> None:
        """Nothing unsent is that old, but a phone may have slept through all of it and heard nothing."""
        for phone in self.phones:
            while phone.pending or phone.batch:
                phone.push()
            phone.zombies.clear()
        clearing.clear_away(at=timezone.now() + dt.timedelta(days=200))

    @rule()
    def a_backup_is_put_back(self) -> None:
        """Of a moment ago: nothing changed, but nobody can know that."""
        django_settings.COACH_EPOCH += "again"

    def teardown(self) -> None:
        if not hasattr(self, "phones"):
            return
        for phone in (*self.phones, *self.phones):
            phone.come_to_rest()
        new = Simulated(Phone(self.person), keeps_its_own=False)
        new.come_to_rest()
        assert live(self.phones[0].copies) == live(self.phones[1].copies) == live(new.copies)
        self.check_the_table(new)
        self.check_nothing_acknowledged_is_lost()

    def check_the_table(self, phone: Simulated) -> None:
        rows = live(phone.copies).items()
        shown = {(row_id, data["pain"]) for (type_, row_id), data in rows if type_ == "diary"}
        stored = DiaryEntry.objects.filter(person=self.person).values_list("pk", "pain")
        assert shown == {(str(pk), pain) for pk, pain in stored}

    def check_nothing_acknowledged_is_lost(self) -> None:
        """Each is a version of its row, and was made to the version it said it was made to."""
        for done in (done for phone in self.phones for done in phone.acknowledged):
            versions = self.versions(done.key)
            if done.seq not in versions:
                # Pruned, long after it was deleted.
                assert not HISTORIES[done.key[0]].everything.filter(pk=done.key[1]).exists(), done
                continue
            said, deleted_at = versions[done.seq]
            if done.content is None:
                assert deleted_at, done
            else:
                assert said == done.content[TOLD_BY[done.key[0]]], done
                assert done.base_seq == max((seq for seq in versions if seq < done.seq), default=None), done

    def versions(self, key: Key) -> dict[int, tuple[Any, Any]]:
        """Every version there ever was of a row, by its number, from the history that the database keeps."""
        events = HISTORIES[key[0]].pgh_event_model.objects.filter(pgh_obj=key[1])
        found = events.values_list("seq", TOLD_BY[key[0]], "deleted_at")
        return {seq: (said, deleted_at) for seq, said, deleted_at in found}

    def nth(self, type_: str, phone: int, which: int) -> Key | None:
        rows = self.phones[phone].rows(type_)
        return rows[which % len(rows)] if rows else None


def post(line: Phone, batch: list[dict[str, Any]]) -> int:
    status: int = line.post("sync/", {"changes": batch}).status_code
    return status


@pytest.mark.django_db(transaction=True)
def test_whatever_happens_everyone_ends_with_the_same(settings: Any) -> None:
    settings.COACH_EPOCH = "first"  # set back afterwards
    play(Everyone, examples=EXAMPLES, usually=8, steps=STEPS)
