"""Mentions: the names, noun phrases and pronouns of a document that may refer to the same things.

A mention is a noun phrase: the head's subtree without leading prepositions, conjuncts and outer punctuation, as in the
OntoNotes style of coreference. A name inside a compound ("the Crown prosecutor") is a mention of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.language.attributes import strings_of

__all__ = ["NAME", "NOMINAL", "PRONOUN", "Mention", "mentions_of"]

PRONOUN, NAME, NOMINAL = 0, 1, 2

_NAMED = frozenset({"PERSON", "ORG", "LOC", "EVENT"})
_INSIDE = frozenset({"compound", "flat", "amod", "nmod:desc", "nmod:unmarked"})
_CUT = frozenset({"conj", "cc", "parataxis", "list", "discourse", "nsubj", "nsubj:pass", "cop", "aux", "advcl",
                  "mark", "advmod", "dislocated", "expl", "orphan", "csubj", "nsubj:outer", "aux:pass"})  # fmt: skip
_PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention over tokens `start:end` (half-open) with its head token, kind and entity type ("" if none)."""

    start: int
    end: int
    head: int
    kind: int
    label: str


def _phrase(token: Token) -> tuple[int, int]:
    """Return the bounds of the noun phrase of `token`, contiguous around it."""
    left = right = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ in _CUT or child.dep_ in ("case", "punct"):
            break
        left = min(left, child.left_edge.i)
    for child in token.rights:
        if child.dep_ in _CUT:
            break
        if child.dep_ != "punct":
            right = max(right, child.right_edge.i)
    doc = token.doc
    while right > token.i and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    if right + 1 - left > _MOST_WORDS:
        return token.i, token.i + 1
    return left, right + 1


def mentions_of(doc: Doc) -> list[Mention]:
    """Return the mentions of an annotated document, ordered by start, longer first."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in _all(doc):
        found.setdefault((mention.start, mention.end), mention)
    return sorted(found.values(), key=lambda mention: (mention.start, -mention.end))


def _all(doc: Doc) -> Iterator[Mention]:
    heads: dict[int, str] = {}
    for ent in doc.ents:
        if ent.label_ in _NAMED:
            root = ent.root
            heads[root.i] = ent.label_
            if root.dep_ in _INSIDE:
                yield Mention(ent.start, ent.end, root.i, NAME, ent.label_)
    columns = zip(strings_of(doc, "TAG"), strings_of(doc, "POS"), strings_of(doc, "DEP"), strict=True)
    for index, (tag, pos, dep) in enumerate(columns):
        if dep in _INSIDE or dep == "fixed":
            continue
        if tag in _PRONOUN_TAGS:
            if dep != "expl":
                yield Mention(index, index + 1, index, PRONOUN, "")
        elif pos == "PRON" and dep != "nsubj:outer" and doc[index].lower_ in _DEMONSTRATIVES:
            yield Mention(index, index + 1, index, PRONOUN, "")
        elif pos == "PROPN" or index in heads:
            start, end = _phrase(doc[index])
            yield Mention(start, end, index, NAME, heads.get(index, ""))
        elif pos == "NOUN":
            start, end = _phrase(doc[index])
            yield Mention(start, end, index, NOMINAL, "")
