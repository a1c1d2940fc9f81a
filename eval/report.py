"""Which figures belong to which part of the report, and how each part is measured."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from eval import (
    claimdiff,
    claims_scores,
    claims_speed,
    dumps,
    events,
    follow,
    gold,
    heads,
    library,
    library_crashes,
    link,
    link_parties,
    link_stories,
    news_checks,
    news_figures,
    pages,
    pair_scores,
    places,
    reading,
    seed,
    sets,
    speed,
    statements,
    tenfold,
    timelines,
    times,
    world,
)
from eval.figures import Figure
from eval.peers import trafilatura
from eval.systems import Reader, System, read_all, reader_of, shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to measure and how much of it."""

    system: System
    peers: dict[str, Reader]  # read beside the system on the page sets
    styles: bool = False  # dumps: figures of each style too
    worst: int = 0  # pages/zyte: name the n worst pages; statements: what is wrong in n stories
    rounds: int = speed.ROUNDS
    pages: int = speed.MEMORY_PAGES
    every: int = 1  # speed on every n-th page only
    articles: int = reading.MEMORY_ARTICLES
    library: int = library.ARTICLES  # articles added to a library
    kills: int = library_crashes.KILLS
    weights: Path | None = None  # of the reader; None: the shipped ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the report."""

    title: str
    figures: tuple[Figure, ...]
    lines: tuple[str, ...] = ()  # what is printed below the figures


def measure_seed(options: Options) -> list[Part]:
    """Measure the seed page, never trained on, with the shipped weights: its checks, one a line."""
    del options
    checks = seed.seed_checks(sets.seed(), shipped)
    lines = seed.seed_lines(checks)
    return [Part(title="seed page", figures=(seed.seed_figure(checks),), lines=tuple(lines))]


def measure_dumps(options: Options) -> list[Part]:
    """Measure the dumps; with peers, the naive readers that cut at blank lines beside them."""
    golds = sets.dumps()
    cutters = {"onrecord": dumps.cutter_of(options.system)}
    if options.peers:
        cutters["two blank lines"] = dumps.blank_line_cutter(2)
        cutters["one blank line"] = dumps.blank_line_cutter(1)
    parts = []
    for name, cut in cutters.items():
        scores = [dumps.score_dump(gold, cut) for gold in golds]
        figures = dumps.dump_figures(scores, prefix=_prefix("dumps", name))
        if options.styles and name == "onrecord":
            figures += dumps.style_figures(scores, prefix="dumps")
        parts.append(Part(title=f"dumps: {name}", figures=tuple(figures)))
    return parts


def measure_zyte(options: Options) -> list[Part]:
    """Measure pages/zyte."""
    golds = sets.zyte()
    samples = [gold.sample for gold in golds]
    parts = []
    for name, reader in _readers(options).items():
        outputs = read_all(reader, samples)
        figures = pages.zyte_figures(golds, outputs, prefix=_prefix("zyte", name))
        lines = pages.worst(golds, outputs, n=options.worst) if name == "onrecord" else []
        parts.append(Part(title=f"pages/zyte: {name}", figures=tuple(figures), lines=tuple(lines)))
    return parts


def measure_trafilatura_en(options: Options) -> list[Part]:
    """Measure pages/trafilatura-en, trafilatura always beside: the floor is its F1 in this run."""
    golds = sets.trafilatura_en()
    samples = [gold.sample for gold in golds]
    readers = {**_readers(options), "trafilatura": trafilatura}
    outputs = {name: read_all(reader, samples) for name, reader in readers.items()}
    parts = []
    for name, output in outputs.items():
        figures = pages.segment_figures(golds, output, prefix=_prefix("trafilatura-en", name))
        if name == "onrecord":
            figures.append(pages.lead_figure(golds, output, outputs["trafilatura"]))
        parts.append(Part(title=f"pages/trafilatura-en: {name}", figures=tuple(figures)))
    return parts


