import re
from dataclasses import replace

import pytest

from coach.triage import COUNTRIES, TABLE, Call, Context, Outcome, Tier, triage, wording
from coach.triage.wording import TEXTS

LANGUAGES = ("nl", "en")
PLACES = (*COUNTRIES, "FR")
NO_TO_ALL = dict.fromkeys(TABLE.items, False)

PROMISES = re.compile(
    r"safe|veilig|worry|zorgen|reassur|gerust|harmless|onschuldig|nothing serious|niet ernstig|aan de hand"
    r"|\bfine\b|all clear|don.t need|hoeft niet|hoef je niet",
    re.IGNORECASE,
)
DISEASES = re.compile(
    r"cancer|kanker|tumou?r|metasta|uitzaai|hernia|infarct|heart attack|hartaanval|angina|embol|thrombo"
    r"|trombo|clot|stolsel|aneurysm|dissect|aort|cauda|pneumon|longontsteking|shingles|zoster|gordelroos|osteop"
    r"|botontkalk|fractur|breuk|arthr|artr|rheum|reuma|bechterew|spondyl|infecti|ontsteking|inflamm|abscess"
    r"|abces|mening|depress|stenos|sciatica|ischias|syndrom|ulcer|zweer|disease|aandoening|diagnos",
    re.IGNORECASE,
)
WHEN = {
    ("nl", Tier.EMERGENCY): "Bel nu",
    ("nl", Tier.SAME_DAY): "vandaag nog",
    ("nl", Tier.DAYS): "binnen enkele dagen",
    ("nl", Tier.DISCUSS): "binnen twee weken",
    ("nl", Tier.NONE): "dezelfde dag",
    ("en", Tier.EMERGENCY): "now",
    ("en", Tier.SAME_DAY): "today",
    ("en", Tier.DAYS): "within the next few days",
    ("en", Tier.DISCUSS): "within two weeks",
    ("en", Tier.NONE): "the same day",
}


def every_outcome() -> dict[str, Outcome]:
    """Each sign alone, each cluster in full, everything at once, nothing named, and nothing asked."""
    named = {key: [key] for key in TABLE.items}
    named |= {cluster.key: [*cluster.every, *cluster.some] for cluster in TABLE.clusters}
    named |= {"everything": list(TABLE.items), "nothing": []}
    outcomes = {name: triage({**NO_TO_ALL, **dict.fromkeys(keys, True)}) for name, keys in named.items()}
    young = triage({"sudden_severe_pain": True}, Context(age=30))
    return outcomes | {"unasked": triage({}), "sudden_severe_pain under 40": young}


OUTCOMES = every_outcome()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_no_wording_promises_anything_or_names_a_disease(outcome: Outcome, language: str) -> None:
    for place in PLACES:
        message = wording(outcome, language, place)
        everything = " ".join([message.title, message.text, *(call.label for call in message.calls)])
        assert not PROMISES.search(everything)
        assert not DISEASES.search(everything)
        assert "{" not in everything


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_every_wording_says_whom_to_call_and_when(outcome: Outcome, language: str) -> None:
    for place in PLACES:
        message = wording(outcome, language, place)
        where = COUNTRIES.get(place, COUNTRIES["other"])
        assert where.emergency_in(language) in message.text
        assert WHEN[language, outcome.tier] in message.text
        assert message.calls
        if outcome.tier is not Tier.EMERGENCY:
            assert where.doctor.say(language) in message.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_what_led_to_the_tier_is_named_and_nothing_else(outcome: Outcome, language: str) -> None:
    text = wording(outcome, language).text
    reported = {key for key, item in TABLE.items.items() if item.report.say(language) in text}
    assert set(outcome.leading) <= reported
    for key in reported - set(outcome.leading):  # only when its words are part of those of a leading sign
        words = TABLE.items[key].report.say(language)
        assert any(words in TABLE.items[led].report.say(language) for led in outcome.leading)


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_a_title_tells_a_bystander_nothing(outcome: Outcome) -> None:
    for language in LANGUAGES:
        title = wording(outcome, language).title
        assert title == wording(replace(outcome, leading=()), language).title
        assert len(title) <= 70


EXACT = [
    pytest.param(
        {"sudden_breathlessness": True},
        "en",
        "NL",
        "You report: sudden shortness of breath or coughing up blood. This can have several causes. "
        "Call 112 now. Do not drive yourself, and try not to be alone.",
        id="an emergency in the Netherlands, in English",
    ),
    pytest.param(
        {"saddle_numbness": True, "bladder_bowel": True},
        "nl",
        "BE",
        "Je meldt: je plas of ontlasting niet kunnen ophouden, of niet kunnen plassen; een doof gevoel "
        "tussen je benen. Dit kan verschillende oorzaken hebben. Bel nu 112. Ga niet zelf rijden en blijf "
        "liever niet alleen.",
        id="two emergencies in Belgium",
    ),
    pytest.param(
        {"fever": True},
        "nl",
        "NL",
        "Je meldt: koorts of koude rillingen. Dit kan verschillende oorzaken hebben. Bel vandaag nog "
        "je huisarts. Is de praktijk dicht, bel dan vandaag nog de huisartsenpost. Wordt het snel erger, "
        "bel dan meteen 112.",
        id="the same day in the Netherlands",
    ),
    pytest.param(
        NO_TO_ALL,
        "en",
        "GB",
        "You named none of the signs we ask about. That rules nothing out. When in doubt, or if it gets "
        "worse, call your GP the same day, and outside office hours NHS 111 (dial 111). In an emergency call "
        "999 at once.",
        id="nothing named in Britain",
    ),
]


@pytest.mark.parametrize(("answers", "language", "place", "text"), EXACT)
def test_a_person_reads_symptom_action_and_time(
    answers: dict[str, bool], language: str, place: str, text: str
) -> None:
    assert wording(triage(answers), language, place).text == text


def test_unanswered_questions_are_not_read_as_none_named() -> None:
    message = wording(triage({"fever": False}), "en")
    assert "others are still open" in message.text
    assert message.title == "Some questions are still open"
    assert "none of the signs we ask about" not in message.text


def test_an_emergency_offers_one_button_and_the_rest_a_choice() -> None:
    assert wording(triage({"chest_pain": True}), "nl").calls == (Call("112", "112"),)
    assert wording(triage({"fever": True}), "nl", "DE").calls == (
        Call("Je huisarts", ""),
        Call("De dienstdoende arts (116117)", "116117"),
        Call("112", "112"),
    )


def test_an_unknown_country_is_spoken_to_without_a_number() -> None:
    message = wording(triage({"chest_pain": True}), "nl", "FR")
    assert "Bel nu het alarmnummer van het land waar je bent." in message.text
    assert message.calls == (Call("Het alarmnummer van het land waar je bent", ""),)


def test_a_language_we_do_not_write_is_refused() -> None:
    with pytest.raises(ValueError, match="no texts in 'fr': choose one of nl, en"):
        wording(triage({}), "fr")


def test_an_outcome_is_only_worded_with_its_own_table() -> None:
    with pytest.raises(ValueError, match="outcome of version 0"):
        wording(replace(triage({}), version=0), "nl")


def test_every_text_is_there_for_every_tier() -> None:
    assert {name: set(texts) for name, texts in TEXTS.items()} == {
        "title": {*Tier, "unfinished"},
        "finding": {"reported", "none", "unfinished"},
        "action": set(Tier),
    }
