"""Who tells of an event, by name, and where a pronoun may be them."""

from onrecord.record import Article, Event, Reading
from onrecord.view.layout import clean
from onrecord.view.pronouns import GENDERS, genders_by_name

_DONE_TO = frozenset(("him", "her"))


class Tellers:
    """The speakers of a story's statements."""

    def __init__(self, article: Article, reading: Reading) -> None:
        self._names = {one.id: one.speaker_name for one in reading.statements}
        bodies = {actor.id for actor in reading.actors if actor.kind == "organisation"}
        self._of_bodies = {one.id for one in reading.statements if one.speaker in bodies}
        quoted = ("direct", "mixed")
        self._quoted = {one.id for one in reading.statements if one.quote in quoted}
        self._genders = genders_by_name(article, reading)

    def of(self, event: Event) -> str:
        """Name whoever says "I" of themselves; "" if nobody is known to.

        In "Roe told me that I won" that is whoever writes.
        """
        return self._name(event) if event.told_by in self._quoted else ""

    def _name(self, event: Event) -> str:
        return clean(self._names.get(event.told_by or "") or "")

    def meant(self, event: Event, pronoun: str) -> str:
        """Name whoever tells it, where a pronoun may be them: "the aide said he did it"."""
        name = self._name(event)
        if pronoun in _DONE_TO:
            return ""  # "asked him to come": nobody asks himself
        if pronoun == "it":
            return name if event.told_by in self._of_bodies else ""
        is_one = name in self._genders and self._genders[name] in (None, GENDERS[pronoun])
        return name if is_one else ""
