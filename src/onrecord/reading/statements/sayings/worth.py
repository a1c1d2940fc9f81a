"""Whether a saying is a statement."""

from collections.abc import Sequence

from onrecord.reading.statements.actors.naming.sources import sorts_of
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.acts import (
    BEING,
    OF_NAME,
    is_act,
    is_deed,
    is_done,
    is_of_thing,
    is_pronoun,
)
from onrecord.reading.statements.sayings.hearers import is_contradicted, is_question_put
from onrecord.reading.statements.sayings.quotes import Quotation, covers
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import QUOTES, Cue, cue_at
from onrecord.reading.statements.senses.hedges import ABILITY, negation_of
from onrecord.reading.statements.senses.phrases import lemmas_of

_FEWEST_CHARACTERS = 2  # of a content: less is a slip of the model
_HEDGING = frozenset(("expect", "appear", "seem", "know"))  # without a source, the story's own
_WITHOUT_CLAIM = ("declines", "asks", "denies")
_RELATIVE = frozenset(("which", "who", "whom", "whose"))
_EARLIER = frozenset(("earlier", "previous", "original", "first", "older", "prior"))
_MENDED = frozenset(("amended", "corrected", "updated", "edited", "clarified", "revised"))
_TEXTS = frozenset(("article", "story", "report", "piece", "page", "post", "version"))
_OCCASIONS = frozenset(("as", "when", "while", "after", "before", "once", "until", "since"))
_COMMENTING = frozenset(("commenting", "remarking", "reacting", "responding", "speaking"))
_SIGNS = frozenset(("underscore", "underline", "highlight", "reflect", "illustrate", "mark"))
_STIR = frozenset(("debate", "debates", "row", "outcry", "uproar", "controversy", "discussion"))
_ABOUT = frozenset(("about", "on", "over", "regarding"))
_TITLED = frozenset(("titled", "entitled"))
_CALLED = _TITLED | {"called", "named"}
_MAKING = frozenset(("write", "publish", "post", "record", "release", "issue"))
_RAISING = frozenset(("raising", "fuelling", "fueling", "sparking", "stoking", "prompting"))
_EAGER = frozenset(("eager", "keen", "anxious", "desperate"))
_TRYING = frozenset(("try", "tries", "tried", "trying", "attempt", "attempted"))
_NAMES = frozenset(("name", "title", "nickname"))
_HAVING = frozenset(("have", "'ve", "’ve"))
_KNOWING = frozenset(("know", "knows", "knew", "known", "knowing"))
_FAILING = frozenset((
    "fail", "fails", "failed", "failing", "strive", "strives", "striven", "strove", "striving",
))  # fmt: skip
_NEAR = 4  # words from "this report" to the cue
_WHATEVER = frozenset(("whatever", "whoever"))
_MAYBE = frozenset(("may", "might"))
_ABLE = frozenset(("confirm", "recall", "remember", "say", "tell", "see", "hear", "feel"))
_NOT_MAYBE = frozenset(("only", "be", "neither", "nobody", "no", "none", "not", "hardly", "barely"))
_THINGS = frozenset(("which", "this", "that", "it", "these", "those", "all"))
_TOLD = frozenset(("to", "that", "whether", "if", "not", "about", "how", "why", "what", "of"))
_NO_WORD_OF_IT = frozenset(("else", "in", "on", "at", "last", "earlier", "yesterday"))
_MAINLY = 0.5  # share of a content in marks from which on it is quoted: not "a “duty” to the town"


