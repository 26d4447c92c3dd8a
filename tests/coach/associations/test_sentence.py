import re

import pytest

from coach.associations import FACTORS, Association, Correlation, Link, sentence

FOUND = Correlation(rho=0.416, low=0.2, high=0.6, worth=29.0)
CAUSAL = re.compile(
    r"cause|because|due to|leads? to|result|makes?\b|thanks to|helps?\b|effect|trigger|blame"
    r"|oorza|veroorza|omdat|\bdoor\b|leidt|gevolg|komt van|dankzij|helpt|zorgt|schuld",
    re.IGNORECASE,
)

EVERY = [
    Association(
        factor, link, 34, 16, 18, FOUND if link in (Link.MORE_PAIN, Link.LESS_PAIN, Link.UNCLEAR) else None
    )
    for factor in FACTORS
    for link in Link
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("association", EVERY, ids=lambda one: f"{one.factor}-{one.link}")
def test_no_sentence_says_that_one_brings_about_the_other(association: Association, language: str) -> None:
    said = sentence(association, language)
    assert not CAUSAL.search(said)
    assert "{" not in said
    assert FACTORS[association.factor].label.say(language) in said


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("link", [Link.MORE_PAIN, Link.LESS_PAIN])
def test_every_claim_says_what_it_rests_on_and_what_it_does_not_say(link: Link, language: str) -> None:
    said = sentence(Association("stress", link, 34, 16, 18, FOUND), language)
    proviso = {"nl": "wat eerst komt", "en": "which comes first"}[language]
    numbers = {"nl": ("0,42", "0,20", "0,60"), "en": ("0.42", "0.20", "0.60")}[language]
    assert proviso in said
    assert all(words in said for words in (*numbers, "34", "16", "18"))


def test_a_claim_is_read_as_a_whole() -> None:
    assert sentence(Association("sleep", Link.MORE_PAIN, 34, 16, 18, FOUND), "en") == (
        "On days with a worse night you more often wrote down more pain than on other days. This rests on 34 "
        "days (16 with, 18 without). Association: 0.42, probably between 0.20 and 0.60; 0 is none, 1 or −1 "
        "the strongest. They go together; which comes first, or whether something else is behind both, "
        "cannot be told from this."
    )


def test_too_little_says_how_much_it_takes() -> None:
    assert sentence(Association("lifting", Link.TOO_FEW_DAYS, 20, 4, 16), "nl") == (
        "Over dagen met tillen valt nog te weinig te zeggen: dat kan vanaf 10 zulke dagen en 10 andere. "
        "Nu zijn het er 4 en 16."
    )


def test_a_falling_number_has_a_real_minus_and_nothing_is_not_negative() -> None:
    falling = Correlation(rho=-0.5, low=-0.7, high=-0.001, worth=20.0)
    said = sentence(Association("exercised", Link.LESS_PAIN, 30, 15, 15, falling), "nl")
    assert "−0,50, waarschijnlijk tussen −0,70 en 0,00" in said


def test_a_language_we_do_not_write_is_refused() -> None:
    with pytest.raises(ValueError, match="no texts in 'de'"):
        sentence(EVERY[0], "de")
