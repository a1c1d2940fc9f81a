"""Articles on the same event become stories, and stories that continue each other are linked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

import numpy as np

from onrecord.link.likeness import UNLIKE, StoryWeights, likeness, probability, reasons, shipped
from onrecord.link.traces import Floats, Trace
from onrecord.record import Follows, Part, Story

SPAN_DAYS = 120  # a story goes on with another that ended no longer ago
# What was published further apart is another happening, however alike: next year's summit, another
# strike of ferry crews. The weights have seen no pair so far apart.
APART_DAYS = 60
_NEAREST = 3  # pairs of articles that say whether one story goes on with another
_MOST_FOLLOWED = 3
_TELLING = 2  # stems of the headline and names by which a story can be looked up, each

Likens = Callable[[Trace, Trace], float]


def terms_of(trace: Trace) -> tuple[str, ...]:
    """Return what an article can be looked up by: its most important names and words.

    Articles on one event normally share at least one, so that among many stories only those that
    share a term with a new article need comparing.
    """
    heavy = [sorted(bag, key=lambda stem: -bag[stem]) for bag in (trace.names, trace.words)]
    return tuple(dict.fromkeys([*heavy[0][: 4 * _TELLING], *heavy[1][: 4 * _TELLING]]))


def join_story(
    stories: Sequence[Story],
    traces: Mapping[str, Trace],
    fresh: Trace,
    *,
    weights: StoryWeights | None = None,
    likens: Likens | None = None,
) -> tuple[Story, ...]:
    """Add an article to the story it belongs to, or begin a new one.

    stories: those it may belong to. traces: of their articles, by `Trace.article_id`. An article
    that belongs to two stories merges them if they are near enough by themselves; the earlier one
    keeps its id. Repeating changes nothing. likens: one of `remembered`, so that no pair is weighed
    twice over many calls.
    """
    weights = weights or shipped()
    if any(part.article_id == fresh.article_id for story in stories for part in story.parts):
        return tuple(stories)
    known = {**traces, fresh.article_id: fresh}
    likens = likens or remembered(weights)
    scored = [(_nearness(_traces(s, known), [fresh], likens), s) for s in stories]
    near = [(score, story) for score, story in scored if score >= weights.joins]
    if not near:
        return (*stories, _linked(_begun(fresh), stories, known, likens, weights))
    _, home = max(near, key=lambda pair: (pair[0], pair[1].id))
    merged = _with(home, fresh, known, likens)
    gone = {home.id}
    for _, story in sorted(near, key=lambda pair: (-pair[0], pair[1].id)):
        apart = _nearness(_traces(story, known), _traces(merged, known), likens)
        if story.id not in gone and apart >= weights.joins:
            merged = _merged(merged, story)
            gone.add(story.id)
    others = [story for story in stories if story.id not in gone]
    at = next(i for i, story in enumerate(stories) if story.id in gone)
    linked = _linked(merged, others, known, likens, weights)
    renamed = [_following(story, gone, merged.id) for story in others]
    return (*renamed[:at], linked, *renamed[at:])


def cluster_stories(
    traces: Iterable[Trace], *, weights: StoryWeights | None = None
) -> tuple[Story, ...]:
    """Group all articles into stories at once; their order does not change the result.

    The two nearest groups of articles, by the mean over their pairs, are merged again and again as
    long as any are near enough.
    """
    weights = weights or shipped()
    ordered = sorted(traces, key=_order)
    likens = remembered(weights)
    table = np.full((len(ordered), len(ordered)), UNLIKE)
    for i, one in enumerate(ordered):
        for j in range(i):
            table[i, j] = table[j, i] = _sameness(ordered[j], one, likens)
    known = {trace.article_id: trace for trace in ordered}
    stories: list[Story] = []
    for group in group_by_mean(table, weights.joins):
        story = _begun(ordered[group[0]])
        for i in group[1:]:
            story = _with(story, ordered[i], known, likens)
        stories.append(_linked(story, stories, known, likens, weights))
    return tuple(stories)


def group_by_mean(table: Floats, threshold: float) -> list[list[int]]:
    """Group rows by average linkage: each group in order, groups by their first row.

    table: (n, n), how near each pair is, symmetric. Two groups are merged while the mean over their
    pairs is at least the threshold, the nearest two first.
    """
    means = table.astype(float)
    np.fill_diagonal(means, -np.inf)
    groups = {i: [i] for i in range(len(means))}
    while len(groups) > 1:
        i, j = sorted(map(int, divmod(int(means.argmax()), len(means))))
        if means[i, j] < threshold:
            break
        n, m = len(groups[i]), len(groups[j])
        means[i] = (n * means[i] + m * means[j]) / (n + m)
        means[:, i] = means[i]
        means[i, i] = -np.inf
        means[j] = means[:, j] = -np.inf
        groups[i] = sorted(groups[i] + groups.pop(j))
    return [groups[i] for i in sorted(groups)]


def remembered(weights: StoryWeights) -> Likens:
    """Return a function that weighs each pair of articles once."""
    known: dict[tuple[str, str], float] = {}

    def likens(one: Trace, other: Trace) -> float:
        first, second = sorted((one, other), key=lambda trace: trace.article_id)
        key = first.article_id, second.article_id
        if key not in known:
            known[key] = likeness(first, second, weights)
        return known[key]

    return likens


def _order(trace: Trace) -> tuple[date, str]:
    return trace.published or date.max, trace.article_id


def _traces(story: Story, known: Mapping[str, Trace]) -> list[Trace]:
    return [known[part.article_id] for part in story.parts]


def _nearness(ours: Sequence[Trace], theirs: Sequence[Trace], likens: Likens) -> float:
    """Return the mean over all pairs of articles of two stories."""
    return float(np.mean([_sameness(one, other, likens) for one in ours for other in theirs]))


def _sameness(one: Trace, other: Trace, likens: Likens) -> float:
    """Say how likely two articles are on one happening; as a logit."""
    days = (one.published or date.max) - (other.published or date.max)
    is_apart = one.published and other.published and abs(days.days) > APART_DAYS
    return UNLIKE if is_apart else likens(one, other)


def _begun(trace: Trace) -> Story:
    digest = sha256(f"story {trace.article_id}".encode()).hexdigest()
    day = trace.published.isoformat() if trace.published else None
    first = Part(
        article_id=trace.article_id, published=day, because=("the first to tell of it",), score=1.0
    )
    return Story(id=digest[:12], parts=(first,), since=day, until=day, follows=())


def _with(story: Story, fresh: Trace, known: Mapping[str, Trace], likens: Likens) -> Story:
    """Add an article to a story, with what it has in common with the nearest one there."""
    there = _traces(story, known)
    nearest = max(there, key=lambda trace: (likens(trace, fresh), trace.article_id))
    day = fresh.published.isoformat() if fresh.published else None
    part = Part(
        article_id=fresh.article_id,
        published=day,
        because=reasons(fresh, nearest),
        score=probability(_nearness(there, [fresh], likens)),
    )
    return _dated(replace(story, parts=(*story.parts, part)))


def _merged(one: Story, other: Story) -> Story:
    """Bring two stories together; the one that began earlier keeps its id."""
    first, second = sorted((one, other), key=lambda story: (story.since or "9", story.id))
    follows = [f for f in (*first.follows, *second.follows) if f.story not in (one.id, other.id)]
    return _dated(
        replace(first, parts=(*first.parts, *second.parts), follows=tuple(dict.fromkeys(follows)))
    )


def _dated(story: Story) -> Story:
    days = [part.published for part in story.parts if part.published]
    return replace(story, since=min(days, default=None), until=max(days, default=None))


def _following(story: Story, gone: set[str], into: str) -> Story:
    """Point links to stories that are part of another one now at that one."""
    follows = [replace(f, story=into) if f.story in gone else f for f in story.follows]
    unique = {f.story: f for f in reversed(follows) if f.story != story.id}
    return replace(story, follows=tuple(f for f in follows if unique.get(f.story) is f))


def _linked(
    story: Story,
    others: Iterable[Story],
    known: Mapping[str, Trace],
    likens: Likens,
    weights: StoryWeights,
) -> Story:
    """Find the earlier stories that a story goes on with."""
    ours = _traces(story, known)
    found = []
    for other in others:
        if not _is_before(other, story):
            continue
        pairs = [(likens(one, its), one, its) for one in ours for its in _traces(other, known)]
        nearest = sorted(pairs, key=lambda pair: -pair[0])[:_NEAREST]
        score = float(np.mean([pair[0] for pair in nearest]))
        if score >= weights.follows:
            because = reasons(nearest[0][1], nearest[0][2])
            found.append(Follows(story=other.id, because=because, score=probability(score)))
    found.sort(key=lambda link: (-link.score, link.story))
    return replace(story, follows=tuple(found[:_MOST_FOLLOWED]))


def _is_before(earlier: Story, later: Story) -> bool:
    """Whether a story began on an earlier day than another, and ended not too long before it."""
    if earlier.since is None or earlier.until is None or later.since is None:
        return False
    gap = (date.fromisoformat(later.since) - date.fromisoformat(earlier.until)).days
    return earlier.since < later.since and gap <= SPAN_DAYS
