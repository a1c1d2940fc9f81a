"""Places: what a name is taken for by its surroundings, places told by others, bad input."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import Span
from onrecord.export.geojson import features_of, quoted, to_geojson
from onrecord.export.maps import to_map
from onrecord.gazetteer.shelf import shelf
from onrecord.reading.places import places as places_module
from onrecord.reading.places.demonyms import demonyms, place_of
from onrecord.reading.places.features import FEATURES
from onrecord.reading.places.names import Asked
from onrecord.reading.places.outlets import outlet_of
from onrecord.reading.places.places import NO_SUCH_NAME, places_of, with_places
from onrecord.reading.places.ranker import ranker
from onrecord.reading.places.relative import told_places
from onrecord.reading.places.sphere import distance_km, moved
from onrecord.record import Mention, Record, Words
from tests.support.by_hand import make_article, make_reading, span_of

GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text(encoding="utf-8"))
WORDS = ["Paris", "Texas", "Springfield", "Veldmoor", "north of", "40 km", ",", "the", "Georgia",
         "southern", "in", "Russian", "St. Paul", "\n", "County", "Jordan", "a city"]  # fmt: skip
MANY_S = 20.0  # ten times what 10,000 names take: this machine may be busy


@pytest.fixture(autouse=True)
def _only_the_box(monkeypatch, tmp_path):
    monkeypatch.setenv("ONRECORD_GAZETTEERS", str(tmp_path))


def asked_in(text, names):
    """Ask for every naming of names in a text, in order."""
    found = []
    at = 0
    for name in names:
        at = text.index(name, at)
        found.append(Asked(Span(start=at, end=at + len(name)), name))
        at += len(name)
    return found


def placed(text, *names, host=None):
    return places_of(text, asked_in(text, names), outlet_of(host), shelf())


# --- golden


def test_there_are_golden_sentences():
    assert len(GOLDEN) >= 30


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["text"][:40])
def test_golden_sentences(case):
    found = placed(case["text"], *case["names"], host=case.get("host"))
    said = [[case["text"][p.span.start : p.span.end], p.geoname_id, p.country] for p in found]
    assert said == case["places"]


def test_a_dateline_begins_with_a_town():
    text = "CORDOBA: A vote in Argentina brought the row back to Cordoba, two senators said."
    asked = asked_in(text, ["CORDOBA", "Argentina", "Cordoba"])
    town = [asked[0]._replace(is_town=True), *asked[1:]]
    for given_, feature in ((asked, "A/ADM1"), (town, "P/PPL")):
        found = places_of(text, given_, outlet_of(None), shelf())
        assert [one.feature for one in found] == [feature, "A/PCLI", feature]


# --- properties


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=60, deadline=None)
def test_each_naming_has_one_place_in_text_order_and_a_reason_where_it_has_none(parts):
    text = " ".join(parts)
    asked, at = [], 0
    for part in parts:
        if part[0].isupper():
            asked.append(Asked(Span(start=at, end=at + len(part)), part))
        at += len(part) + 1
    found = places_of(text, asked, outlet_of(None), shelf())
    starts = [(one.span.start, -one.span.end) for one in found]
    assert starts == sorted(starts)
    spans = [one.span for one in found]
    assert all(spans.count(one.span) == 1 for one in asked)
    for one in found:
        assert (one.lat is None) == (one.lon is None) == (one.reason is not None)
        assert 0 <= one.score <= 1
        assert one.how
        if one.lat is not None:
            assert -90 <= one.lat <= 90
            assert -180 <= one.lon <= 180


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(0, 359), st.floats(0.1, 5_000))
def test_who_goes_so_far_is_so_far_away(lat, lon, bearing, km):
    there = moved((lat, lon), bearing, km)
    assert distance_km((lat, lon), there) == pytest.approx(km, abs=0.01)
    assert -90 <= there[0] <= 90
    assert -180 <= there[1] <= 180


def test_the_same_input_gives_the_same_places():
    text = "Police in Salem, Ore., called Salem in Massachusetts and Portland."
    names = ["Salem", "Ore.", "Salem", "Massachusetts", "Portland"]
    assert placed(text, *names) == placed(text, *names)


# --- told by others


@pytest.mark.parametrize(
    ("text", "name", "words", "km", "bearing"),
    [
        ("It fell about 60 kilometers north of Vladivostok.", "Vladivostok",
         "about 60 kilometers north of Vladivostok", 60, 0),
        ("a farm 20 miles (32 km) southwest of Lyon", "Lyon",
         "20 miles (32 km) southwest of Lyon", 32.2, 225),
        ("ten kilometres to the east of the town of Narva", "Narva",
         "ten kilometres to the east of the town of Narva", 10, 90),
        ("some 1,200 km from Perth", "Perth", "some 1,200 km from Perth", 1200, None),
        ("in southern Russia", "Russia", "southern Russia", None, 180),
        ("in north-eastern Syria", "Syria", "north-eastern Syria", None, 45),
        ("in central Mali", "Mali", "central Mali", None, None),
    ],
)  # fmt: skip
def test_places_are_told_by_others(text, name, words, km, bearing):
    (told,) = told_places(text, [one.span for one in asked_in(text, [name])])
    assert text[told.span.start : told.span.end] == words
    assert told.bearing == bearing
    assert told.km == (km if km is None else pytest.approx(km, abs=0.1))


@pytest.mark.parametrize("text", ["He ran 60 km. Vladivostok", "north Vladivostok"])
def test_nothing_is_told_where_nothing_is(text):
    told = list(told_places(text, [one.span for one in asked_in(text, ["Vladivostok"])]))
    assert [one.km for one in told] in ([], [None])


def test_what_lies_beyond_an_area_is_farther_off_than_a_side_of_it():
    beyond, area = placed("A storm passed south of Portugal.", "Portugal")
    side, _ = placed("A storm passed southern Portugal.", "Portugal")
    assert beyond.lat < side.lat < area.lat


def test_a_told_place_is_a_point_with_a_radius_and_no_id():
    text = "The drone fell about 60 kilometers north of Vladivostok."
    told, city = placed(text, "Vladivostok")
    assert city.radius_km is None
    assert (told.geoname_id, told.country) == (None, "RU")
    assert distance_km((told.lat, told.lon), (city.lat, city.lon)) == pytest.approx(60, abs=0.1)
    assert told.radius_km == pytest.approx(24)
    assert told.lat > city.lat


# --- from a reading


def read_by_hand(text, *, places=(), people=()):
    article = replace(make_article(), text=text, dateline=None, url=None, blocks=())
    none = Words(starts=(), ends=(), tags=(), lemmas=(), heads=(), relations=(), sentences=(),
                 certainties=())  # fmt: skip
    mentions = tuple(
        Mention(span=one.span, kind=kind, score=0.9)
        for kind, names in (("place", places), ("person", people))
        for one in asked_in(text, names)
    )
    reading = replace(
        make_reading(make_article()), mentions=mentions, words=none, statements=(), notes=()
    )
    return article, with_places(article, reading)


def test_a_demonym_is_no_place():
    _, reading = read_by_hand("Norwegian boats left Bergen.", places=["Norwegian", "Bergen"])
    assert [one.name for one in reading.places] == ["Bergen"]


def test_a_surname_of_somebody_in_the_story_is_a_place_only_where_it_says_so():
    text = "Ana Jordan spoke. Jordan then flew to Jordan."
    _, reading = read_by_hand(text, places=["Jordan"] * 3, people=["Ana Jordan"])
    assert [text[: one.span.start].rsplit(maxsplit=1)[-1] for one in reading.places] == ["to"]


@pytest.mark.parametrize("end", ["Kim left Bergen.", "Bergen saw Tove Lind and Kim."])
def test_the_first_word_of_a_name_is_no_place_where_it_stands_alone(end):
    text = f"Kim Chol Ho met envoys. {end}"
    _, reading = read_by_hand(text, places=["Kim", "Kim"], people=["Kim Chol Ho"])
    assert reading.places == ()


def test_a_small_place_that_is_the_only_one_of_its_name_needs_a_second_sign():
    text = "The rocket left the Vostochny spaceport, and Bergen saw it."
    _, reading = read_by_hand(text, places=["Vostochny", "Bergen"])
    spaceport = reading.places[0]
    assert spaceport.lat is None
    assert spaceport.reason == "the only place of this name, which nothing else here speaks for"


def test_a_district_that_is_named_without_its_kind_needs_a_second_sign():
    text = "Smoke rose from the Kamensky paint works, and Bergen saw it."
    _, reading = read_by_hand(text, places=["Kamensky", "Bergen"])
    assert reading.places[0].lat is None
    text = "Smoke rose from the Kamensky paint works near Penza."
    _, reading = read_by_hand(text, places=["Kamensky", "Penza"])
    assert reading.places[0].name == "Kamensky District"


@pytest.mark.parametrize(
    "text",
    [
        "The bus left Odda for Bergen.",  # which is near
        "Only the village of Odda was cut off.",
        "The bus left Odda, Norway, at noon.",
    ],
)
def test_a_small_place_with_a_second_sign_is_placed(text):
    _, reading = read_by_hand(text, places=["Odda", *(["Bergen"] if "Bergen" in text else [])])
    assert reading.places[0].lat is not None


def test_an_unknown_name_has_a_reason_and_the_others_are_kept():
    _, reading = read_by_hand("From Qxzyville to Bergen.", places=["Qxzyville", "Bergen"])
    unknown, known = reading.places
    assert (unknown.lat, unknown.geoname_id, unknown.reason) == (None, None, NO_SUCH_NAME)
    assert known.geoname_id == 3161732


def test_a_house_that_is_ruled_from_stands_in_its_capital_unless_the_text_says_where_it_lies():
    text = "The envoy left the White House, and the Kremlin said nothing."
    found = placed(text, "White House", "Kremlin")
    assert [(one.name, one.country, one.geoname_id) for one in found] == [
        ("White House", "US", None), ("Kremlin", "RU", None)
    ]  # fmt: skip
    assert distance_km((found[0].lat, found[0].lon), (38.9, -77.04)) < 10
    town = placed("A bakery in White House, Tennessee, has shut.", "White House", "Tennessee")
    assert town[0].geoname_id == 4667282


def test_the_west_is_no_region_of_that_name():
    text = "Oslo is at odds with the West over Bergen."
    _, reading = read_by_hand(text, places=["Oslo", "West", "Bergen"])
    west = reading.places[1]
    assert (west.lat, west.reason) == (None, "a direction, or a part of the world")


def test_a_name_that_was_cut_is_made_whole():
    text = "They flew from Port-au-Prince to Addis Ababa and the Gulf of Aden."
    _, reading = read_by_hand(text, places=["Port", "Addis", "Aden"])
    namings = [text[one.span.start : one.span.end] for one in reading.places]
    assert namings[:2] == ["Port-au-Prince", "Addis Ababa"]


@pytest.mark.parametrize(
    ("words", "capital"),
    [
        ("the Belgian capital", 2800866),
        ("the South Korean capital city", 1835848),
        ("the American capital", 4140963),
        ("the Swiss capital markets", None),
        ("the Catalan capital", None),
    ],
)
def test_the_capital_of_a_people_is_a_city(words, capital):
    _, reading = read_by_hand(f"Ann Marlow came to {words} from Oslo.", places=["Oslo"])
    found = [one.geoname_id for one in reading.places if one.name != "Oslo"]
    assert found == ([capital] if capital else [])


def test_a_capital_and_its_name_are_one_place():
    text = "Brussels waited. Ann Marlow came to the Belgian capital at noon."
    _, reading = read_by_hand(text, places=["Brussels"])
    assert [one.name for one in reading.places] == ["Brussels", "Brussels"]


def test_a_pair_of_places_is_two():
    text = "The bus stopped at the Peru-South Korea stand near Port-au-Prince."
    _, reading = read_by_hand(text, places=["Peru-South Korea", "Port-au-Prince"])
    namings = [text[one.span.start : one.span.end] for one in reading.places]
    assert namings == ["Peru", "South Korea", "Port-au-Prince"]


def test_a_word_that_is_common_in_the_story_is_no_place():
    text = "Police searched the port.\nThe police found two boats near Bergen, an eid feast on one."
    _, reading = read_by_hand(text, places=["Police", "Bergen", "eid"])
    assert [text[one.span.start : one.span.end] for one in reading.places] == ["Bergen"]


def test_a_name_of_two_letters_is_short_for_a_state_only_in_capitals():
    _, reading = read_by_hand("Ri met them.", places=["Ri"])
    assert all(one.country != "US" for one in reading.places)


def test_a_place_that_is_only_also_called_so_lies_where_the_text_says():
    _, reading = read_by_hand("The train reached Khasan, Russia, at noon.", places=["Khasan"])
    assert reading.places[0].lat is None


def test_the_dateline_is_a_place_where_the_reader_missed_it():
    article = make_article()
    reading = replace(make_reading(article), mentions=(), words=replace(_none()))
    place, *_ = with_places(article, replace(reading, statements=())).places
    assert place.span == span_of(article, "TEMA, Ghana")


def _none():
    return Words(starts=(), ends=(), tags=(), lemmas=(), heads=(), relations=(), sentences=(),
                 certainties=())  # fmt: skip


def test_who_says_something_is_a_metonym():
    text = "Washington said so in Boston."
    words = Words(
        starts=(0, 11, 16, 19, 22), ends=(10, 15, 18, 21, 28),
        tags=("PROPN", "VERB", "ADV", "ADP", "PROPN"),
        lemmas=("Washington", "say", "so", "in", "Boston"),
        heads=(1, -1, 1, 4, 1), relations=("nsubj", "root", "advmod", "case", "obl"),
        sentences=(0,) * 5, certainties=(0.0,) * 5,
    )  # fmt: skip
    article, reading = read_by_hand(text, places=["Washington", "Boston"])
    reading = with_places(article, replace(reading, words=words))
    assert [(one.use, one.geoname_id) for one in reading.places] == [
        ("metonym", 4140963),  # the capital, not the state
        ("literal", 4930956),
    ]


def test_a_gazetteer_that_breaks_leaves_a_note(monkeypatch):
    def broken():
        raise places_module.GazetteerError("x is damaged")

    monkeypatch.setattr(places_module, "shelf", broken)
    _, reading = read_by_hand("To Bergen.", places=["Bergen"])
    assert reading.places == ()
    assert reading.notes == ("no places: x is damaged",)


@pytest.mark.parametrize("words", ["Springfield", "north of Vladivostok", "southern Qxzy"])
def test_ten_thousand_places_take_seconds(words):
    text, asked = "", []
    for number in range(10_000):
        name = f"{words} {number}" if number % 2 else words
        text += "60 km north of "
        asked.append(Asked(Span(start=len(text), end=len(text) + len(name)), name))
        text += name + ", "
    began = time.process_time()
    assert len(places_of(text, asked, outlet_of(None), shelf())) >= len(asked)
    assert time.process_time() - began < MANY_S


# --- what ships


def test_the_ranker_was_trained_on_these_features():
    assert [layer.straight.shape for layer in ranker()] == [(len(FEATURES),)] * 2


def test_every_demonym_is_of_a_place_that_the_box_has():
    from onrecord.gazetteer.names import key_of  # noqa: PLC0415

    missing = {place for place in demonyms().values() if not shelf().find(key_of(place))}
    assert not missing
    assert place_of("Dutch") == "Netherlands"


# --- exports


def record_with_places():
    text = "<b>Fire</b> near Bergen & Oslo"
    article, reading = read_by_hand(text, places=["Bergen", "Oslo"])
    return Record(article=article, reading=reading)


def test_geojson_has_a_point_for_each_place():
    form = json.loads(to_geojson(features_of(record_with_places())))
    assert form["type"] == "FeatureCollection"
    assert [one["properties"]["name"] for one in form["features"]] == ["Bergen", "Oslo"]
    lon, lat = form["features"][0]["geometry"]["coordinates"]
    assert (round(lat), round(lon)) == (60, 5)


def test_a_map_needs_no_network_and_shows_no_markup_of_the_text():
    page = to_map(features_of(record_with_places()))
    assert "<b>Fire" not in page
    assert "&lt;b&gt;Fire&lt;/b&gt; near Bergen &amp; Oslo" in page
    assert page.count("<circle") == 2
    assert "src=" not in page
    assert "default-src 'none'" in page


def test_a_map_of_nothing_is_the_world():
    assert 'viewBox="-180 -90 360 180"' in to_map([])


@given(st.text(alphabet="ab \n", max_size=300), st.data())
def test_words_around_a_naming_are_of_its_line(text, data):
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    around = quoted(text, start, end)
    assert text[start:end].strip() in around
