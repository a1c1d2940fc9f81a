"""What training punishes: one function per head, over a batch of windows."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch.nn.functional import (
    binary_cross_entropy_with_logits,
    cross_entropy,
    smooth_l1_loss,
)

from onrecord.reading.likeness import compared, facts_of, likeness
from onrecord.reading.scores import PAIRED
from onrecord.reading.windows import Window
from training.reader.examples import UNKNOWN, Chains, Example, Tree
from training.reader.net import (
    PARTS,
    SIDES,
    Keys,
    ReaderNet,
    Said,
    distances,
    tag_column,
)

Part = tuple[Example, Window]
Loss = dict[str, torch.Tensor]
_MOST_ANTECEDENTS = 250  # candidates before a mention that are looked at


def tag_losses(said: Said, parts: Sequence[Part], heads: Sequence[str]) -> Loss:
    """Cross entropy of each head's labels, over the words that have one."""
    losses = {}
    for head in heads:
        gold = _laid_out([(e.tags[head], w) for e, w in parts], said.tags.shape[1], UNKNOWN)
        logits = tag_column(said.tags, head).float()
        losses[head] = cross_entropy(
            logits.flatten(0, 1), torch.from_numpy(gold).flatten(), ignore_index=UNKNOWN
        )
    return losses


def value_losses(said: Said, parts: Sequence[Part], heads: Sequence[str]) -> Loss:
    """Distance to each head's numbers, over the words that have one."""
    losses = {}
    for head in heads:
        gold = _laid_out([(e.values[head], w) for e, w in parts], said.tags.shape[1], np.nan)
        wanted = torch.from_numpy(gold).float()
        known = ~wanted.isnan()
        if known.any():
            told = tag_column(said.tags, head)[..., 0].float()
            losses[head] = smooth_l1_loss(told[known], wanted[known])
    return losses


def _laid_out(rows: Sequence[tuple[np.ndarray, Window]], width: int, empty: float) -> np.ndarray:
    out = np.full((len(rows), width), empty, rows[0][0].dtype)
    for i, (values, window) in enumerate(rows):
        out[i, : window.end - window.begin] = values[window.begin : window.end]
    return out


