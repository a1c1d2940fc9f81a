"""Weights that cannot be used say so in one line; no text makes the reader raise."""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import reading
from onrecord.errors import WeightsError
from onrecord.reading import bounds, session
from onrecord.reading import reader as reader_module
from onrecord.reading.reader import Reader, _joined, _sections
from onrecord.reading.scores import Scores
from onrecord.reading.session import DIGESTS, EMBEDDED, EXTRAS, MODEL, OUTPUTS, TOKENIZER, VECTORS
from onrecord.reading.statements.checks import weighed
from onrecord.reading.windows import Encoded, Window, encode, windows_of
from onrecord.reading.words import words_of
from onrecord.record import Article, Found, Reading, Span, Where, Words
from tests.reading.test_words import encoded_of
from tests.support.by_hand import make_bare

NAMES = (MODEL, EXTRAS, TOKENIZER)
SHIPPED = Path(reading.__file__).parent / "weights" / MODEL
light = settings(max_examples=100, deadline=None)


# A folder of weights


def arrays(**named: np.ndarray) -> bytes:
    file = BytesIO()
    np.savez(file, **named)
    return file.getvalue()


def sums_of(contents: dict[str, bytes]) -> bytes:
    lines = (f"{sha256(content).hexdigest()}  {name}\n" for name, content in contents.items())
    return "".join(lines).encode()


def write_weights(folder: Path) -> None:
    """Write files that are whole by their sums; none of them is a model."""
    contents = {MODEL: b"no model", EXTRAS: arrays(root=np.zeros(3)), TOKENIZER: b"{}"}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / DIGESTS).write_bytes(sums_of(contents))


def sum_again(folder: Path, *more: str) -> None:
    contents = {name: (folder / name).read_bytes() for name in (*NAMES, *more)}
    (folder / DIGESTS).write_bytes(sums_of(contents))


def refusal(folder: Path, *, vectors: bool = False) -> str:
    """Load weights that cannot be used; return what is said, which is one line of advice."""
    with pytest.raises(WeightsError) as error:
        Reader(folder, vectors=vectors)
    message = str(error.value)
    assert len(message.splitlines()) == 1
    assert message == message.strip()
    assert str(folder) in message
    return message


def test_a_folder_that_is_not_there(tmp_path):
    assert "give a folder" in refusal(tmp_path / "nowhere")


def test_a_file_instead_of_a_folder(tmp_path):
    write_weights(tmp_path)
    assert "give a folder" in refusal(tmp_path / MODEL)


@pytest.mark.parametrize("name", [*NAMES, DIGESTS])
def test_a_missing_file_is_named(tmp_path, name):
    write_weights(tmp_path)
    (tmp_path / name).unlink()
    message = refusal(tmp_path)
    assert f"no {name} in" in message
    assert "give a folder" in message


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["cut off", "empty", "longer", "altered", "of another"])
def test_a_file_that_is_not_the_one_that_was_made_is_named(tmp_path, name, how):
    write_weights(tmp_path)
    content = (tmp_path / name).read_bytes()
    changed = {
        "cut off": content[:-1],
        "empty": b"",
        "longer": content + b"\n",
        "altered": content[:1] + bytes([content[1] ^ 1]) + content[2:],
        "of another": b"version https://git-lfs.github.com/spec/v1\n",
    }
    (tmp_path / name).write_bytes(changed[how])
    message = refusal(tmp_path)
    assert str(tmp_path / name) in message
    assert "cut off or altered" in message
    assert "give a folder" in message


@pytest.mark.parametrize(
    "end",
    [
        0,
        64,
        pytest.param(-4, id="in the last name"),
        pytest.param(-len(TOKENIZER) - 1, id="before the last name"),
        pytest.param(-len(TOKENIZER) - 20, id="in the last sum"),
    ],
)
def test_sums_that_are_cut_off(tmp_path, end):
    write_weights(tmp_path)
    (tmp_path / DIGESTS).write_bytes((tmp_path / DIGESTS).read_bytes()[:end])
    assert "give a folder" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00a", b"\x80" * 99])
def test_sums_that_are_no_text(tmp_path, content):
    write_weights(tmp_path)
    (tmp_path / DIGESTS).write_bytes(content)
    assert "give a folder" in refusal(tmp_path)


NO_OPSET = b"\x08\x08\x3a\x00"  # a graph without nodes; onnxruntime's message ends with a break


