"""Articles built by hand: no page, no model, no clock."""

from dataclasses import replace
from functools import partial

from onrecord.record import (
    Actor,
    Article,
    Attribution,
    Because,
    Block,
    Chain,
    Check,
    Figure,
    Found,
    Mention,
    MentionKind,
    Origin,
    Reading,
    Refused,
    Rival,
    Span,
    Statement,
    Time,
    Told,
    Where,
    Words,
)

LINES = (
    ("headline", "Harbour council delays vote on ferry contract"),
    ("summary", "The vote is now due in October"),
    ("paragraph", "TEMA, Ghana: The harbour council put off its vote on Tuesday, a clerk said."),
    ("subhead", "What comes next"),
    ("paragraph", "A second reading “will follow soon”, said Adjoa Sarfo, who chairs it."),
    ("list-item", "Two bids were late"),
    ("list-item", "One was withdrawn"),
    ("quote", "We were never asked."),
    ("table-row", "Bid | 3.1 million"),
    ("paragraph", "The claim could not be independently verified."),
    ("caption", "A ferry waits at Tema on 12 September 2023. (AP)"),
)


def in_text(text: str, words: str) -> Where:
    start = text.index(words)
    return Where(layer="text", span=Span(start=start, end=start + len(words)))


def markup(path: str) -> Where:
    return Where(layer="markup", path=path)


def make_blocks() -> tuple[str, tuple[Block, ...]]:
    blocks, text = [], ""
    for kind, line in LINES:
        span = Span(start=len(text), end=len(text) + len(line))
        shifted = Span(start=span.start + 40, end=span.end + 40)
        blocks.append(Block(kind=kind, span=span, page_span=shifted, score=0.75))
        text += line + "\n"
    return text[:-1], tuple(blocks)


def make_article() -> Article:
    text, blocks = make_blocks()

    def found(words: str, how: str) -> Found:
        return Found(value=words, how=how, where=in_text(text, words))

    published = Found(
        value="2023-09-12",
        how="json-ld datePublished",
        where=markup('script[type="application/ld+json"]'),
        grain="day",
        agrees=("<time datetime>",),
        rivals=(Rival(value="2023-09-11", how="meta date"),),
    )
    return Article(
        id="0123456789abcdef",
        kind="article",
        number=1,
        of=2,
        headline=found(LINES[0][1], "first h1"),
        summary=(found(LINES[1][1], "bullet before the body"),),
        authors=(found("Adjoa Sarfo", "line 'By …'"),),
        agency=found("AP", "caption credit"),
        dateline=found("TEMA, Ghana", "dateline"),
        published=published,
        updated=None,
        captured=None,
        seen=None,
        url=Found(value="https://example.org/ferry", how="link canonical", where=markup("link")),
        short_url=None,
        section=None,
        topics=(),
        lang=Found(value="en", how="text", where=Where(layer="text")),
        text=text,
        blocks=blocks,
        figures=(
            Figure(
                number=1,
                caption=blocks[-1].span,
                credit=found("AP", "caption credit"),
                on=Found(
                    value="2023-09-12",
                    how="date in caption",
                    where=in_text(text, "12 September 2023"),
                    grain="day",
                ),
                url=None,
            ),
        ),
        refused=(
            Refused(
                fact="updated",
                value="2031-01-01",
                how="meta article:modified_time",
                reason="2031-01-01 is after the page was captured (2023-09-13)",
            ),
        ),
        notes=("markup is cut off: the end may be missing",),
        page_sha256="0" * 64,
        page_span=Span(start=40, end=40 + len(text)),
        origin=Origin(kind="file", name="ferry.html"),
        made_by="onrecord 0.0.0, block model 00000000",
    )


