"""Rows of timelines: what a file must have, and what is counted."""

import pytest

from eval import timelines
from eval.fitting import GoldError
from onrecord import Reader

STORY = '''
published = "2025-03-12"
headline = "Varberg wins cup"
body = """
VARBERG, Sweden: Varberg beat Falkenberg 2-1 on Tuesday.
The rain stopped. Mira Halden will leave in May.
"""

[[row]]
trigger = "beat"
also = ["wins"]
need = "must"
status = "happened"
time = "2025-03-11"
who = "Varberg"
whom = "Falkenberg"
place = ""
told_by = 0

[[row]]
trigger = "stopped"
need = "may"
status = "happened"
time = ""
who = "The rain"
whom = ""
place = ""
told_by = 0

[[row]]
trigger = "leave"
need = "must"
status = "planned"
time = "2025-05"
who = "Mira Halden"
whom = ""
place = ""
told_by = 0
'''


def one_of(folder, text, name="001-cup.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    (found,) = timelines.timelines(folder)
    return found


def seen_as(timeline, told):
    return timelines.Seen(timeline, None, (), tuple(frozenset(of) for of in told))


def test_a_file_has_its_rows(tmp_path):
    found = one_of(tmp_path, STORY)
    text = found.story.text
    first = found.rows[0]
    assert [text[span.start : span.end] for span in first.triggers] == ["beat", "wins"]
    assert (first.is_needed, first.status, first.day, first.whom) == (
        True, "happened", "2025-03-11", "Falkenberg",
    )  # fmt: skip
    assert not found.rows[1].is_needed
    assert not found.is_apart


def test_even_numbers_are_kept_apart(tmp_path):
    assert one_of(tmp_path, STORY, "002-cup.toml").is_apart


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('trigger = "stopped"', 'trigger = "started"'),
        ('status = "planned"', 'status = "sure"'),
        ('time = "2025-05"', 'time = "May"'),
        ('who = "The rain"', 'who = "The snow"'),
        ('need = "may"', 'need = "perhaps"'),
        ('place = ""', ""),
    ],
)
def test_what_does_not_fit_is_said(tmp_path, old, new):
    with pytest.raises(GoldError) as found:
        one_of(tmp_path, STORY.replace(old, new))
    assert found.value.mistakes


@pytest.mark.parametrize(
    ("told", "right", "found"),
    [
        ([[0], [1], [2]], (2, 2), (2, 2)),  # what only may be told does not count
        ([[0], [0], []], (1, 3), (1, 2)),  # told twice, and what is no row
        ([[0, 2]], (1, 1), (2, 2)),  # one row tells of two
        ([], (0, 0), (0, 2)),
    ],
)
def test_rows_are_right_once_and_needed_ones_are_found(tmp_path, told, right, found):
    seen = seen_as(one_of(tmp_path, STORY), told)
    assert timelines.count_right(seen) == right
    assert timelines.count_found(seen) == found
    assert timelines.count_rows(seen) == (*right, *found)


def test_a_story_is_read_and_its_rows_are_those_of_the_gold(tmp_path):
    (seen,) = timelines.see(Reader(), [one_of(tmp_path, STORY)])
    assert {0, 2} <= set[int]().union(*seen.told)
    assert timelines.count_days(seen)[0] >= 2
    assert timelines.count_status(seen)[0] >= 2


def test_the_stories_fit():
    found = timelines.timelines()
    assert len(found) > 100
    assert sum(one.is_apart for one in found) >= 40