@pytest.mark.parametrize("model", [b"", b"no model", b"\x00" * 99, NO_OPSET])
def test_a_model_that_is_none_is_refused_in_one_line(tmp_path, model):
    write_weights(tmp_path)
    (tmp_path / MODEL).write_bytes(model)
    sum_again(tmp_path)
    assert "cannot be used" in refusal(tmp_path)


@pytest.mark.parametrize("content", [None, b"cut"])
def test_the_file_of_vectors_is_looked_at_if_they_are_asked_for(modelled, content):
    session.load(modelled, 1)
    (modelled / VECTORS).write_bytes(b"whole")
    sum_again(modelled, VECTORS)
    assert session.load(modelled, 1).vectors is None
    assert session.load(modelled, 1, vectors=True).vectors is not None
    (modelled / VECTORS).unlink()
    if content is not None:
        (modelled / VECTORS).write_bytes(content)
    session.load(modelled, 1)
    message = refusal(modelled, vectors=True)
    assert VECTORS in message
    assert "give a folder" in message


def test_vectors_that_are_no_model_are_refused_in_one_line(tmp_path):
    write_weights(tmp_path)
    (tmp_path / VECTORS).write_bytes(NO_OPSET)
    sum_again(tmp_path, VECTORS)
    assert "cannot be used" in refusal(tmp_path, vectors=True)


def test_whole_files_that_are_no_weights_come_with_advice(tmp_path):
    write_weights(tmp_path)
    assert "give a folder" in refusal(tmp_path)


class Session:
    """Stands in for a model."""

    def __init__(self, *_: object, **__: object) -> None:
        pass


SPELLS_NOTHING = b'{"version":"1.0","model":{"type":"WordLevel","vocab":{},"unk_token":"x"}}'


@pytest.fixture
def modelled(tmp_path, monkeypatch) -> Path:
    """Give a folder of which everything loads, as if its model were one."""
    monkeypatch.setattr(session.onnxruntime, "InferenceSession", Session)
    write_weights(tmp_path)
    (tmp_path / TOKENIZER).write_bytes(SPELLS_NOTHING)
    sum_again(tmp_path)
    return tmp_path


def test_weights_are_named_after_their_bytes(modelled):
    first = session.load(modelled, 1)
    assert first.name == session.load(modelled, 4).name
    assert first.name.startswith("reader ")
    assert len(first.name) == len("reader ") + 8
    (modelled / EXTRAS).write_bytes(arrays(root=np.ones(3)))
    sum_again(modelled)
    assert session.load(modelled, 1).name != first.name


def test_another_tokenizer_is_another_name(modelled):
    name = session.load(modelled, 1).name
    (modelled / TOKENIZER).write_bytes(SPELLS_NOTHING.replace(b"{}", b'{"the":0}'))
    sum_again(modelled)
    assert session.load(modelled, 1).name != name


def test_extras_come_as_small_floats(modelled):
    extras = session.load(modelled, 1).extras
    assert {name: array.dtype for name, array in extras.items()} == {"root": np.float32}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no arrays",
        pytest.param(np.lib.format.magic(1, 0) + b"v\x00", id="one array"),
    ],
)
def test_arrays_that_are_none_are_refused(modelled, content):
    (modelled / EXTRAS).write_bytes(content)
    sum_again(modelled)
    assert "cannot be used" in refusal(modelled)


def test_arrays_that_are_cut_off_are_refused_and_no_file_is_left_open(modelled, monkeypatch):
    left: list[str] = []
    monkeypatch.setattr("sys.unraisablehook", lambda found: left.append(str(found.exc_value)))
    (modelled / EXTRAS).write_bytes(arrays(root=np.zeros(3))[:-9])
    sum_again(modelled)
    assert "cannot be used" in refusal(modelled)
    gc.collect()
    assert left == []


def test_arrays_that_would_run_code_are_refused(modelled):
    (modelled / EXTRAS).write_bytes(arrays(root=np.array([{"a": 1}], object)))
    sum_again(modelled)
    assert "cannot be used" in refusal(modelled)


@pytest.mark.parametrize("content", [b"", b"{}", b"[", b"\xff\xfe", b'{"version":"9"}'])
def test_a_tokenizer_that_is_none_is_refused(modelled, content):
    (modelled / TOKENIZER).write_bytes(content)
    sum_again(modelled)
    assert "cannot be used" in refusal(modelled)


# Windows through a model, and back


