"""The tables of docs/triage.md, written from the data so that they cannot drift from it.

`python -m coach.triage.handbook docs/triage.md` writes them anew between their markers.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from coach.triage.countries import COUNTRIES, OTHER
from coach.triage.table import TABLE, Cluster, Item, Sign, Table
from coach.triage.tier import Tier

MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
MOST_URGENT_FIRST = tuple(reversed(Tier))


def filled(page: str, table: Table = TABLE) -> str:
    """`page` with every marked table written anew; KeyError for a marker without a table."""
    return MARKED.sub(lambda found: f"{found[1]}{PARTS[found[2]](table)}\n{found[3]}", page)


def summary(table: Table) -> str:
    counts = [f"{sum(sign.tier is tier for sign in table.signs)} {tier}" for tier in MOST_URGENT_FIRST[:-1]]
    signed = table.signed_off_by or "**nobody yet: not for clinical use**"
    return (
        f"Version {table.version}: {len(table.signs)} signs ({', '.join(counts)}), "
        f"{len(table.backgrounds)} backgrounds, {len(table.clusters)} clusters. Signed off by: {signed}."
    )


def signs(table: Table) -> str:
    head = ("sign", "tier", "alone", "asked (nl)", "asked (en)", "concern", "sources")
    return _grid(head, (_sign(sign) for sign in table.signs))


def backgrounds(table: Table) -> str:
    rows = (
        (f"`{b.key}`", b.question.nl, b.question.en, _conditions(b.derived), _sources(b))
        for b in table.backgrounds
    )
    return _grid(("background", "asked (nl)", "asked (en)", "known from", "sources"), rows)


def clusters(table: Table) -> str:
    rows = ((f"`{c.key}`", _keys(c.every), _some(c), c.tier, c.concern, _sources(c)) for c in table.clusters)
    return _grid(("cluster", "all of", "and", "tier", "concern", "sources"), rows)


def sources(table: Table) -> str:
    return _grid(("key", "source"), ((f"`{key}`", title) for key, title in table.sources.items()))


def choices(table: Table) -> str:
    """What rests on our own judgement: what a signer should look at first."""
    everything: tuple[Item | Cluster, ...] = (*table.items.values(), *table.clusters)
    own = [one.key for one in everything if "own" in one.sources]
    return "\n".join(f"- `{key}`" for key in own)


def countries(_table: Table) -> str:
    rows = (
        (code, c.emergency or "in words", c.doctor.nl, c.after_hours.nl)
        for code, c in COUNTRIES.items()
        if code != OTHER
    )
    return _grid(("country", "emergency", "doctor", "after hours"), rows)


def _sign(sign: Sign) -> tuple[str, ...]:
    tier = f"{sign.tier} when {_conditions(sign.when)}, else {sign.otherwise}" if sign.when else sign.tier
    alone = "yes" if sign.escalates_alone else f"no: {sign.alone(applies=True)}"
    known = f" (known from {_conditions(sign.derived)})" if sign.derived else ""
    question = sign.question
    return (f"`{sign.key}`{known}", tier, alone, question.nl, question.en, sign.concern, _sources(sign))


def _conditions(conditions: Mapping[str, Any]) -> str:
    return " and ".join(f"{name.replace('_', ' ')} {_value(value)}" for name, value in conditions.items())


def _value(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _some(cluster: Cluster) -> str:
    return f"{cluster.at_least} of: {_keys(cluster.some)}" if cluster.some else ""


def _sources(one: Item | Cluster) -> str:
    return ", ".join(one.sources)


def _keys(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


PARTS: Mapping[str, Callable[[Table], str]] = {
    "summary": summary,
    "signs": signs,
    "backgrounds": backgrounds,
    "clusters": clusters,
    "sources": sources,
    "choices": choices,
    "countries": countries,
}

if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")
