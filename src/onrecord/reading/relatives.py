"""Relative clauses whose subject, or the noun that they are about, a parser got wrong."""

from dataclasses import replace

from onrecord.reading.statements.actors.naming.sources import is_title
from onrecord.reading.syntax import LONGEST_SENTENCE
from onrecord.record import Words

HEARSAY = frozenset(("allegedly", "reportedly", "purportedly", "supposedly", "apparently"))
_PRONOUNS = frozenset(("which", "who", "that"))
# Of the cues of statements, those that take a clause: with all of them two more arcs of 882 stories
# were changed, both wrongly ("which a panel described as").
_SAYING = frozenset((
    "say", "tell", "claim", "report", "believe", "think", "allege", "estimate", "fear", "warn",
    "suspect", "argue", "insist", "hope", "suggest", "note", "add", "admit",
))  # fmt: skip
_SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_THINGS = _NOUNS | {"NUM", "SYM"}  # "who stole | $200"
# No town does: "the fire in Oslo, which killed two".
_HARMING = frozenset((
    "kill", "injure", "wound", "hurt", "destroy", "damage", "leave", "displace", "trap", "flood",
))  # fmt: skip
_LONGEST_NAME = 5  # words from the head of a name to its last noun
_NEAR_VERB = 4  # words from such an adverb to its verb
_FARTHEST_SUBJECT = 30  # words from the subject of a clause to its verb
_LONGEST_SUBJECT = 6  # words between a pronoun and who says it
_LONGEST_FINITE = 5  # letters of what makes a clause finite: "were", "would", not "having"
_WITHIN = frozenset(("nmod", "appos", "conj"))  # relations of nouns within a subject
_OPEN = {"root": "root", "parataxis": "parataxis", "ccomp": "ccomp", "obj": "ccomp"}


def with_relatives(words: Words) -> Words:
    """Return words with the arcs of relative clauses mended; none goes in a circle.

    In "a fire, which officials say killed two" the pronoun is the subject of "killed", and that is
    what is told of the fire. "Roe of the Mill Union, which was formed in 1988" was not formed.
    In "clerks said he tried it" clerks did not try. And "Roe, a clerk, and Doe, her aide, were
    held" has a main clause and no relative one, as has "the decision in May angered sailors".
    """
    heads, relations = list(words.heads), list(words.relations)
    for pronoun, lemma in enumerate(words.lemmas):
        if lemma in _PRONOUNS and words.tags[pronoun] == "PRON":
            _mend_pronoun(words, heads, relations, pronoun)
    for adverb, lemma in enumerate(words.lemmas):
        if lemma in HEARSAY:
            _mend_adverb(words, heads, relations, adverb)
    for word, tag in enumerate(words.tags):
        if tag == "VERB":
            _mend_verb(words, heads, relations, word)
        elif tag in _NOUNS and relations[word] == "nsubj":
            _mend_teller(words, heads, relations, word)
    return replace(words, heads=tuple(heads), relations=tuple(relations))


def _mend_pronoun(words: Words, heads: list[int], relations: list[str], pronoun: int) -> None:
    if heads[pronoun] > pronoun:
        _mend_subject(words, heads, relations, pronoun)
        _mend_who(words, heads, relations, pronoun)
        _mend_noun(words, heads, relations, pronoun)
    elif words.lemmas[pronoun] == "which" and relations[pronoun] == "acl":
        _mend_object(words, heads, relations, pronoun)


def _mend_subject(words: Words, heads: list[int], relations: list[str], pronoun: int) -> None:
    """Make a pronoun the subject of a verb that has none, where somebody says it in between."""
    verb = heads[pronoun]
    if words.lemmas[verb] in _SAYING and relations[pronoun] == "obj":
        _mend_told(words, heads, relations, pronoun)
        return
    between = range(pronoun + 1, min(verb, pronoun + 1 + _LONGEST_SUBJECT))
    saying = next((k for k in between if words.lemmas[k] in _SAYING), None)
    if saying is None or words.tags[verb] in _NOUNS or words.lemmas[verb - 1] == "to":
        return
    if any(heads[k] == verb and relations[k] in _SUBJECTS for k in range(saying + 1, verb)):
        return
    noun = heads[saying] if relations[saying] == "acl" else _named_before(words, heads, pronoun)
    is_told = heads[verb] == saying and relations[verb] == "ccomp"
    if is_told and relations[saying] in ("acl", "advcl") and 0 <= noun < pronoun:
        heads[verb], relations[verb] = noun, "acl"
        heads[saying], relations[saying] = verb, "parataxis"
    elif relations[verb] == "ccomp" and heads[saying] == verb:  # "blamed men who he said had fled"
        over = _noun_before(words, pronoun)
        if over >= 0 and relations[over] == "obj" and heads[over] == heads[verb]:
            heads[verb], relations[verb] = over, "acl"
    if relations[verb] == "acl":
        relations[pronoun] = "nsubj"


