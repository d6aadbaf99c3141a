"""The wheel holds all that it needs: it builds a graph and serves the page with the network blocked."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.static_files import STATIC

ROOT = Path(__file__).parent.parent
NEEDED = (
    "api/static/index.html",
    "api/openapi-examples.json",
    "extract/language/weights/model.onnx",
    "extract/language/weights/LICENSE",
    "extract/language/weights/ATTRIBUTION.md",
    "extract/entities/countries.tsv",
    "extract/entities/countries.LICENSE.txt",
    "graph/linking/gazetteer.tsv.gz",
    "graph/queries.rq",
    "ontologies/actorgraph.ttl",
    "ontologies/shapes.ttl",
    "ontologies/event-types.ttl",
)
BLOCK = """
import socket
_LOCAL = ("127.0.0.1", "::1", "localhost", None)
def _checked(real):
    def call(self, address, *rest):
        if isinstance(address, tuple) and address[0] not in _LOCAL:
            raise OSError(f"the network is blocked: {address}")
        return real(self, address, *rest)
    return call
socket.socket.connect = _checked(socket.socket.connect)
socket.socket.connect_ex = _checked(socket.socket.connect_ex)
_resolve = socket.getaddrinfo
def _getaddrinfo(host, *rest, **more):
    if host not in _LOCAL:
        raise OSError(f"the network is blocked: {host}")
    return _resolve(host, *rest, **more)
socket.getaddrinfo = _getaddrinfo
class _NoTorch:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("torch", "transformers", "tensorflow"):
            raise ImportError(f"{name} is not for run time")
import sys
sys.meta_path.insert(0, _NoTorch())
"""
TEXT = "Finnish President Sauli Niinisto met Jens Stoltenberg in Brussels on April 4, 2023.\n"
pytestmark = [
    pytest.mark.skipif(not (STATIC / "index.html").is_file(), reason="the page has not been built"),
    pytest.mark.xdist_group("packaging"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        check=True, cwd=ROOT, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    (folder / "block").mkdir()
    (folder / "block" / "sitecustomize.py").write_text(BLOCK, encoding="utf-8")
    return folder / "site"


@pytest.fixture(scope="module")
def environment(site: Path) -> dict[str, str]:
    path = os.pathsep.join([str(site.parent / "block"), str(site)])
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="module")
def store(site: Path, environment: dict[str, str]) -> Path:
    """Return a store that the wheel built, with the network blocked."""
    (site.parent / "news.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "api.cli", "build", "news.txt", "--store", "store"]
    done = subprocess.run(
        command, cwd=site.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return site.parent / "store"


@pytest.fixture(scope="module")
def address(site: Path, environment: dict[str, str], store: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "serve", "--store", str(store), "--port", str(port)]
    server = subprocess.Popen(command, cwd=site.parent, env=environment, stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                _get(f"{base}/healthz")
                break
            except OSError:
                assert server.poll() is None, "the service ended"
                time.sleep(0.1)
        yield base
    finally:
        server.terminate()
        server.wait()


def _get(url: str, accept: str = "text/html") -> str:
    request = urllib.request.Request(url, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=30) as reply:
        body: bytes = reply.read()
        return body.decode()


@pytest.mark.parametrize("name", NEEDED)
def test_wheel_holds(site: Path, name: str) -> None:
    assert (site / name).is_file()


def test_wheel_leaves_sources_of_the_page_and_of_training_out(site: Path) -> None:
    assert not (site / "api" / "web").exists()
    assert not (site / "training").exists()
    assert not (site / "tests").exists()


def test_blocked_network_is_really_blocked(site: Path, environment: dict[str, str]) -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert "the network is blocked" in done.stderr


def test_wheel_runs_its_own_code(site: Path, environment: dict[str, str]) -> None:
    code = "import api, extract, graph, ontologies; print([m.__file__ for m in (api, extract, graph, ontologies)])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count(str(site)) == 4


def test_page_of_the_wheel_is_that_of_the_checkout_and_calls_nobody(address: str) -> None:
    page = _get(address)
    assert page == (STATIC / "index.html").read_text(encoding="utf-8")
    links = re.findall(r"(?:src|href)=\"([^\"]+)\"", page)
    assert links
    for link in links:
        assert not re.match(r"(?:https?:)?//", link)
        if link.startswith("/static/"):
            assert _get(address + link)


def test_graph_of_the_wheel_answers(address: str) -> None:
    assert "Sauli Niinisto" in _get(f"{address}/entities?q=niinisto", "application/json")
    query = "ASK%20%7B%20GRAPH%20%3Fg%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%7D"
    assert "true" in _get(f"{address}/sparql?query={query}", "application/sparql-results+json")
