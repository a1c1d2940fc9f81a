"""What readers are told: alerts, each with why and on what it rests."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Literal, get_args

from onrecord.library.watches import Condition
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
    is_new: bool  # False: of what was known before, to compare with


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that changed, before it is told of as part of what somebody follows."""

    condition: Condition
    key: str  # the same for the same change, however often it is looked for
    why: str  # one sentence
    proofs: tuple[Proof, ...]  # what is new first
    told: frozenset[str] = frozenset()  # "article:s1": statements that it tells of
    is_edit: bool = False  # of an article that was here: its day is that of the first version


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that changed in what a reader follows."""

    id: str  # the same whenever it is sent: a reader drops repeats by it
    made_at: str  # ISO 8601
    followed: str  # "party Adjoa Sarfo"
    condition: Condition
    why: str  # one sentence
    new_in: New  # "world": news; "library": it was published before what was here already
    proofs: tuple[Proof, ...]


def id_of(*parts: str) -> str:
    """Make an id of what an alert is of: the same for the same."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def to_json(alert: Alert) -> str:
    """Write an alert as JSON."""
    return json.dumps(asdict(alert), ensure_ascii=False, sort_keys=True)


def from_json(words: str) -> Alert:
    """Read what `to_json` wrote."""
    form = json.loads(words)
    proofs = tuple(
        Proof(**{**one, "span": Span(**one["span"]) if one["span"] else None})
        for one in form["proofs"]
    )
    return Alert(**{**form, "proofs": proofs})
