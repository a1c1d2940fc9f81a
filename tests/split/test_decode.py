"""Whatever the bytes, a text comes out, and what decided the charset is said."""

import codecs
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from onrecord.record import Origin, Page
from onrecord.split.decode import decode


def make_page(body: bytes, charset: str | None = None, media_type: str = "text/html") -> Page:
    return Page(
        body=body,
        sha256="",
        media_type=media_type,
        charset=charset,
        url=None,
        captured_at=None,
        captured_how=None,
        seen_at=None,
        origin=Origin(kind="memory", name="test"),
    )


PIECES = st.sampled_from(
    [
        b"<meta charset=gbk>",
        b"<meta charset=utf-16>",
        b"<meta charset=iso-2022-jp>",
        b"<meta charset=utf-8>",
        b"<meta charset=big5>",
        b"<?xml version='1.0' encoding='shift_jis'?>",
        b"<!--",
        b"-->",
        b"caf\xe9 ",
        "Łódź ".encode(),
        b"\xed\xa0\xbd\xed\xb8\x80",
        b"\x836\xc78",
        b"\x1b$B0!\x1b(B",
        b"\x00",
        b"\xe2\x82",
        b"\xf4\x90\x80\x80",
    ]
)
CHARSETS = [None, "utf-8", "latin-1", "utf-16", "utf-16-be", "gb18030", "cp932", "hex", "no such"]


@given(
    st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=12).map(b"".join)),
    st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]),
    st.sampled_from(CHARSETS),
)
@example(b"\xed\xa0\xbd\xed\xb8\x80", b"", "gb18030")
def test_any_bytes_give_a_text_without_nuls_and_half_characters(body, bom, charset):
    text, how = decode(make_page(bom + body, charset))
    assert "\x00" not in text
    text.encode("utf-8")  # raises for a lone surrogate
    assert how in {"bom", "carrier", "meta", "utf-8 valid", "detected"}


TEXTS = st.text(st.characters(exclude_characters="\x00\ufeff", exclude_categories=("Cs",)))


@given(TEXTS)
def test_utf_8_comes_back_whole_with_its_line_ends(text):
    body = text.encode("utf-8")
    assert decode(make_page(body, media_type="text/plain")) == (text, "utf-8 valid")
    assert decode(make_page(body, "utf-8")) == (text, "carrier")
    assert decode(make_page(codecs.BOM_UTF8 + body, "cp1252")) == (text, "bom")


@given(TEXTS, st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_a_mark_decides_before_the_carrier(text, codec):
    body = f"\ufeff{text}".encode(codec)
    assume(not (codec == "utf-16-le" and body.startswith(codecs.BOM_UTF32_LE)))
    assert decode(make_page(body, "utf-8")) == (text, "bom")


@given(
    st.sampled_from(["cp1250", "cp1251", "cp1252", "cp1253", "koi8-r", "iso8859-2", "gb18030"]),
    st.binary(max_size=200),
)
def test_a_stated_charset_is_used(codec, noise):
    text = noise.replace(b"\x00", b"").decode(codec, "ignore")
    body = text.encode(codec)
    assume(not body.startswith((b"\xff\xfe", b"\xfe\xff", codecs.BOM_UTF8)))
    decoded, how = decode(make_page(body, codec))
    if how == "carrier":
        assert decoded == text
    else:  # the page that lies about its charset has a test of its own
        assert any(character > "\x7f" for character in body.decode("utf-8", "ignore"))


LINE = "“Świnoujście’s café”, said Zoë Møller — twice.\r\n"


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1250">', "cp1250"),
        ("<META CHARSET = 'gb2312'>", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        ('<?xml version="1.0" encoding="x-sjis"?><html>', "cp932"),
        ("<!-- <meta charset=big5> --><meta charset=us-ascii>", "cp1252"),
    ],
)
def test_a_page_states_its_charset(head, codec):
    text = head + LINE.encode(codec, "ignore").decode(codec)
    assert decode(make_page(text.encode(codec))) == (text, "meta")


def test_a_page_whose_ascii_says_utf_16_means_utf_8():
    text = f"<meta charset=utf-16>{LINE}"
    assert decode(make_page(text.encode())) == (text, "meta")


def test_plain_text_states_nothing():
    text = "<meta charset=big5> cafe\u0301 caf\u00e9"
    assert decode(make_page(text.encode(), media_type="text/plain")) == (text, "utf-8 valid")


