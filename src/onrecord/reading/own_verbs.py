"""What a parser hung on another verb than its own: days, objects and subjects of plain clauses."""

from dataclasses import replace

from onrecord.reading.relatives import is_under
from onrecord.reading.syntax import LONGEST_SENTENCE
from onrecord.reading.times.vocabulary import MONTH_NAMES, WEEKDAY_NAMES
from onrecord.record import Words

_MARKS = frozenset(("after", "when", "because", "before", "while", "although", "though"))
_BEFORE_GERUND = frozenset(("for", "by", "without", "in", "since", "despite"))
_HARMED = {
    "hurt": "hurt", "killed": "kill", "injured": "injure", "wounded": "wound", "stranded": "strand",
    "displaced": "displace",
}  # fmt: skip
_FARTHEST_VERB = 12  # words between such a mark and the verb before it
_NOUNS = frozenset(("NOUN", "PROPN"))
_OF_NAMES = frozenset(("compound", "flat", "nmod"))
_PARTS = frozenset(("flat", "compound", "appos"))  # behind the head of a name
_TAKEN_FOR = frozenset(("obj", "obl", "nmod", "advmod", "punct"))
_HELPING = frozenset(("AUX", "ADV", "PART"))
_NAMING = _NOUNS | {"NUM"}
_BEHIND = frozenset(("obl", "obj", "advmod", "advcl", "xcomp", "ccomp"))
_AUXILIARIES = frozenset((
    "be", "have", "do", "will", "would", "can", "could", "may", "might", "shall", "should", "must",
    "ought", "get", "need", "dare", "use", "let", "to", "not",
))  # fmt: skip
_ARTICLES = frozenset(("a", "an", "the"))
_SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
_DAYS = frozenset((*WEEKDAY_NAMES, *MONTH_NAMES))


def with_own_verbs(words: Words) -> Words:
    """Return words with what stands before a clause on the verb before it; none goes in a circle.

    "Police held a man on Monday after he fled": a parser takes man and Monday for those of "fled".
    And the day of "On Monday Roe Bank closed" is no part of the name. Nobody but its subject stands
    right before a verb, or before what helps it: "Roe was held". Who "was hurt" is not so, but made
    so. "A port in Norway" behind a name describes that. In "a ferry carrying traders sank on
    Monday" the ferry sank, that day.
    """
    words = _with_loads(_with_harm_done(words))
    heads, relations = list(words.heads), list(words.relations)
    for i, (lemma, tag) in enumerate(zip(words.lemmas, words.tags, strict=True)):
        if lemma in _MARKS or (lemma in _BEFORE_GERUND and words.tags[i + 1 : i + 2] == ("VERB",)):
            _mend_behind(words, heads, relations, i)
            _mend_mark(words, heads, relations, i)
        elif lemma in _ARTICLES and heads[i] > i > 1 and words.lemmas[i - 1] == ",":
            _mend_aside(words, heads, relations, i)
        elif lemma.lower() in _DAYS and i > 0:
            _mend_any_day(words, heads, relations, i)
        elif tag == "VERB":
            _mend_subject(words, heads, relations, i)
            _mend_use(words, heads, relations, i)
            _mend_told(words, heads, relations, i)
            _mend_over(words, heads, relations, i)
            _mend_joined(words, heads, relations, i)
        elif lemma == "where" and words.lemmas[i - 1 : i] == (",",):
            _mend_where(words, heads, relations, i)
    return replace(words, heads=tuple(heads), relations=tuple(relations))


def _with_harm_done(words: Words) -> Words:
    """Call a verb what a parser takes for an adjective: "two men were hurt"."""
    be = {words.heads[k]: k for k, name in enumerate(words.relations) if name in ("cop", "aux")}
    hurt = {
        i
        for i, lemma in enumerate(words.lemmas)
        if lemma in _HARMED and words.tags[i] == "ADJ" and words.lemmas[be.get(i, i)] == "be"
    }
    if not hurt:
        return words
    return replace(
        words,
        tags=tuple("VERB" if i in hurt else tag for i, tag in enumerate(words.tags)),
        lemmas=tuple(
            _HARMED[lemma] if i in hurt else lemma for i, lemma in enumerate(words.lemmas)
        ),
        relations=tuple(
            "aux" if words.heads[i] in hurt and name == "cop" else name
            for i, name in enumerate(words.relations)
        ),
    )


