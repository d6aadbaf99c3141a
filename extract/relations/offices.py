"""Positions that a verb gives, keeps or takes: "became", "was elected", "served as", "joined ... as", "resigned as"."""

from collections.abc import Iterator
from typing import Final

from extract.clauses import dependents, is_passive, is_verb, objects, prepositions, subjects
from extract.tree import Token
from extract.types import Context
from graph.model import EntityType

__all__ = ["OFFICE_VERBS", "officers", "workplace"]

_GIVING: Final = frozenset(
    {"appoint", "name", "elect", "re-elect", "reelect", "make", "nominate", "hire", "choose"}
)
_HOLDING: Final = frozenset(
    {"become", "remain", "stay", "serve", "work", "act", "join", "continue", "return"}
)
_LEAVING: Final = frozenset(
    {"resign", "retire", "quit", "dismiss", "oust", "remove", "sack", "replace", "fire"}
)
OFFICE_VERBS: Final = _GIVING | _HOLDING | _LEAVING


def officers(context: Context, noun: Token) -> Iterator[tuple[str, bool]]:
    """Yield who holds the office that `noun` names under such a verb, and whether the verb says that it is over."""
    verb = noun.head
    lemma = verb.lemma_.lower()
    if not is_verb(verb) or lemma not in OFFICE_VERBS or noun.i < verb.i:
        return
    led = set(prepositions(noun))
    predicative = not led and lemma in (*_GIVING, "become", "remain", "stay")
    if noun.relation not in ("xcomp", "obj", "obl", "nmod") or not ("as" in led or predicative):
        return
    over = lemma in _LEAVING
    given = lemma in _GIVING or lemma in ("dismiss", "oust", "remove", "sack", "replace", "fire")
    holders = [t for t in (objects(verb) if given else subjects(verb)) if t != noun]
    if given and not holders and is_passive(verb):
        holders = list(dependents(verb, "nsubj"))
    for holder in holders:
        mention = context.index.at_head(holder)
        if mention is None:
            continue
        entity = context.index.entity(mention.entity)
        if entity.named and entity.type is EntityType.PERSON:
            yield entity.id, over


def workplace(context: Context, noun: Token) -> str | None:
    """Return the body of the verb above: "joined the institute as an adviser", "worked at the bank as a trader"."""
    verb = noun.head
    words = list(dependents(verb, "obj")) if verb.lemma_.lower() == "join" else []
    words += [c for c in dependents(verb, "obl") if {"at", "for"} & set(prepositions(c))]
    for word in words:
        mention = context.index.at_head(word)
        if mention is not None:
            entity = context.index.entity(mention.entity)
            if entity.named and entity.type is EntityType.ORGANIZATION:
                return entity.id
    return None
