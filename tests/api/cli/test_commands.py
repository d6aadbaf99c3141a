"""The commands as a user meets them: one small store, built by the real pipeline."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli.application import app
from graph.export.table import EXPORTERS

MEETING = (
    "Date: 2023-03-06\nSource: Example Wire\n\n"
    "French President Emmanuel Macron met Olaf Scholz in Berlin on Monday. "
    "Macron denied that France had threatened Poland.\n"
)


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "news").mkdir()
    (folder / "news" / "meeting.txt").write_text(MEETING, encoding="utf-8")
    (folder / "news" / "empty.txt").write_text("", encoding="utf-8")
    row = {"id": "kyiv-visit", "text": "Rishi Sunak visited Kyiv on Saturday.", "published": "2022-11-20"}
    (folder / "news" / "wire.jsonl").write_text(json.dumps(row) + "\n{oops\n", encoding="utf-8")
    result = _run("build", str(folder / "news"), "--store", str(folder / "store"))
    assert result.exit_code == 1, result.output
    assert "empty.txt" in result.output
    assert "wire.jsonl:2" in result.output
    return str(folder / "store")


def test_second_build_finds_all_unchanged(store: str) -> None:
    result = _run("build", str(Path(store).parent / "news"), "--store", store, "--json")
    outcomes = json.loads(result.stdout)["documents"]
    assert (outcomes["new"], outcomes["unchanged"], outcomes["failed"]) == (0, 2, 2)


def test_extract_writes_the_contract_and_stores_nothing(store: str) -> None:
    result = _run("extract", str(Path(store).parent / "news" / "meeting.txt"))
    graph = json.loads(result.stdout)
    assert {"Emmanuel Macron", "Olaf Scholz"} <= {entity["name"] for entity in graph["entities"]}
    assert graph["document"]["source"] == "Example Wire"
    for entity in graph["entities"]:
        for mention in entity["mentions"]:
            assert graph["text"][mention["start"] : mention["end"]] == mention["text"]


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "xml"])
def test_query_answers_in_every_form(store: str, form: str) -> None:
    query = 'SELECT DISTINCT ?e { ?e skos:prefLabel "Emmanuel Macron" }'
    result = _run("query", query, "--store", store, "--format", form)
    assert result.exit_code == 0
    assert "emmanuel-macron" in result.stdout


def test_query_constructs_turtle(store: str) -> None:
    query = "CONSTRUCT { ?d a ag:Document } WHERE { ?d a ag:Document }"
    assert "ag:Document" in _run("query", query, "--store", store, "--format", "ttl").stdout


def test_named_queries_are_listed_and_run(store: str) -> None:
    names = [row["name"] for row in json.loads(_run("query", "--list", "--json").stdout)]
    assert len(names) >= 12
    denied = _run("query", "denied", "--store", store, "--format", "csv")
    assert "threatened Poland" in denied.stdout
    assert _run("query", "no-such-query", "--store", store).exit_code == 3


@pytest.mark.parametrize(
    ("query", "code"), [("SELECT", 4), ("SELECT * { SERVICE <http://127.0.0.1/> {} }", 4)]
)
def test_bad_query_has_its_own_exit_code(store: str, query: str, code: int) -> None:
    result = _run("query", query + " {", "--store", store)
    assert result.exit_code == code


@pytest.mark.parametrize("form", sorted(EXPORTERS))
def test_export_writes_a_file(store: str, form: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert _run("export", "--format", form, "-o", str(target), "--store", store).exit_code == 0
    assert target.stat().st_size > 0


def test_unknown_export_is_refused(store: str) -> None:
    assert _run("export", "--format", "docx", "--store", store).exit_code != 0


def test_check_is_clean_and_stats_count(store: str) -> None:
    report = json.loads(_run("check", "--store", store, "--json").stdout)
    assert (report["documents"], report["problems"]) == (2, [])
    assert report["quotes"] > 10
    assert _run("check", "--store", store).exit_code == 0
    assert json.loads(_run("stats", "--store", store, "--json").stdout)["documents"] == 2
    assert "documents" in _run("stats", "--store", store).stdout


def test_removed_document_is_gone(store: str) -> None:
    assert _run("remove", "kyiv-visit", "--store", store).exit_code == 0
    assert json.loads(_run("stats", "--store", store, "--json").stdout)["documents"] == 1
    assert _run("remove", "kyiv-visit", "--store", store).exit_code == 3


def test_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = _run("stats", "--store", str(tmp_path / "nowhere"))
    assert result.exit_code not in (0, 2)
    assert "nowhere" in result.output


def test_public_service_without_a_token_is_refused(store: str) -> None:
    result = _run("serve", "--host", "0.0.0.0", "--store", store)  # noqa: S104 - it must be refused
    assert result.exit_code != 0
    assert "token" in result.output


def test_version_is_shown() -> None:
    assert _run("--version").stdout.startswith("actorgraph ")
