"""Smoothing changes what is rounded, not what the network says."""

import numpy as np
import pytest
from tokenizers import Tokenizer, models

from onrecord.reading.windows import encode, stack, windows_of
from onrecord.reading.words import words_of

TOKENIZER = Tokenizer(models.WordLevel({"x": 0}, unk_token="x"))
TEXT = "“The ferry from Tema would sail,” Ann Dorrit said.\nShe said no more on Tuesday.\n"


def test_a_smoothed_network_says_the_same_and_is_undone_by_its_divisors():
    torch = pytest.importorskip("torch", reason="needs the extra 'train'")
    from training.reader.net import ReaderNet  # noqa: PLC0415 - needs torch
    from training.reader.smoothing import SMOOTHED, smoothed  # noqa: PLC0415 - needs torch

    torch.manual_seed(0)
    net = ReaderNet().eval()
    with torch.no_grad():  # a column that stands out, as in trained networks
        net.encoder.layers[0].join_norm.weight[7] = 30.0
    encoded = encode(TEXT, words_of(TEXT), TOKENIZER)
    windows = [(encoded, window) for window in windows_of(encoded)]
    batch = [torch.from_numpy(array) for array in stack(windows)]
    smooth = smoothed(net, windows)
    with torch.inference_mode():
        for ours, theirs in zip(smooth(*batch), net(*batch), strict=True):
            np.testing.assert_allclose(ours.numpy(), theirs.numpy(), atol=2e-4)
    for mine, before in zip(smooth.encoder.layers, net.encoder.layers, strict=True):
        for name in SMOOTHED:
            layer, was = getattr(mine, name), getattr(before, name)
            np.testing.assert_allclose(
                (layer.weight * layer.shrink).detach().numpy(), was.weight.detach().numpy(),
                rtol=1e-5,
            )  # fmt: skip
    divided = smooth.encoder.layers[0].up.shrink
    assert int(divided.argmin()) == 7
