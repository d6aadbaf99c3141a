"""Who takes part in an event, in which role, and where: read off the syntax around the trigger."""

from collections.abc import Iterator

from spacy.tokens import Token

from extract.clauses import (
    children,
    coordinated,
    dependents,
    is_passive,
    is_verb,
    objects,
    prepositions,
    relation,
    subjects,
)
from extract.events.through import targets_through
from extract.events.triggers import Trigger
from extract.events.words import (
    EXAMPLES,
    HEARD,
    IN,
    LEAVING,
    MEASURES,
    SENT,
    SKIPPED,
    TARGETED,
)
from extract.types import EntityIndex, TokenMention
from graph.model import EntityType, MentionKind, Role

__all__ = ["Part", "participants", "place"]

Part = tuple[Role, TokenMention]

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
        found.extend(_of_noun(trigger, index))
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


def place(trigger: Trigger, index: EntityIndex) -> str | None:
    """Return the id of the Location where the event happened, None when the clause names none."""
    governors = [trigger.token] if trigger.support is None else [trigger.token, trigger.support]
    if is_verb(trigger.token):
        governors += [thing for thing in objects(trigger.token) if thing.head.i == trigger.token.i]
    for governor in governors:
        cases: tuple[str, ...] = ()
        for child in dependents(governor, "obl", "nmod", "advmod"):
            cases = prepositions(child) or cases
            if set(cases) & IN and not set(cases) & _not_places(trigger):
                for word in (child, *dependents(child, "appos", "flat", "nmod")):
                    mention = index.at_head(word)
                    own = word.i == child.i or not prepositions(word)
                    if own and mention is not None and _is_place(mention, index):
                        return mention.entity
    if not is_verb(trigger.token) and "symmetric" not in trigger.rule.flags:
        for child in dependents(trigger.token, "compound"):
            mention = index.at_head(child)
            if mention is not None and _is_place(mention, index):
                return mention.entity
    return None


def _not_places(trigger: Trigger) -> set[str]:
    """Prepositions behind which a country is what the event is about: 'talks over Kashmir'."""
    physical = ("ASSAULT", "ACCIDENT", "TRAVEL", "MOVEMENT", "DISASTER")
    return {"between"} if trigger.rule.type in physical else {"between", "over"}


def _is_place(mention: TokenMention, index: EntityIndex) -> bool:
    if mention.kind is MentionKind.DEMONYM:
        return False
    return index.entity(mention.entity).type is EntityType.LOCATION


def _mentions(token: Token, index: EntityIndex) -> Iterator[TokenMention]:
    """The entities that a phrase stands for: its own, those coordinated with it, parts and examples."""
    for item in coordinated(token):
        mention = index.at_head(item)
        bare = ("appos", "nmod", "flat") if mention is None else ("appos",)
        members = [c for c in dependents(item, *bare) if not prepositions(c) and _named(c, index)]
        if mention is not None and (not members or index.entity(mention.entity).named):
            if not _titles(mention, index):
                yield mention
            for word in item.doc[mention.start : mention.end]:
                inner = () if word.i == item.i else dependents(word, "conj")
                members += [c for c in inner if not mention.start <= c.i < mention.end]
        elif item.lemma_.lower() in MEASURES or item.tag_ in ("CD", "DT"):
            for child in dependents(item, "nmod"):
                if "of" in prepositions(child):
                    yield from _mentions(child, index)
        members += [c for c in dependents(item, "nmod") if " ".join(prepositions(c)) in EXAMPLES]
        for child in members:
            yield from _mentions(child, index)


def _titles(mention: TokenMention, index: EntityIndex) -> bool:
    """Whether an unnamed mention is the title in front of a name ('the Defense Minister Sergei Shoigu')."""
    following = index.by_token.get(mention.end)
    if following is None or index.entity(mention.entity).named or following.start != mention.end:
        return False
    return index.entity(following.entity).named and index.entity(following.entity).type is EntityType.PERSON


def _named(token: Token, index: EntityIndex) -> bool:
    mention = index.at_head(token)
    return mention is not None and index.entity(mention.entity).named


def _give(role: Role, tokens: list[Token], index: EntityIndex) -> Iterator[Part]:
    for token in tokens:
        for mention in _mentions(token, index):
            yield role, mention


