from pathlib import Path

import pytest

from coach.triage import TABLE, TableError, Tier, read_table
from coach.triage.table import Cluster
from exercises.catalogue.vocabulary import ALWAYS_RULED_OUT_BY
from exercises.catalogue.vocabulary import Sign as ExerciseSign

SIGN = """
[[sign]]
key = "fever"
tier = "same_day"
escalates = "alone"
concern = "infection"
sources = ["book"]
question = { nl = "Heb je koorts?", en = "Do you have a fever?" }
report = { nl = "koorts", en = "fever" }
"""
BACKGROUND = """
[[background]]
key = "old"
derived = { age_over = 70 }
sources = ["book"]
question = { nl = "Ben je oud?", en = "Are you old?" }
report = { nl = "dat je oud bent", en = "that you are old" }
"""
CLUSTER = """
[[cluster]]
key = "old_and_hot"
all = ["fever"]
any = ["old"]
tier = "emergency"
concern = "infection"
sources = ["book"]
"""
GOOD = 'version = 3\n[sources]\nbook = "A book"\n' + SIGN + BACKGROUND + CLUSTER

FAULTS = [
    pytest.param(
        "version = 3", "version = 0", "head: version: give a whole number", id="no version to speak of"
    ),
    pytest.param('"same_day"', '"soon"', "fever: tier: 'soon' is not one of", id="a tier nobody knows"),
    pytest.param('"same_day"', '"none"', "fever: tier: 'none' is not one of", id="a sign worth nothing"),
    pytest.param(
        'escalates = "alone"', "", "fever: escalates: this field is required", id="nothing on escalation"
    ),
    pytest.param(
        'escalates = "alone"',
        'escalates = "never"',
        "fever: escalates: 'never'",
        id="an odd word on escalation",
    ),
    pytest.param('["book"]', "[]", "fever: sources: name at least one", id="a claim without a source"),
    pytest.param(
        '["book"]', '["blog"]', "fever: sources: 'blog' is not known", id="a source that is not listed"
    ),
    pytest.param(', en = "fever"', "", "fever: report: write both languages", id="one language"),
    pytest.param('"fever" }', '" fever" }', "fever: report.en: write some text", id="spaces around a text"),
    pytest.param('concern = "infection"', "colour = 1", "fever: concern: this field", id="no concern"),
    pytest.param(
        "[[background]]", "when = 1\n[[background]]", "fever: when: write a table", id="a loose condition"
    ),
    pytest.param(
        "age_over = 70", "age_above = 70", "old: derived: 'age_above' is not", id="an unknown condition"
    ),
    pytest.param(
        "age_over = 70", "age_over = true", "old: derived: age_over takes a int", id="a yes for an age"
    ),
    pytest.param(
        "[[cluster]]", "lasting = 1\n[[cluster]]", "old: lasting: write true", id="a number for a flag"
    ),
    pytest.param(
        'any = ["old"]', 'any = ["odl"]', "old_and_hot: any: 'odl' is not known", id="a stray member"
    ),
    pytest.param('any = ["old"]', "", "old_and_hot: any: a cluster takes two", id="a cluster of one"),
    pytest.param(
        'any = ["old"]',
        'any = ["old"]\nat_least = 2',
        "old_and_hot: at_least: give a whole",
        id="more than there are",
    ),
    pytest.param('key = "old"', 'key = "Old"', "Old: key: give every item a key", id="a key with a capital"),
    pytest.param(
        CLUSTER,
        BACKGROUND.replace('"old"', '"fever"') + CLUSTER,
        "fever: key: both a sign",
        id="a key used twice",
    ),
    pytest.param(
        "[[cluster]]", "[[cluster]]\ncolor = 1", "old_and_hot: color: unknown field", id="a stray field"
    ),
    pytest.param(CLUSTER, "", "old: escalates: counts in clusters only", id="a background in no cluster"),
    pytest.param(SIGN, SIGN + SIGN, "fever: key: this key is already taken", id="a sign written twice"),
    pytest.param("version = 3", "version = ", "cannot be read as TOML", id="not TOML"),
]


def written(folder: Path, text: str) -> Path:
    path = folder / "signs.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_table_is_read_as_it_is_written(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, GOOD))
    assert (table.version, table.signed_off_by, list(table.items)) == (3, "", ["fever", "old"])
    assert table.signs[0].alone(applies=None) is Tier.SAME_DAY
    assert table.clusters[0] == Cluster(
        "old_and_hot", ("fever",), ("old",), 1, Tier.EMERGENCY, "infection", ("book",)
    )


@pytest.mark.parametrize(("good", "bad", "message"), FAULTS)
def test_a_faulty_table_is_refused_with_the_place_and_the_remedy(
    tmp_path: Path, good: str, bad: str, message: str
) -> None:
    assert good in GOOD
    with pytest.raises(TableError) as caught:
        read_table(written(tmp_path, GOOD.replace(good, bad, 1)))
    assert str(caught.value).startswith("signs.toml: ")
    assert message in str(caught.value)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"signs\.toml: \(file\): \(syntax\): cannot be read"):
        read_table(tmp_path / "signs.toml")


def test_every_sign_an_exercise_names_is_in_the_table() -> None:
    assert {sign.value for sign in ExerciseSign} <= {sign.key for sign in TABLE.signs}


def test_every_sign_that_always_rules_an_exercise_out_is_urgent() -> None:
    urgent = {sign.key for sign in TABLE.signs if sign.tier in (Tier.SAME_DAY, Tier.EMERGENCY)}
    assert {sign.value for sign in ALWAYS_RULED_OUT_BY} <= urgent


def test_signs_are_listed_most_urgent_first() -> None:
    urgency = [sign.tier.urgency for sign in TABLE.signs]
    assert urgency == sorted(urgency, reverse=True)


def test_every_key_fits_where_the_diary_keeps_it() -> None:
    assert max(len(key) for key in TABLE.items) <= 48


def test_every_question_is_one_a_person_can_answer_with_yes_or_no() -> None:
    for item in TABLE.items.values():
        for language in ("nl", "en"):
            question = item.question.say(language)
            assert question.endswith("?"), item.key
            assert len(question) <= 190, item.key


def test_every_source_is_used() -> None:
    used = {source for one in (*TABLE.items.values(), *TABLE.clusters) for source in one.sources}
    assert used == set(TABLE.sources)
