"""Merges on the command line and over HTTP: listed with reasons, judged, undone to the byte."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app
from api.settings import Settings
from graph.resolution import resolve
from graph.store.table import open_store
from tests.factories import helsinki, madrid


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "store"
    with open_store(str(where)) as store:
        store.load([(helsinki(), "h1"), (madrid(), "h2")])
        resolve(store)
        store.publish()
    return where


def _run(folder: Path, *arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, [*arguments, "--store", str(folder)])
    assert result.exit_code == code, (result.stdout, result.stderr, result.exception)
    return result.stdout


def _listed(folder: Path) -> Any:
    return json.loads(_run(folder, "merges", "--json"))


def test_commands_list_split_and_undo_to_the_byte(folder: Path) -> None:
    (merge,) = _listed(folder)["merges"]
    assert merge["entity"]["identifiers"] == merge["canonical"]["identifiers"] != []
    assert merge["reason"].startswith("both are http")
    pair = (merge["entity"]["id"], merge["canonical"]["id"])
    assert merge["reason"] in _run(folder, "merges", pair[0])
    before = _run(folder, "export", "--format", "nq")
    _run(folder, "unmerge", *pair, "--why", "namesakes")
    found = _listed(folder)
    assert found["merges"] == []
    assert [(item["same"], item["why"]) for item in found["judgements"]] == [(False, "namesakes")]
    assert "judged apart: namesakes" in _run(folder, "merges")
    _run(folder, "unmerge", *pair, "--undo")
    assert _run(folder, "export", "--format", "nq") == before


def test_command_without_a_reason_or_with_an_unknown_name_fails(folder: Path) -> None:
    merge = _listed(folder)["merges"][0]
    pair = (merge["entity"]["id"], merge["canonical"]["id"])
    _run(folder, "merge", *pair, code=2)
    _run(folder, "merge", *pair, "--undo", "--why", "x", code=2)
    _run(folder, "merge", pair[0], "Nobody Nowhere", "--why", "x", code=3)
    _run(folder, "merge", *pair, "--undo", code=3)


def test_service_judges_and_undoes_with_the_token(folder: Path) -> None:
    settings = Settings(store=folder, token="secret", query_workers=1)  # noqa: S106 - of this test
    token = {"Authorization": "Bearer secret"}
    with TestClient(create_app(settings)) as client:
        before = client.get("/merges").json()
        pair = {
            "one": before["merges"][0]["entity"]["id"],
            "other": before["merges"][0]["canonical"]["id"],
        }
        asked = {**pair, "same": False, "why": "namesakes"}
        assert client.post("/merges", json=asked).status_code == 401
        assert client.delete("/merges", params=pair).status_code == 401
        assert client.post("/merges", json={**asked, "why": ""}, headers=token).status_code == 422
        assert client.post("/merges", json=asked, headers=token).status_code == 201
        assert client.get("/merges").json()["merges"] == []
        page = client.get(f"/entities/{pair['one']}").json()
        assert page["merges"] == []
        assert page["judgements"][0]["why"] == "namesakes"
        assert client.delete("/merges", params=pair, headers=token).status_code == 200
        assert client.get("/merges", params={"entity": pair["one"]}).json() == before
        assert client.delete("/merges", params=pair, headers=token).status_code == 404
