"""Who takes part in an event, in which role, and where: read off the syntax around the trigger."""

from collections.abc import Iterator

from extract.clauses import dependents, is_passive, is_verb, objects, prepositions, subjects
from extract.events.actors import Part, between, give
from extract.events.lexicon import LIGHT_VERBS
from extract.events.nouns import of_noun
from extract.events.places import is_place
from extract.events.through import targets_through
from extract.events.triggers import Trigger
from extract.events.words import AIMED, CARRYING, HEARD, IN, LEAVING, MEASURED, SENT, SKIPPED, TARGETED
from extract.framing.operators import definite, negates
from extract.framing.words import STAGING
from extract.irregular import base_forms
from extract.repairs import RELATIVES
from extract.tree import Token
from extract.types import EntityIndex
from graph.model import EntityType, Role

__all__ = ["participants"]

_WORKS = frozenset({
    "article", "attack", "bid", "book", "decision", "deal", "film", "letter", "movie", "offer", "order", "paper",
    "play", "poem", "raid", "report", "request", "ruling", "song", "speech", "statement", "strike", "study", "vote",
})  # fmt: skip
"""Nouns with a maker or doer of their own: "was criticized in a report by the court"."""


_TARGETS = (Role.PATIENT, Role.RECIPIENT, Role.COMPANION)


def participants(trigger: Trigger, index: EntityIndex) -> list[Part]:
    """Return the participants of an event in textual order, each entity in one role only."""
    found: list[Part] = []
    if is_verb(trigger.token):
        found.extend(_of_verb(trigger, index))
        agents = {mention.entity for role, mention in found if role is Role.AGENT}
        if not any(role in _TARGETS and mention.entity not in agents for role, mention in found):
            found.extend(targets_through(trigger, index))
    else:
        found.extend(of_noun(trigger, index))
        if trigger.support is not None:
            found.extend(_of_support(trigger, trigger.support, index))
    seen: set[str] = set()
    kept = []
    for role, phrase in found:
        for mention in index.fellows(phrase):
            if mention.entity not in seen and mention.head != trigger.token.i:
                seen.add(mention.entity)
                kept.append((role, mention))
    return sorted(kept, key=lambda part: part[1].start)


def _of_verb(trigger: Trigger, index: EntityIndex) -> Iterator[Part]:
    verb, flags = trigger.token, trigger.rule.flags
    # "Israel is opposed to" has no one who opposes it.
    passive = is_passive(verb) and not (verb.lemma_.lower() == "oppose" and not objects(verb)[1:])
    doers = [] if passive else subjects(verb)
    undergoes = "theme" in flags and not _acts_on(verb)
    yield from give(Role.PATIENT if undergoes else Role.AGENT, doers, index)
    if passive and any(dependents(verb, "obj")):
        yield from give(Role.RECIPIENT, subjects(verb), index)  # "was awarded the prize"
    if not (verb.relation == "acl" and verb.dep_.lower() != "acl:relcl" and verb.tag_ == "VBG" and not doers):
        things = objects(verb)
        role = Role.PATIENT
        if "symmetric" in flags and not passive:
            role = Role.COMPANION
        elif "mover" in flags:
            role = Role.ORIGIN if verb.lemma_.lower() in LEAVING else Role.DESTINATION
            role = Role.PATIENT if verb.lemma_.lower() in CARRYING else role
        elif trigger.rule.type == "STATEMENT":
            role = Role.RECIPIENT if verb.lemma_.lower() in HEARD else Role.TOPIC
        elif "recipient" in flags:
            role = Role.RECIPIENT
        yield from give(role, things, index)
        if not things and verb.lemma_.lower() in HEARD and not any(dependents(verb, "iobj", "obl")):
            heard = index.by_token.get(verb.i + 1)
            if heard is not None and heard.start == verb.i + 1:
                yield Role.RECIPIENT, heard
    blamed = trigger.rule.type == "ACCUSE" and not objects(verb)
    yield from give(Role.PATIENT if blamed else Role.RECIPIENT, list(dependents(verb, "iobj")), index)
    acts_on = any(index.at_head(thing) is not None for thing in objects(verb))
    for child in dependents(verb, "obl"):
        if child.lower_ in ("whom", "which") and verb.relation == "acl":
            yield from _oblique(trigger, verb.head, passive, acts_on, index, prepositions(child))
        else:
            yield from _oblique(trigger, child, passive, acts_on, index)
    if passive:
        yield from give(Role.AGENT, list(_misplaced_doers(verb, index)), index)


