"""Alerts, each with its reason and the words it rests on."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Literal, get_args

from onrecord.library.following.watches import Condition
from onrecord.record import Span

New = Literal["world", "library"]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Words of an article that an alert rests on."""

    article_id: str
    headline: str | None
    url: str | None
    outlet: str | None
    day: str | None  # ISO 8601
    span: Span | None  # in `Article.text`; None: the article as a whole
    text: str  # the words
    is_new: bool  # False: known before, for comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A change in a story, before it becomes an alert."""

    condition: Condition
    key: str  # the same for the same change, however often it is found
    why: str  # one sentence
    proofs: tuple[Proof, ...]  # what is new first
    told: frozenset[str] = frozenset()  # "article:s1": statements that it reports
    is_edit: bool = False  # a new version, so its day is that of the first version


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A change in something that a reader follows."""

    id: str  # the same whenever it is sent, so that repeats can be dropped
    made_at: str  # ISO 8601
    followed: str  # "party Adjoa Sarfo"
    condition: Condition
    why: str  # one sentence
    new_in: New  # "world": news; "library": it was published before what was here already
    proofs: tuple[Proof, ...]


def id_of(*parts: str) -> str:
    """Make an id from what an alert is about; the same content gives the same id."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def to_json(alert: Alert) -> str:
    """Give an alert as JSON."""
    return json.dumps(asdict(alert), ensure_ascii=False, sort_keys=True)


def from_json(words: str) -> Alert:
    """Read what `to_json` wrote."""
    form = json.loads(words)
    proofs = tuple(
        Proof(**{**one, "span": Span(**one["span"]) if one["span"] else None})
        for one in form["proofs"]
    )
    return Alert(**{**form, "proofs": proofs})
