"""The event extractor: one `Event` for each trigger of a document that says who, where or when."""

from collections.abc import Iterator

from extract.clauses import dependents, is_noticed, is_verb, particle, prepositions
from extract.events.actors import Part
from extract.events.participants import participants
from extract.events.places import place
from extract.events.triggers import Trigger, triggers
from extract.events.words import STAGED
from extract.language.events import event_score
from extract.tree import Token
from extract.types import Context, EntityIndex
from graph.ids import minted_iri
from graph.model import Event, Participant, Role, Span, Time

__all__ = ["NAME", "events"]

NAME = "events"
_DOUBTED = 0.1
"""Below which probability of the language model a word without participants reports no event."""

_CORE = (Role.AGENT, Role.PATIENT, Role.RECIPIENT, Role.COMPANION)


def events(context: Context) -> Iterator[Event]:
    """Yield the events of one document in textual order, each with its sentence as evidence."""
    for trigger in triggers(context.doc, context.index):
        parts = participants(trigger, context.index)
        where = place(trigger, context.index)
        if any(m.entity == where and role in _CORE for role, m in parts):
            where = None
        time = context.framing.time(trigger.token)
        if time is None and trigger.support is not None:
            time = context.framing.time(trigger.support)
        if time is None:
            time = _time_beside(context, trigger)
        confidence = _confidence(trigger, parts, where, time, context.index)
        if confidence is not None:
            yield _event(context, trigger, parts, where, time, confidence)


def _time_beside(context: Context, trigger: Trigger) -> Time | None:
    """Return the time of what the event happened in or of how it came: "a storm struck the coast on Monday"."""
    token = trigger.token
    if token.relation in ("nsubj", "csubj") and token.head.lemma_.lower() in STAGED:
        return context.framing.time(token.head)
    for child in dependents(trigger.token, "obl"):
        if prepositions(child) == ("during",):
            return context.framing.time(child)
    return None


def _confidence(
    trigger: Trigger, parts: list[Part], where: str | None, time: Time | None, index: EntityIndex
) -> float | None:
    """Return how sure the event is, None when too little speaks for it to be written at all."""
    kind, verb = trigger.rule.type, is_verb(trigger.token)
    if trigger.confidence < 0.5:
        core = [m for role, m in parts if role in (Role.AGENT, Role.PATIENT)]
        if not core:
            return None
        named = any(index.entity(m.entity).named for m in core)
        return trigger.confidence if named else trigger.confidence - 0.1
    if kind in ("STATEMENT", "ECONOMY", "OCCURRENCE") and verb and not parts and not trigger.learned:
        return None
    if parts:
        return trigger.confidence
    score = event_score(trigger.token)
    if score is not None and score < _DOUBTED and not is_noticed(trigger.token):
        return None
    if where is not None or time is not None:
        return trigger.confidence - 0.1
    return trigger.confidence - 0.25 if verb or trigger.support is not None else trigger.confidence - 0.3


def _event(
    context: Context,
    trigger: Trigger,
    parts: list[Part],
    where: str | None,
    time: Time | None,
    confidence: float,
) -> Event:
    document, token = context.document, trigger.token
    span = _trigger_span(document.text, token)
    return Event(
        id=minted_iri("event", document.id, trigger.rule.type, str(span.start), str(span.end)),
        type=trigger.rule.type,
        lemma=token.lemma_.lower(),
        trigger=span,
        evidence=_sentence(document.text, token),
        participants=tuple(
            Participant(role, mention.entity, _mention_span(context, mention.start, mention.end))
            for role, mention in parts
            if mention.entity != where or role in (Role.AGENT, Role.PATIENT)
        ),
        place=where,
        time=time,
        factuality=context.framing.factuality(token),
        attribution=context.framing.attribution(token),
        extractor=NAME,
        confidence=round(confidence, 2),
    )


def _trigger_span(text: str, token: Token) -> Span:
    attached = particle(token)
    if attached is not None and attached.i == token.i + 1:
        return Span.of(text, token.idx, attached.idx + len(attached.text))
    return Span.of(text, token.idx, token.idx + len(token.text))


def _mention_span(context: Context, start: int, end: int) -> Span:
    words = context.doc[start:end]
    return Span.of(context.document.text, words.start_char, words.end_char)


def _sentence(text: str, token: Token) -> Span:
    sentence = token.sent
    start, end = sentence.start_char, sentence.end_char
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span.of(text, start, end)
