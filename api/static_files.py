"""The page's built files, shipped inside the package."""

from importlib.resources import files
from pathlib import Path

__all__ = ["STATIC", "page"]

STATIC = Path(str(files("api"))) / "static"


def page(name: str) -> Path | None:
    """Return the built page of this name, None when the front-end has not been built."""
    found = STATIC / name
    return found if found.is_file() else None
