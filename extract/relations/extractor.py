"""The relation extractor: positions, membership, places, family, ownership."""

from collections.abc import Iterator
from dataclasses import replace

from extract.clauses import dependents, is_verb
from extract.relations.frames import TIMELESS
from extract.relations.intervals import Interval, interval, no_longer
from extract.relations.learned import PERSONAL, learned, said
from extract.relations.offices import OFFICE_VERBS
from extract.relations.phrases import phrases
from extract.relations.positions import Position, positions
from extract.tree import Token
from extract.types import Context, TokenMention
from graph.model import EntityType, Factuality, Span, Statement, Time, Value

__all__ = ["LEARNED", "PATTERNS", "relations"]

PATTERNS = "relations"
LEARNED = "learned relations"
_SYMMETRIC = ("spouse", "sibling", "relative", "ally", "adversary")
_EXCLUSIVE = {
    "educatedAt": frozenset({"employer"}),
    "employer": frozenset({"educatedAt"}),
    "headOf": frozenset({"spokespersonFor"}),
    "memberOf": frozenset({"spokespersonFor"}),
    "nationality": frozenset({"headOf"}),
}
"""What the model alone finds is left out where a pattern says something else of the same two."""

_HEADS = {"president", "head", "chief", "leader", "chairman", "chairwoman", "director", "ceo", "chancellor"}
_HEADS |= {"premier", "prime", "chair", "governor", "mayor", "commander", "king", "queen"}


def relations(context: Context) -> Iterator[Statement]:
    """Yield the relations of one document, of patterns and of the language model; evidence is their sentence.

    What both find is stated once, with the words of the pattern and the higher confidence.
    """
    scored = {(item.subject, item.predicate, item.object): item for item in learned(context)}
    told: dict[tuple[str, str | Value | None], set[str]] = {}
    stated: set[tuple[str, str | Value, int]] = set()
    for statement in _patterns(context):
        told.setdefault((statement.subject, statement.object), set()).add(statement.predicate)
        told.setdefault((statement.subject, statement.organization), set()).add(statement.predicate)
        found = scored.pop((statement.subject, statement.predicate, statement.object), None)
        if statement.predicate in _SYMMETRIC and isinstance(statement.object, str):
            found = scored.pop((statement.object, statement.predicate, statement.subject), None) or found
        stated.add((statement.predicate, statement.object, statement.evidence.start))
        both = max(statement.confidence, found.confidence) if found is not None else statement.confidence
        yield replace(statement, confidence=both)
    for item in scored.values():
        if told.get((item.subject, item.object), set()) & _EXCLUSIVE.get(item.predicate, frozenset()):
            continue
        made = _statement(
            *(context, item.token, item.subject, item.predicate, item.object),
            confidence=item.confidence,
            extractor=LEARNED,
            time=item.time,
            verbs=item.verbs,
        )
        if item.predicate in PERSONAL and (item.predicate, item.object, made.evidence.start) in stated:
            continue  # a pattern says of the same sentence whose it is
        yield made


def _patterns(context: Context) -> Iterator[Statement]:
    for token in context.doc:
        yield from _nominal(context, token)
    for phrase in phrases(context):
        token, subject, predicate, thing, confidence, over, time = phrase
        yield _statement(
            *(context, token, subject, predicate, thing),
            current=False if over else None,
            confidence=confidence,
            time=time,
        )
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


def _nominal(context: Context, token: Token) -> Iterator[Statement]:
    mention = context.index.at_head(token)
    if mention is None or not context.index.entity(mention.entity).named:
        return
    if context.index.entity(mention.entity).type in (EntityType.LOCATION, EntityType.ORGANIZATION):
        yield from _place_of(context, token, mention)


def _office_verb(token: Token) -> Token | None:
    """The verb by which an office is given or taken up, whose factuality is that of the position."""
    given = token.relation in ("xcomp", "obj", "obl", "nmod") and token.head.lemma_.lower() in OFFICE_VERBS
    return token.head if given and is_verb(token.head) else None


def _place_of(context: Context, token: Token, mention: TokenMention) -> Iterator[Statement]:
    """'Wiesbaden, Germany' and 'the Russian Embassy in Washington'."""
    index = context.index
    for child in token.children:
        other = index.at_head(child)
        if other is None or not _is(context, other, EntityType.LOCATION) or child.i < token.i:
            continue
        if not index.entity(other.entity).named or other.entity == mention.entity:
            continue
        comma = mention.end < len(context.doc) and context.doc[mention.end].text == ","
        pair = child.relation in ("appos", "nmod", "flat", "list", "compound") and comma
        adjoining = other.start == mention.end + 1
        location = _is(context, mention, EntityType.LOCATION)
        cases = {c.lower_ for c in dependents(child, "case")}
        if pair and adjoining and location and not cases:
            yield _statement(context, child, mention.entity, "locatedIn", other.entity, confidence=0.85)
        elif child.relation == "nmod" and cases <= {"in"} and cases and other.start <= mention.end + 2:
            yield _statement(context, child, mention.entity, "locatedIn", other.entity, confidence=0.75)


def _is(context: Context, mention: TokenMention, type_: EntityType) -> bool:
    return context.index.entity(mention.entity).type is type_


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
    verbs: tuple[Token, ...] = (),
) -> Statement:
    sentence = token.sent
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    end = sentence.start_char + len(text.rstrip())
    timed = predicate not in TIMELESS and (extractor != LEARNED or said(predicate, token))
    within = interval(context, token) if timed else Interval()
    time = time or within.time
    if within.current is False and current is not False:
        current = False
    verbal = token.tag_.startswith("VB") or any(c.dep_ == "cop" for c in token.children)
    verb = token if verbal else _office_verb(token)
    told = [context.framing.factuality(word) for word in (*([verb] if verb is not None else ()), *verbs)]
    factuality = next((kind for kind in told if kind is not Factuality.ASSERTED), Factuality.ASSERTED)
    if factuality is Factuality.NEGATED and no_longer(token):
        factuality = Factuality.ASSERTED
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
