"""Channels for alerts: terminal, mail server, webhook. Each sends one alert or says why not."""

import hmac
import os
import smtplib
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from typing import Protocol

from onrecord.errors import DeliveryError
from onrecord.follow.letters import body, subject
from onrecord.follow.nouns import Alert, to_json

PATIENCE_S = 15.0
_FINE = range(200, 300)  # of HTTP


class Channel(Protocol):
    """Something that alerts are sent to."""

    @property
    def name(self) -> str:
        """Give a name that identifies the channel; it is kept with the alerts still to be sent."""

    def send(self, alert: Alert) -> None:
        """Send one alert. Raises DeliveryError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """A terminal or another text stream."""

    write: Callable[[str], None]
    name: str = "terminal"

    def send(self, alert: Alert) -> None:
        """Write one alert."""
        self.write(body(alert))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail server. The id of an alert is its Message-ID: mail programs drop repeats by it."""

    to: str
    sender: str
    host: str
    port: int
    tls: bool = False  # from the first byte; otherwise as soon as the server offers it
    user: str = ""
    password: str = ""

    @property
    def name(self) -> str:
        """Give a name with the recipient's address."""
        return f"mail {self.to}"

    def send(self, alert: Alert) -> None:
        """Send one alert as a mail."""
        try:
            with self._server() as server:
                server.send_message(_letter(alert, self.to, self.sender))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise DeliveryError(
                f"{self.host}:{self.port} does not take mail: {_words(error)}"
            ) from error

    def _server(self) -> smtplib.SMTP:
        trust = ssl.create_default_context()
        if self.tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=PATIENCE_S, context=trust
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE_S)
        try:
            server.ehlo()
            is_closed = self.tls
            if not self.tls and server.has_extn("starttls"):
                server.starttls(context=trust)
                is_closed = True
            if self.user:
                if not is_closed:
                    raise DeliveryError(f"{self.host} offers no TLS: the password is not sent")
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _letter(alert: Alert, to: str, sender: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = subject(alert)[:200]
    letter["From"] = sender
    letter["To"] = to
    letter["Message-ID"] = f"<{alert.id}@onrecord.invalid>"
    letter["X-Onrecord-Id"] = alert.id
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(body(alert))
    return letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address that receives alerts as JSON, signed so that it can recognise forgeries.

    The signature is the HMAC-SHA256 of "TIMESTAMP.BODY" under the secret, in hex.
    """

    url: str
    secret: str

    @property
    def name(self) -> str:
        """Give a name with the address."""
        return f"webhook {self.url}"

    def send(self, alert: Alert) -> None:
        """Post one alert; anything but a 2xx is a failure. Redirects are not followed."""
        import httpx  # noqa: PLC0415 - who has no webhook needs none

        data, stamp = to_json(alert).encode(), str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "X-Onrecord-Id": alert.id,
            "X-Onrecord-Timestamp": stamp,
            "X-Onrecord-Signature": f"sha256={signature(self.secret, stamp, data)}",
        }
        try:
            with (
                httpx.Client(trust_env=False, timeout=PATIENCE_S) as client,
                client.stream("POST", self.url, content=data, headers=headers) as answer,
            ):
                status = answer.status_code  # the rest of the answer is not read
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise DeliveryError(f"{self.url} cannot be reached: {_words(error)}") from error
        if status not in _FINE:
            raise DeliveryError(f"{self.url} answers with status {status}")


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def signature(secret: str, stamp: str, data: bytes) -> str:
    """Give the signature of what is sent, in hex."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + data, sha256).hexdigest()


def credentials() -> tuple[str, str]:
    """Give user and password of the mail server from the environment; "" for none."""
    return os.environ.get("ONRECORD_SMTP_USER", ""), os.environ.get("ONRECORD_SMTP_PASSWORD", "")
