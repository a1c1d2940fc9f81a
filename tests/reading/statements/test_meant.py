"""Whom a pronoun or a description means, where the model was asked too. No model."""

import pytest

from onrecord.reading.statements.actors.cast import Cast
from onrecord.reading.statements.actors.meant.taken_up import TakenUp
from onrecord.reading.statements.actors.speakers import Speakers
from onrecord.record import Anaphor
from tests.reading.statements.test_speakers import Story


def asked(story, word, *antecedents):
    """Return the speakers of a story of which the model says whom a word takes up, and the word."""
    (at, *_) = story.words(word)
    namings = ((story.words(words), share) for words, share in antecedents)
    anaphor = Anaphor(
        span=story.parsed.span(at, at + 1),
        antecedents=tuple(
            (story.parsed.span(words[0], words[-1] + 1), share) for words, share in namings
        ),
    )
    return Speakers(story.parsed, Cast(story.parsed, story.mentions), [anaphor]), at


def meant(story, word, *antecedents):
    speakers, at = asked(story, word, *antecedents)
    member = speakers.of([at]).member
    return member and member.name


# --- namings of the model


@pytest.mark.parametrize(
    ("text", "naming", "name"),
    [
        ("Roe ’s mother said no .\nShe left .", "Roe ’s mother", "Roe ’s mother"),
        ("Oslo ’s mayor , Mira Halden , said no .\nShe left .", "Oslo ’s mayor , Mira Halden",
         "Mira Halden"),
    ],
)  # fmt: skip
def test_who_is_somebodys_is_not_that_somebody(text, naming, name):
    story = Story(text, person="Roe|Mira Halden", place="Oslo")
    speakers, at = asked(story, "She", (naming, 0.99))
    source = naming.partition(" ,")[0]
    speakers.of(story.words(source))
    found = TakenUp(story.parsed, speakers.cast, speakers_anaphors(story, naming, at))
    (key,) = found.shares([at])
    (member,) = (one for one in speakers.cast.members if id(one) == key)
    assert member.name == name


def speakers_anaphors(story, naming, at):
    words = story.words(naming)
    span = story.parsed.span(words[0], words[-1] + 1)
    return [Anaphor(span=story.parsed.span(at, at + 1), antecedents=((span, 0.99),))]


# --- genders


def test_a_name_that_sounds_like_a_man_may_be_hers_where_the_model_is_sure():
    text = "John Roe said no .\nShe left ."
    assert meant(Story(text, person="John Roe"), "She", ("John Roe", 0.97)) == "John Roe"
    assert meant(Story(text, person="John Roe"), "She") is None


def test_a_title_says_who_is_he_whatever_the_model_takes_him_for():
    story = Story("Mr John Roe said no .\nShe left .", person="John Roe")
    assert meant(story, "She", ("John Roe", 0.97)) is None


# --- who is only told of


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("A guard left the yard .\nHe told Roe .", "He", "A guard"),
        ("The memo left the ministry . It said so .", "It", "The memo"),
        ("The memos left Oslo . They said so .", "They", "The memos"),
    ],
)
def test_who_is_only_told_of_may_be_meant(text, word, name):
    assert meant(Story(text, person="Roe", place="Oslo"), word) == name


def test_who_is_told_of_far_before_is_not_meant():
    story = Story("A guard left .\nThe yard was shut .\nThe gate was shut .\nHe told Roe so .")
    assert meant(story, "He") is None


def test_several_are_not_he():
    assert meant(Story("Two guards left .\nHe told Roe .", person="Roe"), "He") is None


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("A girl left the yard .", "A girl"),
        ("A girl met her .", "Mary Roe"),
        ("A boy left the yard .", "Mary Roe"),
    ],
)
def test_whom_the_model_was_not_asked_of_is_she_though_it_is_sure_of_another(before, name):
    text = f"Mayor Mary Roe said no to the plan . {before} She told them so ."
    story = Story(text, person="Mary Roe")
    assert meant(story, "She", ("Mary Roe", 0.99)) == name


# --- descriptions


def test_whose_auditor_somebody_is_is_not_that_auditor():
    story = Story("The regulator ’s auditor said no .\nThe regulator said so .")
    story.says("The regulator ’s auditor")
    assert story.name("The regulator", 1) == "The regulator"


def test_a_county_is_no_county_worker():
    story = Story("A county worker said no .\nThe county denied it .")
    story.says("A county worker")
    assert story.name("The county") == "The county"


@pytest.mark.parametrize("noun", ["register", "list"])
def test_a_paper_is_nobody_though_the_model_takes_it_for_somebody(noun):
    story = Story(f"Ann Roe said no .\nHer {noun} said so .", person="Ann Roe")
    speakers, _ = asked(story, "Her", ("Ann Roe", 0.99))
    who = speakers.of(story.words(f"Her {noun}"))
    assert who.member.name == f"Her {noun}"


@pytest.mark.parametrize(
    ("text", "names", "name"),
    [
        ("The union , Solidar , left . The company said so .", "Solidar", "The company"),
        ("Dockers Union left . The company said so .", "Dockers Union", "The company"),
        ("Solidar left . The company said so .", "Solidar", "Solidar"),
        ("Union Pacific left . The company said so .", "Union Pacific", "Union Pacific"),
    ],
)
def test_a_union_is_no_company(text, names, name):
    story = Story(text, organisation=names)
    assert meant(story, "The company", (names, 0.9)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A woman left the bar .\nAnn Roe , a nurse , left . The victim said so .", "The victim"),
        ("Ann Roe left the bar . The victim said so .", "Ann Roe"),
    ],
)
def test_the_victim_is_nobody_named_where_somebody_without_a_name_was_told_of(text, name):
    story = Story(text, person="Ann Roe")
    assert meant(story, "The victim") == name
