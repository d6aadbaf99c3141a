"""Build hook of the wheel and of editable installs: the page's bundle is built when it is missing or stale."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageHook(BuildHookInterface):
    """Builds `api/static/`; `ACTORGRAPH_SKIP_PAGE=1` leaves the page out."""

    def dependencies(self) -> list[str]:
        """Ask for Node from PyPI where the machine has none."""
        page = self._page()
        return [] if self._skipped() or page.find_node() else [page.NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before the files of the wheel are collected."""
        if not self._skipped():
            self._page().build()

    def _skipped(self) -> bool:
        return os.environ.get("ACTORGRAPH_SKIP_PAGE", "") == "1"

    def _page(self) -> ModuleType:
        place = Path(self.root) / "api" / "web" / "build.py"
        spec = importlib.util.spec_from_file_location("page_build", place)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(place)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
