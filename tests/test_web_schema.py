"""Schemathesis over the OpenAPI description: no question whatever makes the server fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings

from kelisim.web.app import create_app
from tests.web_site import fill, opened

MOST = 12  # questions of each operation
CHECKS = list(HealthCheck)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    path = tmp_path_factory.mktemp("schema") / "samples.db"
    fill(path)
    with opened(path) as made:
        made.keeper.open()
        yield create_app(made)


def test_nothing_fails(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 70
    for operation in operations:

        @settings(max_examples=MOST, deadline=None, derandomize=True, database=None, suppress_health_check=CHECKS)
        @given(case=operation.as_strategy())
        def asks(case: schemathesis.Case) -> None:
            answer = case.call()
            assert answer.status_code < 500, (case.formatted_path, case.query)

        asks()
