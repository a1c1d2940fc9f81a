"""The search language: a line of text -> a typed query, or an error that says where it goes wrong.

    missile AND "chemical plant" speaker:Roe manner:denies since:2024-12 -place:Rostov (ship* OR x)

Parts that stand side by side must all hold. OR binds less than AND; NOT and - turn a part round.
Nothing of what is typed goes to a database but words of letters and digits, and dates.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from onrecord.errors import QueryError, check_type, nearest
from onrecord.library.forms.words import words
from onrecord.record import (
    ArticleKind,
    Certainty,
    CheckState,
    EventKind,
    Grade,
    Manner,
    QuoteKind,
)

LONGEST = 2_000  # characters of a query
DEEPEST = 50  # brackets inside brackets
# Letters before a *: one letter begins a tenth of all words, and takes a second of 100,000 articles
SHORTEST_OPEN = 2

# What a field may be asked for: words, one of a closed list, or a date.
WORD_FIELDS = ("speaker", "about", "actor", "place", "outlet", "headline")
LISTED_FIELDS: dict[str, tuple[str, ...]] = {
    "manner": get_args(Manner),
    "certainty": get_args(Certainty),
    "quote": get_args(QuoteKind),
    "grade": get_args(Grade),
    "checked": get_args(CheckState),
    "event": get_args(EventKind),
    "kind": get_args(ArticleKind),
    "lang": (),  # any: ISO 639-1
}
DATE_FIELDS = ("since", "until", "on")
FIELDS = (*WORD_FIELDS, *LISTED_FIELDS, *DATE_FIELDS)
# What a field is called by the options of other commands, and elsewhere
ALIASES = {
    "by": "speaker",
    "says": "speaker",
    "who": "actor",
    "in": "place",
    "site": "outlet",
    "title": "headline",
    "from": "since",
    "after": "since",
    "to": "until",
    "before": "until",
    "date": "on",
}

# How `in_words` says a field; what begins with STATEMENT is said of one statement
STATEMENT = "a statement "
FIELD_WORDS = {
    "speaker": "a statement by",
    "about": "a statement about",
    "manner": "a statement of manner",
    "certainty": "a statement of certainty",
    "quote": "a statement of quote",
    "grade": "a statement of a speaker of grade",
    "checked": "a statement checked as",
    "actor": "the actor",
    "place": "the place",
    "event": "an event of kind",
    "lang": "the language",
}

WANTED = "a word, a phrase in quotes or a date"

TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<minus>-)(?=\S)"
    r"|(?P<field>[A-Za-z]+):(?=\S)|(?P<quote>[\"“„])|(?P<bare>[^\s()\"“”„]+)|(?P<stray>.)"
)
CLOSING = re.compile(r"[\"“”]")
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that stand side by side in a text."""

    words: tuple[str, ...]
    prefix: bool = False  # of the last one only the beginning is given
    said: str  # as it was typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something that an article or one of its statements must be."""

    name: str
    term: Term  # of a listed field: the value in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Days an article may be of, `since <= day < before`, as ISO 8601 of any length."""

    since: str | None = None
    before: str | None = None  # the first that is too late
    said: str  # "since 2024-12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """What must not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """Parts that must all hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """Parts one of which must hold."""

    parts: tuple["Node", ...]


Node = Term | Field | Dates | Not | All | Any