def _with_loads(words: Words) -> Words:
    """Make a clause of what was taken for an auxiliary: "a ferry | carrying traders | sank"."""
    tags, heads, relations = list(words.tags), list(words.heads), list(words.relations)
    for i, name in enumerate(words.relations):
        verb, noun = heads[i], i - 1
        if name != "aux" or words.lemmas[i] in _AUXILIARIES or not 0 < i < verb:
            continue
        load = [k for k in range(i + 1, verb) if heads[k] == verb and relations[k] == "nsubj"]
        if len(load) == 1 and tags[noun] in _NOUNS and heads[noun] in (i, verb):
            heads[noun], relations[noun] = verb, "nsubj"
            heads[load[0]], relations[load[0]] = i, "obj"
            tags[i], heads[i], relations[i] = "VERB", noun, "acl"
    return replace(words, tags=tuple(tags), heads=tuple(heads), relations=tuple(relations))


def _hang(heads: list[int], relations: list[str], word: int, head: int, relation: str) -> None:
    """Hang a word on another, unless that hangs on it."""
    if not is_under(heads, head, word):
        heads[word], relations[word] = head, relation


def _mend_behind(words: Words, heads: list[int], relations: list[str], mark: int) -> None:
    """Hang what stands before "after" on the verb before it: "held a man on Monday after he fled".

    Only behind a verb: "on Monday, after he fled, police held a man".
    """
    before = range(mark - 1, max(mark - _FARTHEST_VERB, -1), -1)
    verb = next((k for k in before if words.tags[k] == "VERB"), -1)
    is_near = verb >= 0 and words.sentences[verb] == words.sentences[mark]
    if not is_near or words.tags[mark - 1] == "PUNCT":
        return
    for word in range(verb + 1, mark):
        is_noun = words.tags[word] in _NOUNS or words.lemmas[word].lower() in _DAYS
        if is_noun and heads[word] > mark and words.tags[heads[word]] == "VERB":
            has_object = any(heads[k] == verb and relations[k] == "obj" for k in range(verb, word))
            is_led = words.tags[word - 1] == "ADP"
            _hang(heads, relations, word, verb, "obl" if is_led or has_object else "obj")
            if is_led:
                _hang(heads, relations, word - 1, word, "case")


def _mend_mark(words: Words, heads: list[int], relations: list[str], mark: int) -> None:
    """Hang "before" on the verb of its clause: "came a month before | he goes"."""
    verb = heads[mark]
    if not 0 <= verb < mark or words.tags[verb] != "VERB":
        return
    behind = range(mark + 1, min(mark + LONGEST_SENTENCE, len(heads)))
    clause = next((k for k in behind if heads[k] == verb and relations[k] == "advcl"), -1)
    if clause >= 0 and words.tags[clause] == "VERB":
        between = [k for k in range(mark + 1, clause) if heads[k] == clause]
        if any(relations[k] in _SUBJECTS for k in between):
            _hang(heads, relations, mark, clause, "mark")


def _mend_aside(words: Words, heads: list[int], relations: list[str], article: int) -> None:
    """Hang what describes a name on that, not on its verb: "called at Oslo, a port in Norway"."""
    noun, name = heads[article], article - 2
    while relations[name] in _PARTS and 0 <= heads[name] < article:
        name = heads[name]
    if words.tags[name] == "PROPN" and heads[name] == heads[noun] and relations[noun] == "obl":
        _hang(heads, relations, noun, name, "appos")


def _mend_any_day(words: Words, heads: list[int], relations: list[str], day: int) -> None:
    if heads[day] > day:
        _mend_day(words, heads, relations, day)
        if words.lemmas[day + 1] == ",":
            _mend_behind(words, heads, relations, day + 1)
    elif heads[day] >= 0 and relations[heads[day]] == "appos":
        _mend_day_behind(words, heads, relations, day)


def _mend_day_behind(words: Words, heads: list[int], relations: list[str], day: int) -> None:
    """Hang a day behind an aside on the verb: "stopped in Oslo, a port in Norway, on Monday"."""
    noun = heads[day]
    verb = heads[noun]
    while verb >= 0 and words.tags[verb] != "VERB":
        verb = heads[verb]
    if 0 <= verb < noun and "," in words.lemmas[noun:day]:
        _hang(heads, relations, day, verb, "obl")


def _mend_day(words: Words, heads: list[int], relations: list[str], day: int) -> None:
    """Hang the day that a sentence begins with on its verb, not on a name behind it."""
    noun, first = heads[day], day - 1
    verb = heads[noun]
    is_first = words.tags[first] == "ADP" and words.sentences[first] == words.sentences[day]
    is_first = is_first and (not first or words.sentences[first - 1] != words.sentences[day])
    if is_first and relations[day] in _OF_NAMES and verb >= 0 and relations[noun] == "nsubj":
        _hang(heads, relations, day, verb, "obl")
        _hang(heads, relations, first, day, "case")


