"""The services as they run for people: all in one process, and each in its own; one set of tests meets both."""

from collections.abc import Iterator

import pytest

from bedside.testing.servers import Deployment, deployed


@pytest.fixture(scope="session", params=["embedded", "apart"])
def bedside(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    with deployed(request.param, tmp_path_factory.mktemp(request.param), BEDSIDE_DENSE="never") as services:
        yield services
