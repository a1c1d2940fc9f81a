"""Packs of evidence: what stands in them, and that nothing in them can be changed unseen."""

import io
import warnings
import zipfile
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import onrecord.split
from onrecord import Library, Record, Settings, add
from onrecord.acquire import pages_from_bytes
from onrecord.cli import app
from onrecord.evidence import Exhibit, pack_of, verify
from onrecord.evidence.zipped import MANIFEST, NotAPackError, packed, unpacked
from onrecord.pipeline import How, page_text, read_page
from onrecord.record import Origin
from tests.support.fake_reader import FakeReader, read_one

HOW = How(model=False)
STORY = (
    "<html><head><title>Ferry resumes</title></head><body><article><h1>Ferry resumes</h1>"
    "<p>OBAN: The ferry left on time on Monday, the harbour office said, for the first time.</p>"
    "<p>“All nine crossings will run again by the weekend,” said Adjoa Sarfo, who chairs the"
    " board &amp; its office.</p><p>The claim could not be independently verified.</p>"
    "</article></body></html>"
)


def check(data):
    return verify(
        data,
        split=partial(read_page, how=HOW),
        text_of=partial(page_text, settings=Settings()),
        max_bytes=1 << 20,
    )


def exhibit(html=STORY, n=1, statements=("s1",)):
    origin = Origin(kind="file", name=f"{n}.html")
    (page,) = pages_from_bytes(html.replace("Monday", f"{n} March").encode(), origin)
    (bare,) = read_page(page, how=HOW)
    record = Record(article=bare.article, reading=read_one(bare.article))
    assert record.reading.statements
    return Exhibit(page=page, record=record, statements=statements)


PACK = pack_of([exhibit()], asked=["x"])


def manifest_of(data):
    return orjson.loads(unpacked(data)[MANIFEST])


def forged(change, data=PACK):
    """Change a pack as somebody does who knows how it is made, digests and seal included."""
    parts = unpacked(data)
    manifest = orjson.loads(parts.pop(MANIFEST))
    change(manifest, parts)
    manifest["parts"] = [
        {"name": name, "sha256": sha256(body).hexdigest(), "size": len(body)}
        for name, body in parts.items()
    ]
    return packed({MANIFEST: orjson.dumps(manifest), **parts})


def test_a_pack_is_verified():
    verdict = check(PACK)
    assert (verdict.faults, verdict.notes) == ((), ())
    assert (verdict.pages, verdict.sha256) == (1, sha256(PACK).hexdigest())
    assert verdict.words >= 3


def test_the_same_evidence_is_the_same_bytes():
    assert pack_of([exhibit()], asked=["x"]) == PACK


def test_any_program_opens_a_pack():
    with zipfile.ZipFile(io.BytesIO(PACK)) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        page = manifest_of(PACK)["pages"][0]
        warc = opened.read(f"pages/{page['sha256']}.warc")
        report = opened.read("report.html").decode()
    assert sorted(names) == sorted(unpacked(PACK))
    (again,) = pages_from_bytes(warc, Origin(kind="file", name="a.warc"))
    assert again.body == exhibit().page.body
    assert "<mark>All nine crossings" in report
    assert page["sha256"] in report
    assert "<script" not in report
    assert "http-equiv=" in report


@given(st.integers(0, len(PACK) - 1), st.integers(1, 255))
def test_every_altered_byte_is_found(at, change):
    altered = bytearray(PACK)
    altered[at] ^= change
    assert check(bytes(altered)).faults


def test_no_byte_escapes():
    altered = bytearray(PACK)
    for at in range(len(PACK)):
        altered[at] ^= 1
        assert check(bytes(altered)).faults, at
        altered[at] ^= 1


@given(st.integers(0, len(PACK) - 1))
def test_a_pack_that_is_cut_is_no_pack(end):
    assert check(PACK[:end]).faults


@given(st.binary(min_size=1, max_size=20), st.integers(0, len(PACK)))
def test_bytes_that_are_put_in_are_found(more, at):
    assert check(PACK[:at] + more + PACK[at:]).faults


@given(st.binary(max_size=300))
def test_nothing_that_is_given_for_a_pack_raises(data):
    assert check(data).faults
    assert check(PACK[:30] + data).faults