def _mend_told(words: Words, heads: list[int], relations: list[str], verb: int) -> None:
    """Give what is told its subject back: "Roe, a clerk who fled, | has died, | police said".

    A parser hangs it on "said", which has one of its own.
    """
    over = heads[verb]
    if relations[verb] != "ccomp" or not verb < over or words.tags[over] != "VERB":
        return
    before = range(max(verb - LONGEST_SENTENCE, 0), over)
    if any(heads[k] == verb and relations[k] in _SUBJECTS for k in before):
        return
    subjects = [k for k in before if heads[k] == over and relations[k] == "nsubj"]
    its = [k for k in subjects if k < verb]
    if its and subjects[-1] > verb:
        _hang(heads, relations, its[-1], verb, "nsubj")


def _mend_over(words: Words, heads: list[int], relations: list[str], clause: int) -> None:
    """Hang what stands behind a main verb on that: "men riding a bike | shot a judge on Monday"."""
    noun = heads[clause]
    main = heads[noun] if 0 <= noun < clause and relations[clause] == "acl" else -1
    if main < clause or words.tags[main] != "VERB" or relations[noun] != "nsubj":
        return
    for word in range(main + 1, min(main + LONGEST_SENTENCE, len(heads))):
        if heads[word] == clause and relations[word] in _BEHIND:
            _hang(heads, relations, word, main, relations[word])


def _mend_joined(words: Words, heads: list[int], relations: list[str], verb: int) -> None:
    """Join what "and" does, around who says so: "had left, | aides said, | and is to go on"."""
    over = heads[verb]
    if relations[verb] != "parataxis" or not 0 <= over < verb or words.tags[over] != "VERB":
        return
    before = {relations[k]: words.lemmas[k] for k in range(over + 1, verb) if heads[k] == verb}
    if before.get("cc") in ("and", "but") and _SUBJECTS.isdisjoint(before):
        relations[verb] = "conj"


def _mend_where(words: Words, heads: list[int], relations: list[str], where: int) -> None:
    """Hang what is told of a place on that: "flew to Oslo from Rome, | where she met Roe"."""
    verb, place = heads[where], where - 2
    if place < 0 or verb < where:
        return
    while relations[place] in _PARTS and 0 <= heads[place] < where:
        place = heads[place]
    hangs_on_verb = relations[verb] == "advcl" and words.tags[heads[verb]] == "VERB"
    if hangs_on_verb and words.tags[place] == "PROPN":
        _hang(heads, relations, verb, place, "acl")


def _mend_use(words: Words, heads: list[int], relations: list[str], verb: int) -> None:
    """Hang what something is used for on "use": "used a plane | to fly in medics".

    Whoever uses it does that, at the same time and place.
    """
    over = heads[verb]
    if over >= 0 and relations[verb] == "acl" and relations[over] == "obj":
        over = heads[over]
    is_used = 0 <= over < verb and words.lemmas[over] == "use" and words.tags[over] == "VERB"
    if is_used and words.lemmas[verb - 1] == "to" and relations[verb] in ("acl", "advcl"):
        _hang(heads, relations, verb, over, "xcomp")


def _mend_subject(words: Words, heads: list[int], relations: list[str], verb: int) -> None:
    """Make who stands right before a verb its subject, where it has none."""
    helping = verb
    while helping and words.tags[helping - 1] in _HELPING:
        helping -= 1
    if not helping or words.sentences[helping - 1] != words.sentences[verb]:
        return
    noun = helping - 1
    while relations[noun] in _PARTS and 0 <= heads[noun] < helping:
        noun = heads[noun]
    over = heads[noun]
    is_its = over == verb and relations[noun] in _TAKEN_FOR
    # "the two | are expected | to meet"
    is_its |= over > verb == heads[over] and relations[over] == "xcomp"
    # "14 died and | 30 | were injured"
    is_its |= (
        relations[noun] == "conj"
        and noun > 0
        and words.tags[noun - 1] == "CCONJ"
        and (helping < verb and relations[verb] == "conj")
    )
    if not is_its or words.tags[noun] not in _NAMING:
        return
    before = range(max(verb - LONGEST_SENTENCE, 0), verb)
    has_case = any(heads[k] == noun and relations[k] == "case" for k in before if k < noun)
    if has_case or any(heads[k] == verb and relations[k] in _SUBJECTS for k in before):
        return
    _hang(heads, relations, noun, verb, "nsubj")
    for k in range(helping, verb):
        if words.tags[k] == "AUX":
            _hang(heads, relations, k, verb, "aux")
