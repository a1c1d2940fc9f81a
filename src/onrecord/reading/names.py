"""Tags -> names: complete, and of the same kind throughout a text."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from onrecord.reading.labels import NAME_KINDS
from onrecord.reading.places.demonyms import demonyms
from onrecord.reading.scores import Scores
from onrecord.reading.spans import Floats, WordSpan, decode_spans, softmax
from onrecord.reading.times.vocabulary import ZONES
from onrecord.reading.words import HONORIFICS, HYPHENS, is_party

# Of a name that is surer than this the kind stays, whatever it is elsewhere. On CoNLL-2003 dev .7
# and 1 are as good as .8 to a tenth of a point; without, F1 is .003 lower.
_SURE = 0.8
_LEAST = 1e-9  # chance
_SEATED = frozenset(("Gov.", "Sen.", "Rep.", "Sens.", "Reps."))
_ARTICLES = frozenset(("the", "a", "an"))
# What headlines put before a surname.
_EPITHETS = frozenset((
    "Late", "Injured", "Jailed", "Embattled", "Ousted", "Veteran", "Ex", "Resurgent", "Ailing",
))  # fmt: skip
_JOINTS = frozenset(("of", "and", "for"))
_FARTHEST = 3  # words between two parts of a name: "-a-"
_LONGEST_SCORE = 2  # digits: "31-12", not "737-800"
_REACH = 5  # words from a first name to behind a nickname: three of it
_OPENING, _CLOSING = frozenset("“‘\"'"), frozenset("”’\"'")
_PERSON = NAME_KINDS.index("person")
_PLACE, _ORGANISATION = NAME_KINDS.index("place"), NAME_KINDS.index("organisation")
_OTHER = NAME_KINDS.index("other")
_SHORT_COUNTRIES = frozenset(("US", "U.S.", "USA", "UK", "U.K.", "UAE", "Britain"))
# What is built on one spot, and often called after the town it is in.
_SITES = frozenset((
    "plant", "refinery", "smelter", "mill", "mine", "colliery", "quarry", "dam", "reservoir",
    "bridge", "tunnel", "shipyard", "dockyard", "airfield", "spaceport", "cosmodrome", "prison",
    "pipeline", "canal", "railway",
))  # fmt: skip
_WORDS_OF_SORT = 2  # between the name of a site and the word for it: "chemical"
_LONGEST_DESIGN = 3  # letters of "MiG-29"
# What bodies are called that are for something: "the Centre for Calm Roads".
_INSTITUTIONS = frozenset((
    "Academy", "Agency", "Alliance", "Association", "Authority", "Board", "Bureau", "Campaign",
    "Center", "Centre", "Coalition", "Commission", "Committee", "Council", "Department",
    "Federation", "Foundation", "Fund", "Initiative", "Institute", "Ministry", "Network", "Office",
    "Organisation", "Organization", "Partnership", "Society", "Trust", "Union",
))  # fmt: skip
_STORMS = frozenset(("Hurricane", "Typhoon", "Cyclone", "Storm"))
_ILLNESSES = frozenset((
    "Marburg", "Ebola", "Zika", "Lassa", "Lyme", "Hendra", "Nipah", "Norwalk", "Machupo",
    "Chikungunya", "Oropouche", "Legionnaires",
))  # fmt: skip
_OF_ILLNESS = frozenset((
    "virus", "viruses", "disease", "fever", "outbreak", "infection", "infections", "vaccine",
    "patient", "patients", "epidemic",
))  # fmt: skip
_HALVES = frozenset(("am", "pm", "a.m.", "p.m."))


def decode_names(
    scores: Scores,
    words: Sequence[str],
    borders: frozenset[int],
    *,
    tied: frozenset[int] = frozenset(),
    are_teams_bodies: bool = True,
) -> list[WordSpan]:
    """Return the names of a text in order, of kinds of `NAME_KINDS`.

    words: as in the text. borders: words that begin a paragraph; no name continues across them.
    tied: words without a space before them.
    are_teams_bodies: whether a team named after its place is an organisation.
    """
    logits = scores.tag("names")
    found = without_parties(with_tied(decode_spans(logits, borders), words, tied), words)
    found = with_nicknames(whole(found, words, borders), words, borders)
    found = with_institutions(found, words, borders)
    names = alike(without_designs(found, words), logits, words)
    names = sites_as_places(countries_as_places(names, words), words)
    names = illnesses_as_others(storms_as_others(seats_as_places(names, words), words), words)
    return teams_as_organisations(names, scores.tag("team")) if are_teams_bodies else names


def storms_as_others(names: Sequence[WordSpan], words: Sequence[str]) -> list[WordSpan]:
    """Give a storm its whole name, which is nobody's: "Hurricane Orla", "Storm Ingrid"."""
    found: list[WordSpan] = []
    for name in names:
        first = name.first - (name.first > 0 and words[name.first - 1] in _STORMS)
        is_storm = words[first] in _STORMS and name.last == first + 2
        found.append(name._replace(first=first, kind=_OTHER) if is_storm else name)
    return found


