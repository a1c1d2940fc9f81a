import pytest

from eval import agreement, gold
from eval import statement_scores as scores
from eval.fitting import GoldError

STORY = """
headline = "Ferry stopped, board says"
body = "The ferry has been stopped, Efua Mensah said."
"""
FIRST = """
[[statement]]
content = ["The ferry has been stopped"]
cue = "said"
source = "Efua Mensah"
speaker = "Efua Mensah"
grade = "named person"
quote = "indirect"
manner = "says"
certainty = "certain"
"""
FILES = sorted(agreement.FOLDER.glob("*.toml"))


@pytest.fixture
def folders(tmp_path):
    """Return a function that writes a gold file and a second annotation, and their folders."""

    def write(second):
        for name, source in (("gold", STORY + FIRST), ("second", second)):
            (tmp_path / name).mkdir()
            (tmp_path / name / "007-ferry.toml").write_text(source, encoding="utf-8")
        return tmp_path / "second", tmp_path / "gold"

    return write


def test_a_second_annotation_is_of_the_text_of_the_first(folders):
    (found,) = agreement.matches(*folders(FIRST.replace('"certain"', '"probable"')))
    assert found.story.article.id == found.reading.article_id
    assert scores.count_found(found) == (1, 1, 1)
    assert scores.count_exact(found) == (1, 1)
    assert scores.count_same(found, "manner") == (1, 1)
    assert scores.count_same(found, "certainty") == (0, 1)


def test_words_of_a_second_annotation_that_the_story_has_not_are_an_error(folders):
    with pytest.raises(GoldError, match="cue: found 0 times"):
        agreement.matches(*folders(FIRST.replace('cue = "said"', 'cue = "denied"')))


def test_there_are_second_annotations():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_second_annotations_are_of_stories_that_may_be_read(path):
    story = gold.load(path, text_of=gold.FOLDER / path.name)
    assert story.number not in gold.APART
    assert story.statements


def test_the_command_prints_what_differs(capsys):
    assert agreement.main(["--errors"]) == 0
    printed = capsys.readouterr().out
    assert "chain, F1 of links" in printed
    assert FILES[0].stem in printed
