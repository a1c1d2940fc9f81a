"""What a story is filed under: section and topics."""

import re
from collections.abc import Sequence

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
_MAIL_KEYS = frozenset(("from", "to", "message id", "reply to"))


def find_topics(
    frame: Frame, node: Node | None, keys: Sequence[Keyed], *, owns_head: bool
) -> tuple[Found, ...]:
    """Return the topics of the first source that has any; lists in one string are cut at commas."""
    groups: list[list[Candidate]] = []
    if owns_head:
        head = frame.layout.head
        for key in ("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags",
                    "news_keywords", "keywords"):  # fmt: skip
            groups.append([_topic(s) for s in metas(head, key)])
    groups.insert(0, [_topic(s) for s in stated(node, "keywords")])
    no_topics = _blocks_of_mail(frame, keys)
    for line in keys:
        if line.key == "subject" and line.block in no_topics:
            continue
        if line.key in _TOPIC_KEYS and frame.layout.medium == "text" and "@" not in line.value:
            where = Where(
                layer="page", span=page_span(frame.layout, line.block, line.start, line.end)
            )
            groups.append([Candidate(line.value, f"line '{line.key.capitalize()}: …'", where)])
    for group in groups:
        topics = {
            name.casefold(): Found(value=name, how=c.how, where=c.where)
            for c in group
            for name in unique(part.strip() for part in re.split(r"[,;]", c.value))
            if name
        }
        if topics:
            return tuple(topics.values())[:_MOST_TOPICS]
    return ()


def _blocks_of_mail(frame: Frame, keys: Sequence[Keyed]) -> frozenset[int]:
    """Return the blocks whose "Subject:" is that of a mail, so a title and no topic.

    At the end of a story it is that of the next mail, or of the footer of a digest.
    """
    if any(line.key in _MAIL_KEYS for line in keys):
        return frozenset(line.block for line in keys)
    return frozenset((*frame.headlines, *frame.tail))


def _topic(statement: Statement) -> Candidate:
    return Candidate(statement.value, statement.how, markup(statement.path))