def _noun_before(words: Words, pronoun: int) -> int:
    """Return the noun that stands before a pronoun in its sentence, -1 without one."""
    noun = pronoun - 1
    while noun > 0 and words.tags[noun] == "PUNCT":
        noun -= 1
    is_here = noun >= 0 and words.sentences[noun] == words.sentences[pronoun]
    return noun if is_here and words.tags[noun] in _NOUNS else -1


def _named_before(words: Words, heads: list[int], pronoun: int) -> int:
    """Return the head of the noun right before "which", -1 without one."""
    noun = _noun_before(words, pronoun) if words.lemmas[pronoun] == "which" else -1
    if noun < 0:
        return -1
    while words.relations[noun] in ("flat", "compound") and 0 <= heads[noun] < pronoun:
        noun = heads[noun]
    return noun


def _mend_told(words: Words, heads: list[int], relations: list[str], pronoun: int) -> None:
    """Make a pronoun the subject of what is told of it: "criminals who | he said | had fled"."""
    saying, noun = heads[pronoun], _noun_before(words, pronoun)
    behind = range(saying + 1, min(saying + 1 + _LONGEST_SUBJECT, len(heads)))
    told = next((k for k in behind if heads[k] == saying and relations[k] == "ccomp"), None)
    if told is None or noun < 0 or is_under(heads, noun, saying):
        return
    if any(heads[k] == told and relations[k] in _SUBJECTS for k in range(saying + 1, told)):
        return
    heads[pronoun], relations[pronoun] = told, "nsubj"
    heads[told], relations[told] = noun, "acl"
    heads[saying], relations[saying] = told, "parataxis"


def _mend_who(words: Words, heads: list[int], relations: list[str], pronoun: int) -> None:
    """Make "who" the subject of the verb behind it, and what is behind that its object.

    In "a clerk who stole $200" a parser takes "who" for the object, and hangs the sum on the clerk.
    """
    verb, noun = heads[pronoun], heads[heads[pronoun]]
    is_next = all(words.tags[k] in ("AUX", "ADV") for k in range(pronoun + 1, verb))
    if words.lemmas[pronoun] != "who" or relations[verb] != "acl" or not is_next or noun < 0:
        return
    if relations[pronoun] == "obj":
        relations[pronoun] = "nsubj"
    around = range(pronoun, min(verb + LONGEST_SENTENCE, len(heads)))
    led = {heads[k] for k in around if relations[k] == "case"}
    below = (k for k in around if heads[k] == verb and k not in led)
    if any(relations[k] in ("obj", "ccomp", "xcomp") for k in below):
        return
    thing = next((k for k in range(verb + 1, verb + 4) if heads[k : k + 1] == [noun]), None)
    if thing is not None and words.tags[thing] in _THINGS:
        heads[thing], relations[thing] = verb, "obj"


def _mend_object(words: Words, heads: list[int], relations: list[str], pronoun: int) -> None:
    """Make "which" the object of its clause, where that has a subject: "which Roe supported"."""
    near = range(pronoun + 1, min(pronoun + 1 + _LONGEST_SUBJECT, len(heads)))
    verb = next((k for k in near if relations[k] == "acl" and heads[k] == heads[pronoun]), None)
    if verb is None or words.tags[verb] != "VERB":
        return
    around = range(pronoun, min(verb + LONGEST_SENTENCE, len(heads)))
    below = {relations[k] for k in around if heads[k] == verb}
    if "nsubj" in below and "obj" not in below and not is_under(heads, verb, pronoun):
        heads[pronoun], relations[pronoun] = verb, "obj"


def _mend_noun(words: Words, heads: list[int], relations: list[str], pronoun: int) -> None:
    """Hang a clause on the noun it is about: a body named behind a person, what is in a town."""
    verb = heads[pronoun]
    noun, before = heads[verb], _noun_before(words, pronoun)
    if relations[verb] != "acl" or not 0 <= noun <= before:
        return
    if words.lemmas[pronoun] == "which" and _is_somebody(words, noun, before):
        part = _name_at(words, heads, noun, before)
        name = _name_of(words, heads, part, verb)
        if name != part:
            heads[part], relations[part] = name, "nmod"
        if is_under(heads, name, verb):  # "Institute" may hang on "founded"
            heads[name], relations[name] = noun, "nmod"
        heads[verb] = name
        return
    harmed = words.lemmas[verb] in _HARMING and relations[noun] in ("nmod", "obl")
    over = heads[noun]
    if harmed and words.tags[noun] == "PROPN" and over >= 0 and words.tags[over] == "NOUN":
        heads[verb] = over


