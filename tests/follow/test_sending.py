"""Alerts go out: at least once, with an id, to a real mail server and a real webhook."""

import email
import email.policy
import hmac
import json
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest

from onrecord.errors import DeliveryError
from onrecord.follow.channels import Mail, Terminal, Webhook
from onrecord.follow.letters import body, subject
from onrecord.follow.nouns import Alert, Proof, from_json, to_json
from onrecord.follow.sending import PATIENCE, send_all, write_feed
from onrecord.library.following import outbox
from onrecord.library.following.outbox import Posted
from onrecord.record import Span
from tests.support.follow_posts import mail_server, webhook

NOW = "2025-02-03T09:00:00Z"


def alert(number=1, **more):
    proof = Proof(
        article_id="a" * 16,
        headline="Ferry vote put off",
        url="https://tema.example/a?x=1&y=<2>",
        outlet="tema.example",
        day="2025-02-03",
        span=Span(start=3, end=9),
        text="no vote was taken",
        is_new=True,
    )
    given = {
        "id": f"{number:024x}",
        "made_at": NOW,
        "followed": "party Adjoa Sarfo",
        "condition": "denial",
        "why": f"Adjoa Sarfo denies it for the first time, number {number}",
        "new_in": "world",
        "proofs": (proof,),
    }
    return Alert(**{**given, **more})


def post(library, some, channels):
    rows = [Posted(id=one.id, made_at=NOW, json=to_json(one)) for one in some]
    with library.writing() as db:
        return outbox.post(db, rows, channels)


def send(library, *channels):
    return send_all(library, channels, lambda: NOW)


def test_an_alert_is_the_same_after_it_was_kept():
    assert from_json(to_json(alert())) == alert()


def test_an_alert_is_posted_once(library):
    assert post(library, [alert(1), alert(2)], ["terminal"]) == 2
    assert post(library, [alert(1), alert(3)], ["terminal"]) == 1
    out = []
    assert send(library, Terminal(write=out.append)) == (3, [])
    assert send(library, Terminal(write=out.append)) == (0, [])
    assert [f"number {n}" in words for n, words in enumerate(out, start=1)] == [True] * 3


def test_what_is_told_says_why_how_new_it_is_and_where_it_stands():
    words = body(alert(new_in="library"))
    for part in ("first time", "new in the library", "no vote was taken", "https://tema.example/a",
                 "Ferry vote put off", "3-9", alert().id):  # fmt: skip
        assert part in words
    assert "new in the world" in body(alert())


def test_mail_is_sent_with_an_id_that_drops_repeats(library):
    with mail_server() as (box, port):
        channel = Mail(to="desk@tema.example", sender="o@tema.example", host="127.0.0.1", port=port)
        post(library, [alert(1), alert(2)], [channel.name])
        assert send(library, channel) == (2, [])
        letters = [email.message_from_string(x, policy=email.policy.default) for x in box.letters]
        assert [x["X-Onrecord-Id"] for x in letters] == [alert(1).id, alert(2).id]
        assert letters[0]["Message-ID"] == f"<{alert(1).id}@onrecord.invalid>"
        assert letters[0]["To"] == "desk@tema.example"
        assert "no vote was taken" in letters[0].get_content()


def test_words_of_a_page_do_not_write_the_head_of_a_mail(library):
    evil = "x\r\nBcc: all@tema.example\r\n\r\nhello"
    one = alert(why=evil, followed=f"search {evil}")
    assert "\n" not in subject(one)
    with mail_server() as (box, port):
        channel = Mail(to="a@b.example", sender="a@b.example", host="127.0.0.1", port=port)
        post(library, [one], [channel.name])
        assert send(library, channel) == (1, [])
        letter = email.message_from_string(box.letters[0], policy=email.policy.default)
        assert letter["Bcc"] is None