def all_of(parts: Sequence[Node]) -> Node:
    """Give the query that asks for one or more parts at once; one part is a query itself."""
    return parts[0] if len(parts) == 1 else All(parts=tuple(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    kind: str  # open, close, minus, field, term, and, or, not, end
    text: str
    at: int  # characters before it
    quoted: bool = False


def parse(query: str) -> Node:
    """Parse a query. Raises QueryError, which says at which character it goes wrong."""
    check_type(query, str, "query", "a string")
    if len(query) > LONGEST:
        raise QueryError(LONGEST + 1, f"a query has at most {LONGEST:,} characters")
    parser = _Parser(list(_tokens(query)))
    node = parser.any()
    if parser.next.kind != "end":
        raise QueryError(parser.next.at + 1, f"{parser.next.text!r} closes nothing")
    return node


def parse_words(given: str, *, argument: str, shortest: int = SHORTEST_OPEN) -> Term:
    """Parse words of an argument: a name, a phrase; * at the end leaves the last one open.

    shortest: letters that must stand before the *. Raises QueryError where there is no word in it.
    """
    check_type(given, str, argument, "a string")
    token = _Token(kind="term", text=given.strip().strip('"“”'), at=0)
    return _term(token, argument=argument, shortest=shortest)


def parse_listed(name: str, given: str) -> Field:
    """Parse a value of a closed list, "denies" of manner; raises QueryError."""
    check_type(given, str, name, "a string")
    token = _Token(kind="term", text=given, at=0)
    return Field(name=name, term=_listed(name, token, argument=name))


def parse_day(given: str, *, name: str) -> Dates:
    """Parse the date of `since`, `until` or `on`; raises QueryError."""
    check_type(given, str, name, 'a string like "2024-12-19"')
    return _dates(name, _Token(kind="term", text=given.strip(), at=0), argument=name)


def _tokens(query: str) -> Iterator[_Token]:
    at = 0
    while at < len(query):
        found = TOKEN.match(query, at)
        assert found is not None  # `stray` takes what nothing else does
        kind = found.lastgroup or ""
        if kind == "quote":
            closing = CLOSING.search(query, found.end())
            if closing is None:
                raise QueryError(at + 1, "this quotation mark is never closed")
            end = closing.end() + query.startswith("*", closing.end())
            text = query[found.end() : closing.start()] + query[closing.end() : end]
            yield _Token(kind="term", text=text, at=at, quoted=True)
            at = end
            continue
        if kind == "bare":
            if found[0].endswith(":") and found[0][:-1].lower() in FIELDS:
                wants = f"{found[0]} needs {WANTED} right behind its colon"
                raise QueryError(found.end() + 1, wants)
            word = found[0] if found[0] in {"AND", "OR", "NOT"} else "term"
            yield _Token(kind=word.lower(), text=found[0], at=at)
        elif kind == "stray":
            raise QueryError(at + 1, f"{found[0]!r} closes nothing")
        elif kind != "space":
            yield _Token(kind=kind, text=found[kind], at=at)
        at = found.end()
    yield _Token(kind="end", text="", at=len(query))


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.i = 0
        self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.i]

    def take(self) -> _Token:
        self.i += 1
        return self.tokens[self.i - 1]

    def any(self) -> Node:
        parts = [self.all()]
        while self.next.kind == "or":
            self.take()
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else Any(parts=tuple(parts))

    def all(self) -> Node:
        parts = [self.one()]
        while self.next.kind not in {"or", "close", "end"}:
            if self.next.kind == "and":
                self.take()
            parts.append(self.one())
        return all_of(parts)

    def one(self) -> Node:
        token = self.take()
        turns = False
        while token.kind in {"not", "minus"}:
            turns = not turns
            token = self.take()
        read: dict[str, Callable[[_Token], Node]] = {
            "open": self.group,
            "field": self.field,
            "term": _term,
        }
        if token.kind not in read:
            raise QueryError(token.at + 1, _missing(token))
        node = read[token.kind](token)
        return Not(part=node) if turns else node

    def group(self, token: _Token) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(token.at + 1, f"brackets can be nested {DEEPEST} deep at most")
        node = self.any()
        if self.take().kind != "close":
            raise QueryError(token.at + 1, "this bracket is never closed")
        self.depth -= 1
        return node

    def field(self, token: _Token) -> Node:
        name = token.text.lower()
        if name not in FIELDS:
            raise QueryError(token.at + 1, _no_field(token.text))
        value = self.take()
        if value.kind != "term" and value.kind not in {"and", "or", "not"}:
            wants = f"{name}: needs {WANTED}"
            either = f"; of several: ({name}:this OR {name}:that)" if value.kind == "open" else ""
            raise QueryError(value.at + 1, wants + either)
        if name in DATE_FIELDS:
            return _dates(name, value)
        if name in LISTED_FIELDS:
            return Field(name=name, term=_listed(name, value))
        return Field(name=name, term=_term(value, what=name))


def _no_field(given: str) -> str:
    alias = ALIASES.get(given.lower())
    meant = f"; do you mean {alias!r}?" if alias else nearest(given, FIELDS)
    known = f"{given!r} is no field; there are {', '.join(FIELDS)}"
    return f"{known}{meant}" if meant else f'{known}; put "quotation marks" around words'


def _missing(token: _Token) -> str:
    if token.kind == "end":
        return "a word, a phrase or a field is missing at the end" if token.at else "nothing asked"
    return f"a word, a phrase or a field is missing before {token.text!r}"


def _term(
    token: _Token, what: str = "", *, argument: str | None = None, shortest: int = SHORTEST_OPEN
) -> Term:
    prefix = token.text.endswith("*")
    found = tuple(words(token.text))
    of = f" of {what}" if what else ""
    if not found:
        raise QueryError(token.at + 1, f"there is no word in {token.text!r}{of}", argument=argument)
    if prefix and found[-1].isascii() and len(found[-1]) < shortest:
        wants = f"begins too many words: write at least {shortest} letters before *"
        raise QueryError(token.at + 1, f"{token.text!r}{of} {wants}", argument=argument)
    return Term(words=found, prefix=prefix, said=token.text)


def _listed(name: str, token: _Token, *, argument: str | None = None) -> Term:
    allowed = {" ".join(words(one)): one for one in LISTED_FIELDS[name]}
    found = tuple(words(token.text))
    if (allowed and " ".join(found) not in allowed) or not found:
        values = ", ".join(f'"{x}"' if " " in x else x for x in allowed.values())
        near = nearest(token.text, allowed.values())
        wants = f"is one of {values}{near}" if allowed else "is a code of two letters: en"
        raise QueryError(
            token.at + 1, f"{token.text!r} is no {name}: it {wants}", argument=argument
        )
    return Term(words=found, said=allowed.get(" ".join(found), token.text))


def _dates(name: str, token: _Token, *, argument: str | None = None) -> Dates:
    if not DATE.fullmatch(token.text):
        wrong = f"{token.text!r} is no date: 2024, 2024-12 or 2024-12-19 is wanted"
        raise QueryError(token.at + 1, wrong, argument=argument)
    if not _is_in_calendar(token.text):
        wrong = f"{token.text!r} is no day of the calendar"
        raise QueryError(token.at + 1, wrong, argument=argument)
    said = f"{name} {token.text}"
    return Dates(
        since=token.text if name != "until" else None,
        before=_after(token.text) if name != "since" else None,
        said=said,
    )


def _is_in_calendar(day: str) -> bool:
    try:
        date.fromisoformat((day + "-01-01")[: len("2024-12-19")])
    except ValueError:
        return False
    return True


def _after(day: str) -> str:
    """Give a text that comes after every date that begins with this one, and before all others."""
    return day + "~"


def in_words(node: Node) -> str:
    """Say a query as a person would."""
    if isinstance(node, Term):
        name = "the phrase" if len(node.words) > 1 else "the word"
        said = node.said.removesuffix("*")
        return f"words that begin with “{said}”" if node.prefix else f"{name} “{said}”"
    if isinstance(node, Dates):
        return node.said
    if isinstance(node, Field) and node.name == "checked" and node.term.said == "silent":
        return "a statement of which no check is told"
    if isinstance(node, Field):
        return f"{FIELD_WORDS.get(node.name, node.name)} “{node.term.said}”"
    if isinstance(node, Not):
        return f"not ({in_words(node.part)})"
    joint = " and " if isinstance(node, All) else " or "
    return joint.join(_parts_in_words(node))


def _parts_in_words(node: All | Any) -> Iterator[str]:
    """Say each part; fields that must all hold of one statement as one."""
    inner = Any if isinstance(node, All) else All
    spoken = [one for one in node.parts if isinstance(node, All) and _is_of_statement(one)]
    for one in node.parts:
        if one in spoken:
            if one is spoken[0]:
                said = (in_words(each).removeprefix(STATEMENT) for each in spoken)
                yield STATEMENT + " ".join(said)
        else:
            yield f"({in_words(one)})" if isinstance(one, inner) else in_words(one)


def _is_of_statement(node: Node) -> bool:
    return isinstance(node, Field) and FIELD_WORDS.get(node.name, "").startswith(STATEMENT)
