"""The JSON Schema of what `onrecord read --json` prints, made from the nouns themselves."""

import ast
import inspect
import types
from dataclasses import fields, is_dataclass
from importlib.resources import files
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from onrecord.export.jsonl import READING_FIELDS
from onrecord.record import Article, Reading, Record, Rejected, Span

SHIPPED = "article.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
}


def shipped_schema() -> str:
    """Give the schema as it was shipped; `scripts/write_schema.py` writes it."""
    return files("onrecord.export").joinpath(SHIPPED).read_text(encoding="utf-8")


def make_schema() -> dict[str, Any]:
    """Make the schema: a line is an article or a rejected input, told apart by `type`.

    Field descriptions are the comments of `record`, so the source has to be at hand.
    """
    defs: dict[str, Any] = {}
    for noun in (Article, Rejected):
        _define(noun, defs)
        form = defs[noun.__name__]
        told = {"const": noun.__name__.lower(), "description": "which of the two this line is"}
        form["properties"] = {"type": told, **form["properties"]}
        form["required"] = ["type", *form["required"]]
    _add_field(Record, "reading", defs["Article"], defs)
    defs["Span"]["properties"]["text"] = {
        "type": "string",
        "description": "copy of the stretch; absent where the offsets count in the page text",
    }
    return {
        "$schema": DIALECT,
        "title": "Onrecord: one line of `onrecord read --json`",
        "oneOf": [{"$ref": "#/$defs/Article"}, {"$ref": "#/$defs/Rejected"}],
        "$defs": dict(sorted(defs.items())),
    }


def definitions_of(*nouns: type) -> dict[str, Any]:
    """Give the schemas of nouns and of all they hold, by name."""
    defs: dict[str, Any] = {}
    for noun in nouns:
        _define(noun, defs)
    return defs


def _define(noun: type, defs: dict[str, Any]) -> None:
    form: dict[str, Any] = {
        "type": "object",
        "description": inspect.cleandoc(noun.__doc__ or ""),
        "properties": {},
        "required": [],
        "additionalProperties": False,
    }
    defs[noun.__name__] = form
    for name in READING_FIELDS if noun is Reading else [field.name for field in fields(noun)]:
        _add_field(noun, name, form, defs)


def _add_field(noun: type, name: str, form: dict[str, Any], defs: dict[str, Any]) -> None:
    entry, comments = _type(get_type_hints(noun)[name], defs), _comments(noun)
    if name in comments:
        entry["description"] = comments[name]
    if noun is Span:
        entry["minimum"] = 0
    form["properties"][name] = entry
    form["required"].append(name)


def _type(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type form
    origin = get_origin(hint)
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        first, *others = get_args(hint)
        if others == [...]:
            return {"type": "array", "items": _type(first, defs)}
        parts = [_type(part, defs) for part in (first, *others)]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "items": False}
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_type(part, defs) for part in get_args(hint)]}
    if not is_dataclass(hint) or not isinstance(hint, type):
        raise TypeError(f"no JSON form for {hint}")
    return _noun(hint, defs)


def _noun(noun: type, defs: dict[str, Any]) -> dict[str, Any]:
    if noun.__name__ not in defs:
        _define(noun, defs)
    elif defs[noun.__name__]["description"] != inspect.cleandoc(noun.__doc__ or ""):
        raise TypeError(f"two nouns are named {noun.__name__}")
    return {"$ref": f"#/$defs/{noun.__name__}"}


def _comments(noun: type) -> dict[str, str]:
    """Read the comment behind each field: written once, for people and for the schema."""
    source = inspect.getsource(noun)
    lines = source.splitlines()
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.ClassDef)
    named = [one for one in node.body if isinstance(one, ast.AnnAssign)]
    rests = {
        one.target.id: lines[one.lineno - 1][one.end_col_offset :].strip()
        for one in named
        if isinstance(one.target, ast.Name)
    }
    return {name: rest.removeprefix("# ") for name, rest in rests.items() if rest.startswith("#")}