def is_statement(
    parsed: Parsed, quotes: Sequence[Quotation], saying: Saying, *, told: bool = False
) -> bool:
    """Leave out hedges of the story itself ("is expected to"), acts, contents without words.

    told: whether somebody tells of it.
    """
    content = "".join(parsed.forms[i] for i in saying.words)
    nobodys = (
        _is_of_text,
        _is_of_anybody,
        _is_occasion,
        _is_whatever,
        _is_maybe,
        _is_skill,
        _is_title,
        _is_seen,
        _is_sign,
        _is_topic,
        _is_attempt,
        _is_search,
        _is_raised,
        _is_eager,
        _is_fact,
        is_contradicted,
        is_question_put,
    )
    short = len(content) < _FEWEST_CHARACTERS or content.lower() == "to"  # "had told him | to"
    imagined = not told and _is_imagined(parsed, saying)
    if short or imagined or any(test(parsed, saying) for test in nobodys):
        return False
    if not saying.cue:
        return True
    cue = _cue_of(parsed, saying)
    quoted = _quotes(parsed, quotes, saying.words)
    backs = cue is None or not (
        cue.manner in _WITHOUT_CLAIM or negation_of(parsed, parsed.head_of(saying.cue)) is not None
    )
    named = parsed.words[max(saying.words)] in _RELATIVE and max(saying.words) < saying.cue[0]
    if cue is None or (backs and named):  # "which Orland backs", "the law, which Orland backs"
        deed = is_deed(parsed, saying, cue) or is_act(parsed, saying, None)
        acts = deed and not _quotes(parsed, quotes, saying.words, share=_MAINLY)
        # "a law will bring", "wore it to sell"
        plans = parsed.words[saying.cue[0]] in ("will", "to")
        says = cue is None and bool(saying.source)
        return says and not (acts or plans or _is_judgement(parsed, saying))
    hedges = cue.lemma in _HEDGING and not _quotes(parsed, quotes, saying.words, share=_MAINLY)
    if not saying.source and (hedges or (cue.reports == "seldom" and not quoted)):
        return False
    unheard = _is_by_rule(saying, cue) and not (told or quoted)
    if unheard or _is_ahead(parsed, saying, cue) or _is_named(parsed, saying, cue):
        return False
    nothing = (_is_something, is_done, _is_addressee, _is_sense)
    return quoted or not any(test(parsed, saying, cue) for test in nothing)


def _is_judgement(parsed: Parsed, saying: Saying) -> bool:
    """Find "it is understandable that", in which nobody is "it"."""
    copula = any(parsed.words[i] in BEING for i in saying.cue)
    adjective = parsed.tags[parsed.head_of(saying.cue)] == "ADJ"
    return [parsed.words[i] for i in saying.source] == ["it"] and copula and adjective


def without_acts(
    parsed: Parsed, quotes: Sequence[Quotation], sayings: Sequence[Saying]
) -> list[Saying]:
    """Leave out acts that are told: "the firm has recalled two vans, Roe said" is what Roe says."""
    told = {i for one in sayings if one.cue for i in one.words}
    return [
        one
        for one in sayings
        if not one.words
        or told.isdisjoint(one.cue)
        or (is_statement(parsed, quotes, one) and not is_of_thing(parsed, one.cue, one.source))
    ]


def _cue_of(parsed: Parsed, saying: Saying) -> Cue | None:
    cues = (cue_at(parsed, i) for i in (parsed.head_of(saying.cue), *saying.cue))
    return next((one for one in cues if one is not None), None)


def _is_of_anybody(parsed: Parsed, saying: Saying) -> bool:
    """Find "you want to know", "those wanting to save": whoever does. "You told him" is one.

    What is "not recognised by any bank" nobody speaks of.
    """
    if not saying.cue:
        return False
    cue = _cue_of(parsed, saying)
    source = [parsed.words[i] for i in saying.source]
    if cue is not None and cue.reports == "always":
        return False
    if source[:1] == ["any"]:
        return True
    head = parsed.head_of(saying.cue)
    wanting = parsed.words[head].endswith("ing") and parsed.relations[head].startswith("acl")
    return source == ["you"] or (source in (["those"], ["anyone"], ["anybody"]) and wanting)


