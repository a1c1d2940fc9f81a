"""Two who say unlike things in like words, in stories read by the shipped weights."""

import pytest

from onrecord import Reader
from onrecord.link.claims.compared.gists import gists_of
from onrecord.link.claims.related.denying import is_of_one_side
from onrecord.link.claims.related.exchanged import is_exchanged
from onrecord.link.claims.related.relating import weigh
from onrecord.record import Record
from tests.support.short_stories import dated


@pytest.fixture(scope="module")
def reader():
    return Reader()


def gists(reader, text):
    article, reading = dated(reader, text)
    return gists_of(Record(article=article, reading=reading))


@pytest.mark.parametrize(
    "text",
    [
        "“We won the vote,” Amina Yusuf said. “We lost the vote,” David Kamau said.",
        "Police said Coast Bus lost 40 buses. The union said Lake Bus lost 40 buses.",
        "The bank said exports rose 5 percent. The ministry said imports rose 5 percent.",
        "Police said Grace Otieno was hurt. The family said Mary Otieno was hurt.",
        "Savanna Motors said it would cut 300 jobs. Lake Motors said it would cut 300 jobs.",
        "“I am glad,” Odhiambo said. “I am glad,” Otieno said.",
    ],
)
def test_two_who_put_another_word_do_not_agree(reader, text):
    one, other = gists(reader, text)
    assert is_exchanged(one, other)
    assert is_exchanged(other, one)


@pytest.mark.parametrize(
    "text",
    [
        "Police said the bridge was closed. The mayor said the bridge was closed on Monday.",
        "Police said Grace Otieno was hurt. Police said Mary Otieno was hurt.",
    ],
)
def test_who_adds_something_or_speaks_again_may_agree(reader, text):
    one, other = gists(reader, text)
    assert not is_exchanged(one, other)


@pytest.mark.parametrize(
    "text",
    [
        "The firm said it would go to court over the permit. Lake Bus said the firm would not go to"
        " court over the permit.",
        "The director said the outbreak was under control. A nurse said the outbreak was out of"
        " control.",
        "Police said two exits were locked. The union said one exit was locked.",
    ],
)
def test_what_one_alone_denies_or_numbers_otherwise_is_no_wording_of_it(reader, text):
    one, other = gists(reader, text)
    assert weigh(one, other).is_one_claim == 0


def test_who_knew_nothing_of_it_denies_nothing(reader):
    text = "The radio said the victim had hunted bats. Park officials said they knew nothing of it."
    assert not any(one.denies for one in gists(reader, text))


def test_nobody_denies_what_his_own_side_says(reader):
    text = (
        "The army said it bombed a fuel depot. An army spokesman, Hamid Bark, denied that any"
        " market had been hit."
    )
    one, other = gists(reader, text)
    assert is_of_one_side(other, one)
    assert not is_of_one_side(one, other)