@pytest.mark.parametrize("label", ["iso-8859-1", "shift_jis", "windows-1251", "gbk"])
def test_utf_8_wins_over_a_wrong_label(label):
    text = f"<meta charset={label}>{LINE}市长星期二说，大桥将关闭"
    assert decode(make_page(text.encode())) == (text, "utf-8 valid")


def test_a_short_page_in_chinese_that_happens_to_be_utf_8_is_taken_at_its_word():
    body = "专业".encode("gbk")
    assert body.decode("utf-8")
    assert decode(make_page(body, "gbk")) == ("专业", "carrier")


@pytest.mark.parametrize(
    "label", ["hex", "unicode_escape", "utf-7", "rot13", "x" * 90, "\x00", "é"]
)
def test_a_label_that_is_no_charset_of_the_web_is_ignored(label):
    assert decode(make_page(b"na\\u00efve +AGE-", label)) == ("na\\u00efve +AGE-", "utf-8 valid")


@pytest.mark.parametrize("charset", [None, "utf-8", "iso-8859-1"])
def test_utf_8_with_bad_stretches_keeps_both(charset):
    body = LINE.encode() + b"She said \x93never\x94 in a caf\xe9.\r\n" + LINE.encode()
    text, _ = decode(make_page(body, charset))
    assert text == f"{LINE}She said “never” in a café.\r\n{LINE}"


def test_half_a_character_at_the_end_is_not_read_as_something_else():
    text, how = decode(make_page(LINE.encode() + "€".encode()[:2], "utf-8"))
    assert (text, how) == (f"{LINE}\ufffd", "carrier")


def test_a_label_that_neither_fits_nor_gives_way_is_repaired():
    text, how = decode(make_page("市长星期二说".encode("gb18030") + b"\xff. ", "gbk"))
    assert text.startswith("市长星期二说\ufffd")
    assert how == "carrier"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen(codec):
    assert decode(make_page(LINE.encode(codec), "utf-8")) == (LINE, "detected")


def test_nuls_are_taken_out():
    assert decode(make_page(b"The \x00may\x00or"))[0] == "The mayor"


SENTENCES = [
    ("cp1252", "The mayor’s office said the café — closed since May — would reopen in autumn. "),
    ("cp1252", "Der Bürgermeister sagte, die Brücke müsse für längere Zeit schließen. "),
    ("cp1252", "Le maire de Liège a déclaré que le pont serait fermé après l’été. "),
    ("cp1250", "Burmistrz Łodzi powiedział, że most zostanie zamknięty. "),
    ("cp1251", "Мэр города сообщил, что мост через реку закроют на следующей неделе. "),
    ("koi8-r", "Мэр города сообщил, что мост через реку закроют на следующей неделе. "),
    ("cp1253", "Ο δήμαρχος είπε ότι η γέφυρα θα κλείσει την επόμενη εβδομάδα. "),
    ("cp1256", "قال رئيس البلدية إن الجسر سيغلق الأسبوع المقبل. "),
    ("gb18030", "市长星期二说，这座大桥下周将关闭。居民已经收到通知。"),
    ("cp932", "市長は火曜日、橋を来週閉鎖すると述べた。住民にはすでに通知されている。"),
    ("cp949", "시장은 화요일 다리가 다음 주에 폐쇄될 것이라고 말했다. "),
]


@pytest.mark.parametrize("n_times", [1, 60])
@pytest.mark.parametrize(("codec", "sentence"), SENTENCES)
def test_a_charset_that_nobody_states_is_found(codec, sentence, n_times):
    text = "<html><body>" + f"<p>{sentence}</p>\n" * n_times
    page = make_page(text.encode(codec))
    assert decode(page) == decode(page) == (text, "detected")


def test_a_long_page_of_bad_bytes_takes_its_time_but_not_for_ever():
    body = b"<meta charset=utf-8>" + LINE.encode() * 2000 + b"\xc3a" * 500_000
    start = time.process_time()
    decode(make_page(body))
    assert time.process_time() - start < 5


def test_a_page_of_utf_8_is_decoded_at_once():
    body = b"<meta charset=utf-8>" + b"The mayor of Leeds said so. " * 7000 + LINE.encode()
    page = make_page(body)
    seconds = []
    for _ in range(20):
        start = time.process_time()
        decode(page)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.002  # a tenth of it on the machine this was written on