class Echo:
    """Stands in for a model: says of each word the number of its first piece."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, ...]] = []

    def run(self, names: Sequence[str], batch: dict[str, np.ndarray]) -> list[np.ndarray]:
        self.seen.append(batch["pieces"].shape)
        words = np.take_along_axis(batch["pieces"], batch["first"], axis=1)
        said = {OUTPUTS[0]: (words, 2), OUTPUTS[1]: (words, 3), EMBEDDED: (batch["pieces"], 4)}
        found = [(ids[:, :, None], width) for ids, width in map(said.__getitem__, names)]
        return [np.repeat(ids, width, axis=2).astype(np.float32) for ids, width in found]


def echoed(
    encoded: Encoded, windows: list[Window], *, vectors: bool = False
) -> tuple[Scores, Echo]:
    echo = Echo()
    second = Echo() if vectors else None
    weights = session.Weights(echo, None, {}, "reader 00000000", second)
    return session.run(weights, encoded, windows), echo


@light
@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=300),
    st.frozensets(st.integers(0, 300), max_size=40),
    st.integers(62, 320),
)
def test_each_word_has_its_scores_from_the_window_that_keeps_it(lengths, starts, size):
    encoded = encoded_of(lengths, starts)
    windows = windows_of(encoded, size=size)
    scores, echo = echoed(encoded, windows)
    wanted = encoded.pieces[encoded.first[:-1]].tolist()
    for array, width in zip(scores[:2], (2, 3), strict=True):
        assert array.shape == (len(lengths), width)
        assert all(array[:, column].tolist() == wanted for column in range(width))
    assert scores.windows == windows
    assert [shape[0] for shape in echo.seen] == [1] * len(windows)  # beside no other


def test_a_text_without_words_has_scores_of_none():
    assert len(echoed(encoded_of([]), [])[0].tags) == 0
    assert echoed(encoded_of([]), [], vectors=True)[0].embeddings == {}


@light
@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=300),
    st.frozensets(st.integers(0, 300), max_size=40),
)
def test_every_piece_has_its_embedding_if_vectors_are_asked_for(lengths, starts):
    encoded = encoded_of(lengths, starts)
    windows = windows_of(encoded, size=64)
    scores, _ = echoed(encoded, windows, vectors=True)
    assert scores.embeddings is not None
    assert set(scores.embeddings) == {101, 102, *encoded.pieces.tolist()}
    assert all(row.tolist() == [piece] * 4 for piece, row in scores.embeddings.items())
    without, _ = echoed(encoded, windows)
    assert without.embeddings is None
    assert np.array_equal(without.tags, scores.tags)


# Sections and lines of a text

LINES = st.lists(
    st.lists(st.sampled_from(["ferry", "Tema", ".", "didn't", " "]), max_size=9).map(" ".join),
    max_size=12,
).map("\n".join)


@light
@given(LINES, st.integers(1, 12))
def test_sections_hold_all_words_in_order_and_are_bounded(text, most):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader_module, "SECTION_WORDS", most)
        sections = _sections(text)
    assert [word for section in sections for word in section] == words_of(text)
    assert all(1 <= len(section) <= most for section in sections)


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("", []),
        (" \n", []),
        ("a b c", [3]),
        ("a b c d e f", [6]),
        ("a b c d e f g", [6, 1]),
        ("a b c d e\nf g", [5, 2]),
        ("a b c d\n e\n\n f g", [5, 2]),
        ("a b c d e f\ng", [6, 1]),
        ("a b c\nd e f g", [6, 1]),  # a break in the first half would leave little
        ("a b c\n d\ne f g h i j\nk", [4, 6, 1]),
    ],
)
def test_sections_are_cut_at_line_breaks_where_there_are_any(monkeypatch, text, sizes):
    monkeypatch.setattr(reader_module, "SECTION_WORDS", 6)
    assert [len(section) for section in _sections(text)] == sizes


def words_at(start: int, heads: list[int], sentences: list[int]) -> Words:
    n = len(heads)
    return Words(
        starts=tuple(range(start, start + 2 * n, 2)),
        ends=tuple(range(start + 1, start + 2 * n + 1, 2)),
        tags=("VERB",) * n,
        lemmas=("say",) * n,
        heads=tuple(heads),
        relations=tuple("root" if head < 0 else "obj" for head in heads),
        sentences=tuple(sentences),
        certainties=(1.0,) * n,
    )


def test_the_words_of_sections_are_put_behind_each_other():
    parts = [words_at(0, [1, -1, -1], [0, 0, 1]), words_at(6, [-1, 0], [0, 0]),
             words_at(10, [-1], [0])]  # fmt: skip
    joined = _joined(parts)
    assert joined.heads == (1, -1, -1, -1, 3, -1)
    assert joined.sentences == (0, 0, 1, 2, 2, 3)
    assert joined.starts == (0, 2, 4, 6, 8, 10)
    assert len(joined.certainties) == len(joined.tags) == len(joined.ends) == 6
    assert joined.lemmas == ("say",) * 6
    assert _joined([]) == words_at(0, [], [])


# The reader itself


@pytest.fixture(scope="module")
def reader() -> Reader:
    if not SHIPPED.exists():
        pytest.skip(f"the reader's weights are not here yet: {SHIPPED}")
    return Reader()


def article_of(text: str) -> Article:
    return replace(make_bare(), text=text)


def spans_of(found: Reading) -> list[Span]:
    return [
        *(one.span for one in (*found.mentions, *found.times)),
        *(span for one in found.attributions for span in (*one.source, one.cue, *one.content)),
        *(span for one in found.chains for span in one.mentions),
    ]


def every_span(value: object) -> Iterator[Span]:
    """Give every span in a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from every_span(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from every_span(getattr(value, field.name))


def check(text: str, found: Reading) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in every_span(found))
    words = found.words
    assert list(zip(words.starts, words.ends, strict=True)) == words_of(text)
    n_words = len(words.starts)
    for column in (words.tags, words.heads, words.relations, words.sentences, words.certainties):
        assert len(column) == n_words
    assert all(-1 <= head < n_words for head in words.heads)
    assert {words.sentences[i] for i, head in enumerate(words.heads) if head < 0} == set(
        words.sentences
    )
    assert all(-3 <= value <= 3 for value in words.certainties)
    starts, ends = set(words.starts), set(words.ends)
    assert all(span.start in starts and span.end in ends for span in spans_of(found))
    scored = (*found.mentions, *found.times, *found.attributions, *found.chains)
    assert all(0 < one.score <= 1 for one in scored)
    assert (found.vector, found.paragraph_vectors) == ((), ())  # not asked for


