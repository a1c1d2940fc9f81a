"""Words and windows: every character in its word, every word in one window, whatever the text."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from onrecord.reading.windows import (
    CONTEXT,
    MOST_PIECES,
    QUOTES,
    SHAPES,
    SIZE,
    Encoded,
    Window,
    encode,
    stack,
    windows_of,
)
from onrecord.reading.words import LONGEST_WORD, words_of

light = settings(max_examples=150, deadline=None)
UNKNOWN, CLS, SEP = 100, 101, 102

PIECES = [
    "the", "Harbour", "don't", "DON’T", "Sarfo’s", "O'Brien", "n't", "'s", "'", "''", "’’", "Mr. ",
    "Inc.", "U.S.", "A. B", "https://example.org/a?b=c", "https://", "www.", "ann@example.org",
    "@tema", "#ferry", "1,000.5", "12:30pm", "...", "--", "—", "-", ".", "“", "”", '"', "_",
    " ", "  ", "\n", "\n\n", "\t", "\r\n", "\x1c", "\x85", "\xa0", "\u2028", "\u3000",
    "\x00", "\x1b", "\xad", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\ufffd", "\uffff",
    "e\u0301", "\u0301", "👩\u200d👩\u200d👧", "🇬🇭", "\U000e0001", "שלום", "مرحبا", "市长", "한국",
    "ǅ", "ß", "½", "²", "[SEP]", "x" * 150, "a.b" * 60,
]  # fmt: skip
HALVES = ["\ud800", "\udfff", "a\udc80b"]


TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES + HALVES), max_size=25).map("".join),
    st.text(st.characters(), max_size=60),
)


def strings(text: str) -> list[str]:
    return [text[start:end] for start, end in words_of(text)]


# Text -> words


@light
@given(TEXTS)
def test_words_are_in_order_and_hold_every_character_that_is_not_white_space(text):
    at = 0
    for start, end in words_of(text):
        assert at <= start < end <= start + LONGEST_WORD
        assert not text[at:start].strip()
        assert not any(character.isspace() for character in text[start:end])
        at = end
    assert at <= len(text)
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("Ann Dorrit didn't go.", "Ann|Dorrit|did|n't|go|."),
        ("They'll say it’s Kwame’s.", "They|'ll|say|it|’s|Kwame|’s|."),
        ("We couldn't've, I'd say", "We|could|n't|'ve|,|I|'d|say"),
        ("CAN’T WON'T", "CA|N’T|WO|N'T"),
        ("“It is late,’’ he said", "“|It|is|late|,|’’|he|said"),
        ("O’Brien and d'Arcy’s boat", "O’Brien|and|d'Arcy|’s|boat"),
        ("Mr. Adom of St. Ives left", "Mr.|Adom|of|St.|Ives|left"),
        ("MR. ADOM: No", "MR.|ADOM|:|No"),
        ("Boateng Inc., of Tema, said", "Boateng|Inc.|,|of|Tema|,|said"),
        ("Kofi A. Mensah, a U.S. envoy", "Kofi|A.|Mensah|,|a|U.S.|envoy"),
        ("She left Accra. He stayed.", "She|left|Accra|.|He|stayed|."),
        ("a twenty-year-old ferry—late", "a|twenty|-|year|-|old|ferry|—|late"),
        ("1,250.50 at 12:30pm on 4/5, 3.5%", "1,250.50|at|12:30pm|on|4/5|,|3.5|%"),
        ("write to ann.dorrit@example.org now", "write|to|ann.dorrit@example.org|now"),
        ("see https://example.org/a?b=1 now", "see|https://example.org/a?b=1|now"),
        ("see pic.example.com/T8oQ now", "see|pic.example.com/T8oQ|now"),
        ("here and/or. There/here", "here|and|/|or|.|There|/|here"),
        ("@tema_port #ferry", "@tema_port|#ferry"),
        ("#ferryhttps://example.org/a now", "#ferry|https://example.org/a|now"),
        ("re-elected in a Re-run, co-founded", "re-elected|in|a|Re-run|,|co|-|founded"),
        ("Wait... no -- yes…", "Wait|...|no|--|yes|…"),
        ("“No,” he said", "“|No|,|”|he|said"),
        ("Łódź, Świnoujście", "Łódź|,|Świnoujście"),
        ("שלום עולם", "שלום|עולם"),
    ],
)
def test_words_are_cut_as_in_universal_dependencies(text, words):
    assert "|".join(strings(text)) == words


def test_a_very_long_word_is_cut():
    assert strings("a " + "x" * 10_000) == ["a"] + ["x" * LONGEST_WORD] * 100
    assert [len(word) for word in strings("https://" + "y" * 240)] == [100, 100, 48]


@pytest.mark.parametrize(
    "piece",
    ["x", "_", "1", "1,", "1.1", "a.", "+.", "a+", "a-", "A.-", "'", "a'", "n't", "@", "a@b.",
     "a@b--", "https://", "www.", "🙂", "\u0301", "Mr."],
)  # fmt: skip
def test_a_long_run_of_anything_takes_no_time(piece):
    start = time.process_time()
    words_of(piece * (20_000 // len(piece)))
    assert time.process_time() - start < 2  # a tenth of it on the machine this was written on


@pytest.mark.parametrize("word", ["Zoe\u0308", "Mu\u0308ller", "S\u0301wia\u0328tek"])
def test_a_letter_and_its_combining_mark_stay_in_one_word(word):
    assert strings(f"{word} left") == [word, "left"]


@pytest.mark.parametrize("behind", [".", ",", ").", "’", "?"])
@pytest.mark.parametrize("address", ["https://example.org/ferry", "www.example.org"])
def test_an_address_ends_before_the_punctuation_of_its_sentence(address, behind):
    assert strings(f"See {address}{behind} Then go")[1] == address


# Words -> word pieces


def make_tokenizer() -> Tokenizer:
    """Make a tokenizer like the real one, which knows a few words and every small letter."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    unused = [f"[unused{i}]" for i in range(1, UNKNOWN)]
    names = ["[PAD]", *unused, "[UNK]", "[CLS]", "[SEP]", "the", "har", "##bour", "said", "she"]
    names += [*letters, *(f"##{letter}" for letter in letters), *'.,“”"!?']
    tokenizer = Tokenizer(
        models.WordPiece({name: i for i, name in enumerate(names)}, unk_token="[UNK]")
    )
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


