"""Answers and context in, one tier out. The same answers always give the same outcome."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coach.triage.context import Context, holds
from coach.triage.table import TABLE, Item, Sign, Table
from coach.triage.tier import Tier, most_urgent

NOTHING_KNOWN = Context()


class UnknownSignError(ValueError):
    """Answers to something the table does not ask. `keys` says what."""

    def __init__(self, keys: Collection[str], version: int) -> None:
        super().__init__(f"not in version {version} of the table of signs: {', '.join(keys)}")
        self.keys, self.version = tuple(keys), version


@dataclass(frozen=True)
class Outcome:
    """What the answers amount to. All signs are keys of the table of `version`.

    `signs`: every sign the person has, most urgent first. `leading`: what made the tier what it is,
    backgrounds included. `clusters`: the clusters that are complete. `unasked`: what nobody answered,
    which is not the same as a no; backgrounds only as far as they can still matter.
    """

    tier: Tier
    signs: tuple[str, ...]
    version: int
    leading: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()


def triage(
    answers: Mapping[str, bool | None], context: Context = NOTHING_KNOWN, table: Table = TABLE
) -> Outcome:
    """The outcome of `answers`: True for yes, False for no, None or absent for not asked.

    UnknownSignError for a key the table does not have, TypeError for any other kind of answer: neither
    may be lost silently.
    """
    _refuse_what_is_not_asked(answers, context, table)
    present = [key for key, item in table.items.items() if _state(item, answers, context) is True]
    alone = _alone(table, present, context)
    clusters = {cluster: cluster.members(present) for cluster in table.clusters}
    complete = {cluster: members for cluster, members in clusters.items() if members}
    tier = most_urgent([*alone.values(), *(cluster.tier for cluster in complete)])
    leading = {key for key, worth in alone.items() if worth is tier}
    leading.update(*(members for cluster, members in complete.items() if cluster.tier is tier))
    return Outcome(
        tier=tier,
        signs=tuple(sorted(alone, key=lambda key: -alone[key].urgency)),
        version=table.version,
        leading=tuple(key for key in present if key in leading),
        clusters=tuple(cluster.key for cluster in complete),
        unasked=_unasked(answers, context, table),
    )


def to_ask(
    context: Context = NOTHING_KNOWN, answers: Mapping[str, bool | None] | None = None, table: Table = TABLE
) -> tuple[Item, ...]:
    """What is still to be asked, most urgent first: not what is answered, known, or not yet of its time."""
    keys = _unasked(answers or {}, context, table)
    return tuple(table.items[key] for key in keys)


def as_json(items: Sequence[Item], language: str, table: Table = TABLE) -> dict[str, Any]:
    """Questions as an app renders them, each a yes or no. ValueError for a language we do not write."""
    questions = [{"key": item.key, "question": item.question.say(language)} for item in items]
    return {"version": table.version, "language": language, "questions": questions}


def lasting(answers: Mapping[str, bool | None], table: Table = TABLE) -> dict[str, bool]:
    """What of earlier answers stays true and need not be asked again: for `Context.known`."""
    return {item.key: True for item in table.backgrounds if item.lasting and answers.get(item.key) is True}


def _refuse_what_is_not_asked(answers: Mapping[str, bool | None], context: Context, table: Table) -> None:
    unknown = sorted({*answers, *context.known} - set(table.items))
    if unknown:
        raise UnknownSignError(unknown, table.version)
    for key, answer in (*answers.items(), *context.known.items()):
        if not (answer is None or isinstance(answer, bool)):
            raise TypeError(f"{key}: answer with true, false or null, not {answer!r}")


def _state(item: Item, answers: Mapping[str, bool | None], context: Context) -> bool | None:
    """Whether an item is there. What we know to hold goes first, then the answer now, then an earlier one."""
    derived = holds(item.derived, context) if item.derived else None
    if derived is True:
        return True
    given = answers.get(item.key)
    if given is None:
        given = context.known.get(item.key)
    return derived if given is None else given


def _alone(table: Table, present: Collection[str], context: Context) -> dict[str, Tier]:
    return {
        sign.key: sign.alone(applies=holds(sign.when, context)) for sign in table.signs if sign.key in present
    }


def _unasked(answers: Mapping[str, bool | None], context: Context, table: Table) -> tuple[str, ...]:
    states = {key: _state(item, answers, context) for key, item in table.items.items()}
    absent = [key for key, state in states.items() if state is False]
    unknown = (key for key, state in states.items() if state is None)
    return tuple(key for key in unknown if _matters(key, context, absent, table))


def _matters(key: str, context: Context, absent: Collection[str], table: Table) -> bool:
    """A sign is asked in its time; a background only while a cluster may still hang on it."""
    item = table.items[key]
    if isinstance(item, Sign):
        return holds(item.ask, context) is not False
    return any(cluster.hangs_on(key, absent) for cluster in table.clusters)
