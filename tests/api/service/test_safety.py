from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.errors import InputError
from graph.store.table import open_store

TOKEN = {"Authorization": "Bearer secret"}


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("writable") / "store"
    settings = Settings(store=folder, token="secret", query_workers=1, upload_bytes=2_000)  # noqa: S106 - of this test
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/entities/person/nobody", 404),
        ("/network?by=magic", 422),
        ("/network?after=soon", 422),
    ],
)
def test_every_failure_has_one_shape(client: TestClient, path: str, status: int) -> None:
    reply = client.get(path)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert set(reply.json()) == {"type", "title", "status", "detail"}
    assert reply.json()["status"] == status


def test_pages_carry_a_strict_policy(client: TestClient) -> None:
    policy = client.get("/healthz").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_foreign_host_is_refused(client: TestClient) -> None:
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 400


def test_writing_is_off_without_a_token(client: TestClient) -> None:
    assert client.post("/documents", content="Text.").status_code == 403


def test_wrong_token_is_refused(writable: TestClient) -> None:
    assert writable.post("/documents", content="Text.").status_code == 401
    wrong = {"Authorization": "Bearer wrong"}
    assert writable.delete("/documents/x", headers=wrong).status_code == 401


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"", "text/plain", 400),
        (b"\x00\x01", "text/plain", 400),
        (b"\xff\xfe\xfd", "text/plain", 400),
        (b"{", "application/json", 400),
        (b'{"text": 3}', "application/json", 400),
        (b"x" * 3_000, "text/plain", 413),
        (b"x", "image/png", 415),
    ],
)
def test_bad_upload_says_what_is_wrong(writable: TestClient, content: bytes, kind: str, status: int) -> None:
    reply = writable.post("/documents", content=content, headers={**TOKEN, "Content-Type": kind})
    assert reply.status_code == status
    assert reply.json()["detail"]


def test_document_is_added_served_and_removed(writable: TestClient) -> None:
    body = {"id": "visit", "text": "Emmanuel Macron met Olaf Scholz in Berlin.", "published": "2023-01-22"}
    added = writable.post("/documents", json=body, headers=TOKEN)
    assert added.status_code == 201, added.text
    items = writable.get("/entities", params={"q": "macron"}).json()["items"]
    assert [item["label"] for item in items] == ["Emmanuel Macron"]
    assert writable.delete("/documents/visit", headers=TOKEN).status_code == 204
    assert writable.get("/entities", params={"q": "macron"}).json()["items"] == []
    assert writable.delete("/documents/visit", headers=TOKEN).status_code == 404


def test_store_in_other_hands_is_busy(writable: TestClient) -> None:
    settings = writable.app.state.service.settings  # type: ignore[attr-defined]  # the application under test
    with open_store(str(settings.store)):
        reply = writable.post("/documents", content="Paris is calm.", headers=TOKEN)
    assert reply.status_code == 503


def test_public_host_needs_a_token(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="without a token"):
        create_app(Settings(store=tmp_path, host="0.0.0.0"))  # noqa: S104 - it must be refused


def test_settings_come_from_the_environment() -> None:
    found = Settings.from_environment({"ACTORGRAPH_PORT": "9000", "ACTORGRAPH_STORE": "x", "OTHER": "1"})
    assert (found.port, found.store) == (9000, Path("x"))
    with pytest.raises(InputError, match="ACTORGRAPH_PORT"):
        Settings.from_environment({"ACTORGRAPH_PORT": "many"})


def test_every_route_has_a_stable_name(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    names = [method["operationId"] for path in paths.values() for method in path.values()]
    assert {"sparql_get", "search_entities", "entity_neighbours", "paths", "network", "export"} <= set(names)


@pytest.mark.parametrize("text", ["1.5", "-0.1", "nan", "sure"])
def test_minimal_confidence_lies_between_0_and_1(text: str) -> None:
    assert Settings.from_environment({"ACTORGRAPH_MIN_CONFIDENCE": "0.25"}).min_confidence == 0.25
    with pytest.raises(InputError, match="ACTORGRAPH_MIN_CONFIDENCE"):
        Settings.from_environment({"ACTORGRAPH_MIN_CONFIDENCE": text})