def measure_fundus(options: Options) -> list[Part]:
    """Measure pages/fundus-fixtures."""
    golds = sets.fundus()
    samples = [gold.sample for gold in golds]
    return [
        Part(
            title=f"pages/fundus-fixtures: {name}",
            figures=tuple(
                pages.fixture_figures(
                    golds, read_all(reader, samples), prefix=_prefix("fundus", name)
                )
            ),
        )
        for name, reader in _readers(options).items()
    ]


def measure_speed(options: Options) -> list[Part]:
    """Speed beside trafilatura on pages/zyte, and start times."""
    samples = [gold.sample for gold in sets.zyte()][:: options.every]
    figures = speed.speed_figures(samples, rounds=options.rounds)
    return [
        Part(title=f"speed on {len(samples)} pages of pages/zyte", figures=tuple(figures)),
        Part(title="start", figures=tuple(speed.start_figures(options.rounds))),
    ]


def measure_memory(options: Options) -> list[Part]:
    """Memory over many pages."""
    return [Part(title="memory", figures=tuple(speed.memory_figures(options.pages)))]


def measure_reader(options: Options, *, part: str) -> list[Part]:
    """Measure one of the reader's heads."""
    sets.folder_of(NEEDS.get(part, part))
    title, figures = _HEADS[part]
    return [Part(title=title, figures=tuple(figures(heads.model(options.weights))))]


def measure_statements(options: Options) -> list[Part]:
    """Measure statements on our gold: on stories that rules were made on, kept apart, and new."""
    sets.folder_of("gold")
    found = statements.matches(statements.reader(options.weights), gold.stories())
    known = [one for one in found if statements.is_in(None, one.story.number)]
    apart = [one for one in found if statements.is_in("C", one.story.number)]
    new = [one for one in found if statements.is_in("E", one.story.number)]
    lines = [*statements.confusion_lines(known), *statements.worst(known, options.worst)]
    figures = statements.statement_figures(known)
    kept_apart = statements.statement_figures(apart, prefix="statements-apart")
    return [
        Part(title="statements, our gold", figures=tuple(figures), lines=tuple(lines)),
        Part(title="statements, our gold kept apart", figures=tuple(kept_apart)),
        Part(
            title="statements, new stories of our gold",
            figures=tuple(statements.statement_figures(new, prefix="statements-new")),
        ),
    ]


def measure_world(options: Options) -> list[Part]:
    """Measure times, places and events on our gold, on what is kept apart of it, and is new."""
    sets.folder_of("world")
    reads = statements.reader(options.weights)
    titles = ("our gold", "our gold kept apart", "new stories of our gold")
    parts = world.measured(world.worlds()).items()
    return [
        Part(
            title=f"times, places, events, {title}",
            figures=tuple(world.world_figures(world.see(reads, part), prefix=prefix)),
        )
        for title, (prefix, part) in zip(titles, parts, strict=True)
    ]


def measure_timelines(options: Options) -> list[Part]:
    """Measure rows of timelines, and statements, in news of every sort and in short notes."""
    sets.folder_of("timelines")
    reads, parts = statements.reader(options.weights), []
    for title, of, folder in (
        ("news of every sort", "", timelines.FOLDER),
        ("short notes", "-notes", timelines.NOTES),
    ):
        for which, apart in (("", ""), (" kept apart", "-apart")):
            every = [one for one in timelines.timelines(folder) if one.is_apart == bool(apart)]
            seen = timelines.see(reads, every)
            said = statements.matches(reads, [one.timeline.story for one in seen])
            figures = timelines.timeline_figures(seen, prefix=f"timelines{of}{apart}")
            figures += statements.statement_figures(said, prefix=f"timelines-said{of}{apart}")
            parts.append(Part(title=f"{title}{which}", figures=tuple(figures)))
    return parts