def illnesses_as_others(names: Sequence[WordSpan], words: Sequence[str]) -> list[WordSpan]:
    """Let no illness be the place it is named after: "Marburg cases", where there is a virus."""
    ill = {
        words[name.first]
        for name in names
        if name.last == name.first + 1
        if words[name.first] in _ILLNESSES
        if not _OF_ILLNESS.isdisjoint(words[name.last : name.last + 2])
    }
    one_word = (name.last == name.first + 1 and words[name.first] in ill for name in names)
    return [
        name._replace(kind=_OTHER) if is_ill else name
        for name, is_ill in zip(names, one_word, strict=True)
    ]


def with_tied(
    names: Sequence[WordSpan], words: Sequence[str], tied: frozenset[int]
) -> list[WordSpan]:
    """Add what a hyphen joins to a name, "An" in "An-148", or leave the hyphen: "Lima-based"."""
    found: list[WordSpan] = []
    for name in names:
        grown = name._replace(last=_end_of_tied(words, name, tied))
        if words[grown.last : grown.last + 2][1:] == ["based"] and words[grown.last] in HYPHENS:
            grown = grown._replace(kind=_PLACE)  # "the Lima-based bank"
        if found and found[-1].last > grown.first:
            surer = max(found[-1], grown, key=lambda one: one.score)
            last = max(found[-1].last, grown.last)
            found[-1] = surer._replace(first=found[-1].first, last=last)
        elif grown.last > grown.first:
            found.append(grown)
    return found


def _end_of_tied(words: Sequence[str], name: WordSpan, tied: frozenset[int]) -> int:
    last = name.last
    if _is_score(words[last - 1 : last + 2]):
        return last - 1  # "Peru 2-0"
    is_cut = words[last - 1] in HYPHENS
    hyphen = last - is_cut
    behind = hyphen + 1
    is_tied = behind < len(words) and {hyphen, behind} <= tied and words[hyphen] in HYPHENS
    goes_on = is_tied and (words[behind].isdigit() or (is_cut and words[behind][0].isupper()))
    return behind + 1 if goes_on else hyphen


def _is_score(words: Sequence[str]) -> bool:
    return (
        len(words) == _FARTHEST
        and words[1] in HYPHENS
        and all(one.isdigit() and len(one) <= _LONGEST_SCORE for one in (words[0], words[2]))
    )


def without_parties(names: Sequence[WordSpan], words: Sequence[str]) -> list[WordSpan]:
    """Separate a state from the letter of a party: "Ann Roe, R-Neb.", "Jo Poe (D-Ohio)"."""
    found: list[WordSpan] = []
    for name in names:
        at = next((i for i in range(name.first, name.last) if is_party(words, i)), None)
        if at is None:
            found.append(name)
            continue
        if at - 1 > name.first:
            found.append(name._replace(last=at - 1))
        if at + 2 < name.last:
            found.append(name._replace(first=at + 2, kind=_PLACE))
    return found