TOKENIZER = make_tokenizer()


def encoded_text(text: str) -> Encoded:
    return encode(text, words_of(text), TOKENIZER)


def piece(name: str) -> int:
    return TOKENIZER.token_to_id(name)


@light
@given(TEXTS)
def test_every_word_has_its_pieces_and_its_signs(text):
    encoded = encoded_text(text)
    n_words = len(encoded.words)
    assert (len(encoded.first), encoded.first[0]) == (n_words + 1, 0)
    assert encoded.first[-1] == len(encoded.pieces)
    lengths = np.diff(encoded.first)
    assert ((lengths >= 1) & (lengths <= MOST_PIECES)).all()
    assert len(encoded.shapes) == len(encoded.quotes) == n_words
    assert set(encoded.shapes.tolist()) <= set(range(len(SHAPES)))
    assert set(encoded.quotes.tolist()) <= set(range(len(QUOTES)))
    assert encoded.starts | encoded.stops <= set(range(n_words))
    assert (0 in encoded.starts) == bool(n_words)


@light
@given(TEXTS)
def test_a_word_has_the_same_pieces_in_every_text(text):
    encoded = encoded_text(text)
    for i, (start, end) in enumerate(encoded.words):
        alone = encode(text[start:end], [(0, end - start)], TOKENIZER)
        assert (
            encoded.pieces[encoded.first[i] : encoded.first[i + 1]].tolist()
            == alone.pieces.tolist()
        )


def test_words_are_spelled_in_pieces():
    encoded = encoded_text("The harbour said.")
    assert encoded.pieces.tolist() == [piece(x) for x in ("the", "har", "##bour", "said", ".")]
    assert encoded.first.tolist() == [0, 1, 3, 4, 5]


def test_a_text_without_words_has_no_pieces():
    encoded = encoded_text(" \n ")
    assert (encoded.pieces.tolist(), encoded.first.tolist()) == ([], [0])
    assert windows_of(encoded) == []


@pytest.mark.parametrize("word", ["\x00", "\u200b", "\u200d", "🙂", "\ufffd", "市", "ש", "\u0301"])
def test_a_word_that_cannot_be_spelled_is_one_unknown_piece(word):
    encoded = encoded_text(f"said {word} said")
    assert encoded.pieces.tolist() == [piece("said"), UNKNOWN, piece("said")]


