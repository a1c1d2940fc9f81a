"""The reader's training: annotated texts as arrays, and the network beside its decoders."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from onrecord.reading.abreast import abreast
from onrecord.reading.scores import Scores, arc_scores, border_scores, distances
from onrecord.reading.windows import encode
from onrecord.reading.words import words_of
from training.reader.examples import Example, Finder, batches, cut, span_tags
from training.sets.texts import Labelled

TOKENIZER = Tokenizer(models.WordLevel({"x": 0}, unk_token="x"))
TEXT = "Ann Dorrit said the ferry from Tema would sail.\nShe said no more.\n" * 40


def example(name: str = "made/up") -> Example:
    return Example(name, encode(TEXT, words_of(TEXT), TOKENIZER), {}, {})


def test_a_finder_gives_the_words_that_share_a_character():
    find = Finder([(0, 3), (4, 10), (11, 15)])
    assert list(find(0, 3)) == [0]
    assert list(find(2, 5)) == [0, 1]
    assert list(find(3, 4)) == []
    assert list(find(9, 99)) == [1, 2]


def test_of_spans_that_overlap_the_longest_is_tagged():
    find = Finder([(i, i + 1) for i in range(6)])
    spans = [Labelled(0, 2, "b"), Labelled(1, 5, "a"), Labelled(5, 6, "b")]
    assert span_tags(6, spans, ("a", "b"), find).tolist() == [0, 1, 2, 2, 2, 3]


@given(st.integers(0, 99))
def test_however_a_text_is_cut_every_word_is_kept_once(seed):
    windows = cut(example(), np.random.default_rng(seed), size=64)
    assert [w.kept for w in windows[1:]] == [w.end for w in windows[:-1]]
    assert (windows[0].kept, windows[-1].end) == (0, len(example().encoded.words))
    assert all(a.begin < b.begin for a, b in pairwise(windows))


@given(st.integers(0, 99), st.integers(70, 400))
def test_batches_hold_every_window_once_and_stay_small(seed, n_pieces):
    rng = np.random.default_rng(seed)
    parts = [(example(), window) for window in cut(example(), rng, size=64)]
    drawn = list(batches(parts, n_pieces, rng))
    assert sorted(w.kept for batch in drawn for _, w in batch) == [w.kept for _, w in parts]
    for batch in drawn:
        longest = max(e.encoded.first[w.end] - e.encoded.first[w.begin] + 2 for e, w in batch)
        assert len(batch) == 1 or longest * len(batch) <= n_pieces


def test_words_of_teams_are_told_from_words_of_places(tmp_path):
    pytest.importorskip("torch", reason="needs the extra 'train'")
    tasks = pytest.importorskip("training.reader.tasks", reason="needs the extra 'train'")
    rows = "CRICKET O|- O||Marsh B-LOC|Islands I-LOC|won O|in O|Oldport B-LOC|"
    path = tmp_path / "conll2003" / "conllpp_train.txt"
    path.parent.mkdir()
    path.write_text("-DOCSTART- O||".replace("|", "\n") + rows.replace("|", "\n"))
    (known,) = tasks.names_task(tmp_path, TOKENIZER, "train").examples
    assert known.tags["team"].tolist() == [0, 0, 1, 1, 0, 0, 0]
    assert (known.tags["names"] > 0).tolist() == [False, False, True, True, False, False, True]


def test_our_stories_are_seen_as_often_as_is_asked():
    trainer = pytest.importorskip("training.reader.__main__", reason="needs the extra 'train'")
    from training.reader.task import Task  # noqa: PLC0415

    names = ("ours/007-ferry", "ours/820-strike", "680-bank/12", "68-bundle/1", "train/820-3",
             "ours/901-dam", "ours/902-quay")  # fmt: skip
    examples = [example(name) for name in names]
    given = trainer.parse(["--base", ".", "--often", "820-829=3", "680=0", "901-999:2=0"])
    task = Task(name="stories", examples=examples, loss=lambda *_: {})
    seen = [one.name for one in trainer.repeated(task, given.often).examples]
    assert seen == [names[0], *[names[1]] * 3, names[3], names[4], names[6]]


def test_the_decoders_score_as_the_training_does():
    torch = pytest.importorskip("torch", reason="needs the extra 'train'")
    pytest.importorskip("safetensors", reason="needs the extra 'train'")
    from onrecord.reading.labels import N_KEYS  # noqa: PLC0415
    from training.reader import losses, net  # noqa: PLC0415

    torch.manual_seed(0)
    reader = net.ReaderNet()
    for value in reader.extras.values():
        torch.nn.init.normal_(value)
    extras = {name: value.detach().numpy() for name, value in reader.extras.items()}
    keys = torch.randn(30, N_KEYS)
    scores = Scores(np.zeros((30, 0)), keys.numpy(), np.zeros((30, 0)), [])
    rows, columns = np.array([1, 7, 29]), np.array([0, 3, 12, 28])
    near = net.distances(torch.from_numpy(rows), torch.from_numpy(columns))
    assert near.tolist() == distances(rows, columns).tolist()
    (cut,) = net.said_of(net.Outputs(torch.zeros(1, 30, 1), keys[None], keys)).keys
    with torch.inference_mode():
        arcs = losses.arc_scores(reader, cut[5:20], torch.arange(5, 20)).numpy()
    (group,) = abreast([(5, 20)])
    assert np.allclose(arc_scores(scores, extras, group)[0], arcs, atol=1e-4)
    for name in ("span", *net.PARTS):
        borders = border_scores(scores, extras, name, rows, np.arange(30))
        for side, ours in zip(net.SIDES, borders, strict=True):
            with torch.inference_mode():
                theirs = losses.border_scores(reader, cut, (name, side), torch.from_numpy(rows))
            assert np.allclose(ours, theirs.numpy(), atol=1e-4)
