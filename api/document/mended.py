"""The account library's own document, where it says more than is served or more than can be typed."""

from typing import Any

from allauth.headless.constants import Flow

from api.document.tidy import walk

Spec = dict[str, Any]
Schema = dict[str, Any]


def mended(spec: Spec) -> Spec:
    """The same with bodies under names of their own, and choices that a program can tell apart."""
    schemas = spec["components"]["schemas"]
    schemas["AuthenticationMethod"] = _together(schemas["AuthenticationMethod"]["oneOf"])
    schemas["Login"] = _by_email(schemas["Login"])
    schemas["Flow"]["properties"]["id"]["enum"] = sorted(flow.value for flow in Flow)  # it answers with more
    schemas["Authenticator"] = _told_by_type(schemas["AuthenticatorList"]["items"], schemas)
    schemas["AuthenticatorList"]["items"] = {"$ref": "#/components/schemas/Authenticator"}
    for group, word in (("responses", "Response"), ("requestBodies", "Request")):
        for name, body in spec["components"][group].items():
            _under_a_name(f"{name.removesuffix(word)}{word}", body, schemas)
    for node in walk(spec):
        if node.get("type") == "boolean":
            node.pop("enum", None)  # a list of one truth is no list of words
    return spec


def _together(ways: list[Schema]) -> Schema:
    """One object for ways to sign in of which two share their `method` and so cannot be told apart."""
    fields: dict[str, Schema] = {}
    for way in ways:
        for name, field in way["properties"].items():
            fields[name] = _either(fields.get(name, field), field)
    return {
        "type": "object",
        "description": "How somebody proved who they are; what else is said of it depends on `method`.",
        "properties": fields,
        "required": [name for name in fields if all(name in way["required"] for way in ways)],
    }


def _either(one: Schema, other: Schema) -> Schema:
    """The same field with the words of both; with any, where one of them takes any."""
    if "enum" in one and "enum" in other:
        return {**one, "enum": list(dict.fromkeys([*one["enum"], *other["enum"]]))}
    return {key: value for key, value in one.items() if key != "enum"}


def _by_email(login: Schema) -> Schema:
    """Of the names under which the library can let somebody in, the one that is taken here."""
    password, names = login["allOf"]
    email = next(name for name in names["anyOf"] if "email" in name["properties"])
    return {
        "type": "object",
        "properties": {**email["properties"], **password["properties"]},
        "required": [*email["required"], *password["required"]],
    }


def _told_by_type(authenticators: Schema, schemas: dict[str, Schema]) -> Schema:
    """Each authenticator has a `type`, one word each: that tells which of them it is."""
    references = [one["$ref"] for one in authenticators["oneOf"]]
    own = [schemas[reference.rsplit("/", 1)[1]]["allOf"][1]["properties"] for reference in references]
    mapping = {one["type"]["enum"][0]: reference for one, reference in zip(own, references, strict=True)}
    return {**authenticators, "discriminator": {"propertyName": "type", "mapping": mapping}}


def _under_a_name(name: str, body: Spec, schemas: dict[str, Schema]) -> None:
    """Without, a generator numbers such objects, and with each new one its names mean something else."""
    for content in body.get("content", {}).values():
        if "$ref" not in content["schema"]:
            if schemas.setdefault(name, content["schema"]) is not content["schema"]:
                raise ValueError(f"{name} is already the name of something else")
            content["schema"] = {"$ref": f"#/components/schemas/{name}"}
