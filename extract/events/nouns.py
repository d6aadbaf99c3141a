"""Who takes part in an event that a noun tells: possessors, prepositions, adjectives and compounds."""

from collections.abc import Iterator

from extract.clauses import dependents, is_verb, prepositions
from extract.events.actors import Part, between, give
from extract.events.triggers import Trigger
from extract.events.words import CRITICS, DRAWING, TARGETED
from extract.tree import Token
from extract.types import EntityIndex, TokenMention
from graph.model import EntityType, Role

__all__ = ["of_noun"]

_OWN_CASES = (("by",), ("to",), ("from",), ("with",), ("against",), ("over",))


def of_noun(trigger: Trigger, index: EntityIndex) -> Iterator[Part]:
    """Yield the participants that the phrase of an event noun names, in no particular order."""
    noun, kind, flags = trigger.token, trigger.rule.type, trigger.rule.flags
    owner = Role.PATIENT if "patient" in flags or "theme" in flags else Role.AGENT
    has_owner = False
    if any(dependents(noun, "cop")) or noun.relation == "root":
        yield from give(Role.AGENT, list(dependents(noun, "nsubj")), index)
    of_whom = any("of" in prepositions(child) for child in dependents(noun, "nmod"))
    if of_whom and "patient" in flags:
        owner = Role.AGENT  # "the airline's dismissal of its pilots"
    for phrase in (*_phrases(noun), *_adjacent(noun)):
        child = _titled(phrase)
        link = phrase.relation
        if link in ("nmod", "obl"):
            if child.i < noun.i and prepositions(child):
                continue
            cases = prepositions(child)
            case = cases[0] if cases else ""
            if (
                child.dep_ == "nmod:poss"
                or child.tag_ == "PRP$"
                or any(g.tag_ == "POS" for g in child.children)
            ):
                has_owner = True
                yield from give(owner, [child], index)
            elif case == "by":
                yield from give(Role.AGENT, [child], index)
                partners = [c for c in dependents(child, "nmod") if prepositions(c) == ("with",)]
                yield from give(Role.COMPANION, partners if "symmetric" in flags else [], index)
            elif case == "of":
                target = (kind in TARGETED and kind != "REQUEST") or kind in (
                    "TRANSACTION",
                    "SUPPORT",
                    "FOUNDING",
                    "STATEMENT",
                )
                chosen = kind == "ELECTION" and _is_person(child, index)
                undergone = has_owner or target or chosen or "patient" in flags or "theme" in flags
                yield from give(Role.PATIENT if undergone else owner, [child], index)
            elif case in ("between", "among"):
                mediated = has_owner and noun.lemma_.lower() in ("arbitration", "mediation")
                yield from between(child, index, Role.COMPANION if mediated else Role.AGENT)
            elif case in ("with", "alongside"):
                yield from give(Role.COMPANION, [child], index)
            elif _aimed(case, kind):
                yield from give(Role.PATIENT, [child], index)
            elif case == "from" and kind in CRITICS and not _merely_whence(child, kind, index):
                yield from give(Role.AGENT, [child], index)
            elif case in ("to", "into"):
                role = Role.DESTINATION if kind in ("TRAVEL", "MOVEMENT", "RETREAT") else Role.RECIPIENT
                yield from give(role, [child], index)
            elif case == "from":
                yield from give(Role.ORIGIN, [child], index)
            elif case in ("about", "on", "over", "regarding", "for"):
                yield from give(Role.TOPIC, [child], index)
        elif link in ("amod", "compound") and child.i < noun.i:
            has_owner = has_owner or index.by_token.get(child.i) is not None
            pair = _hyphenated(child, index)
            if pair:
                yield Role.AGENT, pair[0]
                yield Role.COMPANION, pair[1]
                continue
            mention = index.at_head(child) or (index.by_token.get(child.i) if child.tag_ == "JJ" else None)
            if mention is None or index.entity(mention.entity).type is EntityType.EVENT:
                continue
            if link == "compound" and child.tag_ in ("NNP", "NNPS"):
                if index.entity(mention.entity).type is not EntityType.LOCATION and "symmetric" not in flags:
                    yield owner, mention
                elif "symmetric" in flags:
                    yield Role.TOPIC, mention
            else:
                yield from give(owner, [child], index)
        elif link == "acl" and is_verb(child) and child.dep_.lower() != "acl:relcl":
            yield from give(
                Role.COMPANION, [c for c in dependents(child, "obl") if prepositions(c) == ("with",)], index
            )
            yield from give(
                Role.AGENT, [c for c in dependents(child, "obl") if "by" in prepositions(c)], index
            )


def _adjacent(noun: Token) -> Iterator[Token]:
    """Phrases right behind an event noun that the parser hung on the verb above it."""
    edge = max((child.right_edge.i for child in noun.children), default=noun.i)
    edge = max(edge, noun.i)
    for child in dependents(noun.head, "obl"):
        cases = prepositions(child)
        if (
            is_verb(noun.head)
            and child.left_edge.i == edge + 1
            and (
                cases[:1] in (("by",), ("between",), ("against",))
                or (cases == ("from",) and noun.head.lemma_.lower() in DRAWING)
            )
        ):
            yield child


def _merely_whence(child: Token, kind: str, index: EntityIndex) -> bool:
    """Whether "from" tells where something comes from and not who does it: "deportation from areas of Ukraine"."""
    mention = index.at_head(child)
    if mention is None or kind not in ("AID", "COERCE", "PROTEST"):
        return mention is None
    return index.entity(mention.entity).type is EntityType.LOCATION


def _aimed(case: str, kind: str) -> bool:
    """Whether a preposition behind an event noun brings in whom the act is aimed at."""
    if kind == "SPORT":
        return case in ("over", "against")
    if kind == "SUPPORT":
        return case == "for"
    return case in ("on", "against", "over", "at") and kind in TARGETED and kind != "REQUEST"


def _phrases(noun: Token) -> Iterator[Token]:
    """The dependents of a noun, and those that hang on a name among them: names have no "by" or "to" of their own."""
    for child in noun.children:
        yield child
        if child.relation == "nmod" and child.i > noun.i:
            cases = _OWN_CASES if child.pos_ == "PROPN" else _OWN_CASES[:1]
            for inner in dependents(child, "nmod"):
                if inner.i > child.i and prepositions(inner)[:1] in cases:
                    yield inner


def _hyphenated(child: Token, index: EntityIndex) -> tuple[TokenMention, TokenMention] | None:
    """The two sides of "US-China talks" and "the British-French dispute"."""
    for first in dependents(child, "compound", "amod", "nmod"):
        if first.i == child.i - 2 and child.nbor(-1).text in ("-", "\u2013"):
            left, right = index.by_token.get(first.i), index.by_token.get(child.i)
            if left is not None and right is not None and left.entity != right.entity:
                return left, right
    return None


def _is_person(token: Token, index: EntityIndex) -> bool:
    mention = index.at_head(token)
    return mention is not None and index.entity(mention.entity).type is EntityType.PERSON


def _titled(phrase: Token) -> Token:
    """The name inside 'between Secretary Lloyd Austin and ...' that took the preposition of its title."""
    if phrase.relation == "nmod" and not prepositions(phrase) and phrase.dep_ != "nmod:poss":
        for child in dependents(phrase, "nmod", "appos"):
            if any(case.i < phrase.i for case in dependents(child, "case")):
                return child
    return phrase