def _acts_on(verb: Token) -> bool:
    """Whether a verb that mostly tells what befalls its subject has an object: "burned tyres", not "rose a percent"."""
    things = [thing for thing in dependents(verb, "obj") if thing.lower_ not in RELATIVES]
    relative = any(child.lower_ in RELATIVES for child in dependents(verb, "obj"))
    return relative or any(thing.tag_ != "CD" and thing.lemma_.lower() not in MEASURED for thing in things)


def _misplaced_doers(verb: Token, index: EntityIndex) -> Iterator[Token]:
    """'was barred from the race by the federation': the phrase with "by" hung on the noun before it."""
    if any("by" in prepositions(child) for child in dependents(verb, "obl")):
        return
    for child in dependents(verb, "obl"):
        mention = index.at_head(child)
        if prepositions(child)[:1] == ("as",) or (mention is None and child.lemma_.lower() in _WORKS):
            continue
        for inner in dependents(child, "nmod"):
            if prepositions(inner) == ("by",):
                yield inner
    for clause in dependents(verb, "xcomp", "advcl"):  # "was forced to resign by the army"
        if is_verb(clause) and not is_passive(clause):
            yield from (
                c for c in dependents(clause, "obl") if prepositions(c) == ("by",) and _acts(c, index)
            )


def _acts(token: Token, index: EntityIndex) -> bool:
    mention = index.at_head(token)
    return mention is not None and index.entity(mention.entity).type in (
        EntityType.PERSON,
        EntityType.ORGANIZATION,
    )


def _oblique(
    trigger: Trigger,
    child: Token,
    passive: bool,
    has_object: bool,
    index: EntityIndex,
    given: tuple[str, ...] | None = None,
) -> Iterator[Part]:
    cases = prepositions(child) if given is None else given
    case = cases[0] if cases else ""
    kind, flags = trigger.rule.type, trigger.rule.flags
    if not case or case.startswith("according") or case in SKIPPED:
        return
    head = index.at_head(child)
    at_place = head is not None and is_place(head, index)
    if case == "by":
        role = Role.AGENT if passive else Role.OTHER
    elif case in ("with", "alongside"):
        role = Role.COMPANION
    elif case in ("to", "toward", "towards", "into", "onto"):
        moving = "motion" in flags or "mover" in flags or case != "to"
        role = Role.DESTINATION if moving or (at_place and kind in SENT) else Role.RECIPIENT
        if kind in ("ACCUSE", "REJECT"):
            role = Role.PATIENT
        if kind in ("AID", "STATEMENT", "COMMUNICATION", "REQUEST", "CONSULT", "TRANSACTION"):
            role = Role.RECIPIENT if kind != "CONSULT" else Role.COMPANION
    elif case == "from" or cases[:2] == ("out", "of") or case in ("out of", "away from"):
        role = Role.ORIGIN
    elif case in ("at", "on") and kind == "ASSAULT" and trigger.token.lemma_.lower() in AIMED:
        yield from give(Role.PATIENT, [child], index)
        return
    elif case in ("against", "at", "on", "upon") and kind in TARGETED and not (at_place and case == "at"):
        role = Role.TOPIC if has_object else Role.PATIENT
    elif case == "for" and "motion" in flags:
        role = Role.DESTINATION
    elif case in ("about", "over", "on", "regarding", "concerning", "of", "for"):
        role = Role.TOPIC if not (at_place and case in IN and case != "on") else Role.OTHER
    elif case in ("between", "among"):
        yield from between(child, index)
        return
    elif case in ("through", "via"):
        role = Role.INSTRUMENT
    elif case in IN and at_place:
        return
    else:
        role = Role.OTHER
    if at_place and case in ("in", "near", "at"):
        return
    yield from give(role, [child], index)


def _of_support(trigger: Trigger, verb: Token, index: EntityIndex) -> Iterator[Part]:
    passive = is_passive(verb)
    undergone = verb.lemma_.lower() in ("suffer", "undergo", "face", "sustain", "receive")
    role = Role.PATIENT if undergone else Role.AGENT
    # "suspended the conviction of X": who stops what others did takes no part in it.
    outside = "patient" in trigger.rule.flags and not set(base_forms(verb)) & LIGHT_VERBS
    outside = outside and any(dependents(trigger.token, "nmod"))
    # "fighters who did not join the revolt": what a verb denies of them goes on without them.
    if definite(trigger.token) and not set(base_forms(verb)) & (LIGHT_VERBS | STAGING):
        outside = outside or any(negates(word) for word in verb.children)
    if not passive and not outside and trigger.token.i not in {subject.i for subject in subjects(verb)}:
        yield from give(role, subjects(verb), index)
    if passive and trigger.token.relation == "obj":
        yield from give(Role.RECIPIENT, subjects(verb), index)  # "was given a welcome"
    for child in dependents(verb, "obl", "iobj"):
        yield from _oblique(trigger, child, passive, False, index)
