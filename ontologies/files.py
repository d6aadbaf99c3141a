"""The ontology files as they lie in the package, for readers of RDF."""

from importlib.resources import files
from typing import Final

__all__ = ["EVENT_TYPES_FILE", "FILES", "SHAPES_FILE", "VOCABULARY_FILE", "turtle"]

VOCABULARY_FILE: Final = "actorgraph.ttl"
EVENT_TYPES_FILE: Final = "event-types.ttl"
SHAPES_FILE: Final = "shapes.ttl"
FILES: Final = (VOCABULARY_FILE, EVENT_TYPES_FILE, SHAPES_FILE)
"""Turtle files: the OWL vocabulary, the SKOS scheme of event types, the SHACL shapes."""


def turtle(name: str) -> str:
    """Return the text of one of `FILES`; raise `FileNotFoundError` for another name."""
    if name not in FILES:
        raise FileNotFoundError(f"no ontology file {name!r}; known are {', '.join(FILES)}")
    return files("ontologies").joinpath(name).read_text(encoding="utf-8")