def make_reading(article: Article) -> Reading:
    """Read `make_article()` by hand."""
    text, span = article.text, partial(span_of, article)

    def mentions(kind: MentionKind, *spans: Span) -> tuple[Mention, ...]:
        return tuple(Mention(span=one, kind=kind, score=0.9) for one in spans)

    return Reading(
        article_id=article.id,
        weights="reader 00000000",
        mentions=(
            *mentions("place", span("TEMA"), span("Tema"), span("Tema")),
            *mentions("organisation", span("harbour council")),
            *mentions("person", span("Adjoa Sarfo")),
        ),
        attributions=(
            Attribution(
                source=(span("Adjoa Sarfo"),),
                cue=span("said"),
                content=(span("A second reading"), span("will follow soon")),
                score=0.8,
            ),
            Attribution(
                source=(), cue=span("claim"), content=(span("We were never asked."),), score=0.6
            ),
        ),
        chains=(Chain(mentions=(span("harbour council"), span("who chairs it")), score=0.5),),
        times=(
            Time(span=span("Tuesday"), kind="date", score=0.9),
            Time(span=span("12 September 2023"), kind="date", score=0.9),
        ),
        actors=make_actors(article),
        statements=make_statements(article),
        checks=(
            Check(
                by=None,
                by_name=None,
                outcome="not verified",
                span=span("The claim could not be independently verified"),
                statements=("s3",),
                how="the quotation before",
            ),
        ),
        words=Words(
            starts=(0,),
            ends=(7,),
            tags=("NOUN",),
            lemmas=("harbour",),
            heads=(-1,),
            relations=("root",),
            sentences=(0,),
            certainties=(0.0,),
        ),
        vector=(1.0,),
        paragraph_vectors=tuple((1.0,) for _ in text.split("\n")),
        notes=("the text is not English: what was read may be wrong",),
    )


def span_of(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start=start, end=start + len(words))


def make_actors(article: Article) -> tuple[Actor, ...]:
    span = partial(span_of, article)
    council = Actor(
        id="a1",
        name="harbour council",
        named=True,
        kind="organisation",
        grade="named body",
        aliases=("Harbour council",),
        mentions=(span("Harbour council"), span("harbour council")),
        roles=(),
        affiliation=None,
    )
    clerk = replace(
        council,
        id="a2",
        name="a clerk",
        named=False,
        kind="person",
        grade="unnamed official",
        aliases=(),
        mentions=(span("a clerk"),),
        affiliation="a1",
    )
    chair = replace(
        clerk,
        id="a3",
        name="Adjoa Sarfo",
        named=True,
        grade="named person",
        aliases=("Sarfo",),
        mentions=(span("Adjoa Sarfo"),),
        roles=(span("chairs it"),),
    )
    return council, clerk, chair


def make_statements(article: Article) -> tuple[Statement, ...]:
    span = partial(span_of, article)
    clerk = Statement(
        id="s1",
        content=(span("The harbour council put off its vote"),),
        places=((span("Harbour council delays vote"),),),
        cue=span("said"),
        source=(span("a clerk"),),
        speaker="a2",
        speaker_name="a clerk",
        candidates=(),
        grade="unnamed official",
        quote="indirect",
        manner="says",
        certainty="certain",
        via=(),
        medium=None,
        said=span("on Tuesday"),
        refers=(),
        checked=None,
        why=(Because(field="speaker", how="source 'a clerk'", score=0.9),),
        score=0.8,
    )
    chair = replace(
        clerk,
        id="s2",
        content=(span("A second reading"), span("“will follow soon”")),
        places=(),
        source=(span("Adjoa Sarfo"),),
        speaker="a3",
        speaker_name="Adjoa Sarfo",
        grade="named person",
        quote="mixed",
        manner="promises",
        certainty="probable",
        via=(Told(actor="a1", name="harbour council", source=(), cue=None),),
        said=None,
        why=(),
    )
    unknown = replace(
        chair,
        id="s3",
        content=(span("We were never asked."),),
        cue=None,
        source=(),
        speaker=None,
        speaker_name=None,
        candidates=("a2", "a3"),
        grade=None,
        quote="direct",
        manner="denies",
        certainty="certain",
        via=(),
        refers=("s1",),
        checked="not verified",
        score=0.6,
    )
    return clerk, chair, unknown


def make_bare() -> Article:
    """The least a story can be: text, and nothing found about it."""
    article = make_article()
    return replace(
        article,
        headline=None,
        summary=(),
        authors=(),
        agency=None,
        dateline=None,
        published=None,
        url=None,
        lang=None,
        blocks=article.blocks[2:3],
        figures=(),
        refused=(),
        notes=(),
        of=1,
    )
