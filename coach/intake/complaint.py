"""What an intake says of the complaint itself: the facts an episode holds as they stand now.

The answers keep what was said on a day. The newest word stands, and it stands in the episode.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from coach.intake.questionnaire import Answers

FACTS = (
    "region",
    "onset_on",
    "onset_kind",
    "pattern",
    "qualities",
    "radiation",
    "worse_with",
    "activities",
)


def facts(answers: Answers) -> dict[str, Any]:
    """The facts of the complaint among checked `answers`, as an episode holds them.

    What was not answered is left out: it says nothing, which is not the same as none.
    """
    said = {name: answers[name] for name in FACTS if answers.get(name) not in (None, "")}
    if "onset_on" in said:
        said["onset_on"] = dt.date.fromisoformat(said["onset_on"])
    if "activities" in said:
        said["activities"] = [one["name"] for one in said["activities"]]
    return said


def to_begin_with(answers: Answers, now: Mapping[str, Any]) -> dict[str, Any]:
    """The answers a form begins with: the last ones, with what stands `now` of the facts of the complaint.

    An activity that was named since without a score has None for it.
    """
    stands = {name: now[name] for name in FACTS if now.get(name)}
    if "onset_on" in stands:
        stands["onset_on"] = stands["onset_on"].isoformat()
    if "activities" in stands:
        scores = {one["name"]: one["score"] for one in answers.get("activities") or ()}
        stands["activities"] = [{"name": name, "score": scores.get(name)} for name in stands["activities"]]
    return {**{key: value for key, value in answers.items() if key not in FACTS}, **stands}
