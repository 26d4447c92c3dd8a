"""A provider that counts what arrives, and answers as told."""

import datetime as dt
from collections.abc import Mapping, Sequence

from reminders.channels import ACCEPTED, Answer, Channel, Outcome, Parcel, Send

GONE = Answer(Outcome.GONE, why="told so")
REFUSED = Answer(Outcome.REFUSED, why="told so")
UNKNOWN = Answer(Outcome.UNKNOWN, why="told so")


def later(seconds: float) -> Answer:
    return Answer(Outcome.LATER, seconds, "told so")


class Provider:
    """All channels at once. `answers`: what it says of an address; of any other it accepts."""

    def __init__(self, answer: Answer = ACCEPTED, **answers: Answer) -> None:
        self.parcels: list[Parcel] = []
        self.answer, self.answers = answer, answers

    def send(self, parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
        self.parcels += parcels
        return [self.answers.get(str(parcel.address), self.answer) for parcel in parcels]

    @property
    def arrived(self) -> list[object]:
        return [parcel.message for parcel in self.parcels]

    @property
    def tried(self) -> list[object]:
        """The addresses, in the order they were tried."""
        return [parcel.address for parcel in self.parcels]

    @property
    def ways(self) -> Mapping[str, Send]:
        return dict.fromkeys(Channel.values, self.send)
