"""Copies of our own stories as editors make them, and stories that only look like copies.

Every story is a page of HTML that `onrecord.read` reads: agency, dateline and byline are what the
package finds there. The same seed makes the same pages.
"""

import html
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import onrecord
from eval import gold
from onrecord.record import Article

AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "PTI", "dpa")
_TOWNS = ("Harbourton", "Millbrook", "Eastvale", "Northam", "Seaford", "Kingsbury", "Lakeside")
_NAMES = ("Ines Marlow", "Tom Arkwell", "Dana Pruett", "Oke Lindqvist", "Farah Noor", "Ben Castle")
_SPELLINGS = (
    ("our\\b", "or"), ("ise\\b", "ize"), ("ised\\b", "ized"), ("isation", "ization"),
    ("\\blorries\\b", "trucks"), ("\\bcentre\\b", "center"), ("\\bper cent\\b", "percent"),
    ("\\bsaid\\b", "told reporters"), ("\\bbut\\b", "however,"), ("\\babout\\b", "around"),
    ("\\bmore than\\b", "over"), ("\\bafter\\b", "following"), ("\\bnear\\b", "close to"),
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """A story before it is a page."""

    headline: str
    lines: tuple[str, ...]
    place: str
    outlet: str
    byline: str = ""
    agency: str = ""
    form: str = "none"  # how the agency is credited
    published: str = "2025-03-04T08:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two articles and what they are."""

    first: Article
    second: Article
    is_copy: bool
    is_wire: bool
    how: str  # what was done: "cut, localised"
    story: int  # number of the gold story


Edit = Callable[[random.Random, Draft], Draft]


def draft_of(story: gold.GoldStory, rng: random.Random) -> Draft:
    """Return a gold story as an outlet's own."""
    text, blocks = story.text, story.article.blocks
    lines = [text[b.span.start : b.span.end] for b in blocks if b.kind == "paragraph"]
    headline = story.article.headline.value if story.article.headline else story.name
    lines[0] = re.sub(r"^[^.]{0,70}?\([A-Z][^)]{1,40}\)\s*[-–—:]+\s*", "", lines[0])  # of an agency
    place = re.match(r"^([A-Z][^\W\d_]*(?: [A-Z]\w+)*)\b[^.]{0,30}?(?: [-–—] |: )", lines[0])
    if place:  # the dateline is set anew
        lines[0] = lines[0][place.end() :]
    return Draft(
        headline=headline,
        lines=tuple(lines),
        place=place[1] if place else rng.choice(_TOWNS).upper(),
        outlet=f"{rng.choice(_TOWNS).lower()}-{rng.randrange(10_000)}.example",
        byline=f"By {rng.choice(_NAMES)}",
    )


def page_of(draft: Draft) -> str:
    """Write a draft as a page, its agency credited in the draft's form."""
    lines = list(draft.lines)
    mark = f" ({draft.agency})" if draft.form == "dateline" else ""
    lines[0] = f"{draft.place}{mark} — {lines[0]}"
    byline = draft.agency if draft.form == "byline" else draft.byline
    if draft.form == "end":
        lines.append(f"— {draft.agency}")
    if draft.form == "published by":
        lines.append(f"This story was originally published by {draft.agency}.")
    if draft.form == "copyright":
        lines.append(f"© 2025 {draft.agency}")
    url = f"https://{draft.outlet}/{re.sub(r'[^a-z]+', '-', draft.headline.lower())}"
    return (
        f'<html lang="en"><head><title>{html.escape(draft.headline)}</title>'
        f'<link rel="canonical" href="{url}">'
        f'<meta property="article:published_time" content="{draft.published}"></head><body>'
        f"<article><h1>{html.escape(draft.headline)}</h1><p>{html.escape(byline)}</p>"
        + "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        + "</article></body></html>"
    )


def article_of(draft: Draft) -> Article | None:
    """Read a draft's page; None: the package found no story in it."""
    found = onrecord.read(page_of(draft).encode())
    return next((one for one in found if isinstance(one, Article)), None)


def _cut(rng: random.Random, draft: Draft) -> Draft:
    n = max(3, round(len(draft.lines) * rng.uniform(0.45, 0.75)))
    return replace(draft, lines=draft.lines[:n])


def _lead_anew(rng: random.Random, draft: Draft) -> Draft:
    topic = draft.headline.rstrip("?.")
    lead = rng.choice(
        (
            f"It is the news of the day in {draft.place.title()}: {topic}. Here is what we know.",
            f"Readers woke to this on {rng.choice(('Tuesday', 'Friday'))}: {topic}.",
            f"{topic}, according to reports from {draft.place.title()} late last night.",
        )
    )
    return replace(draft, lines=(lead, *draft.lines[1:]))


def _localise(rng: random.Random, draft: Draft) -> Draft:
    town, name = rng.choice(_TOWNS), rng.choice(_NAMES)
    line = (
        f"In {town}, people followed the news closely. “We have family there and we hope it ends "
        f"well,” said {name}, who runs a shop near the station and came to {town} nine years ago."
    )
    at = rng.randrange(1, len(draft.lines))
    return replace(draft, lines=(*draft.lines[:at], line, *draft.lines[at:]))


def _headline_anew(rng: random.Random, draft: Draft) -> Draft:
    words = draft.headline.split()
    return replace(
        draft, headline=f"{rng.choice(_TOWNS)} watches: {' '.join(words[len(words) // 2 :])}"
    )


def _spell(rng: random.Random, draft: Draft) -> Draft:
    del rng
    lines = draft.lines
    for old, new in _SPELLINGS:
        lines = tuple(re.sub(old, new, line) for line in lines)
    return replace(draft, lines=lines)


def _reorder(rng: random.Random, draft: Draft) -> Draft:
    rest = list(draft.lines[1:])
    for _ in range(3):
        rest.insert(rng.randrange(len(rest)), rest.pop(rng.randrange(len(rest))))
    return replace(draft, lines=(draft.lines[0], *rest))


def _shorten(rng: random.Random, draft: Draft) -> Draft:
    """Take a sentence out of every second paragraph."""
    lines = []
    for line in draft.lines:
        parts = re.split(r"(?<=[.”]) (?=[A-Z“])", line)
        if len(parts) > 2 and rng.random() < 0.5:
            parts.pop(rng.randrange(1, len(parts)))
        lines.append(" ".join(parts))
    return replace(draft, lines=tuple(lines))


EDITS: dict[str, Edit] = {
    "cut": _cut,
    "re-led": _lead_anew,
    "localised": _localise,
    "re-headlined": _headline_anew,
    "spelt otherwise": _spell,
    "reordered": _reorder,
    "shortened": _shorten,
}
FORMS = ("dateline", "byline", "end", "published by", "copyright")


def copied(rng: random.Random, draft: Draft) -> tuple[Draft, str]:
    """Return what another outlet makes of a story: one to four edits, or none at all."""
    names = rng.sample(sorted(EDITS), rng.randrange(5))
    for name in names:
        draft = EDITS[name](rng, draft)
    outlet = f"{rng.choice(_TOWNS).lower()}-{rng.randrange(10_000)}.example"
    at = f"2025-03-{rng.randrange(5, 9):02}T08:00:00Z"
    return replace(draft, outlet=outlet, published=at), ", ".join(names) or "as it was"


def reworked(rng: random.Random, draft: Draft) -> Draft:
    """Return what is hardest to see: a third of the story, every edit, every third line anew."""
    lines = draft.lines[: max(3, round(len(draft.lines) * rng.uniform(0.3, 0.45)))]
    draft = replace(draft, lines=lines, outlet=f"reworked-{draft.outlet}")
    for name in sorted(EDITS.keys() - {"cut"}):
        draft = EDITS[name](rng, draft)
    anew = _in_like_words(rng, draft).lines
    return replace(
        draft,
        lines=tuple(anew[i] if i % 3 == 2 else line for i, line in enumerate(draft.lines)),
    )


def _followed(rng: random.Random, draft: Draft, other: Draft) -> Draft:
    """Return another story that takes two paragraphs of background from this one."""
    longest = sorted(draft.lines[1:], key=len)[: len(draft.lines) // 2]
    background = rng.sample(longest, min(2, len(longest)))
    return replace(other, lines=(*other.lines, *background), headline=draft.headline)


def _in_like_words(rng: random.Random, draft: Draft) -> Draft:
    """Return a story of the same words in other sentences: runs of two or three words shuffled."""
    lines = []
    for line in draft.lines:
        words, runs = line.split(), []
        while words:
            n = rng.randrange(2, 4)
            runs.append(" ".join(words[:n]))
            words = words[n:]
        rng.shuffle(runs)
        lines.append(" ".join(runs).capitalize())
    return replace(draft, lines=tuple(lines))


def _same_quotations(draft: Draft, other: Draft) -> Draft:
    """Return another story that quotes what this one quotes, twice."""
    quoted = re.findall(r"“[^”]{20,}”", " ".join(draft.lines))[:2]
    said = tuple(f"{words} was the answer given to this newspaper." for words in quoted)
    return replace(other, lines=(*other.lines, *said))


def nearest(stories: Sequence[gold.GoldStory]) -> dict[str, gold.GoldStory]:
    """Return, by name, the other story with most rare words in common with each."""
    words = {one.name: set(re.findall(r"[a-z]{5,}", one.text.lower())) for one in stories}
    n = Counter(word for found in words.values() for word in found)
    by_name = {one.name: one for one in stories}

    def weight(name: str, other: str) -> float:
        return sum(1 / n[word] for word in words[name] & words[other])

    return {
        name: by_name[max((x for x in words if x != name), key=lambda x: weight(name, x))]
        for name in words
    }


def cases(stories: Sequence[gold.GoldStory], *, seed: int = 6) -> list[Case]:
    """Make the pairs: of every story three copies and four that are none."""
    rng = random.Random(seed)
    like = nearest(stories)
    made: list[Case] = []
    for i, story in enumerate(stories):
        draft = draft_of(story, rng)
        other = draft_of(stories[(i + max(1, len(stories) // 3)) % len(stories)], rng)
        near = draft_of(like[story.name], rng)
        agency = rng.choice(AGENCIES)
        wire = replace(draft, agency=agency, form=rng.choice(FORMS), byline="")
        pairs: list[tuple[Draft, Draft, bool, bool, str]] = []
        own, how = copied(rng, draft)
        pairs.append((draft, own, True, False, how))
        kept, how = copied(rng, wire)
        kept = replace(kept, form=rng.choice(FORMS))
        pairs.append((wire, kept, True, True, f"wire: {how}"))
        bare, how = copied(rng, wire)
        bare = replace(bare, form="none", byline=f"By {rng.choice(_NAMES)}")
        pairs.append((wire, bare, True, True, f"wire, credit dropped: {how}"))
        pairs.append((draft, other, False, False, "another story"))
        pairs.append((draft, near, False, False, "a story of like matters"))
        pairs.append((wire, replace(near, agency=agency, form="dateline"), False, False,
                      "the same agency"))  # fmt: skip
        hard = (
            (_followed(rng, draft, near), "background of it"),
            (_in_like_words(rng, draft), "the same words"),
            (_same_quotations(draft, other), "the same quotations"),
        )
        pairs += [(wire, one, False, False, name) for one, name in hard]
        for one, two, is_copy, is_wire, name in pairs:
            articles = article_of(one), article_of(two)
            if articles[0] is not None and articles[1] is not None:
                made.append(Case(first=articles[0], second=articles[1], is_copy=is_copy,
                                 is_wire=is_wire, how=name, story=story.number))  # fmt: skip
    return made
