"""A story in a terminal: its facts, text, pictures and names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.record import Actor, Article, Block, Figure, Found, Reading, Record, Span
from onrecord.view.layout import LABEL, bullet, clean, labelled, pieces

NARROW = 76  # columns: below this a fact's "how" goes under its value
OPENING = 3  # body blocks shown without `full`
NAMES = 12  # the same of the names of one kind
ZULU = re.compile(r"(?:Z|\+00:00)$")

FACTS = (  # name of the field, label
    ("published", "published"),
    ("updated", "updated"),
    ("captured", "captured"),
    ("seen", "seen"),
    ("authors", "by"),
    ("agency", "agency"),
    ("outlet", "outlet"),
    ("dateline", "dateline"),
    ("section", "section"),
    ("topics", "topics"),
    ("lang", "language"),
    ("url", "url"),
    ("short_url", "short url"),
)
RUNS = frozenset({"list-item", "table-row"})
DATES = frozenset({"published", "updated", "captured", "seen"})
_OF_NATION = re.compile(r"(?:an|ese|ish|French|Dutch|Greek|Czech|Swiss|Thai|Iraqi|Israeli)$")
_LONGEST_SHORT = 3  # letters
_NAMED = frozenset(("person", "organisation"))
_OF_ACTORS = frozenset(("person", "organisation", "place"))
KINDS = (  # of a mention, label
    ("person", "people"),
    ("organisation", "organisations"),
    ("place", "places"),
    ("other", "other names"),
)


def title(article: Article) -> RenderableType:
    """Say which story of which page it is, and its headline."""
    left = Text(f"{article.kind} ", "bold cyan")
    if article.of > 1:
        left.append(f"{article.number} of {article.of} ", "cyan")
    left.append(clean(article.origin.ref()), "dim")
    headline = article.headline
    words = Text(clean(headline.value), "bold") if headline else Text("no headline", "dim italic")
    return Group(Rule(left, align="left", style="cyan"), Text(), words, Text())


def source(article: Article) -> Iterator[RenderableType]:
    """Say in one line what a reader has to know to quote the story: when, who, where."""
    day, told = article.published or article.updated, (article.agency, article.outlet, article.url)
    founds = (day, *article.authors, *told)
    kinds = ("published", *("authors" for _ in article.authors), "agency", "outlet", "url")
    values = [_value(kind, found) for kind, found in zip(kinds, founds, strict=True) if found]
    if values:
        yield Text(" · ".join(dict.fromkeys(values)) + "\n", "dim", overflow="fold")


def facts(article: Article, width: int) -> RenderableType:
    """Set each fact with how it was found."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True, min_width=LABEL)
    grid.add_column(overflow="fold", ratio=3)
    if width >= NARROW:
        grid.add_column(overflow="fold", ratio=2)
    for name, label in FACTS:
        for number, (shown, how) in enumerate(_rows(name, getattr(article, name))):
            cells = (shown, how) if width >= NARROW else (Text("\n").join([shown, how]),)
            grid.add_row(label if number == 0 else "", *cells)
    return Padding(grid, (0, 0, 1, 2)) if grid.row_count else Text()


def _rows(name: str, value: Found | tuple[Found, ...] | None) -> Iterator[tuple[Text, Text]]:
    """Give each value with how it was found; the values of one list on the page as one."""
    founds = value if isinstance(value, tuple) else (value,) if value else ()
    for how, group in groupby(founds, key=_how):
        if name == "topics":
            yield Text(", ".join(clean(found.value) for found in group)), how
        else:
            yield from ((Text(_value(name, found)), how) for found in group)


def _value(name: str, found: Found) -> str:
    value = clean(found.value)
    if name not in DATES:
        return value
    value = ZULU.sub(" UTC", value.replace("T", " "))
    return f"{value} ({found.grain})" if found.grain in {"year", "month", "hour"} else value


def _how(found: Found) -> Text:
    how = Text(clean(found.how), "dim")
    if found.agrees:
        how.append("; also " + ", ".join(map(clean, found.agrees)))
    for rival in found.rivals:
        how.append(f"\nnot {clean(rival.value)}: {clean(rival.how)}")
    return how


def summary(article: Article) -> Iterator[RenderableType]:
    """Set the points in front of the text."""
    yield from (bullet(Text(clean(found.value))) for found in article.summary)
    if article.summary:
        yield Text()


def body(article: Article, *, full: bool) -> Iterator[RenderableType]:
    """Set the text; without `full` its opening, and how much is left."""
    apart = {"headline", "summary", "caption"}
    blocks = [block for block in article.blocks if block.kind not in apart]
    shown = blocks if full else blocks[:OPENING]
    for block, after in zip(shown, [*shown, None][1:], strict=True):
        yield from _post_at(article, block)
        yield _block(article, block)
        run = after is not None and block.kind == after.kind and block.kind in RUNS
        if not run:  # lists and tables stand together
            yield Text()
    left = blocks[len(shown) :]
    if left:
        n_words = sum(len(article.text[one.span.start : one.span.end].split()) for one in left)
        yield Text(f"… {len(left)} more blocks, {n_words:,} words: --full shows them\n", "dim")


def _post_at(article: Article, block: Block) -> Iterator[RenderableType]:
    """Say when the post of a live blog that begins with a block was made, and how that is known."""
    for one in article.posts:
        if one.span.start == block.span.start:
            words = Text(_value("published", one.at), "cyan").append("  ")
            yield words.append(clean(one.at.how), "dim")


