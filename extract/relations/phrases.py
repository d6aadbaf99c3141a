"""Relations that a verb or a relational noun states between names: one walk over the words of a document."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from extract.clauses import coordinated, dependents, is_passive, objects, prepositions, subjects
from extract.relations.frames import NOUNS, VERBS, Frame, Noun
from extract.relations.intervals import moment
from extract.tree import Token
from extract.types import Context
from graph.model import EntityType, Time, Value

__all__ = ["Phrase", "phrases"]

_SYMMETRIC: Final = frozenset({"ally", "adversary", "sibling", "spouse"})
_BODIES: Final = frozenset({
    "party", "union", "alliance", "league", "movement", "association", "bloc", "group", "council", "parliament",
    "senate", "congress", "organization", "organisation", "nato", "asean", "opec", "brics", "commonwealth",
    "federation", "community", "club",
})  # fmt: skip
"""Words in the name of what one is a member of, where others are worked for."""
_DATED: Final = {"bear": "birthDate", "die": "deathDate", "assassinate": "deathDate", "found": "foundingDate",
                 "establish": "foundingDate", "murder": "deathDate", "execute": "deathDate"}  # fmt: skip
_BECOMING: Final = frozenset({"become", "remain", "stay", "appoint", "name", "elect"})


class Phrase(NamedTuple):
    """A relation that the word `token` states; `over` where the word itself says that it is past."""

    token: Token
    subject: str
    predicate: str
    object: str | Value
    confidence: float
    over: bool = False
    time: Time | None = None


def phrases(context: Context) -> Iterator[Phrase]:
    """Yield the relations that verbs and relational nouns state."""
    for token in context.doc:
        lemma = token.lemma_.lower()
        if token.tag_.startswith("VB"):
            for frame in VERBS.get(lemma, ()):
                yield from _verbal(context, token, frame)
            yield from _dated(context, token, _DATED.get(lemma))
            yield from _married(context, token)
            if lemma in ("have", "keep"):
                yield from _sited(context, token)
        elif token.lower_ == "married":
            yield from _married(context, token)
        elif token.tag_.startswith("NN"):
            noun = NOUNS.get(lemma)
            if noun is not None:
                yield from _nominal(context, token, noun)
            if lemma in ("headquarters", "headquarter", "seat"):
                yield from _headquarters(context, token)


def _names(context: Context, tokens: Iterable[Token]) -> list[str]:
    """Return the named entities that words stand for, those coordinated with them included."""
    found: dict[str, None] = {}
    for token in tokens:
        for word in coordinated(token):
            mention = context.index.at_head(word)
            for one in context.index.fellows(mention) if mention is not None else ():
                if context.index.entity(one.entity).named:
                    found[one.entity] = None
    return list(found)


def _kind(context: Context, entity: str) -> EntityType:
    return context.index.entity(entity).type


def _sides(token: Token, frame: Frame) -> tuple[list[Token], list[Token]]:
    if frame.slot is not None:
        return subjects(token) or _beside(token), _led(token, frame.slot)
    if frame.predicate == "employer":
        return (
            (objects(token), subjects(token))
            if not is_passive(token)
            else (subjects(token), _led(token, {"by"}))
        )
    if not is_passive(token):
        return subjects(token) or _beside(token), objects(token) or _bare(token)
    return _led(token, {"by"}), subjects(token) or _beside(token)


def _bare(token: Token) -> list[Token]:
    """The nominal right behind a verb that is labelled as anything but its object, with no preposition."""
    return [c for c in dependents(token, "obl") if token.i < c.i <= token.i + 4 and not prepositions(c)]


def _beside(token: Token) -> list[Token]:
    """'Airbus, based in Toulouse,': a participle behind the name that it is said of; "before joining Microsoft"."""
    if token.relation == "acl" and token.tag_ == "VBN":
        return [token.head]
    return subjects(token.head) if token.relation == "advcl" and token.tag_ == "VBG" else []


def _led(token: Token, cases: Iterable[str]) -> list[Token]:
    """Return the nominals that one of the prepositions leads, also behind a date ("died in 2006 in Santiago")."""
    wanted = set(cases)
    near = list(dependents(token, "obl", "nmod"))
    near += [deep for word in near for deep in dependents(word, "nmod", "obl") if word.tag_ in ("CD", "NNP")]
    found = [word for word in near if wanted & set(prepositions(word))]
    after = token.i + 1
    if found or after >= token.sent.end or token.doc[after].lower_ not in wanted:
        return found
    head = token.doc[after].head
    return [head] if head.relation in ("obl", "nmod") and token.doc[after] in head.children else []


def _verbal(context: Context, token: Token, frame: Frame) -> Iterator[Phrase]:
    if token.lemma_.lower() == "grow" and not any(c.lower_ == "up" for c in token.children):
        return
    agents, patients = _sides(token, frame)
    things = _names(context, patients)
    for one in _names(context, agents):
        for two in things:
            predicate = _fitting(context, token, frame, one, two)
            if predicate is not None and one != two:
                yield Phrase(token, one, predicate, two, frame.confidence, frame.over)


def _fitting(context: Context, token: Token, frame: Frame, one: str, two: str) -> str | None:
    """Return the relation that a verb states between things of these types."""
    first, second = _kind(context, one), _kind(context, two)
    person = first is EntityType.PERSON
    if frame.predicate == "memberOf":
        body = bool(_BODIES & set(context.index.entity(two).name.lower().split()))
        if second is not EntityType.ORGANIZATION or (frame.over and not body):
            return None
        return "employer" if person and not body else "memberOf"
    if frame.predicate == "owns" and token.lemma_.lower() != "own" and second is not EntityType.ORGANIZATION:
        return None
    if frame.predicate == "partOf" and (person or second is EntityType.ORGANIZATION):
        return "memberOf" if second is EntityType.ORGANIZATION and not is_passive(token) else None
    if frame.predicate in ("employer", "spokespersonFor") and second is EntityType.PERSON:
        return None
    if frame.predicate == "employer" and second is EntityType.LOCATION:
        return None
    return frame.predicate


def _dated(context: Context, token: Token, predicate: str | None) -> Iterator[Phrase]:
    if predicate is None:
        return
    passive = is_passive(token)
    whose = subjects(token) or _beside(token) if passive or predicate == "deathDate" else objects(token)
    when = moment(context, token) if whose else None
    if when is not None and when.value is not None and "/" not in when.value:
        kind = EntityType.ORGANIZATION if predicate == "foundingDate" else EntityType.PERSON
        active_killer = predicate == "deathDate" and not passive and token.lemma_.lower() != "die"
        for one in _names(context, whose):
            if _kind(context, one) is kind and not active_killer:
                yield Phrase(token, one, predicate, Value(when.value), 0.85, time=when)


def _married(context: Context, token: Token) -> Iterator[Phrase]:
    """'A and B were married', 'A is married to B', 'A and B divorced'."""
    if token.lemma_.lower() not in ("marry", "wed", "divorce", "married"):
        return
    adjective = not token.tag_.startswith("VB")
    pair = _names(context, dependents(token, "nsubj") if adjective else subjects(token))
    others = _names(context, _led(token, {"to"})) if adjective or is_passive(token) else []
    over = token.lemma_.lower() == "divorce"
    if others:
        yield from (Phrase(token, a, "spouse", b, 0.8, over) for a in pair for b in others if a != b)
    elif (
        len(pair) == 2
        and all(_kind(context, one) is EntityType.PERSON for one in pair)
        and not any(dependents(token, "obj"))
    ):
        yield Phrase(token, pair[0], "spouse", pair[1], 0.8, over)


def _sited(context: Context, verb: Token) -> Iterator[Phrase]:
    """'has its headquarters in Coventry'."""
    for thing in dependents(verb, "obj"):
        if thing.lemma_.lower() not in ("headquarters", "headquarter", "seat", "base"):
            continue
        places = [*_led(thing, {"in", "at"}), *_led(verb, {"in", "at"})]
        for one in _names(context, subjects(verb)):
            if _kind(context, one) is EntityType.ORGANIZATION:
                yield from (Phrase(verb, one, "headquarters", two, 0.85) for two in _names(context, places))


def _headquarters(context: Context, token: Token) -> Iterator[Phrase]:
    """'Sony's headquarters in Tokyo', 'Geneva is the headquarters of the Red Cross'."""
    owners = [
        c for c in dependents(token, "nmod", "compound") if not prepositions(c) or "of" in prepositions(c)
    ]
    places = _led(token, {"in", "at"})
    if any(dependents(token, "cop")):
        places += list(dependents(token, "nsubj"))
    if token.relation == "nsubj" and any(dependents(token.head, "cop")) and "in" in prepositions(token.head):
        places.append(token.head)
    for one in _names(context, owners):
        if _kind(context, one) is EntityType.ORGANIZATION:
            yield from (Phrase(token, one, "headquarters", two, 0.85) for two in _names(context, places))


