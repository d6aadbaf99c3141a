"""Where an event happened: the Location that its clause names, nearest words first."""

from collections.abc import Iterator

from extract.clauses import dependents, is_noticed, is_passive, is_verb, objects, prepositions, subjects
from extract.events.triggers import Trigger
from extract.events.words import AIMED, GEOGRAPHIC, IN, PHYSICAL, STAGED
from extract.tree import Token
from extract.types import EntityIndex, TokenMention
from graph.model import EntityType, MentionKind

__all__ = ["is_place", "place", "within"]

_DEPTH = 3
_BESIDE = frozenset(
    {"after", "amid", "at", "by", "during", "following", "for", "from", "in", "of", "on", "with"}
)
"""Prepositions of phrases whose own place is that of the clause: "during a rally in Lagos", "with a bomb near ..."."""


def place(trigger: Trigger, index: EntityIndex) -> str | None:
    """Return the id of the Location where the event happened, None when the clause names none."""
    token = trigger.token
    governors = [token] if trigger.support is None else [token, trigger.support]
    if is_verb(token):
        governors += [thing for thing in objects(token) if thing.head.i in (token.i, *_fellows(token))]
    if (token.relation in ("nsubj", "csubj") and token.head.lemma_.lower() in STAGED) or is_noticed(token):
        governors.append(token.head)
    barred = _barred(trigger)
    for governor in governors:
        found = _at(governor, barred, index)
        if found is not None:
            return found
    if not is_verb(token) and "symmetric" not in trigger.rule.flags:
        for child in dependents(token, "compound"):
            mention = index.at_head(child)
            if mention is not None and is_place(mention, index) and not any(dependents(child, "compound")):
                return mention.entity
    return _farther(trigger, barred, index)


def is_place(mention: TokenMention, index: EntityIndex) -> bool:
    """Tell whether a mention names a Location; a nationality does not."""
    if mention.kind is MentionKind.DEMONYM:
        return False
    return index.entity(mention.entity).type is EntityType.LOCATION


def within(token: Token, index: EntityIndex) -> Iterator[Token]:
    """Yield the names that a geographic noun stands before: "the village of X", "the border town of X"."""
    if token.lemma_.lower() in GEOGRAPHIC and (index.at_head(token) is None or token.text.islower()):
        yield from (child for child in dependents(token, "nmod") if "of" in prepositions(child))


def _fellows(verb: Token) -> tuple[int, ...]:
    """The verbs that share their object with `verb`: "kidnapped and killed two men"."""
    shared = [child.i for child in dependents(verb, "conj") if is_verb(child)]
    return (*shared, verb.head.i) if verb.relation == "conj" else tuple(shared)


def _barred(trigger: Trigger) -> set[str]:
    """Prepositions behind which a country is what the event is about: "talks over Kashmir", "fired at Haifa"."""
    kind = trigger.rule.type
    barred = {"between"}
    if kind not in PHYSICAL and kind not in ("TRAVEL", "MOVEMENT"):
        barred.add("over")
    if kind == "ASSAULT" and trigger.token.lemma_.lower() in AIMED:
        barred |= {"at", "on"}
    return barred


def _at(governor: Token, barred: set[str], index: EntityIndex) -> str | None:
    """Return the Location of the locative phrases that hang on one word."""
    cases: tuple[str, ...] = ()
    for child in dependents(governor, "obl", "nmod", "advmod"):
        cases = prepositions(child) or cases
        if set(cases) & IN and not set(cases) & barred:
            found = _named(child, index)
            if found is not None:
                return found
    return None


def _named(child: Token, index: EntityIndex, depth: int = _DEPTH) -> str | None:
    """Return the Location that a locative phrase names: itself, "the city of X", "a camp in X"."""
    named = list(within(child, index))
    for word in (*named, child, *dependents(child, "appos", "flat", "nmod")):
        mention = index.at_head(word)
        own = word.i == child.i or not prepositions(word) or word in named
        if own and mention is not None and is_place(mention, index):
            return mention.entity
    return _nested(child, index, depth - 1) if depth else None


def _nested(noun: Token, index: EntityIndex, depth: int) -> str | None:
    for child in dependents(noun, "nmod"):
        if set(prepositions(child)) & IN - {"over", "on"}:
            found = _named(child, index, depth)
            if found is not None:
                return found
        elif "by" in prepositions(child) and depth > 1:
            found = _nested(child, index, depth - 1)  # "the killing of X by a man in Y", hung on X
            if found is not None:
                return found
    return None


def _farther(trigger: Trigger, barred: set[str], index: EntityIndex) -> str | None:
    """Return a Location that the tree hangs on another word of the clause than the event's own."""
    token, physical = trigger.token, trigger.rule.type in PHYSICAL
    for child in dependents(token, "obl", "nmod"):
        cases = set(prepositions(child))
        mention = index.at_head(child)
        actor = mention is not None and index.entity(mention.entity).type is not EntityType.EVENT
        held = physical or not actor or (cases == {"of"} and not is_verb(token))
        if cases & _BESIDE and held:
            if actor and cases & {"from"}:
                continue
            found = _nested(child, index, _DEPTH)
            if found is not None:
                return found
    if not is_verb(token):
        verb = token.head
        if token.relation in ("nsubj", "obj") and is_verb(verb):
            return _where(verb, index)
        return None
    for thing in objects(token) if is_verb(token) else ():
        for child in dependents(thing, "nmod"):
            if prepositions(child) == ("of",):
                found = _nested(child, index, 1)
                if found is not None:
                    return found
    for thing in objects(token) if physical else ():
        for beside in dependents(thing, "appos"):
            found = _nested(beside, index, 1)
            if found is not None and _closes(beside):
                return found
    if token.relation == "conj" and is_verb(token.head):
        for child in dependents(token.head, "obl"):
            if child.i > token.i and set(prepositions(child)) & IN and not set(prepositions(child)) & barred:
                found = _named(child, index)
                if found is not None:
                    return found
    found = _where(token, index)
    if found is None and physical and not is_passive(token):
        found = next((f for s in subjects(token) if (f := _nested(s, index, 1)) is not None), None)
    return found


def _closes(apposition: Token) -> bool:
    """Whether a comma parts the last phrase of an apposition from it: "X, the founder of Y, in Z"."""
    last = max(dependents(apposition, "nmod"), key=lambda child: child.i)
    first = last.left_edge
    return first.text == "," or first.nbor(-1).text == ","


def _where(verb: Token, index: EntityIndex) -> str | None:
    """Return the Location before "where": "Lismore, where the flood swept away houses"."""
    for child in dependents(verb, "advmod"):
        if child.lower_ == "where" and child.i > verb.sent.start:
            before = child.nbor(-1)
            before = before.nbor(-1) if before.is_punct and before.i > verb.sent.start else before
            mention = index.by_token.get(before.i)
            if mention is not None and is_place(mention, index):
                return mention.entity
    return None
