"""What readers send: pages that are handed in, corrections, and what they follow."""

import asyncio
import os
import re
import threading
import time
from dataclasses import replace
from html import unescape
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from onrecord import Library, Span
from onrecord.follow.nouns import Alert, Proof, to_json
from onrecord.library.following import outbox
from onrecord.library.following.outbox import Posted
from onrecord.serve import desk as desks
from onrecord.serve import guard
from onrecord.serve.desk import MOST_WAITING, Desk, Full, Handed, Reads
from onrecord.serve.handlers.home import plain_name
from tests.support.served_site import PAGE, fill, make_client, make_site, token_of
from tests.test_jobs import heeds, make_page


@pytest.fixture(scope="module")
def kept(shared_url):
    with Library.open(shared_url) as library:
        fill(library)
        yield library


@pytest.fixture
def empty(library):
    with make_client(library) as made:
        yield made


# ---- pages that are handed in


def end_of(client, path):
    for _ in range(400):
        page = client.get(path, headers={"hx-request": "true"}).text
        if "hx-trigger" not in page:
            return page
        time.sleep(0.01)  # the desk has a thread of its own
    raise AssertionError(page)


def test_a_pasted_page_is_on_the_record(empty):
    text = (
        "Pier shut again\n\nOBAN, Scotland — “The pier is shut for the winter and for longer than"
        " that,” Jane Roe said on Tuesday at the harbour office, where a letter had been read.\n\n"
        "Nobody else at the meeting in the town hall spoke about it on that long evening.\n"
    )
    data = {"csrf": token_of(empty), "text": text, "url": "https://coast.example/pier"}
    sent = empty.post("/read", data=data)
    assert sent.status_code == 303
    page = end_of(empty, sent.headers["location"])
    assert "On the record" in page
    article = empty.get(re.search(r'href="(/a/\w+)"', page)[1]).text
    assert "Jane Roe" in article
    assert "https://coast.example/pier" in article
    again = empty.post("/read", data={**data, "csrf": token_of(empty)})
    assert "already" in end_of(empty, again.headers["location"])


def test_an_upload_keeps_its_plain_name_and_says_why_nothing_was_found(empty):
    files = {"page": ("../../etc/<b>x.html", b"<html><body></body></html>")}
    sent = empty.post("/read", data={"csrf": token_of(empty)}, files=files)
    assert "No story was found" in end_of(empty, sent.headers["location"])
    rejected = empty.get("/rejected").text
    assert "&lt;b&gt;" not in rejected
    assert "_b_x.html" in rejected


def test_nothing_handed_in_is_said(empty):
    assert empty.post("/read", data={"csrf": token_of(empty), "text": " "}).status_code == 400


def test_an_empty_library_offers_the_examples(empty):
    assert "Nothing is on the record yet" in empty.get("/").text
    sent = empty.post("/examples", data={"csrf": token_of(empty)})
    end_of(empty, sent.headers["location"])
    assert "Tema ferry contract" in empty.get("/articles").text


def test_new_since_the_last_visit(library):
    with make_client(library) as client:
        fill(library, names=("gallery.html",))
        client.get("/")
        assert "new since your last visit" not in client.get("/").text
        fill(library, names=("three-stories.html",))
        assert "3 articles new since your last visit" in client.get("/").text
        assert "new since your last visit" not in client.get("/").text


def test_too_many_pages_have_to_wait(kept):
    desk = make_site(kept).desk
    desk._work = lambda: None  # nobody reads
    for _ in range(MOST_WAITING):
        desk.take([], "x")
    with pytest.raises(Full):
        desk.take([], "x")


