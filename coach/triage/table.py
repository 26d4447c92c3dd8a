"""The table of signs as objects, checked while it is read: a faulty table never comes into use."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.triage.context import CONDITIONS
from coach.triage.reading import Row, TableError, Text, parsed, rows
from coach.triage.tier import Tier, least_urgent

ALONE_AT_MOST = Tier.DISCUSS
"""What a sign that escalates only in a cluster is worth by itself (Henschke 2009: 4 in 5 have some flag)."""

TIERS = tuple(tier for tier in Tier if tier is not Tier.NONE)


@dataclass(frozen=True)
class Item:
    """Anything the table can ask. `derived`: when it is known to hold without asking; empty means never."""

    key: str
    question: Text
    report: Text
    derived: Mapping[str, Any]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Sign(Item):
    """A warning sign. `tier` holds `when` its conditions hold or are unknown, else `otherwise`."""

    tier: Tier
    otherwise: Tier
    when: Mapping[str, Any]
    escalates_alone: bool
    ask: Mapping[str, Any]
    concern: str

    def alone(self, *, applies: bool | None) -> Tier:
        """What the sign is worth by itself; `applies`: whether `when` holds, None for unknown."""
        tier = self.otherwise if applies is False else self.tier
        return tier if self.escalates_alone else least_urgent(tier, ALONE_AT_MOST)


@dataclass(frozen=True)
class Background(Item):
    """A circumstance that weighs in clusters only. `lasting`: an earlier yes stays true."""

    lasting: bool


@dataclass(frozen=True)
class Cluster:
    """Signs that weigh more together: all of `every`, and `at_least` of `some`."""

    key: str
    every: tuple[str, ...]
    some: tuple[str, ...]
    at_least: int
    tier: Tier
    concern: str
    sources: tuple[str, ...]

    def members(self, present: Collection[str]) -> tuple[str, ...]:
        """The members that are present when the cluster is complete, else nothing."""
        found = tuple(key for key in self.some if key in present)
        complete = all(key in present for key in self.every) and len(found) >= self.at_least
        return self.every + found if complete else ()

    def hangs_on(self, key: str, absent: Collection[str]) -> bool:
        """Whether `key` is a member and the cluster can still become complete without those `absent`."""
        left = [one for one in self.some if one not in absent]
        possible = len(left) >= self.at_least and not set(self.every) & set(absent)
        return possible and key in (*self.every, *left)


@dataclass(frozen=True)
class Table:
    """One version of the whole table. `signed_off_by` is empty until a clinician has signed this version."""

    version: int
    signed_off_by: str
    sources: Mapping[str, str]
    signs: tuple[Sign, ...]
    backgrounds: tuple[Background, ...]
    clusters: tuple[Cluster, ...]

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Everything that can be asked or answered, by key, in the order of the table."""
        return {item.key: item for item in (*self.signs, *self.backgrounds)}


def read_table(path: Path) -> Table:
    """The table in a file. TableError names the item, the field and the remedy of the first fault."""
    tables, file = parsed(path), path.name
    head = Row({"key": "head", **{name: tables.get(name) for name in ("version", "sources")}}, file)
    sources = head.mapping("sources")
    signs = tuple(_sign(row, sources) for row in rows(tables, "sign", file))
    backgrounds = tuple(_background(row, sources) for row in rows(tables, "background", file))
    keys = [item.key for item in (*signs, *backgrounds)]
    clusters = tuple(_cluster(row, sources, keys) for row in rows(tables, "cluster", file))
    table = Table(
        head.whole("version", 1, 10**6),
        str(tables.get("signed_off_by", "")),
        sources,
        signs,
        backgrounds,
        clusters,
    )
    _check(table, file)
    return table


def _sign(row: Row, sources: Collection[str]) -> Sign:
    tier = Tier(row.choice("tier", TIERS))
    when = _conditions(row, "when")
    sign = Sign(
        key=row.key,
        question=row.text("question"),
        report=row.text("report"),
        derived=_conditions(row, "derived"),
        sources=_sources(row, sources),
        tier=tier,
        otherwise=Tier(row.choice("otherwise", TIERS)) if when else tier,
        when=when,
        escalates_alone=row.choice("escalates", ("alone", "cluster")) == "alone",
        ask=_conditions(row, "ask"),
        concern=row.string("concern"),
    )
    row.finish()
    return sign


def _background(row: Row, sources: Collection[str]) -> Background:
    background = Background(
        key=row.key,
        question=row.text("question"),
        report=row.text("report"),
        derived=_conditions(row, "derived"),
        sources=_sources(row, sources),
        lasting=row.flag("lasting"),
    )
    row.finish()
    return background


def _cluster(row: Row, sources: Collection[str], keys: Collection[str]) -> Cluster:
    some = row.strings("any", keys)
    cluster = Cluster(
        key=row.key,
        every=row.strings("all", keys),
        some=some,
        at_least=row.whole("at_least", 1, len(some)) if row.has("at_least") else min(1, len(some)),
        tier=Tier(row.choice("tier", TIERS)),
        concern=row.string("concern"),
        sources=_sources(row, sources),
    )
    if len(cluster.every) + cluster.at_least < 2:
        row.refuse("any", "a cluster takes two or more together: add to `all` or raise `at_least`")
    row.finish()
    return cluster


def _conditions(row: Row, field: str) -> Mapping[str, Any]:
    found = row.mapping(field)
    for name, value in found.items():
        if name not in CONDITIONS:
            row.refuse(field, f"{name!r} is not one of: {', '.join(CONDITIONS)}")
        if type(value) is not CONDITIONS[name][0]:
            row.refuse(field, f"{name} takes a {CONDITIONS[name][0].__name__}, not {value!r}")
    return found


def _sources(row: Row, known: Collection[str]) -> tuple[str, ...]:
    sources = row.strings("sources", known)
    if not sources:
        row.refuse("sources", "name at least one of the sources at the top of the file")
    return sources


def _check(table: Table, file: str) -> None:
    """What only shows in the whole: keys used twice, and items that can never count for anything."""
    signs, backgrounds = {s.key for s in table.signs}, {b.key for b in table.backgrounds}
    for key in sorted(signs & backgrounds):
        raise TableError(file, key, "key", "both a sign and a background: keep one")
    weighing = {key for cluster in table.clusters for key in (*cluster.every, *cluster.some)}
    idle = backgrounds | {s.key for s in table.signs if not s.escalates_alone}
    for key in sorted(idle - weighing):
        raise TableError(file, key, "escalates", "counts in clusters only but is in none: put it in one")


TABLE = read_table(Path(__file__).with_name("signs.toml"))
