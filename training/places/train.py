"""`python -m training.places.train`: train the ranker of places and write its weights.

On four fifths of LGL and TR-News; the last fifth is only measured. Two networks: names by
themselves, then among each other; the second sees the first's shares. Also writes where the
papers of the training part are from.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from eval.sets import data_root
from onrecord.gazetteer.index import Index
from onrecord.gazetteer.names import key_of
from onrecord.gazetteer.shelf import BOX, Shelf
from onrecord.reading.places import outlets
from onrecord.reading.places.features import (
    FEATURES,
    Around,
    Candidates,
    candidates_of,
    own_features,
    with_context,
)
from onrecord.reading.places.names import Asked, Name, names_of
from onrecord.reading.places.outlets import Outlet
from onrecord.reading.places.ranker import shares_of
from onrecord.reading.places.resolve import peoples_named
from onrecord.reading.places.sphere import Array, distance_km
from onrecord.record import Span
from training.sets import geo

PACKAGE = Path(outlets.__file__).parent
HIDDEN = 16
EPOCHS = 400
RATE = 0.01
DECAY = 2e-3
SEED = 5
LOCAL_KM = 120.0  # half of a local paper's places are nearer than that to their middle
FEWEST_TEXTS = 2  # of a paper, to tell where it is from


class Story(NamedTuple):
    """A text with its names, candidates and which of them are right."""

    text: geo.PlacedText
    names: list[Name]
    found: Candidates
    own: Array
    gold: list[int]  # row of the right candidate; -1 = not among them
    weights: list[float]


def main() -> None:
    """Train, write, and print how many names of both parts are right."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    shelf = Shelf((Index(BOX),))
    train = [
        one for name in geo.FILES for one in geo.texts(data_root() / "geo", name, held_out=False)
    ]
    papers = _papers(train)
    path = PACKAGE / "outlets.json"
    path.write_text(_lines(papers), encoding="utf-8")
    outlets.known_outlets.cache_clear()
    stories = []
    for text in train:
        known = _papers([one for one in train if one is not text and one.host == text.host])
        for outlet in (_outlet(text.host, known), outlets.outlet_of(None)):
            stories.append(_story(text, outlet, shelf))
    first = _fit(stories, [story.own for story in stories])
    tables = [
        with_context(story.own, story.names, story.found, _shares(first, story.own, story.found))
        for story in stories
    ]
    last = _fit(stories, tables)
    stored = {"features": list(FEATURES), "layers": [_stored(one) for one in (first, last)]}
    (PACKAGE / "ranker.json").write_text(json.dumps(stored) + "\n", encoding="utf-8")
    print("train", _right(stories, tables, last))
    for name in geo.FILES:
        held = [
            _story(one, outlets.outlet_of(one.host), shelf)
            for one in geo.texts(data_root() / "geo", name, held_out=True)
        ]
        tables = [
            with_context(one.own, one.names, one.found, _shares(first, one.own, one.found))
            for one in held
        ]
        print(name, "held out", _right(held, tables, last))


class Net(torch.nn.Module):
    """The network that `ranker.Layer` runs."""

    def __init__(self) -> None:
        super().__init__()
        n = len(FEATURES)
        self.straight = torch.nn.Parameter(torch.zeros(n))
        self.inner = torch.nn.Parameter(torch.randn(n, HIDDEN) * 0.1)
        self.inner_bias = torch.nn.Parameter(torch.zeros(HIDDEN))
        self.outer = torch.nn.Parameter(torch.randn(HIDDEN) * 0.1)

    def forward(self, table: torch.Tensor) -> torch.Tensor:
        """Return one number for each row."""
        return table @ self.straight + torch.tanh(table @ self.inner + self.inner_bias) @ self.outer


def _fit(stories: Sequence[Story], tables: Sequence[Array]) -> Net:
    table = torch.from_numpy(np.concatenate(tables).astype(np.float32))
    of, right, weights = _joint(stories)
    net = Net()
    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS)
    n_names = int(of.max()) + 1
    for _ in range(EPOCHS):
        scores = net(table)
        most = torch.full((n_names,), -1e9).scatter_reduce(0, of, scores.detach(), "amax")
        total = torch.zeros(n_names).index_add(0, of, (scores - most[of]).exp())
        logs = scores[right] - most[of[right]] - total[of[right]].log()
        loss = -(logs * weights).sum() / weights.sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    print("loss", round(float(loss), 4))
    return net