def test_what_a_mail_server_does_not_take_is_sent_the_next_time(library):
    with mail_server() as (box, port):
        channel = Mail(to="a@b.example", sender="a@b.example", host="127.0.0.1", port=port)
        post(library, [alert(1), alert(2)], [channel.name])
        box.refuses = True
        n_sent, faults = send(library, channel)
        assert (n_sent, len(faults)) == (0, 2)
        assert "does not take mail" in faults[0]
        box.refuses = False
        assert send(library, channel) == (2, [])
        assert len(box.letters) == 2


def test_a_password_is_not_sent_in_the_open():
    with mail_server() as (_, port):
        channel = Mail(to="a@b.example", sender="a@b.example", host="127.0.0.1", port=port,
                       user="u", password="p")  # fmt: skip
        with pytest.raises(DeliveryError, match="TLS"):
            channel.send(alert())


def test_a_webhook_can_tell_what_is_ours(library):
    with webhook() as (hook, url):
        channel = Webhook(url=url, secret="s3cret")
        post(library, [alert(1)], [channel.name])
        assert send(library, channel) == (1, [])
        (headers, data) = hook.taken[0]
        signed = hmac.new(b"s3cret", headers["X-Onrecord-Timestamp"].encode() + b"." + data, sha256)
        assert headers["X-Onrecord-Signature"] == f"sha256={signed.hexdigest()}"
        assert headers["X-Onrecord-Id"] == json.loads(data)["id"] == alert(1).id


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_a_webhook_does_not_take_stays(library, status):
    with webhook() as (hook, url):
        channel = Webhook(url=url, secret="s")
        post(library, [alert(1)], [channel.name])
        hook.status = status
        assert send(library, channel)[0] == 0
        hook.status = 204
        assert send(library, channel) == (1, [])


def test_a_channel_that_is_down_is_left_after_a_few_tries_and_others_go_on(library):
    down, out = Webhook(url="http://127.0.0.1:9/", secret="s"), []
    here = Terminal(write=out.append)
    post(library, [alert(n) for n in range(10)], [down.name, here.name])
    n_sent, faults = send(library, down, here)
    assert (n_sent, len(faults)) == (10, PATIENCE)


class Killed(BaseException):
    pass


@pytest.mark.parametrize("at", range(6))
def test_a_run_that_is_killed_sends_again_with_the_same_id_and_loses_nothing(library, at):
    with webhook() as (hook, url):
        channel = Webhook(url=url, secret="s")
        post(library, [alert(n) for n in range(5)], [channel.name])
        real = outbox.sent

        def dies(db, one, when):
            if len(hook.taken) > at:
                raise Killed
            real(db, one, when)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(outbox, "sent", dies)
            try:
                send(library, channel)
            except Killed:
                assert len(hook.taken) == at + 1
        assert send(library, channel)[1] == []
        ids = [headers["X-Onrecord-Id"] for headers, _ in hook.taken]
        assert list(dict.fromkeys(ids)) == [alert(n).id for n in range(5)]
        assert len(ids) <= 6  # the one that was under way once more


def test_feeds_hold_the_latest_alerts_newest_first(library, tmp_path):
    post(library, [alert(n) for n in range(3)], [])
    write_feed(library, tmp_path / "a.xml", as_json=False)
    write_feed(library, tmp_path / "a.json", as_json=True)
    top = ET.parse(tmp_path / "a.xml").getroot()
    name = "{http://www.w3.org/2005/Atom}"
    ids = [one.text for one in top.iter(f"{name}id")][1:]
    assert ids == [f"urn:onrecord:{alert(n).id}" for n in (2, 1, 0)]
    assert next(top.iter(f"{name}entry")).find(f"{name}updated").text == NOW
    items = json.loads((tmp_path / "a.json").read_bytes())["items"]
    assert items[0]["url"] == "https://tema.example/a?x=1&y=<2>"
    assert [one["id"] for one in items] == [alert(n).id for n in (2, 1, 0)]
    assert sorted(x.name for x in tmp_path.iterdir() if "a." in x.name) == ["a.json", "a.xml"]


def test_a_feed_that_cannot_be_written_says_so(library, tmp_path):
    with pytest.raises(DeliveryError, match="cannot write"):
        write_feed(library, tmp_path / "no" / "a.xml", as_json=False)
