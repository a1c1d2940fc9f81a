"""The OpenAPI document of /api, made from the nouns that it gives."""

import json
from typing import Any, get_args

from onrecord.export.schema import definitions_of, make_schema
from onrecord.library.across import (
    CorrectionEntry,
    PartyDetail,
    PartyEntry,
    Revised,
    StoryDetail,
    StoryEntry,
)
from onrecord.library.answers import Arrival, Entry, Halt, Hit, Refusal, Said
from onrecord.record import Account, ActorKind, CheckState, Manner
from onrecord.serve.forms import DIGITS, LONGEST, MOST_OFFSET
from onrecord.version import __version__

MOST = 100  # of what is found, in one answer
Form = dict[str, Any]

_WORDS = {"type": "string", "minLength": 1, "maxLength": LONGEST}
_DATE = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}
_QUERIES: dict[str, tuple[str, Form]] = {
    "q": ("a query in the search language; without it the latest", _WORDS),
    "party": ("a name or a part of one; without it, all", _WORDS),  # the q of parties
    "after": ("only articles that came in after the one of this number", {"type": "integer",
              "minimum": 0}),
    "by": ("who says it, or passes it on: a name, a part of one, or a role", _WORDS),
    "about": ("words of what is said", _WORDS),
    "manner": ("how it is said", {"enum": list(get_args(Manner))}),
    "checked": ("what the story says of a check; silent: nothing",
                {"enum": list(get_args(CheckState))}),
    "kind": ("what a party is", {"enum": list(get_args(ActorKind))}),
    "article": ("the id of one of the versions", _WORDS),
    "name": ("a name or a part of one; * leaves its end open", _WORDS),
    "since": ("from this day, month or year on", _DATE),
    "until": ("to the end of this day, month or year", _DATE),
    "copies": ("list copies of one text one by one, not with the first", {"type": "boolean"}),
    "disputed": ("only stories in which somebody disputes another", {"type": "boolean"}),
    "limit": ("how many at most", {"type": "integer", "minimum": 1, "maximum": MOST}),
    "offset": ("how many to pass over", {"type": "integer", "minimum": 0,
               "maximum": MOST_OFFSET}),
}  # fmt: skip
_LISTS: tuple[tuple[str, str, tuple[type, ...], str], ...] = (
    ("/api/articles", "Find articles, or give the latest", (Hit, Arrival), "q after copies"),
    ("/api/statements", "Find statements, newest first", (Said,),
     "by about manner checked since until copies"),
    ("/api/timeline", "What somebody did, met with and said, oldest first", (Entry,),
     "name since until"),
    ("/api/itinerary", "Where somebody was, is and will be", (Halt,), "name since until"),
    ("/api/stories", "Stories, those told of last first", (StoryEntry,),
     "q disputed since until"),
    ("/api/parties", "Persons, bodies and places, those named in most articles first",
     (PartyEntry,), "party kind"),
    ("/api/revisions", "What changed between versions of articles", (Revised,), "article"),
    ("/api/corrections", "What people have corrected", (CorrectionEntry,), ""),
    ("/api/rejected", "Inputs that gave no article, and why", (Refusal,), ""),
)  # fmt: skip
_REQUIRED = frozenset({"name"})


def make_document() -> Form:
    """Make the document; the source of the nouns has to be at hand."""
    nouns = [noun for _, _, found, _ in _LISTS for noun in found]
    nouns += [StoryDetail, PartyDetail, Account]
    schemas = {**definitions_of(*nouns), **make_schema()["$defs"], "Problem": _PROBLEM}
    paths = {path: _get(words, _list_of(found), _parameters(asked))
             for path, words, found, asked in _LISTS}  # fmt: skip
    id_ = {"name": "id", "in": "path", "required": True, "description": "of the article",
           "schema": {"type": "string", "pattern": "^[0-9a-f]{16}$"}}  # fmt: skip
    paths["/api/articles/{id}"] = _get("An article and its reading", _ref("Article"), [id_])
    number = {"name": "number", "in": "path", "required": True, "description": "as lists give it",
              "schema": {"type": "integer", "minimum": 0, "maximum": 10**DIGITS - 1}}  # fmt: skip
    story = "/api/stories/{number}"
    paths[story] = _get("A story", _ref("StoryDetail"), [number])
    paths[f"{story}/accounts"] = _get("Claims of a story", _ref("Account"), [number])
    paged = [number, *_parameters("")]
    paths["/api/parties/{number}"] = _get("A party", _ref("PartyDetail"), paged)
    counts = {"type": "object", "additionalProperties": {"type": "integer"}}
    paths["/api/counts"] = _get("How much the library holds", counts, [])
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Onrecord", "version": __version__},
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(schemas.items()))},
    }
    refs = json.dumps(document, ensure_ascii=False).replace("#/$defs/", "#/components/schemas/")
    made: Form = json.loads(refs)
    return made


_PROBLEM: Form = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "description": "what RFC 9457 wants: about:blank"},
        "status": {"type": "integer", "description": "of HTTP"},
        "detail": {"type": "string", "description": "what is wrong, in one line"},
    },
    "required": ["type", "status", "detail"],
}


def _ref(name: str) -> Form:
    return {"$ref": f"#/$defs/{name}"}


def _list_of(nouns: tuple[type, ...]) -> Form:
    held = [_ref(noun.__name__) for noun in nouns]
    return {
        "type": "object",
        "properties": {
            "asked": {"type": "string", "description": "the question, as a sentence"},
            "total": _integer("found in all"),
            "at_least": {"type": "boolean", "description": "there are more than `total`"},
            "copies": {"type": "integer", "description": "found too, each in `copies` of another"},
            "offset": _integer("how many were passed over"),
            "limit": _integer("most that was asked for"),
            "next": {"type": ["string", "null"], "description": "address of what follows"},
            "found": {
                "type": "array",
                "description": "this part of what is found",
                "items": held[0] if len(held) == 1 else {"anyOf": held},
            },
        },
        "required": ["asked", "total", "at_least", "copies", "offset", "limit", "next", "found"],
    }


def _integer(description: str) -> Form:
    return {"type": "integer", "description": description}


def _parameters(names: str) -> list[Form]:
    return [
        {
            "name": "q" if name == "party" else name,
            "in": "query",
            "required": name in _REQUIRED,
            "description": _QUERIES[name][0],
            "schema": _QUERIES[name][1],
        }
        for name in (*names.split(), "limit", "offset")
    ]


def _get(words: str, schema: Form, parameters: list[Form]) -> Form:
    def answer(description: str, media_type: str, held: Form) -> Form:
        return {"description": description, "content": {media_type: {"schema": held}}}

    problem = ("application/problem+json", _ref("Problem"))
    answers = {
        "200": answer("found", "application/json", schema),
        "304": {"description": "as it was: see ETag"},
        "400": answer("not understood", *problem),
        "404": answer("not here", *problem),
    }
    return {"get": {"summary": words, "parameters": parameters, "responses": answers}}
