"""Batches that are read by recorded graphs: padded, they say what they said before."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch", reason="needs the extra 'train'")
pytest.importorskip("safetensors", reason="needs the extra 'train'")
graphs = pytest.importorskip("training.reader.graphs", reason="needs the extra 'train'")

from training.reader.net import ReaderNet  # noqa: E402


def batch(n_windows: int, n_pieces: int, n_words: int) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    pieces = rng.integers(1_000, 30_000, (n_windows, n_pieces))
    mask = np.ones_like(pieces)
    mask[:, n_pieces - n_pieces // 4 :] = 0
    shapes, quotes = rng.integers(0, 3, (2, n_windows, n_pieces))
    first = np.sort(rng.integers(0, n_pieces // 2, (n_windows, n_words)), axis=1)
    return [pieces, mask, shapes, quotes, first]


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 120), st.integers(2, 300))
def test_a_batch_is_padded_with_nothing_to_one_of_a_few_shapes(n_windows, n_pieces):
    arrays = batch(n_windows, n_pieces, n_pieces // 2)
    found = graphs.padded(arrays)
    if found is None:
        assert n_pieces > 258 or n_windows > 6_400 // 258
        return
    assert {array.shape for array in found} == {found[0].shape}
    for array, wide in zip(arrays, found, strict=True):
        rows, columns = array.shape
        assert (wide[:rows, :columns] == array).all()
        assert wide.sum() == array.sum()


def test_no_more_shapes_are_recorded_than_a_card_has_room_for():
    shapes = {
        found[0].shape
        for n_windows in range(1, 110)
        for n_pieces in range(2, 262, 4)
        if (found := graphs.padded(batch(n_windows, n_pieces, 1)))
    }
    assert len(shapes) == 12


def test_what_is_padded_says_the_same_and_learns_the_same(monkeypatch):
    recorded = []

    def record(layers, sample, **_):
        recorded.append(sample[0].shape)
        return layers

    monkeypatch.setattr(torch.cuda, "graph_pool_handle", lambda: None)
    monkeypatch.setattr(torch.cuda, "make_graphed_callables", record)
    torch.manual_seed(0)
    net = ReaderNet(dropout=0.0)
    arrays = batch(5, 60, 30)
    plain = net(*map(torch.from_numpy, arrays))
    read = graphs.Graphs(net)
    wide = list(map(torch.from_numpy, graphs.padded(arrays)))
    by_graph = read(wide, 5, 30)
    for name in ("tags", "keys"):
        assert torch.allclose(getattr(plain, name), getattr(by_graph, name), atol=1e-4)
    gradients = [
        torch.autograd.grad(said.keys.square().mean(), net.encoder.words.weight)[0]
        for said in (plain, by_graph)
    ]
    assert torch.allclose(*gradients, atol=1e-6)
    read(wide, 5, 30)
    assert recorded == [(36, 66, 384)]