def altered_words(manifest, parts):
    manifest["articles"][0]["statements"][0]["content"][0]["text"] = "No crossing will ever run"


def altered_place(manifest, parts):
    piece = manifest["articles"][0]["statements"][0]["content"][0]
    piece["start"], piece["end"] = piece["start"] + 1, piece["end"] + 1


def altered_page(manifest, parts):
    name = next(one for one in parts if one.startswith("pages/"))
    parts[name] = parts[name].replace(b"nine", b"five")


def no_articles(manifest, parts):
    manifest["articles"] = []


def no_page(manifest, parts):
    manifest["pages"] = []


def another_form(manifest, parts):
    manifest["format"] = "onrecord evidence 2"


def two_pages(manifest, parts):
    name = next(one for one in parts if one.startswith("pages/"))
    parts[name] *= 2


def odd_types(manifest, parts):
    manifest["articles"][0]["statements"] = 7


def no_words(manifest, parts):
    manifest["articles"][0]["statements"][0]["content"][0]["text"] = " "


FORGERIES = (
    altered_words, altered_place, altered_page, no_articles, no_page, another_form, two_pages,
    odd_types, no_words,
)  # fmt: skip


@pytest.mark.parametrize("change", FORGERIES, ids=lambda one: one.__name__)
def test_a_forgery_whose_digests_agree_is_found(change):
    assert check(forged(lambda manifest, parts: None)).faults == ()
    assert check(forged(change)).faults


