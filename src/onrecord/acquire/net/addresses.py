"""Which addresses may be requested: by how they are written, and by where they lead.

An address is parsed once, here. Whoever connects calls `resolve` and connects to what it returned,
so that a name cannot mean one thing when it is checked and another when it is used.
"""

import re
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from onrecord.errors import InputError

LONGEST = 4096  # characters of an address
SCHEMES = {"http": 80, "https": 443}
LOW_PORTS = 1024  # below, services that are no web servers listen
# What one program takes for the end of a host and another does not.
_ODD = re.compile(r"[\x00-\x20\x7f\\]")
_NUMBER = re.compile(r"\d+|0[xX][0-9a-fA-F]*")
_CLOSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        ),
    )
)  # fmt: skip
_GLOBAL_6 = IPv6Network("2000::/3")  # all that is given out of the other addresses is not
_CLOSED_6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)  # Teredo and others of its block, examples, 6to4: tunnels to an IPv4 address
_NAT64 = IPv6Network("64:ff9b::/96")


def address_of(words: str, *, allow_private: bool = False) -> httpx.URL:
    """Parse an address as a person or a page writes it, without its fragment.

    Raises InputError "bad address" if it is not an address, and for misleading forms: other
    schemes, a user name and password, an IP address not written as a.b.c.d; "private address" if
    the host itself is one. Whether a name leads to one is checked by `resolve`.
    """
    words = words.strip()
    if len(words) > LONGEST or _ODD.search(words):
        raise _bad("it is too long or holds characters that no address has")
    try:
        url = httpx.URL(words)
        host = url.raw_host.decode("ascii")
        port = url.port
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise _bad("it cannot be understood") from error
    if url.scheme not in SCHEMES:
        raise _bad("it must begin with http:// or https://")
    if url.userinfo:
        raise _bad("it contains a user name or password: leave them out")
    if not host or "%" in host:
        raise _bad("it names no host")
    _refuse_numbers(host)
    if port is not None and port < LOW_PORTS and port not in SCHEMES.values() and not allow_private:
        raise _bad(f"port {port} is not one of a web server")
    if not allow_private and _is_ip(host) and not is_public(host):
        raise _private(host)
    return url.copy_with(fragment=None)


def resolve(host: str, port: int, *, allow_private: bool = False) -> list[str]:
    """Look up a host; give the addresses to connect to, in the order to try them.

    Raises InputError "no answer" if there are none, and "private address" if any of them is
    private: a host with a public and a private address is after the private one.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError("no answer", f"there is no host {host}: check the address") from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not allow_private and not all(map(is_public, addresses)):
        raise _private(host)
    return addresses


def is_public(address: str) -> bool:
    """Tell whether an IP address can be reached from anywhere on the internet."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in one for one in _CLOSED_4)
    if ip in _NAT64:
        return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.scope_id is None and ip in _GLOBAL_6 and not any(ip in one for one in _CLOSED_6)


def _refuse_numbers(host: str) -> None:
    """Refuse 127.1, 2130706433, 0x7f.0.0.1, 0177.0.0.1, which programs read in different ways."""
    last = host.rstrip(".").rpartition(".")[2]
    if ":" not in host and _NUMBER.fullmatch(last) and not _is_ip(host):
        raise _bad("a host in numbers must be written a.b.c.d")


def _is_ip(host: str) -> bool:
    try:
        IPv6Address(host) if ":" in host else IPv4Address(host)
    except ValueError:
        return False
    return True


def _bad(why: str) -> InputError:
    return InputError("bad address", why)


def _private(host: str) -> InputError:
    return InputError(
        "private address",
        f"{host} is of this machine or a private network; the setting allow_private allows it",
    )
