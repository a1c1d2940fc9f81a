"""What may not be trained on: several sets annotate the same texts."""

import re
from collections.abc import Iterable

from training.sets.texts import Text

NOT_LETTERS = re.compile(r"[\W_]+")


def same_text_guard(train: Iterable[Text], dev: Iterable[Text]) -> None:
    """Raise ValueError if a development text is among the training texts, whatever set it is from.

    Only letters and digits are compared, without case, since sets space the same words differently.
    """
    seen = {_letters(text): text.name for text in train}
    for text in dev:
        twin = seen.get(_letters(text))
        if twin is not None and _letters(text):
            raise ValueError(f"{text.name} is for development, but {twin} is the same text")


def _letters(text: Text) -> str:
    return NOT_LETTERS.sub("", text.text).lower()