def measure_link(options: Options) -> list[Part]:
    """Measure copies, independent sources and revisions on what is made of our gold."""
    sets.folder_of("gold")
    figures, lines = link.link_figures(statements.reader(options.weights))
    title, shown = "copies and revisions, made of our gold", tuple(lines[: options.worst])
    return [Part(title=title, figures=tuple(figures), lines=shown)]


def measure_link_speed(options: Options) -> list[Part]:
    """Measure how fast copies are found among very many articles made of our gold."""
    sets.folder_of("gold")
    n = max(link.N_ARTICLES // options.every**2, 10_000)
    figures = link.speed_figures(link.stories(), n)
    return [Part(title="copies among very many articles", figures=tuple(figures))]


def measure_news_cluster(options: Options) -> list[Part]:
    """Measure stories on the news clusters, each weighed by a fit without it."""
    sets.folder_of("news-cluster")
    figures = link_stories.news_figures(link_stories.reader(options.weights))
    return [Part(title="news clusters: stories", figures=tuple(figures))]


def measure_ecbplus(options: Options) -> list[Part]:
    """Measure stories on ECB+ dev."""
    sets.folder_of("ecbplus")
    figures = link_stories.ecb_figures(link_stories.reader(options.weights))
    return [Part(title="ECB+ dev: stories", figures=tuple(figures))]


def measure_parties(options: Options) -> list[Part]:
    """Measure parties on MEANTIME."""
    sets.folder_of("meantime")
    figures = link_parties.party_figures(statements.reader(options.weights))
    return [Part(title="MEANTIME, airbus and apple: parties", figures=tuple(figures))]


def measure_claims(options: Options) -> list[Part]:
    """Measure claims on our bundles, those that the reader did not learn from and those apart."""
    sets.folder_of("claims")
    found = claims_scores.figures_by_title(statements.reader(options.weights))
    return [Part(title=title, figures=tuple(figures)) for title, figures in found]


def measure_pairs(options: Options) -> list[Part]:
    """Measure what the reader says of two statements side by side."""
    sets.folder_of("pairs")
    figures = pair_scores.pair_figures(statements.reader(options.weights))
    return [Part(title="pairs of statements kept apart", figures=tuple(figures))]


def measure_claimdiff(options: Options) -> list[Part]:
    """Measure whether one claim strengthens or weakens another, beside two baselines."""
    sets.folder_of("claimdiff")
    figures = claimdiff.claimdiff_figures(link_stories.reader(options.weights))
    return [Part(title="ClaimDiff, cross-validated by topic", figures=tuple(figures))]


def measure_claims_speed(options: Options) -> list[Part]:
    """Measure claims of very many generated statements."""
    n = max(claims_speed.N_STATEMENTS // options.every**2, 16_000)
    figures = claims_speed.speed_figures(n)
    return [Part(title="claims, generated statements", figures=tuple(figures))]


def measure_times(options: Options) -> list[Part]:
    """Measure times on TimeBank and AQUAINT: their spans, then their values."""
    reads = statements.reader(options.weights)
    spans = measure_reader(options, part="times")
    figures = times.value_figures(reads, times.timebank(), prefix="times")
    title = "TimeBank and AQUAINT, every tenth document: values of times"
    return [*spans, Part(title=title, figures=tuple(figures))]


def measure_meantime(options: Options) -> list[Part]:
    """Measure times on MEANTIME."""
    sets.folder_of("meantime")
    reads = statements.reader(options.weights)
    figures = times.value_figures(reads, times.meantime(), prefix="meantime")
    title = "MEANTIME, airbus and apple, sentences 0 to 5: values of times"
    return [Part(title=title, figures=tuple(figures))]


def measure_polnear_statements(options: Options) -> list[Part]:
    """Measure statements on PolNeAR dev, and checks and figures in articles that we judged."""
    sets.folder_of("polnear")
    reads = statements.reader(options.weights)
    measured = {
        "PolNeAR dev: statements": statements.polnear_figures,
        "PolNeAR: checks": news_checks.news_check_figures,
        "PolNeAR: figures": news_figures.news_figure_figures,
    }
    return [Part(title=title, figures=tuple(by(reads))) for title, by in measured.items()]


def measure_places(options: Options) -> list[Part]:
    """Measure places on LGL and TR-News: names given, then end to end, then what they cost."""
    sets.folder_of("places")
    reads = statements.reader(options.weights)
    parts = [
        Part(
            title=f"{title}, every fifth text: places",
            figures=(
                *places.resolution_figures(name),
                *places.end_to_end_figures(name, reads),
            ),
        )
        for name, title in places.NAMES.items()
    ]
    cost = places.cost_figure(options.weights)
    return [*parts, Part(title="places: what they cost", figures=(cost,))]


def measure_library(options: Options) -> list[Part]:
    """Measure the library on generated articles: filling it, asking it, killing what fills it."""
    title = "the library, generated articles"
    return [
        Part(title=title, figures=tuple(library.library_figures(options.library))),
        Part(
            title="the library, killed", figures=tuple(library_crashes.crash_figures(options.kills))
        ),
    ]


def measure_follow(options: Options) -> list[Part]:
    """Measure alerts on the stream of our own articles with planted changes."""
    del options  # it takes seconds
    return [Part(title="alerts, planted changes", figures=tuple(follow.follow_figures()))]


def measure_reading(options: Options) -> list[Part]:
    """Measure the reader's speed, size and start."""
    sets.folder_of("polnear")
    figures = [
        *reading.speed_figures(heads.model(options.weights), options.rounds),
        *reading.size_figures(),
        *reading.start_figures(options.rounds),
    ]
    return [Part(title="the reader: speed, size, start", figures=tuple(figures))]


def measure_reading_memory(options: Options) -> list[Part]:
    """Measure the reader's memory over many articles."""
    sets.folder_of("polnear")
    figures = reading.memory_figures(options.articles)
    return [Part(title="the reader: memory", figures=tuple(figures))]


_HEADS = heads.PARTS | events.PARTS | tenfold.PARTS

MEASURES: dict[str, Callable[[Options], list[Part]]] = {
    "seed": measure_seed,
    "dumps": measure_dumps,
    "zyte": measure_zyte,
    "trafilatura-en": measure_trafilatura_en,
    "fundus": measure_fundus,
    "speed": measure_speed,
    "memory": measure_memory,
    "reading": measure_reading,
    "reading-memory": measure_reading_memory,
    "library": measure_library,
    "statements": measure_statements,
    "world": measure_world,
    "timelines": measure_timelines,
    "link": measure_link,
    "link-speed": measure_link_speed,
    "news-cluster": measure_news_cluster,
    "ecbplus": measure_ecbplus,
    "parties": measure_parties,
    "claims": measure_claims,
    "pairs": measure_pairs,
    "claimdiff": measure_claimdiff,
    "claims-speed": measure_claims_speed,
    "follow": measure_follow,
    "polnear-statements": measure_polnear_statements,
    **{part: partial(measure_reader, part=part) for part in _HEADS},
    "times": measure_times,
    "places": measure_places,
    "meantime": measure_meantime,
}
NEEDS = {
    "speed": "zyte",
    "memory": "zyte",
    "cleanconll": "conll",
    "uds": "factbank",
    "events": "times",
    "status": "factbank",
    "vectors": "polnear",
    "tenfold": "times",
    "reading": "polnear",
    "reading-memory": "polnear",
    "statements": "gold",
    "link": "gold",
    "link-speed": "gold",
    "parties": "meantime",
    "polnear-statements": "polnear",
}  # the set a part reads where it has another name
# parts that make up what they measure: they read no set
MADE = frozenset(("library", "claims-speed", "follow"))


def _readers(options: Options) -> dict[str, Reader]:
    return {"onrecord": reader_of(options.system), **options.peers}


def _prefix(part: str, name: str) -> str:
    return part if name == "onrecord" else f"{part}/{name}"