def _mend_adverb(words: Words, heads: list[int], relations: list[str], adverb: int) -> None:
    """Hang "allegedly" on the verb it stands before: "who allegedly stole it was held"."""
    near = range(adverb + 1, min(adverb + 1 + _NEAR_VERB, len(heads)))
    verb = next((k for k in near if words.tags[k] not in ("AUX", "ADV")), adverb)
    is_verb = words.tags[verb] == "VERB" and words.sentences[verb] == words.sentences[adverb]
    if is_verb and heads[adverb] != verb and not is_under(heads, verb, adverb):
        heads[adverb], relations[adverb] = verb, "advmod"


def _mend_teller(words: Words, heads: list[int], relations: list[str], subject: int) -> None:
    """Give a subject to the verb before another's: "after | clerks | said he tried it"."""
    verb = heads[subject]
    over = heads[verb] if verb >= 0 else -1
    if not subject < over < verb or words.lemmas[over] not in _SAYING:
        return
    around = range(max(subject - _FARTHEST_SUBJECT, 0), verb)
    mine = [k for k in around if heads[k] == over and relations[k] in _SUBJECTS and k < over]
    its = [k for k in around if heads[k] == verb and relations[k] in _SUBJECTS and k > over]
    if its and not mine:
        heads[subject] = over


def _mend_verb(words: Words, heads: list[int], relations: list[str], verb: int) -> None:
    if relations[verb] == "acl" and 0 <= heads[verb] < verb - 1:
        _mend_main(words, heads, relations, verb)
    elif relations[verb] == "amod" and heads[verb] > verb:
        _mend_verbless(words, heads, relations, verb)


def _mend_main(words: Words, heads: list[int], relations: list[str], verb: int) -> None:
    """Make a finite verb behind a comma, without a subject, the main one of what it hangs on."""
    noun = heads[verb]
    below = [k for k in range(noun + 1, verb) if heads[k] == verb]
    helping = next((k for k in below if relations[k] == "aux"), verb)
    is_finite = words.ends[helping] - words.starts[helping] <= _LONGEST_FINITE and helping != verb
    own = [k for k in below if relations[k] in ("aux", "advmod")]
    if not is_finite or own != [*range(verb - len(own), verb)] or below != own:
        return
    if words.lemmas[own[0] - 1] != ",":  # "the aide, much of which was"
        return
    while relations[noun] in _WITHIN and 0 <= heads[noun] < noun:
        noun = heads[noun]
    if relations[noun] in _OPEN and words.tags[noun] in _NOUNS:
        heads[verb], relations[verb] = heads[noun], _OPEN[relations[noun]]
        heads[noun], relations[noun] = verb, "nsubj"


def _mend_verbless(words: Words, heads: list[int], relations: list[str], verb: int) -> None:
    """Make what was read as an adjective of a noun the verb of a clause that has none."""
    noun = heads[verb]
    if relations[noun] not in _OPEN or words.tags[noun] not in _NOUNS:
        return
    below = [k for k in range(max(verb - _FARTHEST_SUBJECT, 0), noun) if heads[k] == noun]
    subjects = [k for k in below if relations[k] == "nsubj" and k < verb]
    if not subjects or any(relations[k] in ("cop", "aux") for k in below):
        return
    if is_under(heads, verb - 1, subjects[-1]) or words.lemmas[verb - 1] == ",":
        heads[verb], relations[verb] = heads[noun], _OPEN[relations[noun]]
        heads[noun], relations[noun] = verb, "obj"
        for k in below:
            if k < verb:
                heads[k] = verb


def _is_somebody(words: Words, noun: int, last: int) -> bool:
    """Whether a name has a person's title behind it: "Jane Roe, head of the Mill Union"."""
    behind = range(noun + 1, last + 1)
    named = words.tags[noun] == "PROPN" and any(words.tags[k] == "PUNCT" for k in behind)
    return named and any(words.tags[k] == "NOUN" and is_title(words.lemmas[k]) for k in behind)


def is_under(heads: list[int], word: int, other: int) -> bool:
    """Whether a word hangs on another, at whatever depth."""
    while word >= 0 and word != other:
        word = heads[word]
    return word == other


def _name_at(words: Words, heads: list[int], first: int, last: int) -> int:
    """Return the head of the name that ends with a word: "Institute" of "Institute for Policy"."""
    word = last
    while first < heads[word] < word and words.tags[heads[word]] == words.tags[last]:
        word = heads[word]
    return word


def _name_of(words: Words, heads: list[int], part: int, verb: int) -> int:
    """Return the head of the name that a part is of: "Institute", which may hang on the verb."""
    ahead = range(max(part - _LONGEST_NAME, 0), part)
    return next((k for k in ahead if heads[k] == verb and words.tags[k] == "PROPN"), part)
