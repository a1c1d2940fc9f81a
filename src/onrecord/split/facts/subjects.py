"""What a story is filed under: section and topics."""

import re
from collections.abc import Iterable, Sequence

from onrecord.record import Found, Where
from onrecord.split.facts.settle import Candidate, markup, settle, unique
from onrecord.split.facts.structured import Node, Statement, metas, stated
from onrecord.split.facts.visible import Frame, Keyed, page_span


def find_section(
    frame: Frame, node: Node | None, keys: Sequence[Keyed], *, owns_head: bool
) -> Found | None:
    """Return the section of the paper or site that a story stands in."""
    statements: list[Statement] = [*stated(node, "articleSection")]
    if owns_head:
        statements += metas(frame.layout.head, "article:section", "og:section", "section",
                            "parsely-section", "cxenseparse:recs:category", "dc.subject.section",
                            "category", "article:section:0")  # fmt: skip
    candidates = [Candidate(s.value, s.how, markup(s.path)) for s in statements]
    for key in keys:
        if key.key in ("section", "desk", "category", "se"):
            value = re.split(r"[;|]|\s+Pg\b", key.value)[0].strip()
            span = page_span(frame.layout, key.block, key.start, key.start + max(len(value), 1))
            where = Where(layer="page", span=span)
            candidates.append(Candidate(value, f"line '{key.key.capitalize()}: …'", where))
    return settle([c for c in candidates if c.value], _same_words)


def _same_words(left: str, right: str) -> bool:
    return left.casefold() == right.casefold()


_MOST_TOPICS = 50
_TOPIC_KEYS = frozenset(
    ("topics", "topic", "tags", "tag", "keywords", "subject", "filed under", "related topics")
)
_LONGEST_TOPIC = 120  # characters
_MOST_WORDS = 10  # of a topic; some pages state their headline as one
_ONE_EACH = frozenset(("meta article:tag", "meta og:article:tag", "json-ld keywords"))
_MARK = re.compile(
    r"[@/_]|\W+$|\S*_\S*$|.*(?:\w@\w|://|\.[a-z]{2,3}/)"
    r"|(?:section|(?:\w+ )?type|day|time|wc|partner|language|adnode|source|author) ?:",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(r"^(?:category|topic|subject|tag) ?: *", re.IGNORECASE)
_KIND = re.compile(r"\b(?:[A-Z]+(?:_[A-Z]+)+|PERSON)\b")  # "Ann Roe PUBLIC_FIGURE PERSON"
_RUN_TOGETHER = re.compile(r"[a-z]{8,}")
_MAIL_KEYS = frozenset(("from", "to", "message id", "reply to"))


def find_topics(
    frame: Frame, node: Node | None, keys: Sequence[Keyed], *, owns_head: bool
) -> tuple[Found, ...]:
    """Return the topics of the first source that has any; lists in one string are cut at commas.

    What a publisher's own machines read is no topic: "channel_other", "@front", "Page Type: News".
    """
    groups: list[list[Candidate]] = [_topics(stated(node, "keywords"))]
    if owns_head:
        head = frame.layout.head
        for key in ("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags",
                    "news_keywords", "keywords"):  # fmt: skip
            groups.append(_topics(metas(head, key)))
    groups = [_without_marks(group, frame.layout.text) for group in groups]
    no_topics = _blocks_of_mail(frame, keys)
    for line in keys:
        if line.key == "subject" and line.block in no_topics:
            continue
        if line.key in _TOPIC_KEYS and frame.layout.medium == "text" and "@" not in line.value:
            where = Where(
                layer="page", span=page_span(frame.layout, line.block, line.start, line.end)
            )
            how = f"line '{line.key.capitalize()}: …'"
            groups.append([Candidate(part, how, where) for part in _cut(line.value)])
    return _unique_topics(next(filter(None, groups), []))[:_MOST_TOPICS]


def _unique_topics(group: Iterable[Candidate]) -> tuple[Found, ...]:
    topics: dict[str, Found] = {}
    for one in group:
        topics.setdefault(
            one.value.casefold(), Found(value=one.value, how=one.how, where=one.where)
        )
    return tuple(topics.values())


def _topics(statements: Iterable[Statement]) -> list[Candidate]:
    """Give the topics of one key; a comma is a part of one that has a statement of its own."""
    told = list(statements)
    is_list = len(told) > 1 and told[0].how in _ONE_EACH
    return [
        Candidate(part, one.how, markup(one.path))
        for one in told
        for part in ([one.value] if is_list else _cut(one.value))
    ]


def _cut(value: str) -> tuple[str, ...]:
    return unique(part for piece in re.split(r"[,;]", value) if (part := piece.strip()))


def _without_marks(group: Sequence[Candidate], text: str) -> list[Candidate]:
    """Leave out what is meant for machines.

    Behind two such, so is a small word that the page shows nowhere: "type_news, videoarticle".
    """
    kept: list[Candidate] = []
    shown: str | None = None
    n_marks = 0
    for one in group:
        name = _topic_in(one.value)
        n_marks += not name
        if n_marks > 1 and _RUN_TOGETHER.fullmatch(name):
            shown = text.casefold() if shown is None else shown
            name = name if name in shown else ""
        if name:
            kept.append(one._replace(value=name))
    return kept


def _topic_in(value: str) -> str:
    """Return the topic in a keyword; "" if it is none: an address, a code, a sentence."""
    if len(value) > _LONGEST_TOPIC or len(value.split()) > _MOST_WORDS:
        return ""
    if _MARK.match(value) or (value.isupper() and "_" in value):
        return ""
    name, n_kinds = _KIND.subn("", _LABEL.sub("", value))
    return "" if n_kinds and name.isupper() else " ".join(name.split())


def _blocks_of_mail(frame: Frame, keys: Sequence[Keyed]) -> frozenset[int]:
    """Return the blocks whose "Subject:" is that of a mail, so a title and no topic.

    At the end of a story it is that of the next mail, or of the footer of a digest.
    """
    if any(line.key in _MAIL_KEYS for line in keys):
        return frozenset(line.block for line in keys)
    return frozenset((*frame.headlines, *frame.tail))