def test_a_word_of_many_pieces_is_cut_and_the_next_is_not():
    encoded = encoded_text("qwertyuiopasdfghjkl said")
    assert encoded.first.tolist() == [0, MOST_PIECES, MOST_PIECES + 1]
    assert encoded.pieces[-1] == piece("said")


@pytest.mark.parametrize("half", HALVES)
def test_half_a_character_is_an_unknown_word(half):
    encoded = encoded_text(f"said {half}")
    assert UNKNOWN in encoded.pieces
    assert len(encoded.first) == len(encoded.words) + 1


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("harbour", "lower"), ("Tema", "title"), ("I", "title"), ("O’Brien", "title"),
        ("NATO", "upper"), ("McAdam", "mixed"), ("1,250", "digit"), ("B52", "digit"),
        (".", "other"), ("🙂", "other"),
    ],
)  # fmt: skip
def test_a_word_has_a_shape(word, shape):
    encoded = encode(word, [(0, len(word))], TOKENIZER)
    assert SHAPES[encoded.shapes[0]] == shape


@pytest.mark.parametrize(
    ("text", "signs"),  # a letter a word: o(utside), i(nside), m(ark)
    [
        ("“We will,” she said, “go.”", "miiimooomiim"),
        ('"We will," she said, "go."', "miiimooomiim"),
        ("She said.", "ooo"),
        ("“No one asks\n“No one” said", "miiimiimo"),
        ("“No one asks\nshe said", "miiioo"),
        ('No " one\nshe said', "omioo"),
        ("No” said", "omo"),
        ("«No» said", "mimo"),
        ("“Now,’’ she said", "miimoo"),
        ("‘‘Now,’’ she said", "miimoo"),
    ],
)
def test_words_between_quotation_marks_are_told_from_the_others(text, signs):
    assert "".join(QUOTES[i][0] for i in encoded_text(text).quotes.tolist()) == signs


def test_quotation_marks_of_the_wires_are_seen():
    signs = [QUOTES[i] for i in encoded_text("``No,'' she said").quotes.tolist()]
    assert "inside" in signs


def test_paragraphs_begin_behind_line_breaks():
    assert encoded_text(" \nOne two\nthree\n\n four\r\nfive\u2028six").starts == {0, 2, 3, 4}


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("She left. He stayed? No", {3, 6}),
        ("“She left.” He stayed", {5}),
        ("“She left.’’ He stayed", {5}),
        ('"She left." He stayed', {5}),
        ("Wait… no... yes", {2, 4}),
        ("Mr. Adom left", set()),
        ("She left.", set()),
    ],
)
def test_sentences_end_behind_their_stops(text, stops):
    assert encoded_text(text).stops == stops


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("She left. Roe stayed", {3}),
        ("He left Hamar. The agency came", {4}),
        ("He left Hamar. Roe stayed", set()),  # the model tells
        ("He met Gov. The Hague", set()),
        ("He left (today). Roe stayed", {6}),
        ("It fell in 2019. But Roe stayed", {5}),
        ("She left? Roe stayed", set()),
    ],
)
def test_a_sentence_ends_for_certain_where_no_word_is_cut_short(text, ends):
    encoded = encoded_text(text)
    assert encoded.ends == ends
    assert encoded.borders == {0, *ends}


def test_a_straight_mark_that_opens_belongs_to_the_next_sentence():
    assert encoded_text('She left. "No," he said').stops == {3}


# Words -> windows


def encoded_of(
    lengths: list[int], starts: frozenset[int] = frozenset(), stops: frozenset[int] = frozenset()
) -> Encoded:
    """Make an encoded text of words of so many pieces; the pieces are numbered."""
    first = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
    n_words = len(lengths)
    return Encoded(
        words=[(2 * i, 2 * i + 1) for i in range(n_words)],
        pieces=np.arange(first[-1]) + 1_000,
        first=first,
        shapes=np.arange(n_words) % len(SHAPES),
        quotes=np.arange(n_words) % len(QUOTES),
        starts=starts,
        stops=stops,
    )


@st.composite
def cut_texts(draw):
    lengths = draw(st.lists(st.integers(1, MOST_PIECES), max_size=120))
    places = st.frozensets(st.integers(0, max(0, len(lengths) - 1)), max_size=20)
    encoded = encoded_of(lengths, draw(places), draw(places))
    size = draw(st.integers(16, 60) | st.just(SIZE))
    context = draw(st.integers(0, min(CONTEXT, size - 2 - MOST_PIECES)))
    return encoded, size, context