def reach_losses(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
    """Where the source and the content of each cue begin and end, if in the same window."""
    found: dict[str, list[torch.Tensor]] = {f"reach {name}": [] for name in PARTS}
    for row, (example, window) in enumerate(parts):
        assert example.reaches is not None
        keys = said.keys[row][: window.end - window.begin]
        for name in PARTS:
            inside = [
                reach
                for reach in example.reaches.get(name, ())
                if window.begin <= min(reach) and max(reach) < window.end
            ]
            if not inside:
                continue
            cues, *borders = torch.tensor(inside).T - window.begin
            for side, gold in zip(SIDES, borders, strict=True):
                scores = border_scores(net, keys, (name, side), cues)
                found[f"reach {name}"].append(cross_entropy(scores, gold, reduction="none"))
    return {name: torch.cat(values).mean() for name, values in found.items() if values}


def tree_losses(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
    """Who governs each word, and by which relation, in sentences that are whole in a window."""
    arcs, relations, arc_golds, relation_golds = [], [], [], []
    for row, (example, window) in enumerate(parts):
        tree = example.tree
        assert tree is not None
        rows = _whole_sentences(tree, window)
        if not len(rows):
            continue
        gold = tree.heads[rows]
        here = torch.from_numpy(rows - window.begin)
        keys = said.keys[row][here]
        sentence = torch.from_numpy(tree.sentences[rows])
        scores = arc_scores(net, keys, here)
        apart = sentence[:, None] != sentence[None, :]
        scores = torch.cat((scores[:, :1], scores[:, 1:].masked_fill(apart, float("-inf"))), dim=1)
        # rows are consecutive words of whole sentences: a head is found by its place among them
        at = np.where(gold < 0, 0, np.searchsorted(rows, gold) + 1)
        heads = torch.from_numpy(at)
        arcs.append(cross_entropy(scores, heads, reduction="none"))
        relations.append(relation_scores(net, keys, heads))
        relation_golds.append(torch.from_numpy(tree.relations[rows]))
        arc_golds.append(heads)
    if not arcs:
        return {}
    return {
        "arcs": torch.cat(arcs).mean(),
        "relations": cross_entropy(torch.cat(relations), torch.cat(relation_golds)),
    }


def _whole_sentences(tree: Tree, window: Window) -> np.ndarray:
    rows = np.arange(window.begin, window.end)
    if window.begin > 0:
        rows = rows[tree.sentences[rows] != tree.sentences[window.begin - 1]]
    if window.end < len(tree.sentences):
        rows = rows[tree.sentences[rows] != tree.sentences[window.end]]
    return rows


def arc_scores(net: ReaderNet, keys: Keys, places: torch.Tensor) -> torch.Tensor:
    """Score every word with every head: (words, 1 + words), logits; column 0 is the root."""
    mine, heads = keys.columns["dependent"], keys.columns["head"]
    near = net.extras["arc_distance"][distances(places, places)]
    scores = (mine @ heads.T).float() / 11 + (heads @ net.extras["head_bias"])[None, :] + near
    itself = torch.eye(len(places), dtype=torch.bool)
    scores = scores.masked_fill(itself, float("-inf"))
    root = (mine @ net.extras["root"]).float()[:, None]
    return torch.cat((root, scores), dim=1)


def relation_scores(net: ReaderNet, keys: Keys, heads: torch.Tensor) -> torch.Tensor:
    """Score the relations of words to their heads: (words, RELATIONS); head 0 is the root."""
    theirs = torch.cat((net.extras["relation_root"][None], keys.columns["relation_head"]))
    both = torch.relu(keys.columns["relation_dependent"] + theirs[heads])
    scores: torch.Tensor = both.float() @ net.extras["relation"]
    return scores


def span_losses(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
    """Where the entity begins and ends whose head a word is."""
    losses = []
    for row, (example, window) in enumerate(parts):
        chains = example.chains
        assert chains is not None
        inside = (chains.firsts >= window.begin) & (chains.lasts < window.end)
        if not inside.any():
            continue
        n = window.end - window.begin
        heads = torch.from_numpy(chains.heads[inside] - window.begin)
        keys = said.keys[row][:n]
        for side, gold in zip(SIDES, (chains.firsts, chains.lasts), strict=True):
            scores = border_scores(net, keys, ("span", side), heads)
            losses.append(
                cross_entropy(
                    scores, torch.from_numpy(gold[inside] - window.begin), reduction="none"
                )
            )
    return {"spans": torch.cat(losses).mean()} if losses else {}


def border_scores(
    net: ReaderNet, keys: Keys, border: tuple[str, str], words: torch.Tensor
) -> torch.Tensor:
    """Score each word as the first or last of what belongs to each of some words: (words, all).

    border: what it is ("span" of a head word, "source" or "content" of a cue) and the side.
    """
    what, side = border
    of = keys.columns[f"{what}_of"][words]
    half = of[:, :32] if side == "start" else of[:, 32:]
    name = f"{what}_{side}"
    near = net.extras[f"{name}_distance"][distances(words, torch.arange(len(keys)))]
    scores: torch.Tensor = (half @ keys.columns[name].T).float() / 6 + near
    return scores


def chain_losses(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
    """Which earlier mention each mention takes up; documents must be whole in the batch.

    The likelihood of any of the gold antecedents (Lee et al. 2017), between head words alone
    (Dobrovolskii 2021).
    """
    losses = []
    for example, keys in _whole(said, parts):
        chains = example.chains
        assert chains is not None
        if len(chains.heads) < 2:
            continue
        scores = antecedent_scores(net, keys, chains)
        same = torch.from_numpy(
            (chains.chains[:, None] == chains.chains[None, :]) & (chains.chains[:, None] >= 0)
        )
        possible = ~scores[:, 1:].isinf()
        right = same & possible
        none = ~right.any(dim=1, keepdim=True)
        gold = torch.cat((none, right), dim=1)
        hit = scores.masked_fill(~gold, float("-inf")).logsumexp(dim=1)
        losses.append(scores.logsumexp(dim=1) - hit)
    return {"chains": torch.cat(losses).mean()} if losses else {}


def pair_losses(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
    """Which statements a check covers, and which a denial is about, anywhere in the story."""
    found: dict[str, list[torch.Tensor]] = {}
    for example, keys in _whole(said, parts):
        assert example.pairs is not None
        for name, pairs in example.pairs.items():
            if len(pairs.rows) and len(pairs.columns):
                scores = pair_scores(net, keys, name, pairs.rows, pairs.columns)
                gold = torch.from_numpy(pairs.same).float()
                losses = binary_cross_entropy_with_logits(scores, gold, reduction="none")
                found.setdefault(f"pairs {name}", []).append(losses.flatten())
    return {name: torch.cat(values).mean() for name, values in found.items()}


def pair_scores(
    net: ReaderNet, keys: Keys, name: str, rows: np.ndarray, columns: np.ndarray
) -> torch.Tensor:
    """Score words with words that may belong to them: (rows, columns), logits."""
    mine = keys.columns[f"{name}_of"][torch.from_numpy(rows)]
    theirs = keys.columns[PAIRED[name]][torch.from_numpy(columns)]
    near = net.extras[f"{name}_distance"][
        distances(torch.from_numpy(rows), torch.from_numpy(columns))
    ]
    return (mine @ theirs.T).float() / 8 + near


def _whole(said: Said, parts: Sequence[Part]) -> Iterator[tuple[Example, Keys]]:
    """Give each text of a batch that holds all its windows, with the keys of its words."""
    rows_of: dict[str, list[int]] = {}
    for row, (example, _) in enumerate(parts):
        rows_of.setdefault(example.name, []).append(row)
    for rows in rows_of.values():
        windows = ((row, parts[row][1]) for row in rows)
        keys = [said.keys[row][w.kept - w.begin : w.end - w.begin] for row, w in windows]
        yield parts[rows[0]][0], Keys.joined(keys)


def antecedent_scores(net: ReaderNet, keys: Keys, chains: Chains) -> torch.Tensor:
    """Score each mention with those before it: (mentions, 1 + mentions); column 0 is "none"."""
    heads = torch.from_numpy(chains.heads)
    mine, theirs = keys.columns["anaphor"][heads], keys.columns["antecedent"][heads]
    near = net.extras["coref_distance"][distances(heads, heads)]
    scores = (mine @ theirs.T).float() / 10 + near
    every = slice(None)
    facts = torch.from_numpy(facts_of(likeness(compared(chains.namings), every, every)))
    scores = scores + facts @ net.extras["coref_features"]
    order = torch.arange(len(heads))
    back = order[:, None] - order[None, :]
    scores = scores.masked_fill((back <= 0) | (back > _MOST_ANTECEDENTS), float("-inf"))
    none = net.extras["coref_none"].expand(len(heads), 1)
    return torch.cat((none, scores), dim=1)