def _of_verb(trigger: Trigger, index: EntityIndex) -> Iterator[Part]:
    verb, flags = trigger.token, trigger.rule.flags
    # "Israel is opposed to" has no one who opposes it.
    passive = is_passive(verb) and not (verb.lemma_.lower() == "oppose" and not objects(verb)[1:])
    doers = [] if passive else subjects(verb)
    yield from _give(Role.PATIENT if "theme" in flags else Role.AGENT, doers, index)
    if not (
        relation(verb) == "acl" and verb.dep_.lower() != "acl:relcl" and verb.tag_ == "VBG" and not doers
    ):
        things = objects(verb)
        role = Role.PATIENT
        if "symmetric" in flags and not passive:
            role = Role.COMPANION
        elif "mover" in flags:
            role = Role.ORIGIN if verb.lemma_.lower() in LEAVING else Role.DESTINATION
        elif trigger.rule.type == "STATEMENT":
            role = Role.RECIPIENT if verb.lemma_.lower() in HEARD else Role.TOPIC
        elif "recipient" in flags:
            role = Role.RECIPIENT
        yield from _give(role, things, index)
        if not things and verb.lemma_.lower() in HEARD and not any(dependents(verb, "iobj", "obl")):
            heard = index.by_token.get(verb.i + 1)
            if heard is not None and heard.start == verb.i + 1:
                yield Role.RECIPIENT, heard
    blamed = trigger.rule.type == "ACCUSE" and not objects(verb)
    yield from _give(Role.PATIENT if blamed else Role.RECIPIENT, list(dependents(verb, "iobj")), index)
    for child in dependents(verb, "obl"):
        acts_on = any(index.at_head(thing) is not None for thing in objects(verb))
        yield from _oblique(trigger, child, passive, acts_on, index)


def _oblique(
    trigger: Trigger, child: Token, passive: bool, has_object: bool, index: EntityIndex
) -> Iterator[Part]:
    cases = prepositions(child)
    case = cases[0] if cases else ""
    kind, flags = trigger.rule.type, trigger.rule.flags
    if not case or case.startswith("according") or case in SKIPPED:
        return
    head = index.at_head(child)
    is_place = head is not None and _is_place(head, index)
    if case == "by":
        role = Role.AGENT if passive else Role.OTHER
    elif case in ("with", "alongside"):
        role = Role.COMPANION
    elif case in ("to", "toward", "towards", "into", "onto"):
        moving = "motion" in flags or "mover" in flags or case != "to"
        role = Role.DESTINATION if moving or (is_place and kind in SENT) else Role.RECIPIENT
        if kind in ("ACCUSE", "REJECT"):
            role = Role.PATIENT
        if kind in ("AID", "STATEMENT", "COMMUNICATION", "REQUEST", "CONSULT", "TRANSACTION"):
            role = Role.RECIPIENT if kind != "CONSULT" else Role.COMPANION
    elif case == "from":
        role = Role.ORIGIN
    elif case in ("against", "at", "on", "upon") and kind in TARGETED and not (is_place and case == "at"):
        role = Role.TOPIC if has_object else Role.PATIENT
    elif case == "for" and "motion" in flags:
        role = Role.DESTINATION
    elif case in ("about", "over", "on", "regarding", "concerning", "of", "for"):
        role = Role.TOPIC if not (is_place and case in IN and case != "on") else Role.OTHER
    elif case in ("between", "among"):
        yield from _between(child, index)
        return
    elif case in ("through", "via"):
        role = Role.INSTRUMENT
    elif case in IN and is_place:
        return
    else:
        role = Role.OTHER
    if is_place and case in ("in", "near", "at"):
        return
    yield from _give(role, [child], index)


def _between(token: Token, index: EntityIndex) -> Iterator[Part]:
    role = Role.AGENT
    found = list(_mentions(token, index))
    if len(found) > 2 and not index.entity(found[0].entity).named and _exemplified(token):
        found = found[1:]
    for mention in found:
        yield role, mention
        role = Role.COMPANION


def _exemplified(token: Token) -> bool:
    return any(" ".join(prepositions(child)) in EXAMPLES for child in dependents(token, "nmod"))


