"""The relation extractor: positions, membership, places, family, ownership."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extract.clauses import children, dependents, is_passive, objects, relation, subjects
from extract.relations.learned import learned
from extract.relations.positions import Position, positions
from extract.types import Context, TokenMention
from graph.model import EntityType, Factuality, Span, Statement, Time, Value

__all__ = ["LEARNED", "PATTERNS", "relations"]

PATTERNS = "relations"
LEARNED = "learned relations"
_KIN = {
    **dict.fromkeys(("wife", "husband", "spouse", "widow", "widower"), "spouse"),
    **dict.fromkeys(("father", "mother", "parent"), "parent"),
    **dict.fromkeys(("son", "daughter", "child"), "child"),
    **dict.fromkeys(("brother", "sister", "sibling"), "sibling"),
    **dict.fromkeys(("uncle", "aunt", "cousin", "nephew", "niece", "grandson", "grandfather"), "relative"),
}
_VERBS = {
    "found": "founded",
    "establish": "founded",
    "co-found": "founded",
    "own": "owns",
    "acquire": "owns",
    "marry": "spouse",
    "head": "headOf",
    "lead": "headOf",
    "chair": "headOf",
    "join": "memberOf",
}
_CONFIDENCE = {"founded": 0.8, "owns": 0.7, "spouse": 0.8, "headOf": 0.7, "memberOf": 0.6}
_SYMMETRIC = ("spouse", "sibling")
_HEADS = {"president", "head", "chief", "leader", "chairman", "chairwoman", "director", "ceo", "chancellor"}
_HEADS |= {"premier", "prime", "chair", "governor", "mayor", "commander", "king", "queen"}


def relations(context: Context) -> Iterator[Statement]:
    """Yield the relations of one document, of patterns and of the language model; evidence is their sentence.

    What both find is stated once, with the words of the pattern and the higher confidence.
    """
    scored = {(item.subject, item.predicate, item.object): item for item in learned(context)}
    for statement in _patterns(context):
        found = scored.pop((statement.subject, statement.predicate, statement.object), None)
        if statement.predicate in _SYMMETRIC and isinstance(statement.object, str):
            found = scored.pop((statement.object, statement.predicate, statement.subject), None) or found
        both = max(statement.confidence, found.confidence) if found is not None else statement.confidence
        yield replace(statement, confidence=both)
    for item in scored.values():
        yield _statement(
            *(context, item.token, item.subject, item.predicate, item.object),
            confidence=item.confidence,
            extractor=LEARNED,
            time=item.time,
        )


def _patterns(context: Context) -> Iterator[Statement]:
    for token in context.doc:
        yield from _verbal(context, token)
        yield from _nominal(context, token)
    for position in positions(context):
        yield from _of_position(context, position)


def _of_position(context: Context, position: Position) -> Iterator[Statement]:
    holder, organization = position.holder, position.organization
    token = position.token
    yield _statement(
        context,
        token,
        holder,
        "holdsPosition",
        Value(position.title),
        organization=organization,
        current=position.current,
        confidence=0.9 if position.attached else 0.75,
    )
    if organization is None:
        return
    words = {w.lower() for w in position.title.replace("-", " ").split()}
    if words & {"spokesman", "spokeswoman", "spokesperson"}:
        yield _statement(context, token, holder, "spokespersonFor", organization, current=position.current)
    elif words & _HEADS and not words & {"deputy", "vice", "assistant", "minister"}:
        yield _statement(context, token, holder, "headOf", organization, current=position.current)


def _verbal(context: Context, token: Token) -> Iterator[Statement]:
    predicate = _VERBS.get(token.lemma_.lower())
    if predicate is not None and token.tag_.startswith("VB"):
        agents, patients = _sides(token)
        for agent in agents:
            for patient in patients:
                one, two = context.index.at_head(agent), context.index.at_head(patient)
                if one is not None and two is not None and _both_named(context, one, two):
                    yield _statement(
                        *(context, token, one.entity, predicate, two.entity),
                        confidence=_CONFIDENCE[predicate],
                    )
    if token.lemma_.lower() in ("base", "headquarter") and is_passive(token):
        yield from _oblique(context, token, "headquarters", {"in", "at"})
    if token.lemma_.lower() == "locate" and is_passive(token):
        yield from _oblique(context, token, "locatedIn", {"in", "near", "at"})
    if token.lemma_.lower() == "bear" and token.tag_ == "VBN":
        yield from _oblique(context, token, "birthPlace", {"in", "at"})


def _sides(token: Token) -> tuple[list[Token], list[Token]]:
    if not is_passive(token):
        return subjects(token), objects(token)
    agents = [c for c in dependents(token, "obl") if any(k.lower_ == "by" for k in dependents(c, "case"))]
    return agents, subjects(token)


def _oblique(context: Context, token: Token, predicate: str, cases: set[str]) -> Iterator[Statement]:
    for child in dependents(token, "obl"):
        if not any(k.lower_ in cases for k in dependents(child, "case")):
            continue
        place = context.index.at_head(child)
        for subject in subjects(token):
            one = context.index.at_head(subject)
            if one is not None and place is not None and _both_named(context, one, place):
                yield _statement(context, token, one.entity, predicate, place.entity, confidence=0.85)


def _nominal(context: Context, token: Token) -> Iterator[Statement]:
    index = context.index
    mention = index.at_head(token)
    kin = _KIN.get(token.lemma_.lower())
    if kin is not None:
        yield from _family(context, token, kin)
    if token.lemma_.lower() == "headquarters" and any(c.dep_ == "cop" for c in children(token)):
        for owner in dependents(token, "nmod"):
            for subject in dependents(token, "nsubj"):
                one, two = index.at_head(owner), index.at_head(subject)
                if one is not None and two is not None:
                    yield _statement(context, token, one.entity, "headquarters", two.entity, confidence=0.85)
    if token.lemma_.lower() == "capital":
        yield from _capital(context, token)
    if mention is None or not index.entity(mention.entity).named:
        return
    entity = index.entity(mention.entity)
    if entity.type in (EntityType.LOCATION, EntityType.ORGANIZATION):
        yield from _place_of(context, token, mention)
    if token.lemma_.lower() == "member" or relation(token) == "appos":
        return
    for child in children(token):
        member = child.lemma_.lower() == "member" and child.i < token.i
        if member and relation(child) in ("compound", "nmod", "amod"):
            for group in (*children(child), *children(token)):
                two = index.at_head(group)
                if two is not None and group.i < child.i + 1 and _is(context, two, EntityType.ORGANIZATION):
                    yield _statement(context, token, mention.entity, "memberOf", two.entity, confidence=0.8)


def _family(context: Context, token: Token, kin: str) -> Iterator[Statement]:
    index = context.index
    owners = list(dependents(token, "nmod"))
    people = [
        token,
        *dependents(token, "appos", "flat", "nsubj"),
        *([token.head] if relation(token) == "appos" else []),
    ]
    for owner in owners:
        one = index.at_head(owner)
        if one is None or not _is(context, one, EntityType.PERSON):
            continue
        for person in people:
            two = index.at_head(person)
            if two is not None and two.entity != one.entity and index.entity(two.entity).named:
                yield _statement(context, token, one.entity, kin, two.entity, confidence=0.8)


def _capital(context: Context, token: Token) -> Iterator[Statement]:
    index = context.index
    cities = [*dependents(token, "appos", "nsubj"), *([token.head] if relation(token) == "appos" else [])]
    for owner in (c for c in dependents(token, "nmod") if c.tag_ != "PRP$"):
        one = index.at_head(owner)
        for city in cities:
            two = index.at_head(city)
            if one is not None and two is not None and index.entity(one.entity).country:
                yield _statement(context, token, one.entity, "capital", two.entity, confidence=0.85)


def _place_of(context: Context, token: Token, mention: TokenMention) -> Iterator[Statement]:
    """'Wiesbaden, Germany' and 'the Russian Embassy in Washington'."""
    index = context.index
    for child in children(token):
        other = index.at_head(child)
        if other is None or not _is(context, other, EntityType.LOCATION) or child.i < token.i:
            continue
        if not index.entity(other.entity).named or other.entity == mention.entity:
            continue
        comma = mention.end < len(context.doc) and context.doc[mention.end].text == ","
        pair = relation(child) in ("appos", "nmod", "flat", "list", "compound") and comma
        adjoining = other.start == mention.end + 1
        location = _is(context, mention, EntityType.LOCATION)
        cases = {c.lower_ for c in dependents(child, "case")}
        if pair and adjoining and location and not cases:
            yield _statement(context, child, mention.entity, "locatedIn", other.entity, confidence=0.85)
        elif relation(child) == "nmod" and cases <= {"in"} and cases and other.start <= mention.end + 2:
            yield _statement(context, child, mention.entity, "locatedIn", other.entity, confidence=0.75)


def _is(context: Context, mention: TokenMention, type_: EntityType) -> bool:
    return context.index.entity(mention.entity).type is type_


def _both_named(context: Context, one: TokenMention, two: TokenMention) -> bool:
    return context.index.entity(one.entity).named and context.index.entity(two.entity).named


def _statement(
    context: Context,
    token: Token,
    subject: str,
    predicate: str,
    thing: str | Value,
    *,
    organization: str | None = None,
    current: bool | None = None,
    confidence: float = 0.75,
    extractor: str = PATTERNS,
    time: Time | None = None,
) -> Statement:
    sentence = token.sent
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    end = sentence.start_char + len(text.rstrip())
    verbal = token.tag_.startswith("VB") or any(c.dep_ == "cop" for c in children(token))
    factuality = context.framing.factuality(token) if verbal else Factuality.ASSERTED
    return Statement(
        document=context.document.id,
        subject=subject,
        predicate=predicate,
        object=thing,
        evidence=Span.of(context.document.text, start, end),
        factuality=factuality,
        attribution=context.framing.attribution(token),
        organization=organization,
        current=current,
        time=time,
        extractor=extractor,
        confidence=confidence,
    )
