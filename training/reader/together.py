"""Several processes that train side by side, and now and then take the mean of their weights.

Local SGD (Stich 2019): each process takes its own batches and its own steps. One process leaves a
graphics card idle for most of a step, since the losses are many small sums on a processor; a dozen
share one.
"""

from collections.abc import Iterable

import torch
from torch import multiprocessing
from torch.nn.utils import parameters_to_vector

EVERY = 30  # steps between two means


class Together:
    """Weights of all workers in memory that they share."""

    def __init__(self, n_workers: int, n_weights: int) -> None:
        self.n_workers = n_workers
        self._weights = torch.zeros(n_workers, n_weights).share_memory_()
        self._mean = torch.zeros(n_weights).share_memory_()
        self._numbers = torch.zeros(n_workers, dtype=torch.int64).share_memory_()
        self._barrier = multiprocessing.get_context("fork").Barrier(n_workers)

    def least(self, worker: int, number: int) -> int:
        """Return the least of the workers' numbers; all of them have to call this."""
        self._numbers[worker] = number
        self._barrier.wait()
        return int(self._numbers.min())

    def take_mean(self, worker: int, parameters: Iterable[torch.nn.Parameter]) -> None:
        """Replace the weights of each worker by the mean of all; all of them have to call this."""
        parameters = list(parameters)
        with torch.no_grad():
            self._weights[worker] = parameters_to_vector([p.cpu() for p in parameters])
            self._barrier.wait()
            share = slice(*(len(self._mean) * i // self.n_workers for i in (worker, worker + 1)))
            self._mean[share] = self._weights[:, share].mean(dim=0)
            self._barrier.wait()
            begin = 0
            for parameter in parameters:
                part = self._mean[begin : begin + parameter.numel()]
                parameter.copy_(part.view_as(parameter))
                begin += parameter.numel()
