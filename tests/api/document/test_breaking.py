"""What counts as breaking an app, and what is only new."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from api.document.breaking import breaks
from api.document.contract import faults

Document = dict[str, Any]
Change = Callable[[Document], Any]

SENT = {
    "type": "object",
    "properties": {
        "pain": {"type": "integer", "minimum": 0, "maximum": 10},
        "note": {"type": ["string", "null"], "maxLength": 100},
        "kind": {"enum": ["break", "diary"], "type": "string"},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/PartRequest"}},
    },
    "required": ["pain"],
    "additionalProperties": False,
}
ANSWERED = {
    "type": "object",
    "properties": {
        "pain": {"type": "integer", "minimum": 0, "maximum": 10},
        "note": {"type": "string", "maxLength": 100},
        "kind": {"enum": ["break", "diary"], "type": "string"},
        "below": {"anyOf": [{"$ref": "#/components/schemas/Entry"}, {"type": "null"}]},
        "extra": {"type": "string"},
    },
    "required": ["pain", "note", "kind", "below"],
}


def content(name: str) -> Document:
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


DOCUMENT: Document = {
    "info": {"version": "1.4.0"},
    "paths": {
        "/diary/": {
            "get": {
                "operationId": "diary_list",
                "parameters": [
                    {"in": "query", "name": "since", "schema": {"type": "string", "format": "date"}}
                ],
                "responses": {"200": content("Entry"), "404": {"description": "none"}},
            },
            "post": {
                "operationId": "diary_create",
                "requestBody": {"required": True, **content("EntryRequest")},
                "responses": {"201": content("Entry")},
            },
        }
    },
    "components": {
        "schemas": {
            "Entry": ANSWERED,
            "EntryRequest": SENT,
            "PartRequest": {"type": "object", "properties": {"name": {"type": "string"}}},
        }
    },
}


def sent(document: Document) -> Document:
    fields: Document = document["components"]["schemas"]["EntryRequest"]["properties"]
    return fields


def answered(document: Document) -> Document:
    fields: Document = document["components"]["schemas"]["Entry"]["properties"]
    return fields


def schema(document: Document, name: str) -> Document:
    found: Document = document["components"]["schemas"][name]
    return found


def get(document: Document) -> Document:
    found: Document = document["paths"]["/diary/"]["get"]
    return found


def changed(change: Change) -> Document:
    document = copy.deepcopy(DOCUMENT)
    change(document)
    return document


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda d: d["paths"].clear(), "GET /diary/: is gone", id="an address goes"),
        pytest.param(lambda d: d["paths"]["/diary/"].pop("post"), "POST /diary/: is gone", id="a verb goes"),
        pytest.param(
            lambda d: get(d).update(operationId="x"), "operationId: was diary_list", id="a name changes"
        ),
        pytest.param(
            lambda d: get(d)["parameters"].clear(), "query since: is no longer taken", id="a filter goes"
        ),
        pytest.param(
            lambda d: get(d)["parameters"].append({"in": "query", "name": "who", "required": True}),
            "query who: is now required",
            id="a filter is asked for",
        ),
        pytest.param(
            lambda d: get(d)["parameters"][0]["schema"].update(format="date-time"),
            "query since: format was date, is date-time",
            id="a filter means something else",
        ),
        pytest.param(
            lambda d: get(d)["responses"].pop("200"), "200: is no longer answered", id="a status goes"
        ),
        pytest.param(
            lambda d: answered(d).pop("extra"), "200.extra: is gone", id="a field of an answer goes"
        ),
        pytest.param(
            lambda d: (answered(d).pop("note"), schema(d, "Entry")["required"].remove("note")),
            "200.note: is no longer always there",
            id="a field that was always there goes",
        ),
        pytest.param(
            lambda d: schema(d, "Entry")["required"].remove("pain"),
            "200.pain: is no longer always there",
            id="a field may be missing",
        ),
        pytest.param(
            lambda d: answered(d)["pain"].update(type=["integer", "null"]),
            "200.pain: may now be null",
            id="an answer may be null",
        ),
        pytest.param(
            lambda d: answered(d)["pain"].update(type="number"),
            "200.pain: may now be number",
            id="a whole number becomes any number",
        ),
        pytest.param(
            lambda d: answered(d)["pain"].update(maximum=100),
            "200.pain: maximum was 10, is 100",
            id="a scale grows",
        ),
        pytest.param(
            lambda d: answered(d).update(below={"type": "string"}),
            "200.below: may now be string",
            id="an object becomes a text",
        ),
        pytest.param(
            lambda d: answered(d)["below"]["anyOf"].append({"type": "object"}),
            "200.below: may now be object",
            id="an answer may be an object of another kind",
        ),
        pytest.param(
            lambda d: sent(d).pop("note"), "body.note: is no longer taken", id="a field to send goes"
        ),
        pytest.param(
            lambda d: schema(d, "EntryRequest")["required"].append("note"),
            "body.note: is now required",
            id="a field has to be sent",
        ),
        pytest.param(
            lambda d: (
                sent(d).update(sleep={"type": "integer"}),
                schema(d, "EntryRequest")["required"].append("sleep"),
            ),
            "body.sleep: is now required",
            id="a new field has to be sent",
        ),
        pytest.param(
            lambda d: sent(d)["note"].update(type="string"),
            "body.note: may no longer be null",
            id="null is refused",
        ),
        pytest.param(
            lambda d: sent(d)["kind"]["enum"].remove("diary"),
            "body.kind: may no longer be 'diary'",
            id="a word is refused",
        ),
        pytest.param(
            lambda d: sent(d)["note"].update(enum=["a"]),
            "body.note: is now one of a few words",
            id="a text becomes a choice",
        ),
        pytest.param(
            lambda d: sent(d)["pain"].update(minimum=1),
            "body.pain: minimum was 0, is 1",
            id="a bound rises",
        ),
        pytest.param(
            lambda d: sent(d)["note"].update(maxLength=50),
            "body.note: maxLength was 100, is 50",
            id="a text has to be shorter",
        ),
        pytest.param(
            lambda d: sent(d)["note"].update(pattern="^a"),
            "body.note: pattern was not set, is ^a",
            id="a text has to look like something",
        ),
        pytest.param(
            lambda d: schema(d, "PartRequest").update(required=["name"]),
            "body.parts[].name: is now required",
            id="deep in a list",
        ),
        pytest.param(
            lambda d: schema(d, "PartRequest").update(additionalProperties=False),
            "body.parts[]: now refuses fields it does not know",
            id="unknown fields are refused",
        ),
    ],
)
def test_it_breaks_when(change: Change, said: str) -> None:
    document = changed(change)
    assert any(said in one for one in breaks(DOCUMENT, document)), breaks(DOCUMENT, document)
    assert "1.4.0" in faults(DOCUMENT, document)[-1]
    assert faults(DOCUMENT, document | {"info": {"version": "1.5.0"}})
    assert faults(DOCUMENT, document | {"info": {"version": "2.0.0"}}) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda d: d["paths"].update({"/new/": {}}), id="an address comes"),
        pytest.param(
            lambda d: get(d)["parameters"].append({"in": "query", "name": "who", "schema": {}}),
            id="a filter comes",
        ),
        pytest.param(lambda d: answered(d).update(sleep={"type": "integer"}), id="an answer says more"),
        pytest.param(lambda d: answered(d)["kind"]["enum"].append("session"), id="an answer has a new word"),
        pytest.param(lambda d: answered(d)["note"].update(maxLength=200), id="an answer may be longer"),
        pytest.param(lambda d: schema(d, "Entry")["required"].append("extra"), id="a field is always there"),
        pytest.param(lambda d: sent(d).update(sleep={"type": "integer"}), id="more may be sent"),
        pytest.param(lambda d: schema(d, "EntryRequest")["required"].clear(), id="less has to be sent"),
        pytest.param(
            lambda d: sent(d)["pain"].update(type=["number", "null"], maximum=11), id="more is taken"
        ),
        pytest.param(lambda d: sent(d)["kind"]["enum"].append("session"), id="one more word is taken"),
    ],
)
def test_it_is_only_new_when(change: Change) -> None:
    document = changed(change)
    assert breaks(DOCUMENT, document) == []
    assert "set VERSION to 1.5.0" in faults(DOCUMENT, document)[0]
    assert faults(DOCUMENT, document | {"info": {"version": "1.5.0"}}) == []


def test_other_words_ask_for_no_new_version() -> None:
    def reword(document: Document) -> None:
        answered(document)["pain"]["description"] = "0 to 10"
        get(document)["summary"] = "The diary"

    assert faults(DOCUMENT, changed(reword)) == []


def test_a_field_called_title_is_no_wording() -> None:
    document = changed(lambda d: answered(d).update(title={"type": "string"}))
    assert faults(DOCUMENT, document)


def test_the_version_never_goes_back() -> None:
    assert "went back" in faults(DOCUMENT, DOCUMENT | {"info": {"version": "1.3.9"}})[0]


def test_a_document_fits_itself() -> None:
    assert breaks(DOCUMENT, copy.deepcopy(DOCUMENT)) == []