HOSTILE = [
    "", " ", "\n", "\n\n \n", "\x00", "\u200b", "\ufeff", ".", "”", "“", "x",
    "\x00The\x00 mayor\x00 of\x1b[31m Leeds", "👩\u200d👩\u200d👧 left 🇬🇭.",
    "The harbour master left.\r\n\r\nShe said so.\u2028Twice.\x85",
    "שלום עולם “said” \u202eArden Lowe", "مرحبا بالعالم", "市长星期二说，大桥将关闭。",
    "Zoe\u0308 Mu\u0308ller", "[CLS] said [SEP] [PAD]",
]  # fmt: skip
LONG = [
    "🙂" * 60, "x" * 3_000, "https://example.org/" + "a/" * 200, "'" * 200, "“" * 200,
    "said " * 500, "\n".join("ab" * 40),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE + LONG, ids=lambda text: ascii(text)[:20])
def test_no_text_makes_the_reader_raise(reader, text):
    (found,) = reader.read([article_of(text)])
    check(text, found)


@settings(max_examples=25, deadline=None)
@given(text=st.lists(st.sampled_from(HOSTILE), max_size=8).map(" ".join))
def test_no_mixture_of_texts_does_either(reader, text):
    (found,) = reader.read([article_of(text)])
    check(text, found)


STORY = (
    "Ferry talks resume in Tema\n"
    "The harbour master of Tema, Adjoa Sarfo, said on Tuesday that the ferry would sail. "
    "“We are ready,” she said, “and we have waited three weeks.”\n\n"
    "Kwame Boateng, a clerk in Leeds, denied that.\n"
) * 3


def test_an_article_reads_the_same_in_any_company_and_every_time(reader):
    articles = [article_of(text) for text in (STORY, "", STORY[50:400], "🙂 said Ann Dorrit.")]
    together = reader.read(articles)
    assert [found.article_id for found in together] == [article.id for article in articles]
    assert together == [reader.read([article])[0] for article in articles]
    assert together == reader.read(articles[::-1])[::-1]
    assert reader.read([]) == []
    for article, found in zip(articles, together, strict=True):
        check(article.text, found)


def test_a_text_in_sections_has_all_its_words(reader, monkeypatch):
    monkeypatch.setattr(reader_module, "SECTION_WORDS", 25)
    (found,) = reader.read([article_of(STORY)])
    check(STORY, found)