def n_pieces(encoded: Encoded, first: int, last: int) -> int:
    return int(encoded.first[last] - encoded.first[first])


@light
@given(cut_texts())
def test_every_word_is_kept_in_exactly_one_window_and_windows_have_bounds(cut):
    encoded, size, context = cut
    windows = windows_of(encoded, size=size, context=context)
    kept = [i for window in windows for i in range(window.kept, window.end)]
    assert kept == list(range(len(encoded.words)))
    for window in windows:
        assert 0 <= window.begin <= window.kept < window.end
        assert n_pieces(encoded, window.begin, window.end) + 2 <= size
        assert n_pieces(encoded, window.begin, window.kept) <= context
        seen_more = window.begin and n_pieces(encoded, window.begin - 1, window.kept)
        assert not window.begin or seen_more > context


@pytest.mark.parametrize(
    ("starts", "stops", "end"),
    [
        ((), (), 10),
        ((7,), (9,), 7),  # a paragraph before a sentence
        ((7, 8), (), 8),
        ((3,), (9,), 9),  # not in the first half
        ((10,), (), 10),
        ((), (8,), 8),
        ((11,), (12,), 10),
    ],
)
def test_a_window_ends_with_a_paragraph_or_a_sentence(starts, stops, end):
    encoded = encoded_of([1] * 20, frozenset(starts), frozenset(stops))
    assert windows_of(encoded, size=12, context=0)[0] == Window(0, 0, end)


def test_a_window_sees_what_stands_before():
    assert windows_of(encoded_of([1] * 45), size=22, context=3) == [
        Window(0, 0, 20),
        Window(17, 20, 37),
        Window(34, 37, 45),
    ]


def test_context_is_cut_at_a_word():
    assert windows_of(encoded_of([4] * 9), size=30, context=3)[1] == Window(7, 7, 9)
    assert windows_of(encoded_of([4] * 9), size=30, context=7)[1] == Window(6, 7, 9)


@pytest.mark.parametrize("size", [16, 32, 61])
def test_a_small_window_keeps_its_bounds_with_the_usual_context(size):
    encoded = encoded_of([MOST_PIECES] * 40)
    for window in windows_of(encoded, size=size):
        assert n_pieces(encoded, window.begin, window.end) + 2 <= size


# Windows -> arrays


@light
@given(cut_texts())
def test_a_batch_holds_each_window_and_nothing_else(cut):
    encoded, size, context = cut
    windows = windows_of(encoded, size=size, context=context)
    batch = stack([(encoded, window) for window in windows])
    assert len(batch.pieces) == len(windows)
    for row, window in enumerate(windows):
        begin, end = encoded.first[window.begin], encoded.first[window.end]
        n = end - begin
        inner = encoded.pieces[begin:end].tolist()
        assert batch.pieces[row, : n + 2].tolist() == [CLS, *inner, SEP]
        assert batch.mask[row].sum() == batch.mask[row, : n + 2].sum() == n + 2
        for array in (batch.pieces, batch.shapes, batch.quotes):
            assert not array[row, n + 2 :].any()
        words = range(window.begin, window.end)
        places = batch.first[row, : len(words)]
        assert not batch.first[row, len(words) :].any()
        assert batch.pieces[row, places].tolist() == encoded.pieces[encoded.first[words]].tolist()
        assert batch.shapes[row, places].tolist() == (1 + encoded.shapes[words]).tolist()
        assert batch.quotes[row, places].tolist() == (1 + encoded.quotes[words]).tolist()
        assert (batch.shapes[row, 1 : n + 1] > 0).all()
        assert batch.shapes[row, [0, n + 1]].tolist() == [0, 0]


def test_windows_of_two_texts_stand_side_by_side():
    short, long = encoded_of([1]), encoded_of([2, 1])
    batch = stack([(short, Window(0, 0, 1)), (long, Window(0, 0, 2))])
    assert batch.pieces.tolist() == [[CLS, 1000, SEP, 0, 0], [CLS, 1000, 1001, 1002, SEP]]
    assert batch.mask.tolist() == [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]
    assert batch.first.tolist() == [[1, 0], [1, 3]]


def test_no_windows_make_an_empty_batch():
    assert len(stack([]).pieces) == 0
