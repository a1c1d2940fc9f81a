"""What the model says about each word: the labels of its heads, in the order of the weights."""

from typing import NamedTuple, get_args

from onrecord.record import Certainty, Grade, Manner, RelationKind

NAME_KINDS = ("person", "organisation", "place", "other")
TIME_KINDS = ("DATE", "TIME", "DURATION", "SET")
GRADES: tuple[Grade, ...] = get_args(Grade)
MANNERS: tuple[Manner, ...] = get_args(Manner)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
RELATED: tuple[RelationKind, ...] = get_args(RelationKind)  # one statement to another
DIFFERENCES = ("strengthen", "weaken", "neither")  # what one claim does to another (ClaimDiff)
OUTCOMES = ("not verified", "verified", "contradicted")  # of a check
ENTITY_KINDS = (
    "none", "person", "place", "organization", "object", "event", "time", "substance", "animal",
    "plant", "abstract",
)  # fmt: skip
# Kinds of deeds as PLV writes them; `events.kinds` has their names in PLOVER as it is now.
DEEDS = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj",
    "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith",
    "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis",
    "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip


def tags_of(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags that split a text into spans: outside, then begin and inside of each kind."""
    return ("O", *(f"{part}-{kind}" for kind in kinds for part in "BI"))


class Field(NamedTuple):
    """A range of columns of one of the model's outputs."""

    start: int
    end: int


def _fields(*sizes: tuple[str, int]) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    at = 0
    for name, size in sizes:
        fields[name] = Field(at, at + size)
        at += size
    return fields


# Columns of the output "tags", (windows, words, N_TAGS): logits of labels, and two values.
TAGS = _fields(
    ("names", len(tags_of(NAME_KINDS))),
    ("source", 3),
    ("cue", 3),
    ("content", 3),
    ("times", len(tags_of(TIME_KINDS))),
    ("upos", len(UPOS)),
    ("sentence", 2),
    ("entity", len(ENTITY_KINDS)),
    ("factbank", 1),
    ("uds", 1),
    ("check", len(tags_of(OUTCOMES))),
    ("team", 2),
    ("event", 3),  # words that name an event
    ("deed", 1 + len(DEEDS)),  # which deed a word names; 0: none
    ("grade", len(GRADES)),  # of the source of which a word is the head
    ("manner", len(MANNERS)),  # of the cue that a word begins, or of what it begins without one
    ("certainty", len(CERTAINTIES)),
    ("related", len(RELATED)),  # at the mark between two statements
    ("difference", len(DIFFERENCES)),
)
N_TAGS = max(field.end for field in TAGS.values())

# Columns of the output "keys", (windows, words, N_KEYS): halves of products between two words.
KEYS = _fields(
    ("dependent", 128),  # × head: who governs whom
    ("head", 128),
    ("relation_dependent", 64),  # + relation_head: by which relation
    ("relation_head", 64),
    ("span_of", 64),  # × span_start, × span_end: the span of which a word is the head
    ("span_start", 32),
    ("span_end", 32),
    ("anaphor", 96),  # × antecedent
    ("antecedent", 96),
    ("source_of", 64),  # × source_start, × source_end: the source of a cue, from end to end
    ("source_start", 32),
    ("source_end", 32),
    ("content_of", 64),  # × content_start, × content_end: its content, from end to end
    ("content_start", 32),
    ("content_end", 32),
    ("teller_of", 64),  # × teller_start, × teller_end: through whom it is told, from end to end
    ("teller_start", 32),
    ("teller_end", 32),
    ("check_of", 64),  # × checked: a check, and a statement that it may cover
    ("checked", 64),
    ("refers_of", 64),  # × referred: a denial or refusal, and a statement that it may be about
    ("referred", 64),
    ("actor_of", 64),  # × event_actor: who does what a word names
    ("event_actor", 64),
    ("recipient_of", 64),  # × event_recipient: to whom
    ("event_recipient", 64),
    ("deed_actor", 64),  # + deed_recipient: what kind of deed passes between two
    ("deed_recipient", 64),
)
N_KEYS = max(field.end for field in KEYS.values())
