"""A service over a small store, asked in process."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.resolution import resolve
from graph.store.table import open_store
from tests.factories import helsinki, madrid


@pytest.fixture(scope="package")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("service") / "store"
    with open_store(str(folder)) as store:
        store.load([(helsinki(), "h1"), (madrid(), "h2")])
        resolve(store)
        store.publish()
    with TestClient(create_app(Settings(store=folder, query_seconds=5.0, query_workers=1))) as client:
        yield client
