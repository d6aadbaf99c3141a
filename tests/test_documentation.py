"""The documentation names every command, option, setting, route, export format and query, and what it shows runs."""

import re
import shlex
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from api.cli.application import app
from api.examples import REQUESTS
from api.settings import Settings
from extract.language import load
from extract.pipeline import Pipeline
from extract.readers import read
from graph.export.table import EXPORTERS
from graph.model import Document
from graph.queries import QUERIES

ROOT = Path(__file__).parent.parent
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("training/**/*.md")])


def _commands() -> dict[str, Any]:
    group: Any = typer.main.get_command(app)
    found: dict[str, Any] = group.commands
    return found


def test_every_command_and_option_is_documented() -> None:
    for name, command in _commands().items():
        assert f"`actorgraph {name}" in CLI, name
        section = CLI.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.name != "help":
                assert f"`{' / '.join(parameter.opts)}" in section, (name, parameter.name)


def test_every_documented_option_exists() -> None:
    for name, command in _commands().items():
        section = CLI.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
        known = {opt for parameter in command.params for opt in parameter.opts}
        assert set(re.findall(r"^\| `(--[\w-]+)", section, re.MULTILINE)) <= known, name


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`ACTORGRAPH_{setting.upper()}`" in CLI


def test_every_query_and_export_format_is_documented() -> None:
    for name in QUERIES:
        assert f"| `{name}` |" in CLI
    for name in EXPORTERS:
        assert f"`{name}`" in CLI


def test_every_route_is_documented() -> None:
    from api.app import create_app

    paths = create_app(Settings(store=Path("nowhere"))).openapi()["paths"]
    for path, methods in paths.items():
        shown = path.replace("{identifier}", "{id}").replace("{path}", "{type}/{name}")
        assert shown in API, path
        assert {operation["operationId"] for operation in methods.values()} <= REQUESTS.keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_the_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    block = next(
        text for text in re.findall(r"```\n(.*?)```", README, re.DOTALL) if ".venv/bin/actorgraph" in text
    )
    lines = [line for line in block.splitlines() if line.startswith(".venv/bin/actorgraph ")]
    assert len(lines) > 4
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for line in lines:
        words = shlex.split(line.partition("  #")[0])[1:]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, (line, result.output[-2000:], result.stderr[-2000:])
        assert result.output or "-o" in words, line


def test_what_the_readme_says_comes_out() -> None:
    pipeline = Pipeline(load())
    (document,) = read([ROOT / "examples" / "2022-11-14-burns-naryshkin.txt"])
    assert isinstance(document, Document)
    graph = pipeline.one(document).graph
    names = {entity.id: entity.name for entity in graph.entities}
    events = {event.trigger.text: event for event in graph.events}
    rows = re.findall(r"^\| ([A-Z]+), \*(\w+)\* \| (.+?) \| (\w+) \| a (.+?) \|$", README, re.MULTILINE)
    assert len(rows) == 5
    for kind, word, who, factuality, speaker in rows:
        event = events[word]
        told = {names[part.entity] for part in event.participants}
        assert (event.type, event.factuality.value) == (kind, factuality), word
        assert all(name in who for name in told) and told, word
        assert [names[one] for one in event.attribution] == [speaker], word
        for place, day in re.findall(r"; in (\w+), ([\d-]+)$", who):
            assert event.place is not None and event.time is not None
            assert (names[event.place], event.time.value) == (place, day)
    said = {
        (names[s.subject], s.predicate, s.object if isinstance(s.object, str) else s.object.text)
        for s in graph.relations
    }
    assert ("Sergei Naryshkin", "holdsPosition", "head of Russia's foreign intelligence service") in said
    assert any(name == "William Burns" and predicate == "headOf" for name, predicate, _ in said)