def _block(article: Article, block: Block) -> RenderableType:
    text = clean(article.text[block.span.start : block.span.end])
    if block.kind == "list-item":
        return bullet(Text(text))
    if block.kind == "quote":
        return Padding(Text(text, "italic"), (0, 4))
    if block.kind == "subhead":
        return Text(text, "bold")
    return Text(text)


def figures(article: Article) -> Iterator[RenderableType]:
    """Set the words of the pictures."""
    yield from (_figure(article, figure) for figure in article.figures)
    if article.figures:
        yield Text()


def _figure(article: Article, figure: Figure) -> RenderableType:
    span = figure.caption
    caption = clean(article.text[span.start : span.end]) if span else "no caption"
    words = Text(caption)
    for label, found in (("credit", figure.credit), ("date", figure.on)):
        if found:
            words.append(f"\n{label} {clean(found.value)}  ", "none")
            words.append(clean(found.how), "dim")
    return labelled(f"picture {figure.number}", words, "cyan")


def names(article: Article, reading: Reading, *, full: bool) -> Iterator[RenderableType]:
    """Set who and what is named, and times of a known value; without `full` the most frequent.

    Whoever is known as one counts once, by the fullest name; so does a place.
    """
    kinds = [(label, _namings(article, reading, kind)) for kind, label in KINDS]
    # without a value it is mostly no time at all, but what the model took for one
    known = [time.span for time in reading.times if time.value is not None]
    times = Counter(pieces(article, [span]).rstrip(",") for span in known)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True, min_width=LABEL)
    grid.add_column(overflow="fold")
    for label, counts in (*kinds, ("times", times)):
        if counts:
            grid.add_row(label, _counted(counts, full=full))
    if grid.row_count:
        yield Padding(grid, (0, 0, 1, 2))


def _namings(article: Article, reading: Reading, kind: str) -> Counter[str]:
    """Count the namings of a kind, by the name of whoever is known by them, else by their words.

    Adjectives of nations are none of them, whoever they stand for: "North Korean" is no body. Nor
    is what the model took for a person or body and nobody is: "Colonel". A place in the capitals of
    a dateline is written as names are.
    """
    by_place = {one.span: one for one in reading.places if one.radius_km is None}
    where = (
        [article.dateline.where.span] if article.dateline and article.dateline.where.span else []
    )
    actors = {span: actor for actor in reading.actors if actor.named for span in actor.mentions}
    adjectives = set(_adjectives(article, reading))
    roles = [role for actor in reading.actors for role in actor.roles]
    usual: dict[object, Counter[str]] = {}
    for one in reading.mentions:
        actor = None if one.span.end in adjectives else _whose(one.span, actors)
        own = "other" if one.span.end in adjectives else one.kind
        if _is_inside(one.span, where):
            actor, own = None, "place"
        is_nobody = bool(actors) and actor is None and own in _NAMED
        is_nobody = is_nobody or (
            one.span not in actors and own == "other" and _is_inside(one.span, roles)
        )
        if is_nobody or kind != (actor.kind if actor and actor.kind in _OF_ACTORS else own):
            continue
        words = pieces(article, [one.span])
        place = by_place.get(one.span)
        if kind == "place":
            key = (place and place.geoname_id) or words.casefold()
            usual.setdefault(key, Counter())[_without_capitals(words)] += 1
        else:
            name = clean(actor.name) if actor and actor.kind == kind else words
            usual.setdefault(name, Counter())[name] += 1
    counts: Counter[str] = Counter()
    for names_of_one in usual.values():
        counts[names_of_one.most_common(1)[0][0]] += names_of_one.total()
    return counts


def _without_capitals(place: str) -> str:
    """Write "TEMA" as "Tema"; what is no longer than "UAE" is short for a name."""
    return place.title() if place.isupper() and len(place) > _LONGEST_SHORT else place


def _adjectives(article: Article, reading: Reading) -> Iterator[int]:
    """Give where adjectives end, and names in the place of one that look so: "Ukrainian drones"."""
    words = reading.words
    for start, end, tag, head, relation in zip(
        words.starts, words.ends, words.tags, words.heads, words.relations, strict=True
    ):
        is_beside = head >= 0 and relation in ("amod", "compound") and words.tags[head] == "NOUN"
        if tag == "ADJ" or (is_beside and _OF_NATION.search(article.text[start:end])):
            yield end


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _whose(naming: Span, actors: Mapping[Span, Actor]) -> Actor | None:
    """Return the actor that a naming is of, is a part of the name of or holds: "Mr Roe"."""
    shared = (
        a for span, a in actors.items() if span.start < naming.end and naming.start < span.end
    )
    return actors.get(naming) or next(shared, None)


def _counted(namings: Counter[str], *, full: bool) -> Text:
    """List names, most frequent first, and how often each is said."""
    counts = namings.most_common()
    shown = counts if full else counts[:NAMES]
    words = Text()
    for number, (name, n) in enumerate(shown):
        words.append(", " if number else "").append(name)
        if n > 1:
            words.append(" ").append(f"({n})", "dim")
    if len(shown) < len(counts):
        words.append(f", … {len(counts) - len(shown)} more", "dim")
    return words


def remarks(record: Record) -> Iterator[RenderableType]:
    """Set what was refused, and what a reader should know."""
    article = record.article
    notes = article.notes + (record.reading.notes if record.reading else ())
    for refused in article.refused:
        words = f"{refused.fact} {clean(refused.value)}, {clean(refused.how)}: "
        yield labelled("refused", Text(words + clean(refused.reason)), "yellow")
    for note in notes:
        yield labelled("note", Text(clean(note)), "yellow")
    if article.refused or notes:
        yield Text()