def test_a_page_that_breaks_its_reader_is_told_and_the_next_is_read(kept, monkeypatch):
    site, seen = make_site(kept), []
    monkeypatch.setattr(threading, "excepthook", seen.append)  # it is in the log, too

    def breaks(_):
        raise ZeroDivisionError

    site.desk._reads = replace(site.desk._reads, read=breaks)
    job = site.desk.take([Handed(body=b"<p>x</p>" * 50, name="x.html")], "x.html")
    site.desk._thread.join()
    assert site.desk.job(job.id).state == "failed"
    assert seen[0].exc_type is ZeroDivisionError
    site.desk._reads = replace(site.desk._reads, read=lambda _: [])
    job = site.desk.take([Handed(body=b"<p>y</p>" * 50, name="y.html")], "y.html")
    for _ in range(400):
        if site.desk.job(job.id).ended:
            break
        time.sleep(0.01)
    assert site.desk.job(job.id).state == "done"


@given(st.text(max_size=300))
def test_a_plain_name_has_no_folder(name):
    assert not set(plain_name(name)) & set("/\\<>&\"'\0")


# ---- corrections and what is followed


def sent(client, path, **given):
    return client.post(path, data={"csrf": token_of(client), **given})


@pytest.fixture
def full(library):
    with make_client(library) as made:
        fill(library)
        yield made, library


def test_not_a_statement_is_undone_again(full):
    client, library = full
    one = library.said(by="Halden").found[0]
    answer = sent(client, "/corrections", kind="fix", statement=one.id, none="yes")
    assert answer.status_code == 303
    assert one.id not in {x.id for x in library.said(limit=100).found}
    page = client.get(answer.headers["location"]).text
    assert f"onrecord statement fix {one.id} --not-a-statement --library" in page
    correction = answer.headers["location"].rpartition("/")[2]
    assert sent(client, "/corrections", kind="undo", undoes=correction).status_code == 303
    assert one.id in {x.id for x in library.said(limit=100).found}


def test_a_wrong_speaker_is_set(full):
    client, library = full
    one = library.said(by="Halden").found[0]
    answer = sent(client, "/corrections", kind="fix", statement=one.id, speaker="Ada Roe")
    assert answer.status_code == 303
    fixed = next(x for x in library.said(limit=100).found if x.id == one.id)
    assert fixed.speaker == "Ada Roe"
    assert "--speaker 'Ada Roe'" in unescape(client.get(answer.headers["location"]).text)


def test_parties_are_renamed_merged_and_hidden(full):
    client, library = full
    first, second = (one.number for one in library.parties(limit=2).found)
    new = "<b>Council</b> 'of' Oban"
    answer = sent(client, "/corrections", kind="rename", party=first, name=new)
    page = client.get(answer.headers["location"]).text
    assert "<b>Council" not in page
    assert f"onrecord party rename {first} " in page
    assert library.party(first).party.name == new
    answer = sent(client, "/corrections", kind="merge", party=first, other=second)
    assert f"onrecord party merge {first} " in client.get(answer.headers["location"]).text
    assert library.party(second).party.number == first
    sent(client, "/corrections", kind="hide", party=first)
    assert library.party(first).party.hidden
    assert "onrecord party hide" in client.get("/corrections").text


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"kind": "sing"},
        {"kind": "fix", "statement": "x:1-2", "none": "yes"},
        {"kind": "fix", "statement": "x:1-2"},
        {"kind": "rename", "party": "1", "name": " "},
        {"kind": "rename", "party": "1", "name": "x" * 201},
        {"kind": "rename", "party": "999999", "name": "x"},
        {"kind": "merge", "party": "1", "other": "1"},
        {"kind": "merge", "party": "1", "other": "x"},
        {"kind": "split", "party": "1"},
        {"kind": "split", "party": "1", "article": "nothing"},
        {"kind": "undo", "undoes": "c00000000"},
    ],
)
def test_what_cannot_be_corrected_is_said(full, given):
    assert sent(full[0], "/corrections", **given).status_code == 400


