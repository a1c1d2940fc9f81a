"""The reader's heads, each measured on the dev part of its set."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from eval import coref_scores, parse_scores, reader_scores
from eval.figures import Figure, figure, number
from eval.reader_scores import ROLES, Attributed, Time, Word
from eval.sets import data_root
from onrecord.reading import session
from onrecord.reading.attributions import decode_attributions
from onrecord.reading.chains import WordMention, decode_chains, decode_mentions
from onrecord.reading.labels import NAME_KINDS, TIME_KINDS
from onrecord.reading.lemmas import lemma_of
from onrecord.reading.names import decode_names
from onrecord.reading.scores import Scores
from onrecord.reading.spans import decode_spans
from onrecord.reading.syntax import decode_sentences, decode_tags, decode_trees
from onrecord.reading.vectors import paragraph_vectors
from onrecord.reading.windows import Encoded, encode, windows_of
from onrecord.reading.words import Place, words_of
from training.sets import coreference, factuality, names, polnear, times, treebanks
from training.sets.texts import Text

_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
_RAW = {
    "las": "LAS",
    "uas": "UAS",
    "upos": "part of speech",
    "words": "words",
    "sentences": "sentences",
}
_FIRST, _LAST = 0, 1
SIMILARITIES = Path(__file__).with_name("similarities.npz")  # training/reader/vectors.py made it


class Seen(NamedTuple):
    """A text as the model saw it."""

    text: str
    encoded: Encoded
    scores: Scores

    def place(self, first: int, last: int) -> Place:
        """Return where words [first, last) stand in the text."""
        return self.encoded.words[first][_FIRST], self.encoded.words[last - 1][_LAST]

    @property
    def strings(self) -> list[str]:
        """The words in lower case."""
        return [self.text[start:end].lower() for start, end in self.encoded.words]


class Model:
    """Weights, and what they make of a text."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.weights = session.load(folder, threads=1)
        self.extras = self.weights.extras

    def see(self, text: Text, *, gold_words: bool) -> Seen:
        """Run the model over a text, cut into its own words or ours."""
        words = text.words if gold_words else words_of(text.text)
        encoded = encode(text.text, words, self.weights.tokenizer)
        return Seen(text.text, encoded, session.run(self.weights, encoded, windows_of(encoded)))

    def attributions(self, seen: Seen) -> list[Attributed]:
        """Return the attributions in places of the text."""
        found = decode_attributions(seen.scores, self.extras, seen.encoded)
        return [
            Attributed(
                tuple(seen.place(s.first, s.last) for s in one.source),
                (seen.place(one.cue.first, one.cue.last),),
                tuple(seen.place(c.first, c.last) for c in one.content),
            )
            for one in found
        ]


@cache
def model(folder: Path | None = None) -> Model:
    """Load weights once."""
    return Model(folder)


def attribution_figures(reads: Model) -> list[Figure]:
    """PolNeAR dev: sources, cues and contents, and which belong together."""
    spans: dict[str, list[reader_scores.Row]] = {role: [] for role in ROLES}
    tokens: dict[str, list[reader_scores.Row]] = {role: [] for role in ROLES}
    shares: dict[str, list[reader_scores.Shares]] = {role: [] for role in ROLES}
    linked, strict = [], []
    kinds: dict[str, list[reader_scores.Shares]] = {kind: [] for kind in reader_scores.KINDS}
    for document in polnear.attributed(data_root(), "dev"):
        text, gold = document.text.text, document.attributions
        said = reads.attributions(reads.see(document.text, gold_words=False))
        for role in ROLES:
            spans[role].append(reader_scores.count_role(text, gold, said, role))
            shares[role].append(reader_scores.share_role(text, gold, said, role))
            tokens[role].append(reader_scores.count_tokens(text, gold, said, role))
        linked.append(reader_scores.count_linked(gold, said))
        strict.append(reader_scores.count_linked(gold, said, cue=True))
        for kind, row in reader_scores.share_linked(text, gold, said, cue=True).items():
            kinds[kind].append(row)
    figures = []
    for role in ROLES:
        figures += [
            _figure(f"polnear.{role}", f"{role}, exact span F1", spans[role], reader_scores.f1),
            _figure(
                f"polnear.{role}_overlap",
                "  overlap F1",
                shares[role],
                reader_scores.f1_of_shares,
            ),
            _figure(f"polnear.{role}_tokens", "  token F1", tokens[role], reader_scores.f1),
        ]
    figures.append(
        _figure("polnear.linked", "linked, cue matched too: F1", strict, reader_scores.f1)
    )
    figures += [
        _figure(f"polnear.linked_{kind}", f"  {kind}", rows, reader_scores.f1_of_shares)
        for kind, rows in kinds.items()
    ]
    figures.append(
        _figure("polnear.linked_loose", "  source and content alone", linked, reader_scores.f1)
    )
    return figures + human_figures()


