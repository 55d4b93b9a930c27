"""Our own comparison of an OpenAPI document with the protocol, by the rules its own checker was seen to hold."""

from functools import cache
from pathlib import Path

import yaml

ROOT = "/common-grants"
SIMPLE = {"string", "integer", "number", "boolean", "any"}
METHODS = {"get", "post", "put", "patch", "delete"}


@cache
def protocol():
    return yaml.safe_load((Path(__file__).parent / "protocol.yaml").read_text(encoding="utf-8"))


def differences(document):
    """Everything in which the document breaks the protocol, in words."""
    return list(_Comparison(document).all())


class _Comparison:
    def __init__(self, document):
        self.document = document
        self.types = protocol()["types"]

    def all(self):
        own = {
            f"{method.upper()} {path}": (path, operation)
            for path, methods in self.document["paths"].items()
            if path == ROOT or path.startswith(f"{ROOT}/")
            for method, operation in methods.items()
            if method in METHODS
        }
        yield from (f"{route} is missing" for route in protocol()["routes"] if route not in own)
        for route, (_path, operation) in own.items():
            if route not in protocol()["routes"]:
                yield f"{route} is not of the protocol"
            else:
                yield from self.route(route, operation, protocol()["routes"][route])

    def route(self, route, operation, wanted):
        for place in ("query", "path"):
            own = {each["name"]: each for each in operation.get("parameters", []) if each["in"] == place}
            for name, kind in wanted.get(place, {}).items():
                if name not in own:
                    yield f"{route}: the {place} parameter {name} is missing"
                else:
                    yield from self.compared(f"{route} {name}", own[name]["schema"], kind)
            for name, each in own.items():
                if name not in wanted.get(place, {}) and (place == "path" or each.get("required")):
                    yield f"{route}: the {place} parameter {name} is not of the protocol"
        for status, kind in wanted["answers"].items():
            if str(status) not in operation["responses"]:
                yield f"{route}: no answer {status}"
            else:
                yield from self.content(f"{route} {status}", operation["responses"][str(status)], kind)
        if "body" in wanted:
            yield from self.content(f"{route} body", operation.get("requestBody", {}), wanted["body"])

    def content(self, where, told, kind):
        schema = told.get("content", {}).get("application/json", {}).get("schema")
        if schema is None:
            yield f"{where}: no JSON"
        else:
            yield from self.compared(where, schema, kind)

    def whole(self, schema):
        """The schema with its references followed and its parts put together."""
        for _step in range(10):
            if "$ref" in schema:
                found = self.document
                for word in schema["$ref"].removeprefix("#/").split("/"):
                    if word not in found:
                        return None
                    found = found[word]
                schema = found
            elif "allOf" in schema:
                parts = [self.whole(part) for part in schema["allOf"]]
                if None in parts:
                    return None
                rest = {name: value for name, value in schema.items() if name != "allOf"}
                schema = _together([*parts, rest])
            else:
                return schema
        return None

    def compared(self, where, schema, kind):
        schema = self.whole(schema)
        if schema is None:
            yield f"{where}: a reference leads nowhere"
        elif isinstance(kind, str) and kind[0] in "[{":
            yield from self.many(where, schema, kind)
        elif kind in self.types and isinstance(self.types[kind], dict):
            yield from self.object(where, schema, self.types[kind])
        elif kind in self.types:
            yield from self.one_of(where, schema, self.types[kind].split(" / "))
        else:
            yield from self.plain(where, schema, kind)

    def many(self, where, schema, kind):
        wanted, inner = ("array", "items") if kind[0] == "[" else ("object", "additionalProperties")
        if schema.get("type") != wanted:
            yield f"{where}: {schema.get('type')} instead of {wanted}"
        elif kind[1:-1] != "any":
            yield from self.compared(f"{where}[]", schema.get(inner) or {}, kind[1:-1])

    def one_of(self, where, schema, kinds):
        options = schema.get("anyOf") or schema.get("oneOf") or [schema]
        for option in options:
            found = [list(self.compared(where, option, kind)) for kind in kinds]
            if all(found):
                yield min(found, key=len)[0]

    def object(self, where, schema, wanted):
        wanted = {name.removesuffix("*"): (kind, name.endswith("*")) for name, kind in wanted.items()}
        own, required = schema.get("properties", {}), set(schema.get("required", []))
        if schema.get("type", "object") != "object":
            yield f"{where}: {schema['type']} instead of object"
        yield from (f"{where}: {name} is not of the protocol" for name in own if name not in wanted)
        for name, (kind, must) in wanted.items():
            if must and name not in own:
                yield f"{where}: {name} is missing"
            if must != (name in required) and name in own:
                yield f"{where}: {name} {'has to' if must else 'must not'} be required"
            if name in own:
                yield from self.compared(f"{where}.{name}", own[name], kind)

    def plain(self, where, schema, kind):
        if kind == "any":
            return
        options = [self.whole(option) or {} for option in schema.get("anyOf", [schema])]
        words = {word for option in options for word in option.get("enum", [])}
        if kind in SIMPLE:
            kinds = {option.get("type") for option in options}
            if kinds != {kind} or words:
                yield f"{where}: {sorted(words) or kinds} instead of {kind}"
        elif words != set(kind.split("|")):
            yield f"{where}: {sorted(words ^ set(kind.split('|')))} differ from the words of the protocol"


def _together(parts):
    made = {}
    for part in parts:
        made |= {name: value for name, value in part.items() if name not in {"properties", "required"}}
        made.setdefault("properties", {}).update(part.get("properties", {}))
        made.setdefault("required", []).extend(part.get("required", []))
    return {name: value for name, value in made.items() if value not in ({}, [])}


def closed(document, schema):
    """The schema with its references followed, in which nothing may stand that is not named."""
    comparison = _Comparison(document)

    def shut(part):
        if isinstance(part, list):
            return [shut(each) for each in part]
        if not isinstance(part, dict):
            return part
        part = comparison.whole(part) if "$ref" in part or "allOf" in part else part
        made = {name: shut(value) for name, value in part.items()}
        if "properties" in made:
            made["additionalProperties"] = False
        return made

    return shut(schema)
