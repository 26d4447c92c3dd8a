"""A phone as docs/sync.md tells an app builder to write one, on a network that loses things."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID

from tests.conftest import Phone

Key = tuple[str, str]
DOCUMENTS = {"catalogue", "inbox", "agenda"}


class Network(Enum):
    FINE = "fine"
    LOSES_THE_REQUEST = "the request never arrives"
    LOSES_THE_ANSWER = "the answer never arrives"


@dataclass(frozen=True)
class Copy:
    """What the server last said of a row; `data` is None for a deleted one."""

    seq: int
    data: dict[str, Any] | None


@dataclass(frozen=True)
class Acknowledged:
    """A change that the server said it applied."""

    key: Key
    base_seq: int | None
    seq: int
    content: dict[str, Any] | None


@dataclass
class Simulated:
    """Keeps the server's copies and its own unsent changes apart, and sends one batch at a time."""

    line: Phone
    keeps_its_own: bool  # in a conflict: its own words on top of the server's, or the server's alone
    page: int = 500  # rows it asks for at a time
    copies: dict[Key, Copy] = field(default_factory=dict)
    pending: dict[Key, dict[str, Any] | None] = field(default_factory=dict)
    batch: list[dict[str, Any]] = field(default_factory=list)
    sent: dict[Key, dict[str, Any] | None] = field(default_factory=dict)
    cursor: str = ""
    seen: set[Key] | None = None  # while it starts anew: what came back so far
    acknowledged: list[Acknowledged] = field(default_factory=list)
    zombies: list[list[dict[str, Any]]] = field(default_factory=list)  # once sent, may arrive again

    def rows(self, type_: str) -> list[Key]:
        """What its user sees of a type, own unsent changes included."""
        live = {key for key, copy in self.copies.items() if copy.data is not None}
        live = live - {key for key, content in self.pending.items() if content is None}
        return sorted(key for key in live | {k for k, c in self.pending.items() if c} if key[0] == type_)

    def write(self, key: Key, content: dict[str, Any]) -> None:
        self.pending[key] = content

    def delete(self, key: Key) -> None:
        if key in self.copies or key in self.sent:
            self.pending[key] = None
        else:
            self.pending.pop(key, None)

    def push(self, network: Network = Network.FINE, most: int = 500) -> None:
        """Send the batch that waits for its answer; where none does, compose one."""
        if not self.batch:
            self._compose(most)
        if not self.batch or network is Network.LOSES_THE_REQUEST:
            return
        self.zombies.append(self.batch)
        answer = self.line.post("sync/", {"changes": self.batch})
        assert answer.status_code == 200, answer.content
        if network is Network.FINE:
            self._take(answer.json()["results"])

    def pull(self, network: Network = Network.FINE, limit: int = 500) -> bool:
        """Ask for one page; True where it was not the last."""
        if not self.cursor and self.seen is None:
            self.seen = set()
        answer = self.line.get(f"sync/?limit={limit}" + (f"&cursor={self.cursor}" if self.cursor else ""))
        if answer.status_code == 410:
            self.cursor, self.seen = "", set()
            return True
        assert answer.status_code == 200, answer.content
        if network is Network.LOSES_THE_ANSWER:
            return True
        page = answer.json()
        for change in page["changes"]:
            self._read((change["type"], change["id"]), Copy(change["seq"], change["data"]))
        self.cursor = page["cursor"]
        if not page["has_more"] and self.seen is not None:
            self.copies = {key: copy for key, copy in self.copies.items() if key in self.seen}
            self.seen = None
        return bool(page["has_more"])

    def come_to_rest(self) -> None:
        """With a network that works: send everything, fetch everything."""
        while self.pending or self.batch:
            self.push()
        while self.pull(limit=self.page):
            pass

    def _compose(self, most: int) -> None:
        self.sent = dict(list(self.pending.items())[:most])
        for (type_, row_id), content in self.sent.items():
            change: dict[str, Any] = {"op": "delete", "type": type_, "id": row_id}
            if content is not None:
                copy = self.copies.get((type_, row_id))
                change |= {"op": "put", "data": content, "base_seq": copy.seq if copy else None}
            self.batch.append(change)

    def _take(self, results: list[dict[str, Any]]) -> None:
        for change, (key, content), result in zip(self.batch, self.sent.items(), results, strict=True):
            if result["status"] == "conflict":
                self._hear(key, Copy(result["seq"], result["current"]))
                if self.keeps_its_own:
                    continue
            elif result["status"] == "rejected":
                assert result["errors"][0]["code"] in {"deleted", "does_not_exist", "not_found"}, result
            else:
                self._hear(key, Copy(result["seq"], content))
                if result["status"] == "applied":
                    done = Acknowledged(key, change.get("base_seq"), result["seq"], content)
                    self.acknowledged.append(done)
            if self.pending.get(key, ...) == content:
                del self.pending[key]
        self.batch, self.sent = [], {}

    def _read(self, key: Key, copy: Copy) -> None:
        """From the feed: whole, and at least as new as what was there, unless an answer overtook it."""
        if key[0] in DOCUMENTS or key not in self.copies or self.copies[key].seq <= copy.seq:
            self.copies[key] = copy
        if self.seen is not None:
            self.seen.add(key)

    def _hear(self, key: Key, copy: Copy) -> None:
        """From an answer, which may be old: it never replaces a newer copy."""
        if key not in self.copies or self.copies[key].seq < copy.seq:
            self.copies[key] = copy


def live(copies: dict[Key, Copy]) -> dict[Key, Any]:
    return {key: copy.data for key, copy in copies.items() if copy.data is not None}


def key(type_: str, row_id: UUID) -> Key:
    return type_, str(row_id)