def _nominal(context: Context, token: Token, noun: Noun) -> Iterator[Phrase]:
    bearers = _bearers(context, token)
    owners = _owners(context, token, noun)
    if not owners and noun.predicate in ("ally", "adversary", "sibling", "spouse") and len(bearers) == 2:
        yield Phrase(token, bearers[0], noun.predicate, bearers[1], 0.75)
    if token.lemma_.lower() == "part" and not any("of" in prepositions(c) for c in dependents(token, "nmod")):
        return
    for owner in owners:
        for bearer in bearers:
            if owner != bearer:
                one, two = (owner, bearer) if noun.owned else (bearer, owner)
                predicate = _said(context, noun, one, two)
                if predicate is not None:
                    yield Phrase(token, one, predicate, two, 0.8)


def _said(context: Context, noun: Noun, one: str, two: str) -> str | None:
    first, second = context.index.entity(one), context.index.entity(two)
    if noun.predicate == "capital" and not (first.country or first.type is EntityType.LOCATION):
        return None
    if noun.predicate == "subsidiaryOf" and EntityType.LOCATION in (first.type, second.type):
        return None
    return noun.predicate


def _bearers(context: Context, token: Token) -> list[str]:
    """Return who or what is called by a noun: "X, a unit of Y", "X is a unit of Y", "Y's unit X"."""
    words = [c for c in dependents(token, "appos", "flat") if c.i > token.i]
    link, head = token.relation, token.head
    first = token
    if link == "conj" and (head.relation == "appos" or any(dependents(head, "cop"))):
        first, link, head = head, head.relation, head.head
    if link == "appos":
        words.append(head)
    if any(dependents(first, "cop")):
        named = [c for c in dependents(first, "nsubj") if c.i < first.i]
        words += named or _before_copula(context, first)
    elif link in ("nsubj", "root") and any(dependents(head, "cop")) and head != token:
        words.append(head)
    if link in ("xcomp", "obj") and head.lemma_.lower() in _BECOMING:
        words += objects(head) if is_passive(head) else subjects(head)
    if link in ("compound", "nmod", "amod") and token.i < head.i and not prepositions(token):
        words.append(head)
    found = _names(context, words)
    mention = context.index.at_head(token)
    if not found and mention is not None and _own(context, token, mention.entity):
        found = [mention.entity]
    return found


