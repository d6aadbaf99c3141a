"""Which files a command line's paths stand for: files, folders with all below them, glob patterns."""

import glob
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from extract.readers.source import ReadFailure

__all__ = ["expand", "key_of"]


def expand(
    paths: Iterable[str | Path], suffixes: Collection[str]
) -> Iterator[tuple[Path, Path] | ReadFailure]:
    """Yield each file once, with the argument that led to it; a folder's files in sorted order.

    In a folder, files with other suffixes and hidden files are passed over; a path that is named
    itself is always yielded, so that its reader (or the lack of one) can be reported.
    """
    seen: set[Path] = set()
    for argument in paths:
        found, failure = _files(Path(argument), suffixes)
        if failure:
            yield failure
        for path in found:
            real = path.resolve()
            if real not in seen:
                seen.add(real)
                yield path, Path(argument)


def _files(argument: Path, suffixes: Collection[str]) -> tuple[list[Path], ReadFailure | None]:
    if argument.is_file():
        return [argument], None
    if argument.is_dir():
        found = _below(argument, suffixes)
        return found, None if found else ReadFailure(
            str(argument), f"no {_listed(suffixes)} file in the folder"
        )
    if argument.exists():
        return [], ReadFailure(str(argument), "neither a file nor a folder")
    if glob.has_magic(str(argument)):
        matches = [Path(match) for match in sorted(glob.glob(str(argument), recursive=True))]  # noqa: PTH207 (Path.glob takes no absolute pattern)
        files = [
            file for match in matches for file in (_below(match, suffixes) if match.is_dir() else [match])
        ]
        return files, None if files else ReadFailure(str(argument), "no file matches the pattern")
    return [], ReadFailure(str(argument), "no such file or folder")


def _below(folder: Path, suffixes: Collection[str]) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in suffixes
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def _listed(suffixes: Collection[str]) -> str:
    *first, last = sorted(suffixes)
    return f"{', '.join(first)} or {last}" if first else last


def key_of(path: Path, argument: Path) -> str:
    """Return the key of a file: its path from the current folder, or for others from the argument's parent.

    So the same file keeps its id, whichever way it is named from one folder.
    """
    real, here = path.resolve(), Path.cwd().resolve()
    if real.is_relative_to(here):
        return real.relative_to(here).as_posix()
    parent = argument.resolve().parent
    return real.relative_to(parent).as_posix() if real.is_relative_to(parent) else real.name