def human_figures() -> list[Figure]:
    """Compare annotators of PolNeAR with each other, where several read an article: a ceiling.

    The dev part has two such articles, the train part 16: people are not trained on it. A row is
    the mean over the pairs of annotators of an article.
    """
    texts = {one.text.name: one.text.text for one in polnear.attributed(data_root(), "train")}
    rows: dict[str, list[reader_scores.Row]] = {part: [] for part in (*ROLES, "linked")}
    for name, annotators in polnear.attributed_by_all(data_root(), "train").items():
        pairs = list(combinations(annotators.values(), 2))
        for part, found in rows.items():
            counted = [_between(texts[name], pair, part) for pair in pairs]
            right, said, gold = np.mean(counted, axis=0)
            found.append((float(right), float(said), float(gold)))
    return [
        _figure(f"polnear.human_{part}", f"  {part}, between people", found, reader_scores.f1)
        for part, found in rows.items()
    ]


def _between(
    text: str, pair: Sequence[tuple[polnear.Attribution, ...]], part: str
) -> reader_scores.Row:
    one, other = pair
    if part == "linked":
        return reader_scores.count_linked(one, other, cue=True)
    return reader_scores.count_role(text, one, other, part)


def name_figures(reads: Model, *, clean: bool) -> list[Figure]:
    """CoNLL-2003 dev in one of its annotations, from raw text and, as is usual, with gold words.

    CoNLL-2003 has places for teams, CleanCoNLL organisations.
    """
    key = "cleanconll" if clean else "conll"
    raw = _name_rows(reads, clean=clean, gold_words=False)
    given = _name_rows(reads, clean=clean, gold_words=True)
    f1 = reader_scores.f1
    return [
        *(
            _figure(f"{key}.{kind or 'f1'}", f"  {kind}" if kind else "entity F1", found, f1)
            for kind, found in raw.items()
        ),
        _figure(f"{key}.gold-words", "entity F1, gold words", given[None], f1),
    ]


def _name_rows(
    reads: Model, *, clean: bool, gold_words: bool
) -> dict[str | None, list[reader_scores.Row]]:
    """Count the names of each text, of every kind (None) and of each."""
    rows: dict[str | None, list[reader_scores.Row]] = {None: []}
    rows |= {kind: [] for kind in NAME_KINDS}
    for document in names.named(data_root(), "dev", clean=clean):
        seen = reads.see(document.text, gold_words=gold_words)
        gold = {(n.start, n.end, _KINDS[n.label]) for n in document.names}
        words = [document.text.text[start:end] for start, end in seen.encoded.words]
        spans = decode_names(seen.scores, words, seen.encoded.starts, are_teams_bodies=clean)
        said = {(*seen.place(s.first, s.last), NAME_KINDS[s.kind]) for s in spans}
        for kind, found in rows.items():
            found.append(reader_scores.count_spans(gold, said, label=kind))
    return rows


def syntax_figures(reads: Model, treebank: treebanks.Treebank) -> list[Figure]:
    """Measure the dev part of a treebank, with gold words and sentences and from raw text."""
    rows, news, lemmas = [], [], []
    raw: dict[str, list[reader_scores.Row]] = {name: [] for name in parse_scores.MEASURES}
    for document in treebanks.parsed(data_root(), treebank, "dev"):
        seen = reads.see(document.text, gold_words=True)
        sentences = list(document.text.sentences)
        heads, relations = decode_trees(seen.scores, reads.extras, sentences)
        gold = map(Word, document.heads, document.relations, document.upos)
        tags = decode_tags(seen.scores)
        said = map(Word, heads.tolist(), relations, tags)
        row = reader_scores.count_words(list(gold), list(said))
        rows.append(row)
        if document.genre == "news":
            news.append(row)
        lemmas.append(_lemma_row(seen, tags, document.lemmas))
        for name, counted in _raw_rows(reads, document).items():
            raw[name].append(counted)
    figures = [
        _figure(f"{treebank}.las", "LAS", rows, reader_scores.las),
        _figure(f"{treebank}.uas", "UAS", rows, reader_scores.uas),
        _figure(f"{treebank}.upos", "part of speech, accuracy", rows, reader_scores.upos),
        _figure(f"{treebank}.lemma", "lemma, accuracy", lemmas, reader_scores.recall),
    ]
    if news:
        figures.append(_figure(f"{treebank}.las_news", "LAS, news", news, reader_scores.las))
    return figures + [
        _figure(f"{treebank}.raw-{name}", f"from raw text: {says}, F1", raw[name], reader_scores.f1)
        for name, says in _RAW.items()
    ]


