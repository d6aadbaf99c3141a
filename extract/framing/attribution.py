"""Attribution: who says so, as a chain with the nearest speaker first, for every token of a document.

The units of attribution (`extract.framing.units`) that hold a token, the innermost first, give its chain;
headlines ("Source: claim", "Claim - source") add the outermost speaker.
"""

from collections.abc import Iterable

from extract.framing.unit import Kind, Unit
from extract.framing.units import units
from extract.tree import Doc, Span, Token
from extract.types import EntityIndex
from graph.model import Document

__all__ = ["attributions"]

_DASHES = ("\u2013", "\u2014", "-", "--", "|")
_HEARERS = ("tell", "inform", "brief", "say", "speak", "confirm", "write")

Chain = tuple[str, ...]


def attributions(doc: Doc, document: Document, index: EntityIndex) -> list[Chain]:
    """Return for every token of `doc` the ids of those who say so, nearest first; empty for the document."""
    return _Chains(doc, document, index).chains()


class _Chains:
    def __init__(self, doc: Doc, document: Document, index: EntityIndex) -> None:
        self._doc, self._index = doc, index
        self._publisher = (document.source or "").casefold()
        self._title_end = len(document.title or "") if doc.text.startswith(document.title or "\0") else 0
        self._entities = {entity.id: entity for entity in index.entities}

    def chains(self) -> list[Chain]:
        found: list[Chain] = [() for _ in self._doc]
        for unit in sorted(units(self._doc), key=lambda unit: (unit.size, unit.cue)):
            speakers = self._speakers(unit) if unit.kind is Kind.SAID else ()
            if speakers:
                for start, end in unit.content:
                    for position in range(start, end):
                        found[position] = _join(found[position], speakers)
        for sentence in self._doc.sents:
            headline = self._headline(sentence)
            if headline:
                for token in sentence:
                    found[token.i] = found[token.i] or headline
        return found

    def _speakers(self, unit: Unit) -> Chain:
        """Whom the speaker cites, the speaker, and the outlet that was told ('an official told Reuters')."""
        speakers = _join(self._ids(unit.cited), self._ids(unit.source))
        if self._doc[unit.cue].lemma_.lower() in _HEARERS:
            outlets = [i for i in self._ids(unit.told) if self._is_outlet(i) and i not in speakers]
            speakers += tuple(outlets[:1])
        return speakers

    def _is_outlet(self, identifier: str) -> bool:
        """Whether a named organization passes on what it is told: a medium, or one of no known sector."""
        entity = self._entities[identifier]
        if bool(self._publisher) and entity.name.casefold() == self._publisher:
            return True
        return entity.named and entity.type.value == "Organization" and entity.sector in ("MED", None)

    def _ids(self, places: Iterable[int]) -> Chain:
        mentions = (self._index.by_head.get(place) for place in places)
        return tuple(mention.entity for mention in mentions if mention is not None)

    def _headline(self, sentence: Span) -> Chain:
        """'Line used once, official says' is syntax; here 'Line used - source' and 'Source: line used'."""
        if not self._title_end or sentence.start_char >= self._title_end:
            return ()
        tokens = [t for t in sentence if t.idx < self._title_end and not t.is_space]
        for position, token in enumerate(tokens):
            if token.text == ":" and position <= max(4, len(tokens) // 3):
                return self._whole_mention(tokens[:position])
        for position in range(len(tokens) - 1, 0, -1):
            if tokens[position].text in _DASHES:
                return self._whole_mention(tokens[position + 1 :])
        return ()

    def _whole_mention(self, tokens: list[Token]) -> Chain:
        if not tokens or len(tokens) > 8 or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens):
            return ()
        for token in tokens:
            mention = self._index.at_head(token)
            if mention is not None and mention.start <= tokens[0].i and mention.end > tokens[-1].i:
                kind = self._entities[mention.entity].type.value
                return (mention.entity,) if kind in ("Person", "Organization") else ()
        return ()


def _join(nearer: Chain, farther: Chain) -> Chain:
    return (*nearer, *(i for i in farther if i not in nearer))
