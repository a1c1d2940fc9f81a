"""Changes made to a story of ours on purpose, one function a kind: what a revision must tell.

No change touches a line that another was made in; each draws from the random numbers it is given,
and gives None where a story has nothing that could be changed so.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from eval import gold
from onrecord.record import BlockKind, ChangeKind

_NAMES = (
    "Ines Marlow",
    "Tomas Arkwell",
    "Dana Pruett",
    "Oke Lindqvist",
    "Farah Noor",
    "Ben Castle",
)
_ROLES = ("a customs lawyer", "the district engineer", "a union official", "a retired judge")
_SAYINGS = (
    "We counted the boxes twice and both counts were the same",
    "Nobody has asked us about this in eleven years",
    "The letter came on a holiday and the office was closed",
    "I would not put my own family in that building",
)
_CLAIMS = (
    "the files had been copied before the office was sealed",
    "the contract was signed without a second bid",
    "most of the families had left before the water came",
    "the repair would take until the end of the summer",
)
_FACTS = (
    "The road between the two towns was built by convicts and has been closed by snow every winter "
    "since. A tunnel was planned and never dug.",
    "The region lives from fruit and from the money that its people send home from abroad. Its "
    "only railway was sold for scrap a generation ago.",
    "The building has been a school, a barracks and a market hall. Its clock has not gone since "
    "the flood.",
)
_NOTES = (
    "Correction: An earlier version of this article misstated the name of the street.",
    "This article was amended to correct the spelling of a surname.",
    "Editor's note: A previous version of this story gave the wrong unit.",
    "Clarification: The headline of this report was changed to reflect that talks continue.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HEDGES = (
    (r"\b(was|were|had|has|have) (?=[a-z]+ed\b|been\b|sent\b|shot\b|hit\b)", r"\1 reportedly "),
    (r"\bwill\b", "may"),
    (r"\b(is|are) (?=[a-z]{4,})", r"\1 probably "),
    (r"\bwas (?=a |the )", "was apparently "),
)
_WORDINGS = (
    (r"\bbut\b", "yet"), (r"\bmore than\b", "over"), (r"\bcentre\b", "center"),
    (r"\bafter\b", "following"), (r"\bbecause\b", "since"), (r"\bpeople\b", "persons"),
    (r"\bbegan\b", "started"), (r"\blarge\b", "big"), (r"\bnear\b", "close to"),
    (r"\bhouse\b", "home"), (r"\bwhile\b", "whereas"), (r"\babout\b", "around"),
    (r"\balso\b", "too"), (r"\bseveral\b", "some"), (r"\bshow\b", "demonstrate"),
    (r"\bbefore\b", "prior to"), (r"\bpolice\b", "the police"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A change that was made: of what kind, and in which line."""

    kind: ChangeKind
    before: str  # the words of the line in the earlier version; "": none
    after: str
    also: tuple[ChangeKind, ...] = ()  # what is as true of it


@dataclass
class Desk:
    """A story on the desk: lines with their kinds, and which were touched."""

    story: gold.GoldStory
    lines: list[tuple[BlockKind, str]]
    touched: set[str] = field(default_factory=set)  # lines as they are now

    def free(self) -> list[int]:
        """Return the numbers of the paragraphs that nothing was done to."""
        return [
            i for i, (kind, line) in enumerate(self.lines)
            if kind == "paragraph" and line not in self.touched
        ]  # fmt: skip

    def put(self, i: int, line: str) -> None:
        """Write a line anew."""
        self.lines[i] = (self.lines[i][0], line)
        self.touched.add(line)

    def insert(self, i: int, line: str) -> None:
        """Put a line in front of another."""
        self.lines.insert(i, ("paragraph", line))
        self.touched.add(line)

    def quoted(self, line: str) -> bool:
        """Whether a line has quotation marks."""
        return re.search(r"[“”\"«»‘]", line) is not None

    def said_in(self, line: str) -> list[gold.GoldStatement]:
        """Return the statements of a line of the story as it was."""
        start = self.story.text.find(line)
        return [
            one for one in self.story.statements
            if any(start <= piece.start < start + len(line) for piece in one.content)
        ]  # fmt: skip

    def substitute(
        self, rng: random.Random, pattern: str, new: str | Callable[[re.Match[str]], str],
        *, unquoted: bool = True,
    ) -> tuple[str, str] | None:  # fmt: skip
        """Replace one match in one free line; return the line before and after."""
        choices = [
            (i, found) for i in self.free() for found in re.finditer(pattern, self.lines[i][1])
            if not (unquoted and _is_quoted(self.lines[i][1], found.start()))
        ]  # fmt: skip
        if not choices:
            return None
        i, found = rng.choice(choices)
        old = self.lines[i][1]
        words = found.expand(new) if isinstance(new, str) else new(found)
        self.put(i, old[: found.start()] + words + old[found.end() :])
        return old, self.lines[i][1]