def _lemma_row(seen: Seen, tags: Sequence[str], lemmas: Sequence[str]) -> reader_scores.Row:
    """Count right lemmas, by tags as they were read; "_" is none."""
    pairs = [
        (lemma_of(seen.text[start:end], tag), lemma)
        for (start, end), tag, lemma in zip(seen.encoded.words, tags, lemmas, strict=True)
        if lemma != "_"
    ]
    return float(sum(said == gold for said, gold in pairs)), float(len(pairs)), float(len(pairs))


def _raw_rows(reads: Model, document: treebanks.ParsedText) -> dict[str, reader_scores.Row]:
    """Count what is right with our own words and sentences."""
    seen = reads.see(document.text, gold_words=False)
    sentences = decode_sentences(seen.scores, seen.encoded.borders)
    heads, relations = decode_trees(seen.scores, reads.extras, sentences)
    said = map(Word, heads.tolist(), relations, decode_tags(seen.scores))
    gold = map(Word, document.heads, document.relations, document.upos)
    return parse_scores.count_parse(
        parse_scores.Parse(document.text.words, list(gold), document.text.sentences),
        parse_scores.Parse(seen.encoded.words, list(said), sentences),
    )


def coreference_figures(reads: Model) -> list[Figure]:
    """OntoGUM dev: chains with predicted and with gold mentions."""
    rows, news, given, found = [], [], [], []
    for document in coreference.chained(data_root(), "dev"):
        seen = reads.see(document.text, gold_words=True)
        sentences = decode_sentences(seen.scores, seen.encoded.borders)
        mentions = decode_mentions(seen.scores, reads.extras, sentences)
        said = _chains(reads, seen, mentions)
        row = coref_scores.count_chains(document.chains, said)
        rows.append(row)
        if document.genre == "news":
            news.append(row)
        found.append(coref_scores.count_mentions(document.chains, said))
        heads, _ = decode_trees(seen.scores, reads.extras, sentences)
        gold = _mentions_at(seen, document.chains, heads)
        given.append(coref_scores.count_chains(document.chains, _chains(reads, seen, gold)))
    return [
        _figure("ontogum.predicted", "CoNLL F1, predicted mentions", rows, coref_scores.conll_f1),
        _figure("ontogum.predicted_news", "  news", news, coref_scores.conll_f1),
        _figure("ontogum.mentions", "  mentions in chains, F1", found, reader_scores.f1),
        _figure("ontogum.gold", "CoNLL F1, gold mentions", given, coref_scores.conll_f1),
    ]


def _chains(reads: Model, seen: Seen, mentions: Sequence[WordMention]) -> list[list[Place]]:
    chains = decode_chains(seen.scores, reads.extras, seen.strings, list(mentions))
    return [[seen.place(m.first, m.last) for m in chain.mentions] for chain in chains]


def _mentions_at(
    seen: Seen, chains: Iterable[Iterable[Place]], heads: np.ndarray
) -> list[WordMention]:
    """Give gold mentions their head words, by the predicted trees."""
    starts = {place[_FIRST]: i for i, place in enumerate(seen.encoded.words)}
    ends = {place[_LAST]: i for i, place in enumerate(seen.encoded.words)}
    found = []
    for chain in chains:
        for start, end in chain:
            first, last = starts[start], ends[end] + 1
            head = next((i for i in range(first, last) if not first <= heads[i] < last), first)
            found.append(WordMention(head, first, last))
    return sorted(found, key=lambda m: (m.head, m.first))


