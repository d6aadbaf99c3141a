"""Whom an act is aimed at where its verb does not name them: "rejected a U.S. request", "demanded that Iran stop".

Asked for verbs of PLOVER's types only, and only where the verb itself has no second actor: the target then stands in
the object's modifiers, or in the clause that says what is asked, promised, threatened or refused.
"""

from collections.abc import Iterator

from extract.clauses import coordinated, dependents, is_verb, objects, prepositions, subjects
from extract.events.triggers import Trigger
from extract.tree import Token
from extract.types import EntityIndex, TokenMention
from graph.model import EntityType, MentionKind, Role
from ontologies.terms import EVENT_TYPES, PLOVER_TYPES

__all__ = ["targets_through"]

_CASES = {
    **dict.fromkeys(("to", "for", "toward", "towards"), Role.RECIPIENT),
    **dict.fromkeys(("with",), Role.COMPANION),
    **dict.fromkeys(("against", "on", "of", "by", "from", "over"), Role.PATIENT),
}
_WORDS = ("REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE")
"""Types whose act is told by a clause."""

_DEPTH = 2
_AIMED = (("to",), ("against",), ("on",), ("over",), ("with",))


def targets_through(trigger: Trigger, index: EntityIndex) -> Iterator[tuple[Role, TokenMention]]:
    """Yield the targets that a verb's clause or object names for it, nearest first."""
    kind = trigger.rule.type
    if not EVENT_TYPES[PLOVER_TYPES.get(kind, kind)]:
        return
    verb = trigger.token
    if kind in _WORDS:
        for inner in dependents(verb, "ccomp", "xcomp"):
            if inner.relation == "ccomp" and kind in ("REQUEST", "THREATEN"):
                asked = [subject for subject in subjects(inner) if subject.head.i == inner.i]
                yield from _actors(asked, Role.RECIPIENT, index)
            elif inner.relation == "xcomp" and is_verb(inner):
                yield from _actors(objects(inner), Role.RECIPIENT, index)
                for child in dependents(inner, "obl"):
                    role = _role(child)
                    if role is not None:
                        yield from _actors([child], role, index)
                for thing in objects(inner):
                    yield from _modifiers(thing, index, _DEPTH)
    for what in dependents(verb, "xcomp"):
        if not is_verb(what):  # "became a member of the union"
            yield from _actors(
                [c for c in dependents(what, "nmod") if "of" in prepositions(c)], Role.PATIENT, index
            )
    aimed = [c for c in dependents(verb, "obl") if prepositions(c)[:1] in _AIMED]
    for thing in [*objects(verb), *aimed]:
        for role, mention in _modifiers(thing, index, _DEPTH):
            if kind != "SUPPORT" or not _opposed(mention, index, thing):
                yield role, mention


def _opposed(mention: TokenMention, index: EntityIndex, thing: Token) -> bool:
    """Whether what is supported is aimed against this actor: "supports the defense against Russian forces"."""
    return any(index.at_head(word) == mention and "against" in prepositions(word) for word in thing.subtree)


def _role(child: Token) -> Role | None:
    cases = prepositions(child)
    return _CASES.get(cases[0]) if cases else None


def _modifiers(thing: Token, index: EntityIndex, depth: int) -> Iterator[tuple[Role, TokenMention]]:
    if index.at_head(thing) is not None:
        return
    owned = any(child.dep_ == "nmod:poss" for child in thing.children)
    for child in thing.children:
        if owned and child.relation == "amod":
            continue  # "the bank's British arm" is the bank's
        link = child.relation
        owner = child.dep_ == "nmod:poss" or (link in ("amod", "compound") and child.i < thing.i)
        role = Role.PATIENT if owner else _role(child) if link == "nmod" else None
        if role is None:
            continue
        yield from _actors([child], role, index)
        if depth > 1 and link == "nmod":
            yield from _modifiers(child, index, depth - 1)


def _actors(tokens: list[Token], role: Role, index: EntityIndex) -> Iterator[tuple[Role, TokenMention]]:
    for token in tokens:
        for item in coordinated(token):
            mention = index.at_head(item)
            if mention is None and item.tag_ in ("JJ", "NNP"):
                mention = index.by_token.get(item.i)
            if mention is None or mention.kind is MentionKind.PRONOUN:
                continue
            if index.entity(mention.entity).type is not EntityType.EVENT:
                yield role, mention