def _adjacent(noun: Token) -> Iterator[Token]:
    """Phrases right behind an event noun that the parser hung on the verb above it."""
    edge = max((child.right_edge.i for child in children(noun)), default=noun.i)
    edge = max(edge, noun.i)
    for child in dependents(noun.head, "obl"):
        cases = prepositions(child)
        if (
            is_verb(noun.head)
            and child.left_edge.i == edge + 1
            and cases[:1] in (("by",), ("between",), ("against",))
        ):
            yield child


def _titled(phrase: Token) -> Token:
    """The name inside 'between Secretary Lloyd Austin and ...' that took the preposition of its title."""
    if relation(phrase) == "nmod" and not prepositions(phrase) and phrase.dep_ != "nmod:poss":
        for child in dependents(phrase, "nmod", "appos"):
            if any(case.i < phrase.i for case in dependents(child, "case")):
                return child
    return phrase


def _of_noun(trigger: Trigger, index: EntityIndex) -> Iterator[Part]:
    noun, kind, flags = trigger.token, trigger.rule.type, trigger.rule.flags
    owner = Role.PATIENT if "patient" in flags or "theme" in flags else Role.AGENT
    has_owner = False
    if any(dependents(noun, "cop")) or relation(noun) == "root":
        yield from _give(Role.AGENT, list(dependents(noun, "nsubj")), index)
    for phrase in (*children(noun), *_adjacent(noun)):
        child = _titled(phrase)
        link = relation(phrase)
        if link in ("nmod", "obl"):
            if child.i < noun.i and prepositions(child):
                continue
            cases = prepositions(child)
            case = cases[0] if cases else ""
            if (
                child.dep_ == "nmod:poss"
                or child.tag_ == "PRP$"
                or any(g.tag_ == "POS" for g in children(child))
            ):
                has_owner = True
                yield from _give(owner, [child], index)
            elif case == "by":
                yield from _give(Role.AGENT, [child], index)
                partners = [c for c in dependents(child, "nmod") if prepositions(c) == ("with",)]
                yield from _give(Role.COMPANION, partners if "symmetric" in flags else [], index)
            elif case == "of":
                target = kind in TARGETED or kind in ("TRANSACTION", "SUPPORT", "FOUNDING", "STATEMENT")
                role = Role.PATIENT if has_owner or target else owner
                yield from _give(role, [child], index)
            elif case in ("between", "among"):
                yield from _between(child, index)
            elif case in ("with", "alongside"):
                yield from _give(Role.COMPANION, [child], index)
            elif case in ("on", "against", "over", "at") and kind in TARGETED and kind != "REQUEST":
                yield from _give(Role.PATIENT, [child], index)
            elif case in ("to", "into"):
                role = Role.DESTINATION if kind in ("TRAVEL", "MOVEMENT", "RETREAT") else Role.RECIPIENT
                yield from _give(role, [child], index)
            elif case == "from":
                yield from _give(Role.ORIGIN, [child], index)
            elif case in ("about", "on", "over", "regarding", "for"):
                yield from _give(Role.TOPIC, [child], index)
        elif link in ("amod", "compound"):
            mention = index.at_head(child) or (index.by_token.get(child.i) if child.tag_ == "JJ" else None)
            if mention is None or index.entity(mention.entity).type is EntityType.EVENT:
                continue
            if link == "compound" and child.tag_ in ("NNP", "NNPS"):
                if index.entity(mention.entity).type is not EntityType.LOCATION and "symmetric" not in flags:
                    yield owner, mention
                elif "symmetric" in flags:
                    yield Role.TOPIC, mention
            else:
                yield from _give(owner, [child], index)
        elif link == "acl" and is_verb(child) and child.dep_.lower() != "acl:relcl":
            yield from _give(
                Role.COMPANION, [c for c in dependents(child, "obl") if prepositions(c) == ("with",)], index
            )
            yield from _give(
                Role.AGENT, [c for c in dependents(child, "obl") if "by" in prepositions(c)], index
            )


def _of_support(trigger: Trigger, verb: Token, index: EntityIndex) -> Iterator[Part]:
    passive = is_passive(verb)
    undergone = verb.lemma_.lower() in ("suffer", "undergo", "face", "sustain", "receive")
    role = Role.PATIENT if undergone else Role.AGENT
    if not passive and trigger.token.i not in {subject.i for subject in subjects(verb)}:
        yield from _give(role, subjects(verb), index)
    for child in dependents(verb, "obl", "iobj"):
        yield from _oblique(trigger, child, passive, False, index)
