"""The tasks of two statements side by side: what the one has to do with the other."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.labels import DIFFERENCES, RELATED
from training.reader import losses
from training.reader.examples import UNKNOWN, Example, Finder, encoded_text
from training.reader.losses import Loss, Part
from training.reader.net import ReaderNet, Said
from training.reader.task import Task
from training.sets.claims import TextPair, compared, related
from training.sets.texts import Part as SetPart


def related_task(tokenizer: Tokenizer, part: SetPart) -> Task:
    """Pairs of our bundles and stories."""
    return _task("related", related(part), RELATED, tokenizer)


def claimdiff_task(data: Path, tokenizer: Tokenizer, part: SetPart) -> Task:
    """ClaimDiff: whether one claim makes another stronger or weaker."""
    del data  # `eval.sets` knows where it is
    return _task("difference", compared(part), DIFFERENCES, tokenizer)


def _task(head: str, pairs: Sequence[TextPair], kinds: Sequence[str], tokenizer: Tokenizer) -> Task:
    examples = []
    for pair in pairs:
        encoded = encoded_text(pair.text, tokenizer)
        tags = np.full(len(encoded.words), UNKNOWN, np.int64)
        tags[Finder(encoded.words)(pair.mark, pair.mark + 1).start] = kinds.index(pair.relation)
        examples.append(Example(pair.text.name, encoded, {head: tags}, {}))

    def loss(net: ReaderNet, said: Said, parts: Sequence[Part]) -> Loss:
        return losses.tag_losses(said, parts, (head,))

    return Task(name=head, examples=examples, loss=loss, most_pieces=2_000)
