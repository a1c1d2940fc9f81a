"""The API as its OpenAPI document allows it, and as it does not: schemathesis finds no 5xx."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onrecord import Library
from onrecord.serve.app import make_app
from onrecord.serve.guard import Door
from scripts.write_openapi import make_document
from tests.support.served_site import fill, make_site

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def api(shared_url):
    with Library.open(shared_url) as library:
        fill(library)
        door = Door(hosts=frozenset({"testserver"}))
        yield schemathesis.openapi.from_asgi(
            "/api/openapi.json", make_app(make_site(library), door)
        )


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", make_document()["paths"])
def test_no_call_makes_the_api_fail(api, path, mode):
    operation = api[path]["GET"]
    if mode is GenerationMode.NEGATIVE and not list(operation.iter_parameters()):
        return  # nothing can be asked wrongly

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode))
    def call(case):
        case.call_and_validate(checks=CHECKS)

    call()