def time_figures(reads: Model) -> list[Figure]:
    """TimeBank and AQUAINT, every tenth document: time expressions from raw text."""
    rows: dict[str, list[reader_scores.Row]] = {"strict": [], "relaxed": [], "type": []}
    for document in times.timed(data_root(), "dev"):
        seen = reads.see(document.text, gold_words=False)
        gold = [Time(t.start, t.end, t.type, t.value) for t in document.times if t.end > t.start]
        said = [
            Time(*seen.place(s.first, s.last), TIME_KINDS[s.kind], None)
            for s in decode_spans(seen.scores.tag("times"), seen.encoded.starts)
        ]
        counts = reader_scores.count_times(gold, said)
        for name, found in rows.items():
            found.append(counts[name])
    return [
        _figure(f"times.{name}", f"{name} F1", found, reader_scores.f1)
        for name, found in rows.items()
    ]


def certainty_figures(reads: Model, source: Literal["factbank", "uds"]) -> list[Figure]:
    """Did it happen, on the dev part of a set, and the strong baseline "it did"."""
    rows, unsure, always = [], [], []
    for document in factuality.judged(data_root(), source, "dev"):
        seen = reads.see(document.text, gold_words=True)
        values = np.clip(seen.scores.tag(source)[:, 0], -3, 3)
        gold = [judgement.value for judgement in document.judgements]
        said = [float(values[judgement.word]) for judgement in document.judgements]
        rows.append(reader_scores.sum_certainty(gold, said))
        unsure.append(reader_scores.sum_certainty(gold, said, uncertain=True))
        always.append(reader_scores.sum_certainty(gold, [3.0] * len(gold)))
    error = reader_scores.mean_error
    return [
        _figure(f"{source}.mae", "mean absolute error", rows, error),
        _figure(f"{source}.mae_always", '  of "always 3.0"', always, error),
        _figure(f"{source}.r", "  Pearson r", rows, reader_scores.pearson),
        _figure(f"{source}.r_unsure", "  r, gold not 3.0", unsure, reader_scores.pearson),
    ]


def vector_figures(reads: Model) -> list[Figure]:
    """PolNeAR dev: are the same paragraphs alike to the reader as to the base model."""
    with np.load(SIMILARITIES, allow_pickle=False) as known:
        names, spans, wanted = known["names"], known["spans"], known["similarities"]
    texts = {d.text.name: d.text.text for d in polnear.attributed(data_root(), "dev")}
    weights = session.load(reads.folder, threads=1, vectors=True)
    read: dict[str, dict[int, np.ndarray]] = {}  # by where a paragraph starts
    for name in dict.fromkeys(names.tolist()):
        encoded = encode(texts[name], words_of(texts[name]), weights.tokenizer)
        scores = session.run(weights, encoded, windows_of(encoded))
        vectors = paragraph_vectors(weights, encoded, scores)
        read[name] = {start: vector for (start, _), vector in vectors}
    matrix = np.stack(
        [read[name][start] for name, (start, _) in zip(names.tolist(), spans.tolist(), strict=True)]
    )
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    pairs = np.triu_indices(len(matrix), 1)
    said = (matrix @ matrix.T)[pairs]
    value = reader_scores.spearman(said.tolist(), wanted.astype(float).tolist())
    says = "Spearman with the base model's similarities"
    return [number("vectors.spearman", says, value, n=len(said), unit="pairs")]


def _figure(
    name: str, says: str, rows: Sequence[Sequence[float]], statistic: Callable[..., float]
) -> Figure:
    return figure(name, says, rows, statistic, unit="texts")


Measure = Callable[[Model], list[Figure]]
PARTS: dict[str, tuple[str, Measure]] = {
    "polnear": ("PolNeAR dev: attributions", attribution_figures),
    "conll": ("CoNLL-2003 dev: names", partial(name_figures, clean=False)),
    "cleanconll": ("CleanCoNLL dev: names", partial(name_figures, clean=True)),
    "ewt": (
        "EWT dev: syntax, gold words unless it says raw text",
        partial(syntax_figures, treebank="ewt"),
    ),
    "gum": (
        "GUM dev: syntax, gold words unless it says raw text",
        partial(syntax_figures, treebank="gum"),
    ),
    "ontogum": ("OntoGUM dev, gold words: coreference", coreference_figures),
    "times": ("TimeBank and AQUAINT, every tenth document: time expressions", time_figures),
    "factbank": ("FactBank dev: certainty", partial(certainty_figures, source="factbank")),
    "uds": ("UDS-IH2 dev: certainty", partial(certainty_figures, source="uds")),
    "vectors": ("PolNeAR dev: likeness of 400 paragraphs", vector_figures),
}
"""Parts of the report: title, and what is measured."""