def test_a_search_a_story_and_a_party_are_followed(full):
    client, library = full
    for kind, what in (("search", "ferry"), ("story", "1"), ("party", "1")):
        assert sent(client, "/followed", kind=kind, what=what).status_code == 303
        assert sent(client, "/followed", kind=kind, what=what).status_code == 303  # once is enough
    page = client.get("/followed").text
    assert len(library.followed()) == 3
    assert "nothing new" in page
    for address in set(re.findall(r'href="([^"]+\.(?:atom|feed\.json)[^"]*)"', page)):
        answer = client.get(unescape(address))
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(("application/atom", "application/feed"))
    fill(library, names=("dump-digest.txt",))
    search = next(one for one in library.followed() if one.kind == "search")
    assert search.n_new == 1
    assert sent(client, "/seen", number=search.number).headers["location"] == "/search?q=ferry"
    assert next(one for one in library.followed() if one.kind == "search").n_new == 0
    sent(client, "/unfollow", number=search.number)
    assert {one.kind for one in library.followed()} == {"story", "party"}


def test_alerts_are_shown_with_the_words_they_rest_on(full):
    client, library = full
    assert "Alerts" not in client.get("/followed").text
    source = library.search("ferry").found[0].source
    proof = Proof(
        article_id=source.article_id, headline=source.headline, url=None, outlet=None, day=None,
        span=Span(start=5, end=9), text="two <bids>", is_new=False,
    )  # fmt: skip
    alert = Alert(
        id="a1", made_at="2026-01-02T00:00:00Z", followed="party Jane Roe", condition="denial",
        why="Roe denies for the first time: “<no>”", new_in="world", proofs=(proof,),
    )  # fmt: skip
    with library.writing() as db:
        outbox.post(db, [Posted(id="a1", made_at=alert.made_at, json=to_json(alert))], [])
    page = client.get("/followed").text
    assert "Roe denies for the first time: “&lt;no&gt;”" in page
    assert f'href="/a/{source.article_id}#c5-9">“two &lt;bids&gt;”</a>' in page
    assert "party Jane Roe · 2 January 2026 · new in the world" in page


def test_a_claim_that_is_followed_leads_to_where_it_is_made(full):
    client, library = full
    article = library.search("ferry").found[0].source.article_id
    library.follow("claim", f"{article}:s1", name="two bids were late", on="2026-01-01T00:00:00Z")
    page = client.get("/followed").text
    assert "two bids were late" in page
    assert f'href="/a/{article}"' in page


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"kind": "search", "what": "("},
        {"kind": "story", "what": "999"},
        {"kind": "party", "what": "x"},
    ],
)
def test_what_is_not_there_is_not_followed(full, given):
    assert sent(full[0], "/followed", **given).status_code == 400


@pytest.mark.skipif(os.name == "nt", reason="no masks of signals")
def test_ctrl_c_reaches_no_process_that_reads_for_the_desk():
    desk = Desk(Reads(pages=list, read=heeds, limit_s=lambda _: 60, keep=list,
                      keep_rejected=list, join=list))  # fmt: skip
    assert desk._outcome(make_page("1"))[0].ref == "True"
    desk.close()


# ---- what comes slowly, or in any number


def test_a_body_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(guard, "BODY_S", 0.01)

    async def never():
        await asyncio.Event().wait()

    with pytest.raises(HTTPException) as refused:
        asyncio.run(guard._Body(never, 10)())
    assert refused.value.status_code == 408


def test_an_archive_of_any_number_of_pages_ends(kept, monkeypatch):
    monkeypatch.setattr(desks, "MOST_PAGES", 3)
    desk, read = make_site(kept).desk, []
    endless = (replace(PAGE, sha256=f"{n:064x}") for n in count())
    desk._reads = replace(
        desk._reads,
        pages=lambda *_: endless,
        read=lambda page: read.append(page) or [],
        keep=lambda *_: True,
    )
    job = desk.take([Handed(body=b"", name="x.zip")], "x.zip")
    for _ in range(400):
        if desk.job(job.id).ended:
            break
        time.sleep(0.01)
    assert len(read) == 3
    assert "onrecord add" in desk.job(job.id).rejected[0]
