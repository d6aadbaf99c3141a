"""What the extractors share: token-level mentions, the entity index, and the context of one document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from extract.tree import Doc, Token
from graph.model import Document, Entity, Event, Factuality, MentionKind, Statement, Time

__all__ = ["Context", "EntityIndex", "Extractor", "Framing", "TokenMention"]


@dataclass(frozen=True, slots=True, order=True)
class TokenMention:
    """A mention over tokens `start:end` (half-open) whose syntactic head is token `head`."""

    start: int
    end: int
    head: int
    entity: str
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class EntityIndex:
    """The entities of a document and where they are mentioned.

    `by_head` maps a head token to its outermost mention (the phrase "Russian forces" for "forces");
    `by_token` maps every token to the innermost mention that covers it ("Russian" to Russia).
    `shared` maps a head token to the further mentions of a phrase that stands for several actors ("the US and
    Russian militaries": the American one is in `by_head`, the Russian one here).
    """

    entities: tuple[Entity, ...]
    mentions: tuple[TokenMention, ...]
    by_head: dict[int, TokenMention]
    by_token: dict[int, TokenMention]
    shared: dict[int, tuple[TokenMention, ...]] = field(default_factory=dict)
    _by_id: dict[str, Entity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {entity.id: entity for entity in self.entities})

    def at_head(self, token: Token) -> TokenMention | None:
        """Return the mention whose phrase `token` heads."""
        return self.by_head.get(token.i)

    def fellows(self, mention: TokenMention) -> tuple[TokenMention, ...]:
        """Return the mention, and those of the other actors that its phrase stands for."""
        return (mention, *(m for m in self.shared.get(mention.head, ()) if m != mention))

    def entity(self, identifier: str) -> Entity:
        """Return the entity with this id; raise `KeyError` when there is none."""
        return self._by_id[identifier]


class Framing(Protocol):
    """How the document frames a claim: whether it is so, who says so, and when."""

    def factuality(self, token: Token) -> Factuality:
        """Return the factuality of what `token` (a trigger or the head of a relation) reports."""
        ...

    def attribution(self, token: Token) -> tuple[str, ...]:
        """Return the ids of those who say so, nearest speaker first; empty for the document's voice."""
        ...

    def time(self, token: Token) -> Time | None:
        """Return the time of what `token` reports, None when the text does not tell."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """All that an extractor sees of one document."""

    document: Document
    doc: Doc
    index: EntityIndex
    framing: Framing


Extractor = Callable[[Context], Iterable[Event | Statement]]
"""A plain function over one document's context; listed in `extract.table.EXTRACTORS`."""