def _is_occasion(parsed: Parsed, saying: Saying) -> bool:
    """Find "As the vote was counted, Roe testified": when it was said, not what."""
    if saying.cue and _leads_in(parsed, saying.cue):
        return True
    if not saying.cue or parsed.words[min(saying.words)] not in _OCCASIONS:
        return False
    if parsed.words[min(saying.words)] == "as" and saying.cue[-1] < min(saying.words):
        return False  # "dismissed on Monday as untrue the claim that"
    head = parsed.head_of(saying.words)
    beside = parsed.heads[head] == parsed.head_of(saying.cue)
    return beside and parsed.relations[head] == "advcl"


def _leads_in(parsed: Parsed, cue: Sequence[int]) -> bool:
    """Find "Commenting on the opening, Roe said": on what, and then comes what."""
    first, sentence = cue[0], parsed.sentence_of(cue[0])
    opens = first == sentence.start and parsed.words[first] in _COMMENTING
    return opens and parsed.relations[first].startswith("advcl")


def _is_of_text(parsed: Parsed, saying: Saying) -> bool:
    """Find "an earlier version of this story said": nobody's word but the paper's own slip."""
    source = {parsed.words[i] for i in saying.source}
    if not saying.cue:
        return False
    if "version" in source and not _EARLIER.isdisjoint(source):
        return True
    before = parsed.words[max(saying.cue[0] - _NEAR, 0) : saying.cue[0]]
    mended = any(parsed.words[i] in _MENDED for i in saying.cue)
    return mended and not _TEXTS.isdisjoint(before) and "this" in before


def _is_whatever(parsed: Parsed, saying: Saying) -> bool:
    """Find "keep the trams, whatever the engineers say": what they say is left open.

    So it is where "there is no telling what".
    """
    if not saying.cue:
        return False
    first = min((*saying.source, *saying.cue))
    before = parsed.words[max(first - 1, 0) : first + 1]
    cue = [parsed.words[i] for i in saying.cue]
    matters = parsed.words[max(first - 3, 0) : first] == ["no", "matter", "what"]
    matters = matters or cue[-2:] in (["no", "telling"], ["no", "knowing"])
    described = cue[-1] in ("describes", "described", "describe")
    matters = matters or (described and before[:1] == ["how"])
    return matters or not _WHATEVER.isdisjoint(before)


def _is_maybe(parsed: Parsed, saying: Saying) -> bool:
    """Find "she may be thinking of the vote", "some might say": nobody knows that they do.

    So could a list that "could hint at" it, not the police who "could confirm" it, or not.
    """
    if not saying.cue or parsed.words[saying.cue[0]] != "could":
        return bool(saying.cue) and parsed.words[saying.cue[0]] in _MAYBE
    head = parsed.head_of(saying.cue)
    is_able = parsed.certainties[head] >= ABILITY or parsed.words[head] in _ABLE
    around = {parsed.words[i] for i in (*saying.cue, *saying.source)}
    return not is_able and negation_of(parsed, head) is None and _NOT_MAYBE.isdisjoint(around)


def _is_imagined(parsed: Parsed, saying: Saying) -> bool:
    """Find "what would Roe have thought", "he would have been glad of": nobody says it was so."""
    if not saying.cue:
        return False
    head = parsed.head_of(saying.cue)
    helping = [parsed.words[i] for i in parsed.children(head, "aux", "cop") if i < head]
    return "would" in helping and not _HAVING.isdisjoint(helping)


def _is_skill(parsed: Parsed, saying: Saying) -> bool:
    """Find "knew how to swim", "failed to name the man": what somebody can do, or could not."""
    if not saying.cue or not saying.words:
        return False
    first, cue = min(saying.words), _cue_of(parsed, saying)
    knows = parsed.words[saying.cue[-1]] in _KNOWING
    skill = knows and parsed.words[first : first + 2] == ["how", "to"]
    tried = any(parsed.words[i] in _FAILING for i in saying.cue)
    return skill or (tried and (cue is None or cue.manner != "declines"))


