"""What training punishes in who does what to whom.

PLV names the kind of a deed and both sides of it, but not the word that stands for it. Any word of
the sentence may be it: the likelihood is that of all of them together, each as likely as it names
an event (a mixture, whose parts sort themselves out in training).
"""

from collections.abc import Sequence

import torch
from torch.nn.functional import logsigmoid

from onrecord.reading.windows import Window
from training.reader.examples import UNKNOWN, Deed
from training.reader.losses import Loss, Part, pair_scores
from training.reader.net import Keys, ReaderNet, Said, tag_column

_LEAST_EVENT = -5.0  # log odds: a word that looks like no event may still be one
SIDES = ("actor", "recipient")


def deed_losses(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
    """Who does it and to whom ("deed sides"), and what it is, given both ("deeds")."""
    found: dict[str, list[torch.Tensor]] = {"deed sides": [], "deeds": []}
    for row_tags, row_keys, (example, window) in zip(
        said.tags.unbind(), said.keys, parts, strict=True
    ):
        for deed in example.deeds:
            if window.begin <= deed.first and deed.last <= window.end:
                here, moved = _of_sentence(window, deed)
                tags, keys = row_tags[here], row_keys[here]
                sides = side_scores(net, keys)
                if deed.trigger == UNKNOWN:
                    triggers = trigger_scores(tags) + _given(sides, moved)
                    chosen = triggers.logsumexp(dim=0)
                    kinds = kind_scores(net, tags, keys, triggers, moved)
                    found["deeds"].append(-kinds[deed.kind])
                else:
                    chosen = _given(sides, moved)[moved.trigger]
                found["deed sides"].append(-chosen)
    return {name: torch.stack(values).mean() for name, values in found.items() if values}


def _of_sentence(window: Window, deed: Deed) -> tuple[slice, Deed]:
    """Return which words of a window a sentence is; its deed with words counted from there."""
    here = slice(deed.first - window.begin, deed.last - window.begin)
    moved = [i - deed.first if i != UNKNOWN else i for i in (deed.trigger, *deed[4:])]
    within = deed._replace(trigger=moved[0], actor=moved[1], recipient=moved[2])
    return here, within


def side_scores(net: ReaderNet, keys: Keys) -> dict[str, torch.Tensor]:
    """Return the log probability of each word to be a side of each trigger: (triggers, words)."""
    every = torch.arange(len(keys)).numpy()
    return {name: pair_scores(net, keys, name, every, every).log_softmax(dim=1) for name in SIDES}


def trigger_scores(tags: torch.Tensor) -> torch.Tensor:
    """Return the log probability of each word to be what is coded, before anything is known.

    It goes by the event head, which learns from other sets and is not moved from here.
    """
    event = tag_column(tags, "event").detach().float()
    odds = event[:, 1:].logsumexp(dim=1) - event[:, 0]
    return logsigmoid(odds.clamp(min=_LEAST_EVENT)).log_softmax(dim=0)


def _given(sides: dict[str, torch.Tensor], deed: Deed) -> torch.Tensor:
    """Return the log probability of both sides of a deed for each trigger."""
    total = torch.zeros(len(sides["actor"]))
    for name in SIDES:
        if getattr(deed, name) != UNKNOWN:
            total = total + sides[name][:, getattr(deed, name)]
    return total


def kind_scores(
    net: ReaderNet, tags: torch.Tensor, keys: Keys, triggers: torch.Tensor, deed: Deed
) -> torch.Tensor:
    """Return the log probability of each kind, given both sides of a deed: (DEEDS,)."""
    named = tag_column(tags, "deed").float().log_softmax(dim=1)[:, 1:]
    kinds = (triggers.log_softmax(dim=0)[:, None] + named).logsumexp(dim=0)
    if UNKNOWN not in (deed.actor, deed.recipient):
        sides = (
            keys.columns["deed_actor"][deed.actor],
            keys.columns["deed_recipient"][deed.recipient],
        )
        both = sides[0] + sides[1]
        kinds = kinds + torch.relu(both).float() @ net.extras["deed"]
    return kinds.log_softmax(dim=0)
