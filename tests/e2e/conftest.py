"""One running Bedside for the browser."""

from collections.abc import Iterator

import pytest

from bedside.testing.servers import running


@pytest.fixture(scope="session")
def page_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running("all", tmp_path_factory.mktemp("page"), BEDSIDE_DENSE="never") as service:
        yield service.url
