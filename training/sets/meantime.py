"""MEANTIME: events of Wikinews and who takes part in them, in the first sentences of a story."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from training.sets.texts import Part, Sentence, Surface, Text, join

CORPORA = ("corpus_airbus", "corpus_apple")  # the other two are held back
LAST_SENTENCE = 5  # the annotation is complete up to here


class Role(NamedTuple):
    """Who or what takes part in an event."""

    event: int  # index in `EventText.events`
    first: int  # words, `last` among them
    last: int
    role: str  # of PropBank: "Arg0", "Arg1", "Argm-LOC" …


@dataclass(frozen=True, slots=True, kw_only=True)
class EventText:
    """The first six sentences of a document."""

    text: Text
    events: tuple[tuple[int, int], ...]  # first and last word of each
    roles: tuple[Role, ...]


def told(data: Path, part: Part | None = None) -> list[EventText]:
    """Return the documents of both corpora; the development part is every fifth by name."""
    documents = []
    for corpus in CORPORA:
        folder = data / "meantime" / "intra-doc_annotation" / corpus
        paths = sorted(folder.glob("*.xml"), key=lambda path: path.name)
        held_out = set(paths[4::5])
        documents += [
            read_document(f"meantime/{path.stem}", path.read_text(encoding="utf-8"))
            for path in paths
            if part is None or (path in held_out) == (part == "dev")
        ]
    return documents


def read_document(name: str, source: str) -> EventText:
    """Read a document. Raises ValueError if it declares anything: entities can be bombs."""
    if "<!" in source:
        raise ValueError(f"{name}: a declaration in the XML, which these files never have")
    root = ElementTree.fromstring(source)
    tokens = [t for t in root.iter("token") if int(t.attrib["sentence"]) <= LAST_SENTENCE]
    word_of = {token.attrib["t_id"]: i for i, token in enumerate(tokens)}
    sentences: dict[str, list[Surface]] = {}
    for token in tokens:
        sentences.setdefault(token.attrib["sentence"], []).append(Surface(token.text or "_"))
    text = join(name, [Sentence(tuple(surfaces)) for surfaces in sentences.values()])
    places = _places(root, word_of)
    ids = [tag.attrib["m_id"] for tag in root.iter("EVENT_MENTION")]
    ids = sorted((i for i in ids if i in places), key=places.__getitem__)
    number = {event: i for i, event in enumerate(ids)}
    roles = [
        Role(number[source_id], *places[target_id], link.attrib["sem_role"])
        for link in root.iter("HAS_PARTICIPANT")
        for source_id in [end.attrib["m_id"] for end in link.iter("source")]
        for target_id in [end.attrib["m_id"] for end in link.iter("target")]
        if source_id in number and target_id in places
    ]
    return EventText(
        text=text, events=tuple(places[event] for event in ids), roles=tuple(sorted(roles))
    )


def _places(root: ElementTree.Element, word_of: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Return the first and last word of every mention whose words are all among those read."""
    places = {}
    for tag in root.iter():
        anchors = [a.attrib["t_id"] for a in tag.findall("token_anchor")]
        if anchors and all(anchor in word_of for anchor in anchors):
            words = [word_of[anchor] for anchor in anchors]
            places[tag.attrib["m_id"]] = (min(words), max(words))
    return places
