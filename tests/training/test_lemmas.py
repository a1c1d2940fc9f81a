"""How rules for lemmas are learned."""

import pytest

from onrecord.reading.lemmas import by_rules
from training.reader.lemmas import Row, edit, forms, learn

ROWS = [
    Row("Ferries", "NOUN", "ferry"),
    Row("parties", "NOUN", "party"),
    Row("boats", "NOUN", "boat"),
    Row("ports", "NOUN", "port"),
    Row("gas", "NOUN", "gas"),
    Row("went", "VERB", "go"),
    Row("Roes", "PROPN", "Roe"),
    Row("a1", "NOUN", "b"),
]


def test_an_edit_says_what_goes_and_what_comes():
    assert [edit("went", "go"), edit("ferries", "ferry"), edit("port", "port")] == [
        "4go", "3y", "0",
    ]  # fmt: skip


def test_endings_are_learned_and_single_words_where_they_fail():
    rules = learn(ROWS)
    said = [by_rules(rules, form, "NOUN") for form in ("navies", "docks", "gas", "A1")]
    assert said == ["navy", "dock", "gas", "A1"]
    assert by_rules(rules, "went", "VERB") == "go"
    assert by_rules(rules, "goes", "ADV") == "goes"


def test_the_order_of_the_rows_makes_no_difference():
    assert learn(ROWS) == learn(ROWS[::-1])


@pytest.mark.parametrize(
    ("lemma", "wanted"),
    [
        ("try", ["tries", "tried", "trying"]),
        ("free", ["frees", "freed", "freeing"]),
        ("ban", ["bans", "banned", "banning"]),
        ("vote", ["votes", "voted", "voting"]),
        ("lie", ["lies", "lied", "lying"]),
        ("reach", ["reaches", "reached", "reaching"]),
        ("say", ["says", "sayed", "saying"]),
        ("x-ray", []),
    ],
)
def test_regular_forms_of_a_verb(lemma, wanted):
    assert list(forms(lemma, "VERB")) == wanted


def test_regular_forms_of_an_adjective_and_a_noun():
    assert list(forms("big", "ADJ")) == ["bigger", "biggest"]
    assert list(forms("early", "ADJ")) == ["earlier", "earliest"]
    assert list(forms("party", "NOUN")) == ["parties"]