def _is_title(parsed: Parsed, saying: Saying) -> bool:
    """Find "a page titled “Mend the pier”", "the zone bears an English name: “Calm”".

    So is a work that somebody "wrote, called “Rain”", and a house that "became known as “the pit”".
    """
    if not saying.cue:
        return False
    ends = {parsed.head_of(saying.cue), saying.cue[-1]}
    named = any(parsed.words[i] in _NAMES and parsed.tags[i] == "NOUN" for i in ends)
    became = [parsed.words[i] for i in saying.cue][:2] in (["became", "known"], ["become", "known"])
    return (
        named or became or any(parsed.words[i] in _TITLED for i in ends) or _is_work(parsed, saying)
    )


def _is_raised(parsed: Parsed, saying: Saying) -> bool:
    """Find ", raising hopes of a deal": nobody in particular hopes."""
    return not saying.source and bool(saying.cue) and parsed.words[saying.cue[0]] in _RAISING


def _is_eager(parsed: Parsed, saying: Saying) -> bool:
    """Find "is eager | to sign it", whether or not the model took "eager" for the cue's."""
    first = saying.words[0]
    eager = not _EAGER.isdisjoint(parsed.words[i] for i in (*saying.cue, first - 1))
    return eager and parsed.words[first] == "to"


def _is_fact(parsed: Parsed, saying: Saying) -> bool:
    """Find "like | the fact that it is easy to sell": so it is. Who notes a fact tells of it."""
    cue = _cue_of(parsed, saying) if saying.cue else None
    if cue is not None and cue.reports != "seldom":
        return False
    behind = max(saying.cue, default=0)
    return "fact" in (parsed.words[behind], *(parsed.words[i] for i in saying.words[:2]))


def _is_attempt(parsed: Parsed, saying: Saying) -> bool:
    """Find "tried to prove that he was ill": no word says that she did."""
    trying = [i for i in saying.cue if parsed.words[i] in _TRYING]
    return bool(trying) and (trying[0] == saying.cue[-1] or parsed.words[saying.cue[-1]] == "prove")


def _is_search(parsed: Parsed, saying: Saying) -> bool:
    """Find "used data to find | the comets": it is what they are after."""
    if not saying.cue or not saying.words or parsed.words[saying.cue[-1]] != "find":
        return False
    head = parsed.head_of(saying.words)
    is_thing = parsed.tags[head] in ("NOUN", "PROPN") and not parsed.children(head, "cop", "nsubj")
    return parsed.words[saying.cue[-1] - 1] == "to" and is_thing and head > saying.cue[-1]


def _is_work(parsed: Parsed, saying: Saying) -> bool:
    """Find "wrote | a song called “Rain”": a thing by its title."""
    cue = _cue_of(parsed, saying)
    called = next((i for i in saying.words if parsed.words[i] in _CALLED), None)
    if cue is None or cue.lemma not in _MAKING or called is None or called == saying.words[0]:
        return False
    verbs = any(parsed.tags[i] in ("VERB", "AUX") for i in saying.words if i < called)
    return not verbs and not QUOTES.isdisjoint(parsed.words[called + 1 : called + 2])


def _is_sign(parsed: Parsed, saying: Saying) -> bool:
    """Find "the standoff underscores a rift", "it is a clear sign that": nobody says so."""
    if not saying.cue:
        return False
    lemmas = lemmas_of(parsed.words[parsed.head_of(saying.cue)])
    noun = parsed.words[parsed.head_of(saying.source)] if saying.source else ""
    clause = not saying.words or parsed.tags[parsed.head_of(saying.words)] != "NOUN"
    tells = bool(sorts_of(noun)) or (
        bool(noun) and parsed.tags[parsed.head_of(saying.source)] != "NOUN"
    )
    words = [parsed.words[i] for i in saying.cue]
    is_one = not {"sign", "signs"}.isdisjoint(words) and not BEING.isdisjoint(words)
    return is_one or not (tells or clause or _SIGNS.isdisjoint(lemmas))


