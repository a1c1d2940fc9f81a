"""Weights that several train side by side: after each meeting all have the mean."""

from threading import Thread

import pytest

torch = pytest.importorskip("torch", reason="needs the extra 'train'")


def side_by_side(do, given):
    threads = [Thread(target=do, args=one, daemon=True) for one in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def test_all_workers_take_as_many_steps_as_the_one_with_the_least():
    from training.reader.together import Together  # noqa: PLC0415 - needs torch

    together, told = Together(3, 1), {}
    side_by_side(
        lambda worker, number: told.update({worker: together.least(worker, number)}),
        [(0, 40), (1, 38), (2, 41)],
    )
    assert told == {0: 38, 1: 38, 2: 38}


def test_all_workers_have_the_mean_of_their_weights():
    from training.reader.together import Together  # noqa: PLC0415 - needs torch

    sizes = ((2, 3), (5,))
    workers = [
        [torch.nn.Parameter(torch.full(size, float(value))) for size in sizes]
        for value in (1, 2, 6)
    ]
    together = Together(len(workers), 11)
    side_by_side(together.take_mean, list(enumerate(workers)))
    for weights in workers:
        assert [tuple(one.shape) for one in weights] == list(sizes)
        assert all(bool((one == 3).all()) for one in weights)