def whole(
    names: Sequence[WordSpan], words: Sequence[str], borders: frozenset[int]
) -> list[WordSpan]:
    """Join the parts of names that hyphens and small words hold together, "Mar", "a" and "Lago".

    An article or a title is not a name by itself, nor is a time zone: "2100 GMT". A name does not
    begin with "of".
    """
    found: list[WordSpan] = []
    for name in names:
        if found and _is_one(words[_start_of_last(words, found[-1]) : name.first], borders, name):
            surer = max(found[-1], name, key=lambda one: one.score)
            found[-1] = surer._replace(first=found[-1].first, last=name.last)
        else:
            found.append(name)
    begun = (one._replace(first=one.first + _is_no_name(words, one)) for one in found)
    return [
        one
        for one in begun
        if one.last - one.first > 1 or (one.last > one.first and not _is_small(words, one.first))
    ]


def with_nicknames(
    names: Sequence[WordSpan], words: Sequence[str], borders: frozenset[int]
) -> list[WordSpan]:
    """Join a first name, a nickname in quotation marks and a surname: Ann “Red Ox” Roe."""
    found: list[WordSpan] = []
    for name in names:
        for k in range(max(0, len(found) - 2), len(found)):  # the nickname may be a name itself
            if _has_nickname(words, borders, found[k], name):
                found[k:] = [found[k]._replace(last=name.last)]
                break
        else:
            found.append(name)
    return found


def with_institutions(
    names: Sequence[WordSpan], words: Sequence[str], borders: frozenset[int]
) -> list[WordSpan]:
    """Give a body's name its beginning: "Centre for" of "the Centre for Calm Roads"."""
    found: list[WordSpan] = []
    for name in names:
        first = name.first - 2
        is_for = first >= 0 and words[first + 1] == "for" and words[first] in _INSTITUTIONS
        if not is_for or not borders.isdisjoint(range(first + 1, name.last)):
            found.append(name)
            continue
        while found and found[-1].last > first:  # "Centre" may be a name itself, or end one
            first = found.pop().first
        found.append(name._replace(first=first, kind=_ORGANISATION))
    return found


def _has_nickname(
    words: Sequence[str], borders: frozenset[int], first: WordSpan, last: WordSpan
) -> bool:
    """Whether only a nickname between marks stands between two parts of a person's name."""
    opening, reach = first.last, range(first.last + 2, min(last.last, first.last + _REACH))
    closing = next((i for i in reach if words[i] in _CLOSING), None)
    if closing is None or words[opening] not in _OPENING or last.first > closing + 1:
        return False
    capital = all(word[0].isupper() for word in words[opening + 1 : closing])
    people = first.kind == last.kind == _PERSON
    return capital and people and borders.isdisjoint(range(opening, closing + 2))


def _is_small(words: Sequence[str], i: int) -> bool:
    is_clock = i > 0 and (words[i - 1][0].isdigit() or words[i - 1].lower() in _HALVES)
    is_zone = is_clock and words[i].lower() in ZONES
    return words[i].lower() in _ARTICLES or words[i].rstrip(".") in HONORIFICS or is_zone


def _is_no_name(words: Sequence[str], name: WordSpan) -> bool:
    """Whether a name begins with what is none: "of", the "Late" of "Late Reed penalty"."""
    is_said = name.last - name.first > 1 and words[name.first] in _EPITHETS
    return words[name.first] in _JOINTS or is_said


def _start_of_last(words: Sequence[str], name: WordSpan) -> int:
    """Return where what joins a name to the next begins: "-a" of "Mar-a", else its end."""
    joint = name.last - 2
    is_open = joint > name.first and words[joint] in HYPHENS and words[joint + 1].islower()
    return joint if is_open else name.last


def _is_one(between: Sequence[str], borders: frozenset[int], name: WordSpan) -> bool:
    if len(between) != _FARTHEST or not borders.isdisjoint(range(name.first - 3, name.first + 1)):
        return False
    return between[0] in HYPHENS and between[2] in HYPHENS and between[1].islower()


