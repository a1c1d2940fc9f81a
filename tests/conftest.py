"""What tests ask for by name: stories made by hand, libraries of both kinds, a site on loopback."""

import os
from itertools import count

import pytest
from hypothesis import settings

import onrecord
from onrecord import model
from onrecord.record import Article, Rejected
from tests.support import postgres
from tests.support.by_hand import make_article, make_bare
from tests.support.net_site import serving

# Machines differ, and tests run beside other work: a slow example is no failure.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")


def pytest_xdist_auto_num_workers():
    """One worker more than there are cores: a browser, a server or a clock is often waited for."""
    return (os.cpu_count() or 1) + 1


NUMBERS = count(1)  # of databases on the server of the tests


@pytest.fixture
def use_reader(monkeypatch):
    """Give a function that puts another class in the place of `Reader`."""

    def use(reader):
        monkeypatch.setattr("onrecord.reading.reader.Reader", reader)
        model.reader.cache_clear()

    yield use
    model.reader.cache_clear()  # no other test shall meet it


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def bare() -> Article:
    return make_bare()


@pytest.fixture
def rejected() -> Rejected:
    return Rejected(stage="acquire", ref="gone.html", reason="not found", detail="no such file")


@pytest.fixture(scope="session")
def postgres_url():
    """Give the URL of a PostgreSQL server that runs for this session, without a database."""
    if postgres.missing():
        pytest.skip(postgres.missing())
    with postgres.server() as url:
        yield url


def _empty_url(request, folder):
    if request.param == "sqlite":
        return str(folder / "library.db")
    url = request.getfixturevalue("postgres_url")
    return postgres.make_database(url, f"t{next(NUMBERS)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def library_url(request, tmp_path):
    """Give where a library that is empty may be made, once of each kind."""
    return _empty_url(request, tmp_path)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_url(request, tmp_path_factory):
    """Give the same for one library that all tests of a module ask."""
    return _empty_url(request, tmp_path_factory.mktemp("shared"))


@pytest.fixture
def library(library_url):
    with onrecord.Library.open(library_url) as made:
        yield made


@pytest.fixture
def site():
    """A server on loopback that answers as it is told."""
    with serving() as made:
        yield made


@pytest.fixture
def at_once(monkeypatch):
    """Ask a site that does not answer again at once."""
    monkeypatch.setattr("onrecord.acquire.net.fetching.FIRST_WAIT_S", 0.0)
