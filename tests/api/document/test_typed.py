"""What the framework writes in two components, or in none, is written in one."""

from typing import Any

import pytest

from api.document.typed import typed

PAIN = {"type": "string", "enum": ["sharp", "dull"], "description": "how it feels"}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def after(**schemas: Any) -> dict[str, Any]:
    """The schemas of a document that has these."""
    common = {"PainEnum": dict(PAIN), "BlankEnum": {"enum": [""]}, "NullEnum": {"type": "null"}}
    made: dict[str, Any] = typed({"components": {"schemas": {**common, **schemas}}})["components"]["schemas"]
    return made


def field(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {"pain": schema}}


def pain(schema: dict[str, Any]) -> Any:
    return after(Entry=field(schema))["Entry"]["properties"]["pain"]


def test_a_word_or_none_is_one_list_of_words() -> None:
    schemas = after(Entry=field({"oneOf": [ref("PainEnum"), ref("BlankEnum")]}))
    assert schemas["Entry"]["properties"]["pain"] == ref("PainOrNoneEnum")
    assert schemas["PainOrNoneEnum"] == {**PAIN, "enum": ["sharp", "dull", ""]}
    assert schemas["PainEnum"] == PAIN


def test_what_is_said_of_the_field_stays_beside_it() -> None:
    told = pain({"description": "today", "oneOf": [ref("PainEnum"), ref("BlankEnum")]})
    assert told == {"description": "today", "allOf": [ref("PainOrNoneEnum")]}


def test_a_word_or_null_names_no_component_for_null() -> None:
    assert pain({"oneOf": [ref("PainEnum"), ref("NullEnum")]}) == {
        "oneOf": [ref("PainEnum"), {"type": "null"}]
    }


def test_a_word_none_or_null_is_both() -> None:
    told = pain({"oneOf": [ref("PainEnum"), ref("BlankEnum"), ref("NullEnum")]})
    assert told == {"oneOf": [ref("PainOrNoneEnum"), {"type": "null"}]}


def test_a_number_or_null_under_a_name_says_so_in_its_type() -> None:
    schemas = after(Time={"type": "number", "example": 1.5}, Maybe={"anyOf": [ref("Time"), {"type": "null"}]})
    assert schemas["Maybe"] == {"type": ["number", "null"], "example": 1.5}


def test_an_object_or_null_stays_a_choice() -> None:
    choice = {"anyOf": [ref("Entry"), {"type": "null"}]}
    assert after(Entry=field(PAIN), Maybe=dict(choice))["Maybe"] == choice


def test_the_words_of_a_list_that_may_be_null_get_a_name() -> None:
    words = {"type": "string", "enum": ["sitting"]}
    entry = {"type": "object", "properties": {"made_by": {"type": ["array", "null"], "items": words}}}
    schemas = after(Entry=entry)
    assert schemas["Entry"]["properties"]["made_by"]["items"] == ref("MadeByEnum")
    assert schemas["MadeByEnum"] == words


def test_two_lists_of_other_words_do_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="PainEnum"):
        pain({"type": ["array", "null"], "items": {"type": "string", "enum": ["other"]}})