def alike(names: Sequence[WordSpan], logits: Floats, words: Sequence[str]) -> list[WordSpan]:
    """Give an uncertain name the kind that the same words have elsewhere in a text.

    Chances of both are multiplied: those where it stands, and their mean over the other places.
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        places[tuple(words[name.first : name.last])].append(i)
    found = list(names)
    for group in places.values():
        if len(group) == 1 or all(names[i].score >= _SURE for i in group):
            continue
        chances = np.array([_chances(names[i], logits) for i in group])
        others = (chances.sum(axis=0) - chances) / (len(group) - 1)
        kinds = (chances * others).argmax(axis=1)
        for i, kind in zip(group, kinds.tolist(), strict=True):
            if names[i].score < _SURE:
                found[i] = names[i]._replace(kind=kind)
    return found


def without_designs(names: Sequence[WordSpan], words: Sequence[str]) -> list[WordSpan]:
    """Separate a name from what it flies or drives: "Air Koryo", "An-148"; no person ends so."""
    found: list[WordSpan] = []
    for name in names:
        first = name.last - _FARTHEST
        is_behind = name.kind != _OTHER and first >= name.first
        if is_behind and _is_design(words[first : name.last]):
            owner = name._replace(last=first, kind=_ORGANISATION)
            found += [owner] if first > name.first else []
            found.append(name._replace(first=first, kind=_OTHER))
        else:
            found.append(name)
    return found


def _is_design(words: Sequence[str]) -> bool:
    letters, hyphen, number = words
    is_short = letters.isalpha() and len(letters) <= _LONGEST_DESIGN
    return is_short and hyphen in HYPHENS and number[0].isdigit()


def countries_as_places(names: Sequence[WordSpan], words: Sequence[str]) -> list[WordSpan]:
    """Call a country a place, whatever it does: "North Korea lashed out"."""
    countries = {*demonyms().values(), *_SHORT_COUNTRIES}
    return [
        name._replace(kind=_PLACE)
        if name.kind == _ORGANISATION and " ".join(words[name.first : name.last]) in countries
        else name
        for name in names
    ]


def sites_as_places(names: Sequence[WordSpan], words: Sequence[str]) -> list[WordSpan]:
    """Call an uncertain organisation a place where a site has its name.

    "The Kamensky chemical plant"; whose plant it is, is an organisation: "the Roe & Sons plant".
    """
    found = []
    for name in names:
        is_one = name.kind == _ORGANISATION and name.score < _SURE and name.last - name.first == 1
        is_called = is_one and name.first > 0 and words[name.first - 1].lower() == "the"
        behind = words[name.last : name.last + _WORDS_OF_SORT + 1]
        sort = next((n for n, word in enumerate(behind) if word in _SITES), None)
        is_site = is_called and sort is not None and all(map(str.islower, behind[:sort]))
        found.append(name._replace(kind=_PLACE) if is_site else name)
    return found


def seats_as_places(names: Sequence[WordSpan], words: Sequence[str]) -> list[WordSpan]:
    """Call what stands before a title a place: "Nebraska" Gov. Roe is no person."""
    return [
        name._replace(kind=_PLACE)
        if name.kind == _PERSON and "".join(words[name.last : name.last + 1]) in _SEATED
        else name
        for name in names
    ]


def _chances(name: WordSpan, logits: Floats) -> Floats:
    """Return the chance of each kind, the geometric mean over the words of a name: (kinds,)."""
    logs = np.log(np.maximum(softmax(logits[name.first : name.last]), _LEAST))
    logs = np.concatenate((logs[:1, 1::2], logs[1:, 2::2]))
    return np.asarray(np.exp(logs.mean(axis=0)), np.float32)


def teams_as_organisations(names: list[WordSpan], team: Floats) -> list[WordSpan]:
    """Call a place an organisation where most of its words stand for a team: "Italy beat Wales".

    team: (words, 2), logits of "no" and "yes"; no columns if the weights know nothing of teams.
    """
    if not team.shape[1]:
        return names
    is_team = team[:, 1] > team[:, 0]
    called = []
    for name in names:
        n_team = int(is_team[name.first : name.last].sum())
        is_called = name.kind == _PLACE and 2 * n_team > name.last - name.first
        called.append(name._replace(kind=_ORGANISATION) if is_called else name)
    return called
