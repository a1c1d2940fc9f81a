"""Datelines: the place a story is filed from, and never a sentence."""

import pytest

from onrecord.split.facts.datelines import read_dateline


@pytest.mark.parametrize(
    ("text", "place", "agencies"),
    [
        ("OSLO, Norway: The ferry left.", "OSLO, Norway", []),
        ("Oslo (AP) — The ferry left.", "Oslo", ["AP"]),
        ("ST. JOSEPH, Mich. (Reuters) - The ferry left.", "ST. JOSEPH, Mich.", ["Reuters"]),
        ("ACCRA, May 4 (AFP) - The ferry left.", "ACCRA", ["AFP"]),
    ],
)
def test_datelines_give_place_and_agency(text, place, agencies):
    found = read_dateline(text)
    assert found.place == text[found.start : found.end] == place
    assert [agency.agency for agency in found.agencies] == agencies


@pytest.mark.parametrize(
    "text",
    ["UPDATE: The ferry left.", "Health experts: The ferry left.", "The ferry — late — left."],
)
def test_a_sentence_is_no_dateline(text):
    assert read_dateline(text) is None