def _before_copula(context: Context, token: Token) -> list[Token]:
    """The nominal right before "is", where it hangs on another clause."""
    start = min(c.i for c in (*dependents(token, "cop"), *dependents(token, "aux")) if c.i < token.i)
    mention = context.index.by_token.get(start - 1)
    if mention is None:
        return [w for w in subjects(token) if w.i < token.i]
    head = context.doc[mention.head]
    while head.relation == "conj" and head.head.i < head.i:
        head = head.head
    return [head]


def _own(context: Context, token: Token, entity: str) -> bool:
    """Whether a relational noun itself stands for somebody with a name: "her husband", told before."""
    return context.index.entity(entity).named and any(
        c.tag_ in ("PRP$", "POS") or c.relation == "nmod" for c in token.children
    )


def _origin(noun: Noun, child: Token, place: Token) -> bool:
    """Whether a word only tells where a friend or foe of someone else is from: "its U.S. rival"."""
    owned = any(other.dep_ == "nmod:poss" for other in place.children)
    return owned and child.dep_ != "nmod:poss" and noun.predicate in ("ally", "adversary")


def _owners(context: Context, token: Token, noun: Noun) -> list[str]:
    words: list[Token] = []
    places = [token]
    if token.relation in ("compound", "nmod", "amod") and token.i < token.head.i:
        places.append(token.head)
    for place in places:
        for child in dependents(place, "nmod", "compound", "amod"):
            cases = set(prepositions(child)) - {"'s", "\u2019s", "'", "\u2019"}
            if child == token or (place is not token and child.i > token.i):
                continue
            if cases & noun.cases or (not cases and child.i < token.i and not _origin(noun, child, place)):
                words.append(child)
    return _names(context, words)
