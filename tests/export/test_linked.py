"""schema.org JSON-LD and Web Annotations, read by pyld and rdflib."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from rdflib import RDF, SDO, Graph, Namespace, URIRef

from onrecord.export.annotations import AROUND, annotations_of
from onrecord.export.jsonld import to_jsonld
from onrecord.export.texts import TERMS, urn_of, without_surrogates
from onrecord.export.writers import export_records
from onrecord.record import Record
from tests.support.by_hand import span_of
from tests.support.export_records import (
    hostile_records,
    make_place,
    make_record,
    make_unread,
    of_web,
)
from tests.support.linked_data import SCHEMA, expand, faults, nodes_of, quads

OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("http://www.w3.org/ns/activitystreams#")
RECORDS = [make_record(), make_unread()]


def written(form, records, folder):
    export_records(records, form, folder)
    return json.loads((folder / "onrecord.jsonld").read_text(encoding="utf-8"))


def graph_of(document):
    return Graph().parse(data=quads(document), format="nt")


def find(record, name):
    (found,) = [one for one in to_jsonld(record)["hasPart"] if one["@id"].endswith(f"#{name}")]
    return found


# --- schema.org


def test_a_processor_that_is_not_ours_finds_story_statements_and_speakers(tmp_path):
    graph = graph_of(written("jsonld", RECORDS, tmp_path))
    schema = Namespace(SCHEMA)
    stories = set(graph.subjects(RDF.type, schema.NewsArticle))
    assert stories == {URIRef(urn_of(one.article)) for one in RECORDS}
    (quotation,) = [
        one
        for one in graph.subjects(RDF.type, schema.Quotation)
        if (one, schema.spokenByCharacter, None) in graph
    ]
    speaker = graph.value(quotation, schema.spokenByCharacter)
    assert str(graph.value(speaker, schema.name)) == "Adjoa Sarfo"
    assert graph.value(quotation, schema.isPartOf) in stories
    assert str(graph.value(quotation, URIRef(f"{TERMS}manner"))) == "promises"


@pytest.mark.parametrize("record", RECORDS, ids=["read", "unread"])
def test_every_word_of_schema_org_is_used_for_what_it_is_meant(record):
    assert list(faults(expand(to_jsonld(record)))) == []


def test_the_test_of_words_finds_wrong_ones():
    wrong = {"@context": "https://schema.org", "@type": "Person", "dateline": "x", "geo": "y"}
    assert len(list(faults(expand(wrong)))) == 3


def test_no_key_is_lost_in_expansion():
    """pyld leaves a key out that no context defines."""
    document = to_jsonld(make_record())

    def keys(value):
        if isinstance(value, list):
            return {key for one in value for key in keys(one)}
        if isinstance(value, dict):
            return set(value).union(*(keys(one) for one in value.values()))
        return set()

    used = {key for key in keys(document) - keys(document["@context"]) if not key.startswith("@")}
    found = {key for node in nodes_of(expand(document)) for key in node}
    assert {key.removeprefix("onrecord:") for key in used} == {
        key.removeprefix(SCHEMA).removeprefix(TERMS) for key in found if not key.startswith("@")
    }
    words = {key for key in used if ":" not in key}
    assert {str(SDO[key]).removeprefix("https://schema.org/") for key in words} == words


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"quote": "direct", "manner": "says"}, ["Quotation", "Claim"]),
        ({"quote": "indirect", "manner": "claims"}, "Claim"),
        ({"quote": "direct", "manner": "denies"}, "Quotation"),
        ({"quote": "indirect", "manner": "denies"}, "CreativeWork"),
        ({"quote": "indirect", "manner": "urges"}, "CreativeWork"),
        ({"quote": "indirect", "manner": "says", "certainty": "unlikely"}, "CreativeWork"),
    ],
)
def test_only_what_is_put_forward_as_a_fact_is_a_claim(changes, kind):
    record = make_record()
    first, *rest = record.reading.statements
    reading = replace(record.reading, statements=(replace(first, **changes), *rest))
    assert find(replace(record, reading=reading), "s1")["@type"] == kind


def test_a_check_by_a_story_is_no_review_of_a_claim():
    assert "ClaimReview" not in json.dumps(to_jsonld(make_record()))


def test_whoever_is_not_known_spoke_nothing():
    unknown = find(make_record(), "s3")
    assert not {"spokenByCharacter", "creator", "creditText"} & set(unknown)


def test_what_is_told_through_another_has_no_creator():
    told = find(make_record(), "s2")
    assert "creator" not in told
    assert told["onrecord:via"] == ["harbour council"]


def test_only_places_with_a_point_that_are_meant_as_places_are_locations():
    record = make_record()
    ruled = make_place(record.article, "TEMA", name="Accra", geoname_id=1, use="metonym")
    reading = replace(record.reading, places=(*record.reading.places, ruled))
    (place,) = to_jsonld(replace(record, reading=reading))["contentLocation"]
    assert place["name"] == "Tema"
    assert place["sameAs"] == "https://sws.geonames.org/2294700/"


def test_an_author_that_is_a_body_is_an_organisation():
    record = make_record()
    article = replace(record.article, authors=(of_web("Harbour Council"), of_web("Adjoa Sarfo")))
    authors = to_jsonld(replace(record, article=article))["author"]
    assert [one["@type"] for one in authors] == ["Organization", "Person"]


@given(hostile_records())
@settings(max_examples=25)
def test_a_hostile_story_is_the_same_to_pyld(tmp_path_factory, record):
    document = written("jsonld", [record], tmp_path_factory.mktemp("h"))
    expanded = expand(document)
    assert list(faults(expanded)) == []
    (body,) = [
        one[f"{SCHEMA}articleBody"] for one in nodes_of(expanded) if f"{SCHEMA}articleBody" in one
    ]
    assert body == [{"@value": without_surrogates(record.article.text)}]


# --- Web Annotation


def check_selectors(graph):
    """Read every target against the text that the graph itself has; give how many there were."""
    texts = {
        graph.value(graph.value(note, OA.hasTarget), OA.hasSource): str(
            graph.value(graph.value(note, OA.hasBody), RDF.value)
        )
        for note in graph.subjects(RDF.type, OA.Annotation)
        if str(note).endswith("#annotation-text")
    }
    n = 0
    for target in graph.subjects(RDF.type, OA.SpecificResource):
        text = texts[graph.value(target, OA.hasSource)]
        by_kind = {graph.value(x, RDF.type): x for x in graph.objects(target, OA.hasSelector)}
        position, quote = by_kind[OA.TextPositionSelector], by_kind[OA.TextQuoteSelector]
        start, end = (int(graph.value(position, OA[name])) for name in ("start", "end"))
        exact, prefix, suffix = (
            str(graph.value(quote, OA[x])) for x in ("exact", "prefix", "suffix")
        )
        assert text[start:end] == exact
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)
        assert len(prefix) == min(start, AROUND)
        n += 1
    return n


def spans_of(record):
    reading = record.reading
    return [
        *(span for one in reading.statements for span in one.content),
        *(span for one in reading.actors for span in one.mentions),
        *(one.span for one in (*reading.places, *reading.times, *reading.checks)),
    ]


def test_a_collection_has_a_page_with_all_annotations(tmp_path):
    document = written("annotations", RECORDS, tmp_path)
    graph = graph_of(document)
    (collection,) = graph.subjects(RDF.type, AS.OrderedCollection)
    page = graph.value(collection, AS.first)
    items = list(graph.items(graph.value(page, AS["items"])))
    assert int(graph.value(collection, AS.totalItems)) == len(items)
    assert graph.value(page, AS.partOf) == collection
    assert set(items) == set(graph.subjects(RDF.type, OA.Annotation))
    assert all((one, OA.motivatedBy, None) in graph for one in items)


def test_every_span_has_an_annotation_that_leads_to_its_words(tmp_path):
    graph = graph_of(written("annotations", RECORDS, tmp_path))
    assert check_selectors(graph) == len(spans_of(RECORDS[0]))


def test_bodies_hold_our_words(tmp_path):
    graph = graph_of(written("annotations", RECORDS, tmp_path))
    (denial,) = [
        one
        for one in graph.subjects(RDF.type, URIRef(f"{TERMS}Statement"))
        if str(graph.value(one, URIRef(f"{TERMS}manner"))) == "denies"
    ]
    assert str(graph.value(denial, URIRef(f"{TERMS}checked"))) == "not verified"
    assert str(graph.value(denial, RDF.value)) == "somebody denies, not verified"
    refers = graph.value(denial, URIRef(f"{TERMS}refers"))
    assert str(refers) == f"{urn_of(RECORDS[0].article)}#s1"


def test_both_linked_forms_call_the_same_by_the_same_name():
    record = make_record()
    named = {one["@id"] for one in to_jsonld(record)["mentions"]}
    actors = {
        one["body"]["onrecord:actor"][0]["id"]
        for one in annotations_of(record)
        if "onrecord:actor" in one["body"]
    }
    assert actors == named


def test_a_statement_in_pieces_has_a_target_for_each():
    notes = {one["id"].rsplit("-", 1)[1]: one for one in annotations_of(make_record())}
    assert [one["selector"][0]["start"] for one in notes["s2"]["target"]] == [
        span_of(RECORDS[0].article, words).start for words in ("A second reading", "“will follow")
    ]


@given(hostile_records())
@settings(max_examples=25)
def test_every_selector_of_a_hostile_story_leads_to_its_words(tmp_path_factory, record):
    document = written("annotations", [record], tmp_path_factory.mktemp("h"))
    spans = spans_of(record)
    targets = [
        target
        for one in document["first"]["items"][1:]
        for target in (one["target"] if isinstance(one["target"], list) else [one["target"]])
    ]
    text = without_surrogates(record.article.text)
    assert len(targets) == len(spans)
    for target, span in zip(targets, spans, strict=True):
        position, quote = target["selector"]
        assert (position["start"], position["end"]) == (span.start, span.end)
        assert quote["exact"] == text[span.start : span.end]
        assert text.find(quote["prefix"] + quote["exact"] + quote["suffix"]) >= 0
    n = sum(f"{OA}hasSelector" in node for node in nodes_of(expand(document)))
    assert n == len(spans)


def test_a_story_of_nothing_has_a_text_and_no_more():
    (only,) = annotations_of(Record(article=make_unread().article, reading=None))
    assert only["body"]["value"] == make_unread().article.text
