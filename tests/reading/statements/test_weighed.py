"""What may be a check, what came of it, and what it has in common with statements."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.spans import decode_spans, softmax
from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.assembly import _in_one, _without_checks
from onrecord.reading.statements.checks.checking import CheckWords, saying_what
from onrecord.reading.statements.checks.checks import checks_of
from onrecord.reading.statements.checks.evidences import Looked
from onrecord.reading.statements.checks.scopes import fitting, is_of_one
from onrecord.reading.statements.checks.standing import kind_of, standings, traits_of
from onrecord.reading.statements.checks.weighed import (
    OUTCOMES,
    WORTH,
    _of_two,
    possible_checks,
    weighed_checks,
    weighed_covers,
)
from onrecord.reading.statements.drafts import Checked, Draft
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import Sense
from onrecord.reading.verifications import possible_spans
from onrecord.record import Mention, Verification
from tests.support.built_words import at, built

light = settings(max_examples=150, deadline=None)
STORY = (
    "Holm/PROPN said/VERB 90/NUM labels/NOUN fell/VERB ./PUNCT ¶"
    " Varga/PROPN denied/VERB it/PRON ./PUNCT ¶"
    " A/DET log/NOUN shows/VERB 14/NUM labels/NOUN ./PUNCT"
)


def from_model(parsed, phrase, shares):
    """Make what the model says of words: shares of the three outcomes."""
    words = at(parsed, phrase)
    return Verification(
        span=parsed.span(words[0], words[-1] + 1),
        outcome=OUTCOMES[max(range(3), key=lambda k: shares[k])],
        covers=(),
        score=sum(shares),
        shares=shares,
    )


# --- spans


@light
@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_spans_in_doubt_lie_between_the_likely_ones(seed, n_words):
    rng = np.random.default_rng(seed)
    logits = rng.normal(scale=3, size=(n_words, 7)).astype(np.float32)
    borders = frozenset({0, n_words // 2})
    likely, spans = decode_spans(logits, borders), possible_spans(logits, borders)
    assert {one[:3] for one in likely} <= {one[:3] for one in spans}
    assert all(left.last <= right.first for left, right in pairwise(spans))
    assert not any(one.first < border < one.last for one in spans for border in borders)


def test_words_that_are_hardly_a_check_are_looked_at_too():
    logits = np.array([[9, 0, 0], [2, 0, 0], [9, 0, 0], [9, 0, 0]], np.float32)
    assert not decode_spans(logits, frozenset({0}))
    assert [one[:2] for one in possible_spans(logits, frozenset({0}))] == [(1, 2)]
    assert softmax(logits)[1, 0] > 0.7


# --- which there are


def test_what_the_model_doubts_and_no_word_says_is_no_check():
    parsed = built(STORY)
    assert not weighed_checks(parsed, [], [from_model(parsed, "A log shows", (0.01, 0.01, 0.02))])


@pytest.mark.parametrize("outcome", range(3))
def test_what_came_of_a_check_is_what_the_model_is_sure_of(outcome):
    parsed = built(STORY)
    shares = tuple(0.97 if k == outcome else 0.01 for k in range(3))
    (check,) = weighed_checks(parsed, [], [from_model(parsed, "A log shows 14 labels", shares)])
    assert check.outcome == OUTCOMES[outcome]


def test_a_model_that_gives_no_shares_is_taken_at_its_word():
    parsed = built(STORY)
    one = Verification(
        span=parsed.span(10, 15), outcome="contradicted", covers=(), score=0.95, shares=()
    )
    (check,) = weighed_checks(parsed, [], [one])
    assert check.outcome == "contradicted"


@light
@given(st.lists(st.floats(0, 0.33), min_size=3, max_size=3), st.booleans())
def test_a_check_with_its_outcome_is_no_likelier_than_a_check(shares, by_words):
    parsed = built("The/DET claim/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT")
    model = [from_model(parsed, "could not be verified", tuple(shares))]
    for one in weighed_checks(parsed, checks_of(parsed) if by_words else [], model):
        assert WORTH <= one.sure <= one.likely <= 1


def test_evidence_of_an_outcome_is_its_own():
    parsed = built("The/DET claim/NOUN could/AUX not/PART be/AUX verified/VERB ./PUNCT")
    (one,) = possible_checks(parsed, checks_of(parsed), [])
    names = [set(known) for known in one.outcomes.values()]
    assert tuple(one.outcomes) == OUTCOMES
    assert all(left.isdisjoint(right) for left, right in pairwise(names))


@pytest.mark.parametrize(
    ("parts", "left"),
    [
        (("A", "clerk confirmed it"), ["A clerk confirmed it"]),
        (("A", "confirmed it"), ["A clerk confirmed it"]),  # a noun may be left out
        (("A clerk confirmed", "it"), ["A clerk confirmed", "it"]),
        (("A", "The log agrees"), ["A", "The log agrees"]),  # of another sentence
    ],
)
def test_what_only_begins_a_clause_is_part_of_the_check_in_it(parts, left):
    parsed = built(
        "A/DET clerk/NOUN confirmed/VERB it/PRON ./PUNCT The/DET log/NOUN agrees/VERB ./PUNCT"
    )
    shares = ((0.0, 0.9, 0.0), (0.1, 0.3, 0.0))
    by_model = [from_model(parsed, part, one) for part, one in zip(parts, shares, strict=True)]
    found = possible_checks(parsed, [], by_model)
    words = sorted((one.check.words for one in found), key=lambda words: words.start)
    assert [" ".join(parsed.forms[i] for i in some) for some in words] == left


# --- what is said in words of a check


@pytest.mark.parametrize(
    ("outcomes", "by", "n_checks"),
    [
        (("verified", "verified"), (None, "Holm"), 1),
        (("verified", "contradicted"), (None, "Holm"), 2),
        (("verified", "verified"), ("Varga", "Holm"), 2),
    ],
)
def test_parts_of_a_sentence_that_say_the_same_of_the_same_are_one_check(outcomes, by, n_checks):
    parsed = built(
        "A/DET clerk/NOUN confirmed/VERB ,/PUNCT that/SCONJ labels/NOUN fell/VERB ./PUNCT"
    )
    members = [name and Member((name.lower(),), name, "person", "named person") for name in by]
    checks = [
        Checked(
            words=CheckWords(words, outcome, sure=sure),
            by=member and Who(member, "by hand", 1.0),
            covers=(),
            how="by hand",
        )
        for words, outcome, sure, member in zip(
            (range(3), range(4, 7)), outcomes, (0.5, 0.9), members, strict=True
        )
    ]
    found = _in_one(parsed, checks)
    assert len(found) == n_checks
    if n_checks == 1:
        assert (found[0].words.words, found[0].words.sure) == (range(7), 0.9)
        assert found[0].by is checks[1].by


@pytest.mark.parametrize(("likely", "stays"), [(0.3, True), (0.6, False)])
def test_what_rules_find_said_stays_where_a_check_is_in_doubt(likely, stays):
    saying = Saying(pieces=(range(2, 5),), cue=(1,), score=0.9, made="rule")
    check = CheckWords(range(5), "verified", likely=likely)
    assert _without_checks([saying], [check]) == ([saying] if stays else [])


# --- what statements have in common with it


def a_draft(parsed, name, cue, content, manner):
    words = at(parsed, content)
    member = Member((name.lower(),), name, "person", "named person")
    return Draft(
        saying=Saying(
            source=at(parsed, name), cue=at(parsed, cue), pieces=(range(words[0], words[-1] + 1),),
            score=0.9, made="model",
        ),
        who=Who(member, "by hand", 1.0), via=[], sense=Sense(manner, "certain", ()),
        quote="indirect",
    )  # fmt: skip


def test_a_statement_shares_numbers_words_and_refusals_with_a_check():
    parsed = built(STORY)
    drafts = [
        a_draft(parsed, "Holm", "said", "90 labels fell", "says"),
        a_draft(parsed, "Varga", "denied", "it", "denies"),
    ]
    drafts[1].refers.append(drafts[0])
    check = CheckWords(range(10, 15), "contradicted")
    said, denial = standings(parsed, check, drafts, [traits_of(parsed, one) for one in drafts])
    assert said["first of the story"] == said["number, both"] == said["denied"] == 1
    assert said["rare, in the clause"] > denial["rare, in the clause"] == 0
    assert denial["negated"] == denial["negated, one"] == 1
    assert said["number, asked for"] == said["negated"] == denial["number"] == 0


def test_who_was_asked_is_another_kind_of_check_than_what_was_found():
    assert kind_of(CheckWords(range(2), "not verified", asked=(0,))) == "asked"
    assert kind_of(CheckWords(range(2), "contradicted")) == "contradicted"


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        (
            "There/PRON was/AUX no/DET official/ADJ confirmation/NOUN from/ADP either/DET"
            " side/NOUN of/ADP the/DET blast/NOUN",
            "There was no confirmation of the blast",
        ),
        (
            "no/DET independent/ADJ or/CCONJ official/ADJ confirmation/NOUN by/ADP the/DET"
            " port/NOUN was/AUX available/ADJ",
            "no confirmation",
        ),
        (
            "There/PRON was/AUX no/DET confirmation/NOUN of/ADP accounts/NOUN from/ADP"
            " either/DET side/NOUN",
            "There was no confirmation of accounts from either side",
        ),
        (
            "Accounts/NOUN from/ADP either/DET side/NOUN could/AUX not/PART be/AUX verified/VERB",
            "Accounts from either side could not be verified",
        ),
    ],
)
def test_who_might_have_confirmed_a_thing_is_not_what_a_check_is_of(marked, left):
    parsed = built(marked)
    check = CheckWords(range(len(parsed)), "not verified")
    assert [parsed.forms[i] for i in saying_what(parsed, check)] == left.split()


def test_no_official_confirmation_is_not_of_what_an_official_said():
    parsed = built(
        "An/DET official/NOUN said/VERB ships/NOUN burned/VERB ./PUNCT ¶ No/DET official/ADJ"
        " confirmation/NOUN was/AUX available/ADJ ./PUNCT"
    )
    official = a_draft(parsed, "An official", "said", "ships burned", "says")
    check = checks_of(parsed)[-1]
    [known] = standings(parsed, check, [official], [traits_of(parsed, official)])
    assert known["rare, in the clause"] == 0


@pytest.mark.parametrize(
    ("second", "manner", "covers"),
    [("said/VERB ships/NOUN burned/VERB", "says", True), ("denied/VERB it/PRON", "denies", False)],
)
def test_a_sentence_that_says_nobody_confirmed_it_is_of_what_it_tells(second, manner, covers):
    parsed = built(
        "Varga/PROPN said/VERB a/DET port/NOUN closed/VERB ./PUNCT"
        f" Bloggers/NOUN {second} ,/PUNCT but/CCONJ there/PRON was/AUX no/DET official/ADJ"
        " confirmation/NOUN from/ADP either/DET side/NOUN ./PUNCT"
    )
    content = "ships burned" if covers else "it"
    first = a_draft(parsed, "Varga", "said", "a port closed", "says")
    beside = a_draft(parsed, "Bloggers", second.partition("/")[0], content, manner)
    beside.saying = replace(beside.saying, cue=(at(parsed, content)[0] - 1,))
    check = checks_of(parsed)[-1]
    look = Looked(parsed, check, [], Cast(parsed, ()), {1: 1, 2: 0}, {})
    first.number, beside.number = 1, 2
    found = weighed_covers(look, [first, beside])
    assert (found == [beside]) if covers else (beside not in found)


@pytest.mark.parametrize(
    ("check", "outcome", "left"),
    [
        ("confirm/VERB when/ADV the/DET footage/NOUN was/AUX filmed/VERB", "not verified", 1),
        ("authenticate/VERB the/DET recording/NOUN", "not verified", 2),
        ("confirm/VERB when/ADV the/DET footage/NOUN was/AUX filmed/VERB", "verified", 2),
    ],
)
def test_a_check_of_the_footage_is_of_what_it_shows(check, outcome, left):
    parsed = built(
        "Varga/PROPN said/VERB it/PRON burned/VERB ¶ Footage/NOUN shows/VERB smoke/NOUN ¶ " + check
    )
    footage = Member(("footage",), "Footage", "thing", "data")
    drafts = [
        a_draft(parsed, "Varga", "said", "it burned", "says"),
        a_draft(parsed, "Footage", "shows", "smoke", "reveals"),
    ]
    drafts[1].who = Who(footage, "by hand", 1.0)
    words = at(parsed, " ".join(word.partition("/")[0] for word in check.split()))
    of = CheckWords(range(words[0], len(parsed)), outcome, about=words[1:])
    assert fitting(parsed, of, drafts, Cast(parsed, ()))[0] == drafts[2 - left :]


@pytest.mark.parametrize(
    ("outcome", "about", "left"),
    [
        ("verified", "the/DET number/NOUN", 1),
        ("verified", "Holm/PROPN 's/PART account/NOUN", 2),
        ("not verified", "the/DET number/NOUN", 0),
    ],
)
def test_what_proves_something_proves_no_denial_but_of_whose_account_it_is(outcome, about, left):
    parsed = built(
        "Varga/PROPN said/VERB two/NUM fell/VERB ¶ Holm/PROPN denied/VERB two/NUM ¶ " + about
    )
    drafts = [
        a_draft(parsed, "Varga", "said", "two fell", "says"),
        a_draft(parsed, "Holm", "denied", "two", "denies"),
    ]
    words = range(7, len(parsed))
    check = CheckWords(words, outcome, about=tuple(words))
    cast = Cast(parsed, ())
    cast.at.update({i: drafts[1].who.member for i in at(parsed, "Holm")})
    cast.at[7] = drafts[1].who.member
    assert (
        fitting(parsed, check, drafts, cast)[0] == {1: drafts[:1], 2: drafts[1:], 0: drafts}[left]
    )


@pytest.mark.parametrize(("word", "left"), [("either", 2), ("neither", 2), ("the", 3)])
def test_a_check_of_either_account_is_of_two(word, left):
    names = ("Varga", "Holm", "Orban")
    parsed = built(
        " ¶ ".join(f"{name}/PROPN said/VERB it/PRON {name}/PROPN" for name in names)
        + f" ¶ Nobody/PRON verified/VERB {word}/DET account/NOUN"
    )
    drafts = [a_draft(parsed, name, "said", name, "says") for name in names]
    for number, draft in enumerate(drafts, start=1):
        draft.number = number
    check = CheckWords(range(len(parsed) - 4, len(parsed)), "not verified")
    look = Looked(parsed, check, [], Cast(parsed, ()), {}, {})
    assert _of_two(look, drafts, {1: 0.4, 2: 0.9, 3: 0.5}) == drafts[3 - left :]


@pytest.mark.parametrize(
    ("check", "left"),
    [
        ("Logs/NOUN support/VERB Varga/PROPN 's/PART account/NOUN", "Varga"),
        ("Logs/NOUN support/VERB Orban/PROPN 's/PART account/NOUN", "Holm Varga"),
        ("Logs/NOUN support/VERB the/DET number/NOUN of/ADP labels/NOUN", "Holm"),
        ("Logs/NOUN support/VERB a/DET number/NOUN of/ADP claims/NOUN", "Holm Varga"),
        ("Logs/NOUN support/VERB both/DET Varga/PROPN 's/PART account/NOUN", "Holm Varga"),
    ],
)
def test_words_of_a_check_leave_open_what_it_covers_or_do_not(check, left):
    parsed = built(
        f"Holm/PROPN said/VERB ninety/ADJ labels/NOUN fell/VERB ./PUNCT ¶ Varga/PROPN said/VERB"
        f" one/NUM fell/VERB ./PUNCT ¶ {check} ./PUNCT"
    )
    drafts = [
        a_draft(parsed, "Holm", "said", "ninety labels fell", "says"),
        a_draft(parsed, "Varga", "said", "one fell", "says"),
    ]
    cast = Cast(parsed, ())
    named = [i for i, form in enumerate(parsed.forms) if form == "Varga"]
    cast.at.update(dict.fromkeys(named, drafts[1].who.member))
    verb = parsed.words.index("support")
    about = range(verb + 1, len(parsed))
    of = CheckWords(range(verb - 1, len(parsed)), "verified", about=tuple(about))
    kept, is_owned = fitting(parsed, of, drafts, cast)
    assert " ".join(one.who.member.name for one in kept) == left
    assert is_owned == (left == "Varga")


def test_the_claim_of_the_group_is_what_it_and_its_spokesman_told():
    parsed = built(
        "The/DET army/NOUN said/VERB ships/NOUN sank/VERB ./PUNCT ¶"
        " Varga/PROPN/nsubj/7 said/VERB boats/NOUN sank/VERB ./PUNCT ¶"
        " Varga/PROPN spokesman/NOUN Holm/PROPN said/VERB rafts/NOUN sank/VERB ./PUNCT ¶"
        " Nobody/PRON verified/VERB the/DET group/NOUN 's/PART claim/NOUN ./PUNCT"
    )
    bodies = [i for i, form in enumerate(parsed.forms) if form == "Varga"]
    holm = parsed.forms.index("Holm")
    cast = Cast(
        parsed,
        [Mention(span=parsed.span(i, i + 1), kind="organisation", score=0.9) for i in bodies]
        + [Mention(span=parsed.span(holm, holm + 1), kind="person", score=0.9)],
    )
    drafts = [
        a_draft(parsed, name, "said", content, "says")
        for name, content in (("army", "ships"), ("Varga", "boats"), ("Holm", "rafts"))
    ]
    for one, at_name in zip(drafts[1:], (bodies[0], holm), strict=True):
        one.who = Who(cast.at[at_name], "by hand", 1.0)
    about = tuple(range(len(parsed) - 5, len(parsed) - 1))
    of = CheckWords(range(about[0] - 2, len(parsed)), "not verified", about=about)
    assert fitting(parsed, of, drafts, cast) == (drafts[1:], True)


@pytest.mark.parametrize(
    ("about", "single"),
    [
        ("that/DET report/NOUN", True),
        ("this/PRON", True),
        ("her/PRON account/NOUN", True),
        ("those/DET reports/NOUN", False),
        ("either/DET account/NOUN", False),
        ("the/DET blast/NOUN", False),
    ],
)
def test_one_report_is_what_one_source_told(about, single):
    parsed = built(about)
    words = range(len(parsed))
    assert is_of_one(parsed, CheckWords(words, "not verified", about=tuple(words))) == single
