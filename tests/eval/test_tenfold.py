"""Ten parts: figures come of what was written for each; layers below and above are one network."""

import json

import numpy as np
import pytest
from tokenizers import Tokenizer, models

from eval import tenfold
from eval.sets import MissingSetError
from onrecord.reading.windows import encode, stack, windows_of
from onrecord.reading.words import words_of

TOKENIZER = Tokenizer(models.WordLevel({"x": 0}, unk_token="x"))
TEXT = "The ferry from Tema sailed on Tuesday, Ann Dorrit said.\n" * 3


def test_each_part_counts_once(tmp_path, monkeypatch):
    right, wrong = (2.0, 2.0, 2.0), (0.0, 1.0, 3.0)
    times = [
        {"fold": f, "counts": {"strict": c, "relaxed": right}}
        for f, c in enumerate([right] * 9 + [wrong])
    ]
    kinds = [{"fold": 0, "counts": {"root": (1.0, 1.0), "quad": (1.0, 1.0)}},
             {"fold": 1, "counts": {"root": (2.0, 1.0), "quad": (1.0, 1.0)}}]  # fmt: skip
    path = tmp_path / "reader.json"
    path.write_text(json.dumps({"times": times, "plover": kinds}), encoding="utf-8")
    monkeypatch.setattr(tenfold, "READ", path)
    values = {figure.name: figure.value for figure in tenfold.tenfold_figures(None)}
    assert values["tenfold.times_strict"] == pytest.approx(36 / 40)
    assert values["tenfold.times_relaxed"] == 1
    assert values["tenfold.times_dev"] == 0
    assert values["tenfold.root"] == pytest.approx((2 / 3 + 0) / 2)
    assert values["tenfold.root_accuracy"] == 0.5
    assert values["tenfold.quad"] == 1


def test_what_was_not_written_yet_says_how(tmp_path, monkeypatch):
    monkeypatch.setattr(tenfold, "READ", tmp_path / "reader.json")
    with pytest.raises(MissingSetError, match=r"training\.reader\.folds"):
        tenfold.tenfold_figures(None)


def test_layers_below_and_above_say_what_the_network_says():
    torch = pytest.importorskip("torch", reason="needs the extra 'train'")
    from training.reader.examples import Example  # noqa: PLC0415 - needs torch
    from training.reader.folds import Lower, Upper  # noqa: PLC0415 - needs torch
    from training.reader.net import ReaderNet  # noqa: PLC0415 - needs torch

    torch.manual_seed(0)
    net = ReaderNet().eval()
    encoded = encode(TEXT, words_of(TEXT), TOKENIZER)
    example = Example("made/up", encoded, {}, {})
    parts = [(example, window) for window in windows_of(encoded, size=24, context=4)]
    assert len(parts) > 1
    batch = [torch.from_numpy(array) for array in stack([(e.encoded, w) for e, w in parts])]
    lower = Lower(net.encoder)
    with torch.inference_mode():
        wanted = net(*batch)
        for _ in range(2):  # asked again, it remembers
            said = Upper(net).eval()(*lower(parts))
            for row, (_, window) in enumerate(parts):
                here = row, slice(0, window.end - window.begin)
                np.testing.assert_allclose(said.tags[here], wanted.tags[here], atol=0.05)