def test_a_text_that_is_not_english_is_not_read_and_a_note_says_so(reader):
    german = Found(value="de", how="text", where=Where(layer="text"))
    text = "Die Fähre kam spät. „Es war der Sturm“, sagte Kapitän Erika Moll in Tema."
    article = replace(article_of(text), lang=german)
    (found,) = reader.read([article])
    assert found.notes == (
        "the text is in 'de': the reader knows English only, so it did not read it",
    )
    assert (found.words.starts, found.mentions, found.statements, found.events) == ((),) * 4
    english = replace(german, value="en")
    assert reader.read([replace(article, lang=english)])[0].notes == ()
    (mistaken,) = reader.read([replace(article_of(STORY), lang=german)])
    assert mistaken.statements  # whatever its page says, it is English
    assert mistaken.notes == ("the text is in 'de': the reader knows English only",)
    assert reader.read([replace(article, lang=None)])[0].notes == ()


def test_one_paragraph_of_50_000_characters_is_read_in_sections(reader):
    sentence = "“We are ready,” the harbour master of Tema, Adjoa Sarfo, said on Tuesday. "
    text = (sentence * 700)[:50_000]
    (found,) = reader.read([article_of(text)])
    check(text, found)
    assert len(found.words.starts) > reader_module.SECTION_WORDS
    assert found.statements[-1].content[-1].end > 49_000


@pytest.mark.parametrize("join", [" ", "\n", ""])
def test_of_a_text_without_end_the_beginning_is_read_and_a_note_says_so(reader, monkeypatch, join):
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 400)
    monkeypatch.setattr(bounds, "_LONGEST_END", 100)
    sentence = "“We are ready,” the harbour master of Tema, Adjoa Sarfo, said on Tuesday."
    text = join.join([sentence] * 700)
    (found,) = reader.read([article_of(text)])
    end = found.words.ends[-1]
    assert 300 <= end <= 400
    check(text[:end], found)
    assert found.statements
    (note,) = found.notes
    assert note.startswith("the text is long: the model read its first ")
    assert note.endswith(f" of {len(text):,} characters")


@pytest.mark.parametrize("text", ["a" * bounds.MOST_CHARACTERS, "," * bounds.MOST_WORDS])
def test_a_text_that_is_just_not_too_long_is_read_whole(text):
    article = article_of(text)
    assert bounds.bounded(article) == (article, ())


@given(st.sampled_from([",", "”", "(", "7 ", "a ", "said he ", "A, "]), st.integers(1, 90))
def test_of_a_text_of_signs_so_many_words_are_read(sign, n):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bounds, "MOST_WORDS", 40)
        article, notes = bounds.bounded(article_of(sign * n))
    whole = (sign * n).strip()
    words = words_of(article.text)
    assert words == words_of(whole)[:40]
    assert len(notes) == (len(words_of(whole)) > 40)


@pytest.mark.parametrize(
    "piece", ["7", "7 ", ",", ", ", "said he ", '"', '" ', "“a” ", "Karl Wessby ", "“", "(", "'"]
)
def test_a_page_of_one_thing_alone_is_read_without_an_error(reader, monkeypatch, piece):
    monkeypatch.setattr(bounds, "MOST_WORDS", 1_500)
    text = (piece * 5_000)[:5_000]
    (found,) = reader.read([article_of(text)])
    check(text[: found.words.ends[-1]], found)
    assert len(found.words.starts) <= 1_500
    assert len(found.notes) <= 1


def test_half_a_character_does_not_make_the_reader_raise(reader):
    text = "Ann Dorrit said \ud83d so."
    check(text, reader.read([article_of(text)])[0])


def test_no_text_holds_the_pieces_that_end_a_window(reader):
    text = "See https://a.example/[SEP][PAD][CLS] now"
    encoded = encode(text, words_of(text), reader._weights.tokenizer)
    assert not set(encoded.pieces.tolist()) & {0, 101, 102}


def test_a_check_is_about_statements_near_it_alone(reader, monkeypatch):
    sentence = "Pier {} is shut, the harbour master of Tema, Adjoa Sarfo, said on Tuesday. "
    check_ = "The claim could not be independently verified. "
    said = [sentence.format(k) for k in range(18)]
    text = "".join((*said[:9], check_, *said[9:]))
    near = {}
    for farthest in (60, 2):
        monkeypatch.setattr(weighed, "_FARTHEST", farthest)
        (found,) = reader.read([article_of(text)])
        n = sum(one.content[0].start < text.index(check_) for one in found.statements)
        near[farthest] = [int(id_[1:]) - n for one in found.checks for id_ in one.statements]
    assert near[2]
    assert all(-1 <= one <= 2 for one in near[2])
    assert min(near[60]) < -1 or max(near[60]) > 2