def _is_topic(parsed: Parsed, saying: Saying) -> bool:
    """Find "was asked about the leak", "a warning on | coins": of what, and not what."""
    words = [parsed.words[i] for i in saying.cue]
    cue = _cue_of(parsed, saying) if words else None
    noun = bool(words) and parsed.tags[parsed.head_of(saying.cue)] == "NOUN"
    noun = noun and (cue is None or cue.manner == "says")  # not "speculation about their deal"
    told = any(parsed.tags[i] in ("VERB", "AUX") for i in saying.words)
    stirs = len(words) > 1 and words[-2] in _STIR  # "sparked debate about"
    about = (stirs or (noun and not told)) and words[-1] in _ABOUT
    return about or (not saying.source and words[-2:] == ["asked", "about"])


def _is_seen(parsed: Parsed, saying: Saying) -> bool:
    """Find "a letter, which was seen by the Echo": that passes it on, and says nothing of it."""
    if not saying.cue or not saying.source:
        return False
    by = "by" in (parsed.words[saying.cue[-1]], parsed.words[saying.source[0] - 1])
    words = {parsed.words[i] for i in saying.cue}
    seen = "seen" in words and not BEING.isdisjoint(words)
    return seen and by and "as" not in parsed.words[saying.source[-1] : saying.source[-1] + 3]


def _is_something(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "hinted at something in March": nobody learns what. Not so "something like 300"."""
    first = min(saying.words)
    behind = parsed.words[first + 1] if first + 1 in saying.words else "else"
    return parsed.words[first] == "something" and behind in _NO_WORD_OF_IT


def _is_addressee(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "who advised Senator Roe, left": whom it was told to, and nothing of what."""
    told = cue.lemma in word_list("cues")["told to somebody"] and cue.manner != "reveals"
    words, first = saying.words, saying.cue[-1] + 1
    last = first
    while last in words and parsed.tags[last] in OF_NAME:
        last += 1
    if not told or min(words) != first or last == first:
        return False
    rest = [i for i in words if i >= last and parsed.words[i] != ","]
    apart = not rest or parsed.words[last] == ","
    of_cue = any(parsed.heads[i] in saying.cue or parsed.words[i] in _TOLD for i in rest)
    named = parsed.tags[last - 1] == "PROPN" or "official" in sorts_of(parsed.words[last - 1])
    return named and apart and not of_cue


def _is_by_rule(saying: Saying, cue: Cue) -> bool:
    """Find "incites", "pushes", "requires" where the model has nothing: what is done, not said.

    Of 47 such in our stories and in articles of PolNeAR 2 are statements, of 22 that somebody tells
    of 16.
    """
    return saying.made == "syntax" and cue.reports == "seldom"


def _is_ahead(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "a court will rule whether"; "will say only that" is a refusal to say more."""
    ahead = cue.manner == "says" and parsed.words[saying.cue[0]] == "will"
    return ahead and "only" not in parsed.words[saying.cue[0] : saying.cue[-1] + 2]


def _is_sense(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "which means that the ferry stays": what follows from something, nobody's word."""
    of_things = all(parsed.words[i] in _THINGS for i in saying.source)
    return cue.lemma == "mean" and bool(saying.source) and of_things


def _is_named(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "what Korb calls its “heartland”", "as locals call it", "it is called “fog lung”"."""
    head = parsed.head_of(saying.words)
    if cue.lemma == "call" and not saying.source and parsed.words[saying.cue[-1]] == "called":
        return parsed.tags[head] in ("NOUN", "PROPN") and not parsed.children(head, "det")
    before = parsed.words[min((*saying.source, *saying.cue)) - 1]
    named = before == "what" or (before == "as" and is_pronoun(parsed, saying.words))
    return named and cue.lemma in word_list("cues")["bare objects"]


def _quotes(
    parsed: Parsed, quotes: Sequence[Quotation], words: Sequence[int], *, share: float = 0.0
) -> bool:
    """Whether a content quotes, and more than a share of its words."""
    return sum(covers(quotes, parsed.span(i, i + 1)) for i in words) > share * len(words)
