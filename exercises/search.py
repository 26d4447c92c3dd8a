"""Finding exercises by words a person types: without accents or capitals, typos forgiven."""

import re
import unicodedata
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Func, GeneratedField, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat, Greatest

MOST_WORDS = 8
ALIKE = 0.4
"""Of a word's trigrams (groups of three letters) so many must be there: one slip in a word of five passes."""

SHORT = 4
"""Below so many letters there is no telling a slip from another word: the start has to be right."""

EXACT, PREFIX = 3000, 2000
"""Ranks of a whole name and of its beginning; what merely resembles stays at 1000 and below."""


class Plain(Func):
    """The words of a text in small letters, without accents, one space between."""

    function = "exercises_plain"  # of the first migration
    arity = 1
    output_field = TextField()


BETWEEN = "|"
"""Stands between the two names in the column `names`, and in no name."""


def stored(*columns: Any) -> Any:
    """A column that the database computes from others."""
    joined = Concat(*columns, output_field=TextField())
    return GeneratedField(expression=joined, output_field=TextField(), db_persist=True)


def plain(text: str) -> list[str]:
    """The words a person typed, as `Plain` would have them."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(one for one in letters if not unicodedata.combining(one)))


def find(rows: Any, asked: str) -> Any:
    """Those of `rows` that hold every word of `asked` (the first eight), each with a `rank` to sort by."""
    words = plain(asked)[:MOST_WORDS]
    if not words:
        return rows.none().annotate(rank=Value(0))
    for word in words:
        rows = _nearly(rows, word)
    return _ranked(rows, " ".join(words))


def _nearly(rows: Any, word: str) -> Any:
    """One slip leaves one half of a word whole: the index finds rows by the halves, then likeness decides."""
    if len(word) < SHORT:
        return rows.filter(words__regex=rf"\m{word}")
    first, last = word[: len(word) // 2], word[len(word) // 2 :]
    # The index knows groups of three letters, the edge of a word counted as one.
    end = Q(words__contains=last) if len(last) > 2 else Q(words__regex=rf"{last}\M")
    rows = rows.filter(Q(words__regex=rf"\m{first}") | end | Q(words__trigram_word_similar=word))
    return rows.alias(alike=TrigramWordSimilarity(word, "words")).filter(alike__gte=ALIKE)


def _ranked(rows: Any, asked: str) -> Any:
    """A whole name comes first, then the beginning of one, then what is most alike, names before purposes."""
    in_name, anywhere = (TrigramWordSimilarity(asked, column) for column in ("names", "words"))
    exact = Q(names__startswith=f"{asked}{BETWEEN}") | Q(names__endswith=f"{BETWEEN}{asked}")
    begins = Q(names__startswith=asked) | Q(names__contains=f"{BETWEEN}{asked}")
    return rows.annotate(
        rank=Case(
            When(exact, then=EXACT),
            When(begins, then=PREFIX),
            default=Cast(Greatest(in_name * 1000, anywhere * 900), IntegerField()),
        )
    )
