"""Settings: one frozen object, made here from the environment and passed down."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from graph.errors import InputError
from graph.sparql import Limits

__all__ = ["Settings"]

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_READERS: dict[str, Callable[[str], object]] = {
    "store": Path,
    "host": str,
    "port": int,
    "token": str,
    "query_seconds": float,
    "query_memory": int,
    "query_rows": int,
    "query_bytes": int,
    "query_workers": int,
    "upload_bytes": int,
    "min_confidence": float,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service and the commands are told; each field can be set as `ACTORGRAPH_<FIELD>`.

    `store`: folder of the store. `host`, `port`: where to listen. `token`: what writers must send as
    `Authorization: Bearer`; empty means no writing over HTTP. `query_seconds`, `query_memory` (bytes),
    `query_rows`, `query_bytes`: limits of one query. `query_workers`: processes that answer queries.
    `upload_bytes`: largest request body. `min_confidence`: claims less sure than this are not written.
    """

    store: Path = Path(".store")
    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    query_seconds: float = 30.0
    query_memory: int = 2_000_000_000
    query_rows: int = 100_000
    query_bytes: int = 50_000_000
    query_workers: int = 2
    upload_bytes: int = 10_000_000
    min_confidence: float = 0.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Return the settings of the environment; raise `InputError` naming a variable that does not fit."""
        source = os.environ if environment is None else environment
        values: dict[str, object] = {}
        for item in fields(cls):
            text = source.get(f"ACTORGRAPH_{item.name.upper()}")
            if text is None:
                continue
            try:
                values[item.name] = _READERS[item.name](text)
            except ValueError as error:
                raise InputError(f"ACTORGRAPH_{item.name.upper()}={text!r} is no number") from error
        confidence = values.get("min_confidence", 0.0)
        if not isinstance(confidence, float) or not 0.0 <= confidence <= 1.0:
            raise InputError(f"ACTORGRAPH_MIN_CONFIDENCE={confidence} does not lie between 0 and 1")
        return cls(**values)  # type: ignore[arg-type]  # each value has the type of its field's default

    @property
    def limits(self) -> Limits:
        """The limits of one query."""
        return Limits(self.query_seconds, self.query_memory, self.query_rows, self.query_bytes)

    def check(self) -> None:
        """Raise `InputError` when the service would be open to others without a token."""
        if self.host not in _LOOPBACK and not self.token:
            raise InputError(
                f"refusing to listen on {self.host} without a token: set ACTORGRAPH_TOKEN, or use 127.0.0.1"
            )