def _joint(stories: Sequence[Story]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    of, right, weights = [], [], []
    n_rows = n_names = 0
    for story in stories:
        of.append(story.found.of + n_names)
        for row, weight in zip(story.gold, story.weights, strict=True):
            if row >= 0:
                right.append(row + n_rows)
                weights.append(weight)
        n_rows += len(story.own)
        n_names += len(story.names)
    return (
        torch.from_numpy(np.concatenate(of)),
        torch.tensor(right),
        torch.tensor(weights, dtype=torch.float32),
    )


def _story(text: geo.PlacedText, outlet: Outlet, shelf: Shelf) -> Story:
    asked = [Asked(Span(start=one.start, end=one.end), one.words) for one in text.toponyms]
    names = names_of(text.text, asked, shelf)
    found = candidates_of(names)
    own = own_features(names, found, Around(outlet, peoples_named(text.text, shelf)))
    ids = {(one.start, one.end): one.id for one in text.toponyms}
    gold, weights = [], []
    row = 0
    for name in names:
        said = Counter(ids[(s.start, s.end)] for s in name.spans if ids[(s.start, s.end)])
        right = said.most_common(1)[0][0] if said else None
        rows = [i for i, one in enumerate(name.candidates) if one.entry.id == right]
        gold.append(row + rows[0] if rows else -1)
        weights.append(float(np.sqrt(len(name.spans))))
        row += len(name.candidates)
    return Story(text, names, found, own, gold, weights)


def _shares(net: Net, table: Array, found: Candidates) -> Array:
    with torch.no_grad():
        return shares_of(net(torch.from_numpy(table)).numpy(), found.of)


def _right(stories: Sequence[Story], tables: Sequence[Array], net: Net) -> str:
    right = covered = total = 0
    for story, table in zip(stories, tables, strict=True):
        shares = _shares(net, table, story.found)
        row = 0
        for name, gold in zip(story.names, story.gold, strict=True):
            n = len(name.candidates)
            total += len(name.spans)
            covered += (gold >= 0) * len(name.spans)
            if n and gold >= 0:
                right += (row + int(shares[row : row + n].argmax()) == gold) * len(name.spans)
            row += n
    return f"{right / max(1, covered):.3f} of {covered} covered, of {total}"


def _papers(texts: Sequence[geo.PlacedText]) -> dict[str, list[float | str | None]]:
    """Tell where papers are from: the middle of their places, or only the country."""
    by_host: dict[str, list[geo.PlacedText]] = defaultdict(list)
    for text in texts:
        by_host[text.host.lower().removeprefix("www.")].append(text)
    papers: dict[str, list[float | str | None]] = {}
    for host, own in sorted(by_host.items()):
        points = [one.point for text in own for one in text.toponyms if one.point]
        if len(own) < FEWEST_TEXTS or not points:
            continue
        distances = np.array([[distance_km(a, b) for b in points[:150]] for a in points[:150]])
        middle = int(np.median(distances, axis=1).argmin())
        if np.median(distances[middle]) <= LOCAL_KM:
            lat, lon = points[middle]
            papers[host] = [round(lat, 2), round(lon, 2), _country(own)]
    return papers


def _country(texts: Sequence[geo.PlacedText]) -> str | None:
    """Return the country that the ids of most places are in, as the gazetteer has them."""
    counts: Counter[str] = Counter()
    shelf = Shelf((Index(BOX),))
    for text in texts:
        for one in text.toponyms:
            for named in shelf.find(key_of(one.words)):
                if named.entry.id == one.id and named.entry.country:
                    counts[named.entry.country] += 1
    return counts.most_common(1)[0][0] if counts else None


def _outlet(host: str, known: dict[str, list[float | str | None]]) -> Outlet:
    plain = outlets.outlet_of(None)
    host = host.lower().removeprefix("www.")
    if host not in known:
        return Outlet(host, plain.point, outlets.outlet_of("x." + host).country)
    lat, lon, country = known[host]
    assert isinstance(lat, float)
    assert isinstance(lon, float)
    return Outlet(host, (lat, lon), str(country) if country else None)


def _stored(net: Net) -> dict[str, list[float]]:
    return {
        name: np.round(value.detach().numpy(), 4).tolist() for name, value in net.named_parameters()
    }


def _lines(papers: dict[str, list[float | str | None]]) -> str:
    lines = [f"  {json.dumps(host)}: {json.dumps(place)}" for host, place in papers.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