def other_zip(**options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as made:
        for name, body in unpacked(PACK).items():
            made.writestr(name, body)
    return out.getvalue()


def raw(parts):
    """A ZIP of parts that `packed` refuses, or has once only."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as made:
        warnings.simplefilter("ignore")  # a name twice
        for name, body in parts:
            made.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        other_zip(),
        other_zip(compression=zipfile.ZIP_DEFLATED),
        raw([*unpacked(PACK).items(), ("../../etc/cron.d/x", b"x")]),
        raw([("/etc/passwd", b"x"), *unpacked(PACK).items()]),
        raw([("manifest.json", b"{}"), *unpacked(PACK).items()]),
        raw([("pages/\N{GREEK SMALL LETTER ALPHA}.warc", b"x"), *unpacked(PACK).items()]),
        PACK + PACK,
        b"PK\x03\x04" + b"\xff" * 40,
    ],
    ids=["nothing", "zip", "deflated", "traversal", "absolute", "twice", "name", "two", "lengths"],
)
def test_a_hostile_pack_is_refused(data):
    assert check(data).faults


def test_a_bomb_does_not_unpack():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", compression=zipfile.ZIP_DEFLATED) as made:
        made.writestr("manifest.json", bytes(50_000_000))
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(NotAPackError):  # streamed sizes are not where they would have to be
        unpacked(bomb.getvalue()[:30] + bomb.getvalue()[30:60])
    assert check(bomb.getvalue()).faults


def test_a_name_that_no_pack_has_is_not_written():
    with pytest.raises(ValueError, match="not a name"):
        packed({MANIFEST: b"{}", "../x.html": b""})


def test_words_cannot_become_markup():
    html = STORY.replace("All nine", "&lt;script&gt;alert(1)&lt;/script&gt; All nine")
    report = unpacked(pack_of([exhibit(html)], asked=["<b>x</b>"]))["report.html"].decode()
    assert "<script" not in report
    assert "<b>" not in report
    assert "&lt;script&gt;" in report


def test_another_version_says_so_and_finds_the_words(monkeypatch):
    monkeypatch.setattr(onrecord.split, "__version__", "9.0.0")
    verdict = check(PACK)
    assert verdict.faults == ()
    assert any("here by onrecord 9.0.0" in note for note in verdict.notes)


def test_another_version_that_splits_otherwise_finds_the_words_on_the_page():
    def split(page):
        (one,) = read_page(page, how=HOW)
        text = one.article.text.partition("\n")[0]
        other = replace(one.article, id="f" * 16, text=text, made_by="onrecord 9.0.0")
        return (replace(one, article=other),)

    text_of = partial(page_text, settings=Settings())
    verdict = verify(PACK, split=split, text_of=text_of, max_bytes=1 << 20)
    assert verdict.faults == ()
    assert any("stands on the page, not in the story now" in note for note in verdict.notes)


@given(st.lists(st.integers(1, 28), min_size=1, max_size=4, unique=True))
def test_several_articles_are_one_pack(days):
    pack = pack_of([exhibit(n=n) for n in days], asked=[str(n) for n in days])
    verdict = check(pack)
    assert verdict.faults == ()
    assert verdict.pages == len(days)


def test_a_pack_of_an_older_release_verifies():
    """Made by 0.1.0 and never made again: what is installed must still take it."""
    verdict = check((Path(__file__).parent / "packs" / "evidence-1.zip").read_bytes())
    assert verdict.faults == ()
    assert verdict.words >= 3


def run(*args):
    return CliRunner().invoke(app, [str(one) for one in args])


@pytest.fixture
def filled(tmp_path, use_reader, monkeypatch):
    use_reader(FakeReader)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.html").write_text(STORY)
    with Library.open(tmp_path / "onrecord.db") as library:
        add(library, ["ferry.html"])
        (said,) = library.said().found
    return said.id


@pytest.mark.parametrize("cut", [False, True], ids=["statement", "article"])
def test_a_statement_or_an_article_of_a_library_is_packed_and_verified(filled, tmp_path, cut):
    id_ = filled.partition(":")[0] if cut else filled
    ran = run("evidence", id_, "-o", "pack.zip")
    assert ran.exit_code == 0, ran.output
    digest = ran.stderr.split()[-1]
    (tmp_path / "onrecord.db").unlink()
    ran = run("verify", "pack.zip", "--sha256", digest)
    assert (ran.exit_code, ran.stdout.splitlines()[-1]) == (0, f"sha256 {digest}"), ran.output
    assert manifest_of((tmp_path / "pack.zip").read_bytes())["asked"] == [id_]


def test_another_pack_than_the_one_that_was_promised_is_told(filled):
    run("evidence", filled, "-o", "pack.zip")
    ran = run("verify", "pack.zip", "--sha256", "0" * 64)
    assert ran.exit_code == 1
    assert "WRONG: the pack is another one" in ran.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("evidence", "0" * 16), "there is no 0000000000000000"),
        (("evidence", "9.1"), "there is no claim 9.1"),
        (("verify", "nowhere.zip"), "cannot read nowhere.zip"),
        (("verify", "ferry.html"), "WRONG: this is no pack of evidence"),
        (("verify", "ferry.html", "--sha256", "12"), "give 64 hex digits"),
    ],
)
def test_a_mistake_is_one_line(filled, args, words):
    ran = run(*args)
    assert ran.exit_code in {1, 2}
    assert words in ran.output
    assert "Traceback" not in ran.output


def test_a_pack_without_a_name_does_not_replace_other_evidence(filled, tmp_path):
    for _ in range(2):  # the same evidence again is the same pack
        assert run("evidence", filled).exit_code == 0
    first = (tmp_path / "evidence.zip").read_bytes()
    ran = run("evidence", filled.partition(":")[0])
    assert ran.exit_code == 1
    assert "evidence.zip holds other evidence: name another file with -o" in ran.stderr
    assert (tmp_path / "evidence.zip").read_bytes() == first


def test_a_statement_that_an_article_does_not_have_is_told(filled):
    ran = run("evidence", f"{filled.partition(':')[0]}:0-1")
    assert ran.exit_code == 1
    assert "has no statement" in ran.stderr


def test_a_claim_is_packed_with_every_article_that_makes_it(tmp_path, monkeypatch, use_reader):
    use_reader(FakeReader)
    monkeypatch.chdir(tmp_path)
    for n in (1, 2):
        words = STORY.replace("Monday", f"{n} March 2024")
        (tmp_path / f"{n}.html").write_text(words)
    with Library.open("onrecord.db") as library:
        add(library, ["1.html", "2.html"])
    ran = run("evidence", "1.1", "-o", "claim.zip")
    assert ran.exit_code == 0, ran.output
    manifest = manifest_of((tmp_path / "claim.zip").read_bytes())
    assert manifest["why"][0].startswith("Claim 1.1 is ")
    assert manifest["articles"]
    assert run("verify", "claim.zip").exit_code == 0
