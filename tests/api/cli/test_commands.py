"""The commands as a user runs them: results, messages, exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.settings import Settings
from graph.export.table import EXPORTERS

ROOT = Path(__file__).parents[3]
TEXT = """Date: 2022-11-29

ANKARA - CIA Director William Burns met Sergei Naryshkin in Ankara on Monday, a U.S. official said.
"""


def run(*arguments: str | Path, code: int = 0, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    assert result.exit_code == code, (result.stdout, result.stderr, result.exception)
    return result


def json_of(*arguments: str | Path, code: int = 0) -> Any:
    return json.loads(run(*arguments, code=code).stdout)


@dataclass(frozen=True)
class Built:
    folder: Path
    news: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("cli")
    news = folder / "news"
    news.mkdir()
    (news / "visit.txt").write_text(TEXT, encoding="utf-8")
    (news / "more.jsonl").write_text('{"id": "m1", "text": "Xi Jinping met Joe Biden in Bali."}\n')
    run("build", news, "--store", folder / "store")
    return Built(folder / "store", news)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "visit.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"actorgraph {version('actorgraph')}\n"


def test_build_tells_what_was_new_unchanged_replaced_and_failed(own: Path) -> None:
    (own / "broken.jsonl").write_text("{\n")
    first = json_of("build", own, "--json", code=1)
    assert first["documents"] == {"new": 1, "unchanged": 0, "replaced": 0, "failed": 1}
    assert first["failures"][0]["document"] == str(own / "broken.jsonl") + ":1"
    assert first["failures"][0]["reason"].startswith("not JSON")
    assert first["store"]["documents"] == 1
    assert first["store"]["persons"] >= 2
    assert first["store"]["events"] >= 1
    assert first["words"] == len(TEXT.partition("\n\n")[2].split())
    second = json_of("build", "visit.txt", "--json")
    assert second["documents"] == {"new": 0, "unchanged": 1, "replaced": 0, "failed": 0}
    (own / "visit.txt").write_text(TEXT + "\nXi Jinping stayed away.\n")
    assert json_of("build", "visit.txt", "--json")["documents"]["replaced"] == 1
    assert (own / ".store").is_dir()


def test_build_writes_its_summary_to_stdout_and_failures_to_stderr(own: Path) -> None:
    result = run("build", "visit.txt", "missing.txt", code=1)
    assert "documents new" in result.stdout
    assert "words/s" in result.stdout
    assert "missing.txt" not in result.stdout
    assert result.stderr == "failed: missing.txt: no such file or folder\n"


def test_build_reads_standard_input_and_defaults(own: Path) -> None:
    run(
        "build",
        "-",
        "--published",
        "29 November 2022",
        "--source",
        "Gazette",
        stdin="Xi Jinping met Joe Biden.",
    )
    found = run("query", "SELECT ?d ?s { ?x ag:published ?d ; ag:publisherName ?s }", "--format", "csv")
    assert found.stdout.split() == ["d,s", "2022-11-29,Gazette"]


def test_build_with_a_wrong_date_is_a_usage_error(own: Path) -> None:
    assert "write it as YYYY-MM-DD" in run("build", "visit.txt", "--published", "soon", code=2).stderr


def test_build_while_another_writes_is_a_store_error(own: Path) -> None:
    from graph.store.table import open_store

    with open_store(".store"):
        assert "written by another process" in run("build", "visit.txt", code=6).stderr


def test_extract_reports_coverage_on_standard_error(own: Path) -> None:
    (own / "more.txt").write_text("The sky was blue.\n")
    result = run("extract", "visit.txt", "more.txt", "--coverage", "--json")
    assert all("entities" in json.loads(line) for line in result.stdout.splitlines())
    visit, more = [json.loads(line) for line in result.stderr.splitlines()]
    assert (visit["sentences"], visit["silent"], visit["share"]) == (1, [], 1.0)
    assert visit["events"] >= 1
    assert (more["sentences"], more["silent"], more["share"]) == (1, [[0, 17]], 0.0)
    table = run("extract", "visit.txt", "more.txt", "--coverage").stderr.splitlines()
    assert table[0].split()[:2] == ["document", "sentences"]
    assert table[-1].split()[:4] == ["all", "2", "1", "(50%)"]


def test_extract_leaves_out_what_is_less_sure(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json_of("extract", "visit.txt")["events"]
    assert json_of("extract", "visit.txt", "--min-confidence", "1")["events"] == []
    monkeypatch.setenv("ACTORGRAPH_MIN_CONFIDENCE", "1")
    assert json_of("extract", "visit.txt")["events"] == []
    assert json_of("extract", "visit.txt", "--min-confidence", "0")["events"]
    run("extract", "visit.txt", "--min-confidence", "2", code=2)


def test_extract_gives_valid_graphs_of_all_examples_and_the_same_bytes_twice() -> None:
    schema = json.loads((ROOT / "docs" / "document-graph.schema.json").read_text())
    first = run("extract", ROOT / "examples").stdout
    lines = [json.loads(line) for line in first.splitlines()]
    files = [path for path in (ROOT / "examples").iterdir() if path.suffix != ".jsonl"]
    assert len(lines) == len(files) + len((ROOT / "examples" / "wire.jsonl").read_text().splitlines())
    for line in lines:
        jsonschema.validate(line, schema)
        assert line["events"]
        for entity in line["entities"]:
            for mention in entity["mentions"]:
                assert line["text"][mention["start"] : mention["end"]] == mention["text"]
    assert run("extract", ROOT / "examples", "--workers", "2").stdout == first


def test_extract_reports_what_it_cannot_read_and_goes_on(own: Path) -> None:
    (own / "a.jsonl").write_text('{"text": "Xi Jinping met Joe Biden."}\n{"text": ""}\n')
    result = run("extract", "a.jsonl", code=1)
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == 'failed: a.jsonl:2: no "text" in it\n'


def test_extract_reads_standard_input() -> None:
    line = json.loads(
        run("extract", "-", "--published", "2022-11-29", stdin="Joe Biden met Xi Jinping on Monday.").stdout
    )
    assert line["document"]["published"] == "2022-11-29"
    assert {entity["name"] for entity in line["entities"]} >= {"Joe Biden", "Xi Jinping"}


QUERY = 'SELECT ?n { ?p a ag:Person ; skos:prefLabel ?n FILTER(?n = "Xi Jinping") }'


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("table", "n\nXi Jinping\n"),
        ("csv", "n\r\nXi Jinping\r\n"),
        ("tsv", '?n\n"Xi Jinping"\n'),
        (
            "json",
            '{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"Xi Jinping"}}]}}',
        ),
    ],
)
def test_query_answers_in_each_format(form: str, expected: str, built: Built) -> None:
    result = run("query", QUERY, "--store", built.folder, "--format", form)
    assert result.stdout_bytes.decode() == expected


def test_query_gives_xml_and_turtle(built: Built) -> None:
    assert (
        "<literal>Xi Jinping</literal>"
        in run("query", QUERY, "--format", "xml", "--store", built.folder).stdout
    )
    graph = "CONSTRUCT { ?p skos:prefLabel ?n } { ?p a ag:Person ; skos:prefLabel ?n }"
    for form in ("table", "ttl"):
        assert '"Xi Jinping"' in run("query", graph, "--format", form, "--store", built.folder).stdout


def test_query_from_a_file_and_as_question(built: Built, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?p a ag:Person }")
    assert run("query", "--file", tmp_path / "q.rq", "--store", built.folder).stdout == "true\n"


def test_query_runs_named_queries_with_parameters(built: Built) -> None:
    found = json_of("query", "find", "words=jinping", "--json", "--store", built.folder)
    assert "Xi Jinping" in json.dumps(found)


def test_query_list_names_every_query() -> None:
    from graph.queries import QUERIES

    assert [item["name"] for item in json_of("query", "--list", "--json")] == list(QUERIES)
    assert all(name in run("query", "--list").stdout for name in QUERIES)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["SELECT ["], 4, "the query is malformed"),
        (["SELECT * { SERVICE <http://x> { ?s ?p ?o } }"], 4, "SERVICE is not allowed"),
        (["DELETE WHERE { ?s ?p ?o }"], 4, "read-only"),
        (["nope"], 3, "no named query 'nope'"),
        (["find", "word"], 2, "'word' is no parameter"),
        (["find", "nope=1"], 4, "has no parameter 'nope'"),
        (["ASK {}", "x=1"], 2, "go with a named query"),
        ([], 2, "give a SPARQL query"),
        (["ASK {}", "--file", "x"], 2, "not both"),
        (["--file", "missing.rq"], 2, "cannot be read"),
        (["ASK {}", "--format", "pdf"], 2, "no format 'pdf'"),
        (["CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"], 2, "use --format ttl"),
        (["SELECT * { ?s ?p ?o }", "--format", "ttl"], 2, "use --format json or csv"),
        (["SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5"], 5, "0.5 s"),
    ],
)
def test_query_that_cannot_be_answered_says_why(
    arguments: list[str], code: int, message: str, built: Built
) -> None:
    assert message in run("query", *arguments, "--store", built.folder, code=code).stderr


@pytest.mark.parametrize("command", [["query", "ASK {}"], ["stats"], ["check"], ["export", "--format", "nq"]])
def test_reading_without_a_store_says_how_to_make_one(command: list[str], tmp_path: Path) -> None:
    result = run(*command, "--store", tmp_path, code=3)
    assert "make one with: actorgraph build" in result.stderr


@pytest.mark.parametrize("form", list(EXPORTERS))
def test_export_writes_the_same_to_stdout_and_to_a_file(form: str, built: Built, tmp_path: Path) -> None:
    shown = run("export", "--format", form, "--store", built.folder).stdout_bytes
    result = run("export", "--format", form, "-o", tmp_path / "out", "--store", built.folder)
    assert result.stdout == ""
    assert (tmp_path / "out").read_bytes() == shown
    assert shown


def test_export_in_an_unknown_format_or_place_is_a_usage_error(built: Built, tmp_path: Path) -> None:
    assert "known are" in run("export", "--format", "doc", "--store", built.folder, code=2).stderr
    no = tmp_path / "no" / "out"
    assert (
        "cannot be written"
        in run("export", "--format", "nq", "-o", no, "--store", built.folder, code=2).stderr
    )


def test_remove_takes_a_path_an_id_or_an_iri_and_leaves_nothing(own: Path) -> None:
    (own / "more.jsonl").write_text('{"id": "m1", "text": "Xi Jinping met Joe Biden in Bali."}\n')
    run("build", "visit.txt")
    before = run("export", "--format", "nq").stdout
    run("build", "more.jsonl")
    assert json_of("remove", "m1", "--json")["removed"].endswith("/document/m1")
    assert run("export", "--format", "nq").stdout == before
    assert "no document" in run("remove", "m1", code=3).stderr
    assert "removed https://" in run("remove", "visit.txt").stderr
    assert json_of("stats", "--json")["documents"] == 0


def test_stats_counts_what_the_store_holds(built: Built) -> None:
    held = json_of("stats", "--json", "--store", built.folder)
    assert held["documents"] == 2
    assert held["quads"] == len(run("export", "--format", "nq", "--store", built.folder).stdout.splitlines())
    assert f"quads {held['quads']:>20,}".split() == run("stats", "--store", built.folder).stdout.split()[-2:]


def test_check_is_clean_on_what_build_writes(built: Built) -> None:
    assert json_of("check", "--json", "--store", built.folder)["problems"] == []
    assert "2 documents" in run("check", "--store", built.folder).stderr


def test_check_tells_what_is_wrong(built: Built, tmp_path: Path) -> None:
    import pyoxigraph as ox

    from graph.store.oxigraph import OxigraphStore

    with OxigraphStore(ox.Store(str(tmp_path / "data")), tmp_path) as store:
        quads = run("export", "--format", "nq", "--store", built.folder).stdout.replace(
            '"William Burns"', '"Another name"'
        )
        store.quads.load(quads.encode(), format=ox.RdfFormat.N_QUADS)
        store.publish()
    assert "problems" in run("check", "--store", tmp_path, code=1).stderr


def test_serve_passes_its_settings_on(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Settings] = []
    monkeypatch.setattr("api.app.serve", seen.append)
    monkeypatch.setenv("ACTORGRAPH_PORT", "8123")
    result = run("serve", "--store", built.folder)
    assert seen == [Settings(store=built.folder, port=8123)]
    assert result.stderr == "Open http://127.0.0.1:8123 in a browser; Ctrl-C ends the service.\n"
    run("serve", "--port", "8124", "--host", "::1", "--store", built.folder)
    assert seen[1] == Settings(store=built.folder, port=8124, host="::1")


def test_serve_without_store_says_that_the_page_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.app.serve", lambda settings: None)
    assert "stays empty until a build" in run("serve", "--store", tmp_path).stderr


def test_serve_to_others_without_a_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACTORGRAPH_TOKEN", raising=False)
    assert "without a token" in run("serve", "--host", "0.0.0.0", code=2).stderr  # noqa: S104 (refused)


def test_build_ends_on_ctrl_c_with_a_good_store(own: Path) -> None:
    run("build", "visit.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "build", "-", "--store", "slow"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    while not (own / "slow" / "data").exists():
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
    with process:
        assert process.returncode == 130
        assert process.stderr is not None
        assert b"interrupted" in process.stderr.read()
    assert json_of("build", "visit.txt", "--store", "slow", "--json")["documents"]["new"] == 1