def _is_quoted(line: str, at: int) -> bool:
    return (line[:at].count("“") > line[:at].count("”")) or line[:at].count('"') % 2 == 1


def _headline(rng: random.Random, desk: Desk) -> Known | None:
    old = desk.lines[0][1]
    words = old.split()
    new = rng.choice(
        (
            " ".join(words[: max(3, len(words) * 2 // 3)]),
            f"What we know: {old}",
            f"{old}: the story so far",
        )
    )
    desk.put(0, new)
    return Known(kind="headline", before=old, after=new)


def _figure(rng: random.Random, desk: Desk) -> Known | None:
    def other(found: re.Match[str]) -> str:
        return str(int(found[0].replace(",", "")) + rng.randrange(2, 9))

    pattern = (
        r"(?<![\d.,:$£€-])(?!(?:19|20)\d\d\b)\d{1,3}(?:,\d{3})?(?![\d.,:-]\d|-|:| (?:a|p)\.m|\w)"
    )
    both = desk.substitute(rng, pattern, other)
    return both and Known(kind="figure", before=both[0], after=both[1], also=("time",))


def _time(rng: random.Random, desk: Desk) -> Known | None:
    def other(found: re.Match[str]) -> str:
        return rng.choice([day for day in _DAYS if day != found[0]])

    both = desk.substitute(rng, rf"\b(?:{'|'.join(_DAYS)})\b(?!,)", other)
    return both and Known(kind="time", before=both[0], after=both[1])


def _name(rng: random.Random, desk: Desk) -> Known | None:
    names = [one.name for one in desk.story.actors if one.kind == "person" and " " in one.name]
    if not names:
        return None
    last = re.escape(rng.choice(names).split()[-1])

    def other(found: re.Match[str]) -> str:
        return found[0][:-1] + rng.choice("aeiou") + "v"

    both = desk.substitute(rng, rf"\b{last}\b(?![’'])", other)
    return both and Known(kind="name", before=both[0], after=both[1])


def _quotation_altered(rng: random.Random, desk: Desk) -> Known | None:
    def other(found: re.Match[str]) -> str:
        words = found[0].split()
        at = rng.randrange(2, len(words) - 2)
        words[at : at + 1] = rng.choice(([], ["truly", words[at]], ["anything"]))
        return " ".join(words)

    pattern = r"(?<=“)[^“”]{45,}(?=”)|(?<=\W\")\w[^\"]{45,}[,.](?=\")"
    both = desk.substitute(rng, pattern, other, unquoted=False)
    return both and Known(kind="quotation altered", before=both[0], after=both[1])


def _quotation_added(rng: random.Random, desk: Desk) -> Known | None:
    name = rng.choice(_NAMES)
    line = f"“{rng.choice(_SAYINGS)},” said {name}, {rng.choice(_ROLES)}."
    desk.insert(rng.choice(desk.free()), line)
    return Known(kind="quotation added", before="", after=line)


def _quotation_removed(rng: random.Random, desk: Desk) -> Known | None:
    choices = [
        i for i in desk.free()
        if re.search(r"“[^”]{25,}”", desk.lines[i][1]) and len(desk.said_in(desk.lines[i][1])) == 1
    ]  # fmt: skip
    if not choices:
        return None
    _, line = desk.lines.pop(rng.choice(choices))
    return Known(kind="quotation removed", before=line, after="")


def _source_added(rng: random.Random, desk: Desk) -> Known | None:
    name, role, claim = rng.choice(_NAMES), rng.choice(_ROLES), rng.choice(_CLAIMS)
    line = rng.choice((f"{name}, {role}, said {claim}.", f"According to {name}, {role}, {claim}."))
    desk.insert(rng.choice(desk.free()), line)
    return Known(kind="source added", before="", after=line)


def _source_removed(rng: random.Random, desk: Desk) -> Known | None:
    """Take out a paragraph with the only statements of somebody with a name."""
    people = {one.name for one in desk.story.actors if one.kind == "person" and " " in one.name}
    by_line = {i: desk.said_in(desk.lines[i][1]) for i in desk.free()}
    choices = []
    for i, said in by_line.items():
        speakers = {one.speaker for one in said}
        elsewhere = {
            name for one in desk.story.statements if one not in said
            for name in (one.speaker, *one.via)
        }  # fmt: skip
        if len(speakers) == 1 and speakers <= people - elsewhere:
            choices.append(i)
    if not choices:
        return None
    _, line = desk.lines.pop(rng.choice(choices))
    return Known(kind="source removed", before=line, after="")


def _hedge_added(rng: random.Random, desk: Desk) -> Known | None:
    for pattern, new in rng.sample(_HEDGES, len(_HEDGES)):
        both = desk.substitute(rng, pattern, new)
        if both:
            return Known(kind="hedge added", before=both[0], after=both[1])
    return None


def _hedge_removed(rng: random.Random, desk: Desk) -> Known | None:
    hedges = "reportedly|allegedly|apparently|probably|possibly|perhaps|suspected|likely|alleged"
    both = desk.substitute(rng, rf"(?<=\w )(?:{hedges}) (?=\w)", "")
    return both and Known(kind="hedge removed", before=both[0], after=both[1])


def _wording(rng: random.Random, desk: Desk) -> Known | None:
    for pattern, new in rng.sample(_WORDINGS, len(_WORDINGS)):
        both = desk.substitute(rng, pattern, new)
        if both:
            return Known(kind="wording", before=both[0], after=both[1])
    return None


def _note(rng: random.Random, desk: Desk) -> Known | None:
    line = rng.choice(_NOTES)
    desk.insert(rng.choice((len(desk.lines), desk.free()[0])), line)
    return Known(kind="correction note", before="", after=line)


def _paragraph_added(rng: random.Random, desk: Desk) -> Known | None:
    line = rng.choice(_FACTS)
    desk.insert(rng.choice(desk.free()[1:]), line)
    return Known(kind="paragraph added", before="", after=line)


def _paragraph_removed(rng: random.Random, desk: Desk) -> Known | None:
    choices = [
        i for i in desk.free()[1:]
        if not desk.said_in(desk.lines[i][1]) and not desk.quoted(desk.lines[i][1])
    ]  # fmt: skip
    if not choices:
        return None
    _, line = desk.lines.pop(rng.choice(choices))
    return Known(kind="paragraph removed", before=line, after="")


def _paragraph_moved(rng: random.Random, desk: Desk) -> Known | None:
    free = desk.free()[1:]
    if len(free) < 5:
        return None
    line = desk.lines.pop(free[-1])
    desk.lines.insert(free[0], line)
    desk.touched.add(line[1])
    return Known(kind="paragraph moved", before=line[1], after=line[1])


def _sentence_added(rng: random.Random, desk: Desk) -> Known | None:
    i = rng.choice(desk.free())
    old = desk.lines[i][1]
    desk.put(i, f"{old} {rng.choice(_FACTS).split('. ')[0].rstrip('.')}.")
    return Known(kind="sentence added", before=old, after=desk.lines[i][1])


def _sentence_removed(rng: random.Random, desk: Desk) -> Known | None:
    for i in rng.sample(desk.free(), len(desk.free())):
        parts = re.split(r"(?<=[a-z]{3}\.) (?=[A-Z])", desk.lines[i][1])
        for part in parts[1:]:
            if len(parts) > 1 and not desk.quoted(part) and not desk.said_in(part):
                old = desk.lines[i][1]
                desk.put(i, " ".join(one for one in parts if one is not part))
                return Known(kind="sentence removed", before=old, after=desk.lines[i][1])
    return None


MAKERS: dict[ChangeKind, Callable[[random.Random, Desk], Known | None]] = {
    "headline": _headline,
    "figure": _figure,
    "time": _time,
    "name": _name,
    "quotation added": _quotation_added,
    "quotation removed": _quotation_removed,
    "quotation altered": _quotation_altered,
    "source added": _source_added,
    "source removed": _source_removed,
    "hedge added": _hedge_added,
    "hedge removed": _hedge_removed,
    "correction note": _note,
    "paragraph added": _paragraph_added,
    "paragraph removed": _paragraph_removed,
    "paragraph moved": _paragraph_moved,
    "sentence added": _sentence_added,
    "sentence removed": _sentence_removed,
    "wording": _wording,
}
