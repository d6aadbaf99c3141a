"""What a document tells about its entities: the countries that it speaks of."""

from collections import Counter
from dataclasses import dataclass, field

from graph.model import DocumentGraph, EntityType

__all__ = ["Context", "context_of"]


@dataclass(frozen=True, slots=True)
class Context:
    """The countries of a document (ISO 3166-1 alpha-3) by the number of mentions of what belongs to them."""

    countries: Counter[str] = field(default_factory=Counter)

    def share(self, country: str) -> float:
        """Return how much of the document's country mentions are of `country`, in [0, 1]."""
        total = sum(self.countries.values())
        return self.countries[country] / total if total else 0.0


def context_of(graph: DocumentGraph) -> Context:
    """Return the context of a document."""
    countries: Counter[str] = Counter()
    for entity in graph.entities:
        if entity.country and len(entity.country) == 3:
            countries[entity.country] += len(entity.mentions) if entity.type is EntityType.LOCATION else 1
    return Context(countries)
