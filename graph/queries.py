"""Named queries: common questions with parameters, for the command line, the service and as examples.

`QUERIES` reads them from graph/queries.rq, where each has a head of comments. A parameter stands in the text as
`?param_NAME` and is replaced by an escaped literal or a checked IRI, never by raw text, so no value can change
what is asked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.errors import NotFoundError, QueryError
from ontologies.prefixes import PREFIXES

__all__ = ["QUERIES", "NamedQuery", "bind"]

_HEAD = re.compile(r"^### (\S+): (.+)$")
_PARAMETER = re.compile(r"^# (\w+) \((text|iri|date|number)\) = (.*)$")
_PLACE = re.compile(r"\?param_(\w+)")
_PREFIX = re.compile(r"\b([a-z]+):")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with a description and its parameters' kinds (`text`, `iri`, `date`, `number`) and defaults."""

    name: str
    description: str
    text: str
    kinds: Mapping[str, str]
    defaults: Mapping[str, str]

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters, each of which has a default."""
        return tuple(self.kinds)

    @property
    def query(self) -> str:
        """The query with its defaults, ready to run, with the prefixes that it uses."""
        return self.bind({})

    def bind(self, given: Mapping[str, str]) -> str:
        """Return the query with the values `given`; raise `QueryError` for an unknown name or a wrong value."""
        if unknown := sorted(set(given) - set(self.kinds)):
            known = ", ".join(self.kinds) or "none"
            raise QueryError(f"query {self.name} has no parameter {unknown[0]!r}; it has: {known}")
        values = {**self.defaults, **given}
        body = _PLACE.sub(lambda found: _term(self.kinds[found[1]], found[1], values[found[1]]), self.text)
        used = sorted(set(_PREFIX.findall(self.text)) & set(PREFIXES))
        return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + body


def bind(name: str, given: Mapping[str, str]) -> str:
    """Return the named query with the values `given`.

    Raises `NotFoundError` when there is no such query, `QueryError` for an unknown parameter or a wrong value.
    """
    query = QUERIES.get(name)
    if query is None:
        raise NotFoundError(f"no named query {name!r}; known are {', '.join(QUERIES)}")
    return query.bind(given)


def _term(kind: str, name: str, value: str) -> str:
    if kind == "iri":
        try:
            return str(NamedNode(value))
        except ValueError as error:
            raise QueryError(f"parameter {name}: {value!r} is no IRI") from error
    if kind == "date":
        if not _DATE.fullmatch(value):
            raise QueryError(f"parameter {name}: {value!r} is no date such as 2022-11-29")
        return f'"{value}"^^<{PREFIXES["xsd"]}date>'
    if kind == "number":
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise QueryError(f"parameter {name}: {value!r} is no whole number")
        return value
    try:
        return str(Literal(value))
    except ValueError as error:
        raise QueryError(f"parameter {name}: the value is no valid text") from error


def _read(source: str) -> dict[str, NamedQuery]:
    found: dict[str, NamedQuery] = {}
    for block in re.split(r"^(?=### )", source, flags=re.MULTILINE)[1:]:
        lines = block.strip().splitlines()
        head = _HEAD.match(lines[0])
        if head is None:
            raise ValueError(f"not the head of a named query: {lines[0]}")
        parameters = [m for line in lines[1:] if (m := _PARAMETER.match(line))]
        found[head[1]] = NamedQuery(
            name=head[1],
            description=head[2],
            text="\n".join(line for line in lines[1:] if not line.startswith("#")) + "\n",
            kinds=MappingProxyType({m[1]: m[2] for m in parameters}),
            defaults=MappingProxyType({m[1]: m[3] for m in parameters}),
        )
    return found


QUERIES: Final[Mapping[str, NamedQuery]] = MappingProxyType(
    _read(files("graph").joinpath("queries.rq").read_text(encoding="utf-8"))
)
"""The named queries by name, in the order of the file."""
