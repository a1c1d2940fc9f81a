"""What the lines above the one e-mail of a page say of its story: who wrote it, about what."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.record import Found, Where
from onrecord.split.blocks import Layout
from onrecord.split.facts.names import person_name
from onrecord.split.facts.visible import page_span

_LINES = 4  # From, List-Id, Subject, Date
_SENDER = re.compile(r"From: [\"'“]?(?P<said>[^<>@]+?)[\s\"'”]*<(?P<box>[^<>@\s]+)@")
_SUBJECT = re.compile(r"Subject: (?:(?:re|aw|sv): ?)*(?P<said>.*\S)", re.IGNORECASE)
_FORWARDED = re.compile(r"(?:fwd?|wg|tr): ?", re.IGNORECASE)
_SHORTEST_WORD = 3  # letters of a name that tell in an address


class Mailed(NamedTuple):
    """What an e-mail says of its story."""

    sender: Found | None  # if that is a person
    subject: Found


def find_mailed(layout: Layout) -> Mailed | None:
    """Read who sent the one e-mail of a page, and its subject; None where it is passed on.

    A person's address has a part of the name in it; that of an office ("press@") has none. What a
    list sends is of no person, either.
    """
    lines = dict(_lines(layout))
    n_mails = sum(block.text.startswith("From: ") for block in layout.blocks)
    if n_mails != 1 or not {"From", "Subject"} <= lines.keys():
        return None
    subject = _read(layout, lines["Subject"], _SUBJECT, "mail Subject")
    if subject is None or _FORWARDED.match(subject.value):
        return None
    sender = _read(layout, lines["From"], _SENDER, "mail From")
    is_own = "List-Id" not in lines and _is_person(layout.blocks[lines["From"]].text)
    return Mailed(sender if is_own else None, subject)


def _lines(layout: Layout) -> Iterator[tuple[str, int]]:
    for i, block in enumerate(layout.blocks[:_LINES]):
        name, colon, _ = block.text.partition(": ")
        if not colon:
            return
        yield name, i


def _is_person(line: str) -> bool:
    match = _SENDER.match(line)
    name = person_name(match["said"]) if match else None
    if match is None or name is None:
        return False
    words = (word for word in re.findall(r"\w+", name) if len(word) >= _SHORTEST_WORD)
    return any(word.casefold() in match["box"].casefold() for word in words)


def _read(layout: Layout, index: int, pattern: re.Pattern[str], how: str) -> Found | None:
    match = pattern.match(layout.blocks[index].text)
    if match is None:
        return None
    span = page_span(layout, index, *match.span("said"))
    return Found(value=match["said"], how=how, where=Where(layer="page", span=span))
