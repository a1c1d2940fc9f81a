"""Weights that several train side by side: after each meeting all have the mean."""

from threading import Thread

import pytest

torch = pytest.importorskip("torch", reason="needs the extra 'train'")


def test_all_workers_have_the_mean_of_their_weights():
    from training.reader.together import Together  # noqa: PLC0415 - needs torch

    sizes = ((2, 3), (5,))
    workers = [
        [torch.nn.Parameter(torch.full(size, float(value))) for size in sizes]
        for value in (1, 2, 6)
    ]
    together = Together(len(workers), 11)
    threads = [
        Thread(target=together.take_mean, args=(k, weights), daemon=True)
        for k, weights in enumerate(workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    for weights in workers:
        assert [tuple(one.shape) for one in weights] == list(sizes)
        assert all(bool((one == 3).all()) for one in weights)
