"""What is measured: a reader turns a sample into an `Output`, whoever does the reading."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import import_module

from eval.scores import one_line
from eval.sets import Sample
from onrecord.record import Article, BlockKind, Found, Origin, Page, Rejected
from onrecord.settings import DEFAULTS

Outcome = Article | Rejected
System = Callable[[str, Page], Sequence[Outcome]]
"""Page id and page -> outcomes. The id is for choosing fold weights, never for reading."""

BODY: frozenset[BlockKind] = frozenset({"paragraph", "subhead", "list-item", "quote", "table-row"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What the metrics look at; `None` and empty = the reader gives none."""

    lines: tuple[str, ...] = ()  # blocks of the body, in page order
    summary: tuple[str, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    published: str | None = None  # ISO 8601
    updated: str | None = None
    raised: str | None = None  # the exception, if there was one

    @property
    def body(self) -> str:
        """Body blocks, one a line."""
        return "\n".join(self.lines)

    @property
    def whole(self) -> str:
        """Summary and body, one block a line."""
        return "\n".join((*self.summary, *self.lines))


Reader = Callable[[Sample], Output]


def page_of(sample: Sample) -> Page:
    """Return the page `split` gets: bytes alone, no URL and no capture time."""
    digest = sha256(sample.body).hexdigest()
    return Page(
        body=sample.body,
        sha256=digest,
        media_type=sample.media_type,
        charset=sample.charset,
        url=None,
        captured_at=None,
        captured_how=None,
        seen_at=None,
        origin=Origin(kind="memory", name=sample.id),
    )


def shipped(page_id: str, page: Page) -> Sequence[Outcome]:
    """Read with the package as it is shipped, default settings."""
    from onrecord.split import split  # noqa: PLC0415 - metrics must load without the package

    return split(page, DEFAULTS)


def system_from(name: str) -> System:
    """Import a system by `module:attribute`, e.g. one with cross-validated weights."""
    module, _, attribute = name.partition(":")
    system: System = getattr(import_module(module), attribute)
    return system


def reader_of(system: System) -> Reader:
    """Read samples with `system`, all stories of a page joined in page order."""

    def read(sample: Sample) -> Output:
        return output_of(system(sample.id, page_of(sample)))

    return read


def output_of(outcomes: Iterable[Outcome]) -> Output:
    """Join all stories of a single-article page; facts are those of the first story."""
    articles = sorted((x for x in outcomes if isinstance(x, Article)), key=lambda a: a.number)
    if not articles:
        return Output()
    outputs = [article_output(article) for article in articles]
    return replace(
        outputs[0],
        lines=tuple(line for output in outputs for line in output.lines),
        summary=tuple(line for output in outputs for line in output.summary),
    )


def article_output(article: Article) -> Output:
    """Body text and facts of one story; headline, summary and captions are no body."""
    return Output(
        lines=block_texts(article, BODY),
        summary=tuple(one_line(found.value) for found in article.summary),
        title=_value(article.headline),
        authors=tuple(found.value for found in article.authors),
        agency=_value(article.agency),
        published=_value(article.published),
        updated=_value(article.updated),
    )


def block_texts(article: Article, kinds: Iterable[BlockKind]) -> tuple[str, ...]:
    """Texts of the article's blocks of these kinds, in reading order."""
    wanted = frozenset(kinds)
    return tuple(
        article.text[block.span.start : block.span.end]
        for block in article.blocks
        if block.kind in wanted
    )


def read_all(reader: Reader, samples: Iterable[Sample]) -> dict[str, Output]:
    """Output per sample id. An exception is recorded in the output: the figures count them."""
    outputs: dict[str, Output] = {}
    for sample in samples:
        try:
            outputs[sample.id] = reader(sample)
        except Exception as error:  # noqa: BLE001 - "no page may raise" is itself a figure
            outputs[sample.id] = Output(raised=f"{type(error).__name__}: {error}")
    return outputs


def _value(found: Found | None) -> str | None:
    return found.value if found else None
