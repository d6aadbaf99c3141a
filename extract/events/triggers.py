"""Triggers: the words of a document that report an event, with their type."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.clauses import dependents, is_passive, is_verb, objects, particle, prepositions, subjects
from extract.events.lexicon import LIGHT_VERBS, NO_EVENT, NOTHING, STATES, SUPPORT_VERBS, Rule, lexicon
from extract.events.words import BEATING, CONTESTS, HURTING, MISHAPS, SPORTS
from extract.irregular import base_forms
from extract.language.events import event_score
from extract.tree import Doc, Token
from extract.types import EntityIndex
from graph.model import EntityType

__all__ = ["Trigger", "triggers"]

_HAPPEN = ("happen", "occur", "take")
_UNKNOWN = Rule("OCCURRENCE", frozenset())
_OBLIGES = Rule("REQUEST", frozenset({"speech"}))
_QUOTES = ('"', "\u201c", "\u201d")
_SURE, _SHARE = 0.8, 0.75
"""From which probability on a word is a trigger by the language model alone, and how sure the event then is."""

_SURER = 0.9
"""The same for verbs that seldom report an event."""


_WILLING = frozenset({"committed", "prepared", "ready", "willing"})
_FRIENDLY = frozenset({
    "AID", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "RELEASE", "RETREAT", "SUPPORT", "TRANSACTION",
})  # fmt: skip
_OFFERS = Rule("AGREE", frozenset({"agent"}))
_CARRIERS = frozenset(
    {"campaign", "effort", "mission", "operation", "process", "program", "programme", "project"}
)
"""Nouns that say no more than that what stands before them is done: "mediation efforts"."""


_TRIED = Rule("TRIAL", frozenset())
_WON = Rule("SPORT", frozenset({"symmetric"}))
_NUMBERED = ("percent", "per", "cent")
_NAMED = ("PERSON", "ORG", "LOC", "NORP")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports an event; `support` is the light verb of an event noun ('held talks').

    `learned` ones are the language model's, of no type that the lexicon tells.
    """

    token: Token
    rule: Rule
    support: Token | None
    confidence: float
    learned: bool = False


_SCORED = ("VERB", "NOUN")


def triggers(doc: Doc, index: EntityIndex) -> Iterator[Trigger]:
    """Yield the triggers of `doc` in textual order."""
    for token in doc:
        if token.is_space or token.ent_type_ in _NAMED:
            continue
        found: Trigger | None = None
        if is_verb(token) and token.relation not in ("amod", "compound", "case", "mark", "fixed", "flat"):
            found = _verb(token, index)
        elif token.tag_ in ("NN", "NNS") and token.relation not in ("compound", "flat", "fixed", "goeswith"):
            found = _noun(token, index)
        elif token.lower_ in _WILLING:
            found = _willing(token, index)
        if (found is None or found.rule is _UNKNOWN) and token.pos_ in _SCORED:
            found = _learned(token, index) or found
        if found is not None:
            yield found


def _willing(token: Token, index: EntityIndex) -> Trigger | None:
    """'is ready to send aid', 'is prepared to lift the ban': an offer, unless what is to be done is hostile."""
    if not any(index.at_head(subject) is not None for subject in dependents(token, "nsubj")):
        return None
    for verb in dependents(token, "xcomp", "advcl"):
        if is_verb(verb) and any(child.lower_ == "to" for child in dependents(verb, "mark", "aux")):
            inner = _verb(verb, index)
            return (
                None
                if inner is None or inner.rule.type not in _FRIENDLY
                else Trigger(token, _OFFERS, None, 0.7)
            )
    return None


def _learned(token: Token, index: EntityIndex) -> Trigger | None:
    """Return a trigger that the lexicon does not know, or knows in other senses, where the language model is sure.

    States, aspect, light verbs that an event noun stands for, and actors stay what they are.
    """
    score = event_score(token)
    if score is None or score < _SURE:
        return None
    mention, verb = index.at_head(token), is_verb(token)
    if (
        mention is not None and (not verb or index.entity(mention.entity).named)
    ) or token.lower_ in _NUMBERED:
        return None
    rule = _UNKNOWN
    if verb:
        lemma = _known(token, particle(token))
        if lemma in STATES or (
            lemma in NO_EVENT | LIGHT_VERBS | set(_HAPPEN) and (score < _SURER or _stands_for_another(token))
        ):
            return None
    elif _belongs_to_verb(token):
        return None
    else:
        rule = _noun_rule(token) or rule
    return Trigger(token, rule, None if verb else _support(token), round(_SHARE * score, 3), True)


def _belongs_to_verb(noun: Token) -> bool:
    """Whether the verb's type is told by this object, so that both are one event: "opened fire"."""
    verb = noun.head
    if not is_verb(verb) or noun.i not in {thing.i for thing in objects(verb)}:
        return False
    lemma, attached = _known(verb, particle(verb)), particle(verb)
    key = lemma if attached is None else f"{lemma}_{attached.lower_}"
    needs = (rule.needs for rule in lexicon().get((key, "verb"), ()) if rule.where == "object")
    return lemma in SUPPORT_VERBS and any(noun.lemma_.lower() in words for words in needs)


def _stands_for_another(verb: Token) -> bool:
    """Whether the event is named by what the verb governs: an event noun, or a verb as its complement."""
    things = [*objects(verb), *(subjects(verb) if is_passive(verb) or verb.lemma_ in _HAPPEN else ())]
    named = any(_noun_rule(thing) or (event_score(thing) or 0.0) >= _SURE / 2 for thing in things)
    return named or any(child.relation in ("xcomp", "ccomp") for child in verb.children)


def _verb(token: Token, index: EntityIndex) -> Trigger | None:
    attached = particle(token)
    things = _things(token, index)
    lemma = _known(token, attached)
    if attached is not None:
        rule = _choose(token, f"{lemma}_{attached.lower_}", "verb", things)
        if rule is not None:
            return None if _carries(token, lemma, rule) else Trigger(token, rule, None, 0.85)
    rule = _choose(token, lemma, "verb", things)
    if _carries(token, lemma, rule) or (lemma in _HAPPEN and any(_noun_rule(s) for s in subjects(token))):
        return None
    if lemma == "try" and is_passive(token) and not any(dependents(token, "xcomp")):
        rule = _TRIED
    if rule is not None and lemma in BEATING and rule.type == "ASSAULT" and _plays(token, index):
        rule = _WON
    if rule is not None and rule.type == "ASSAULT" and _befalls(token, index):
        kind = "DEATH" if lemma == "kill" else "INJURY" if lemma in HURTING else "DISASTER"
        rule = Rule(kind, rule.flags)
    if rule is not None and rule.type == "STATEMENT" and _obliges(token, index):
        rule = _OBLIGES
    if rule is not None:
        return Trigger(token, rule, None, 0.85 if rule.where else 0.8)
    if lemma in NO_EVENT or attached is not None or (token.tag_ == "VBG" and token.relation == "csubj"):
        return None
    return Trigger(token, _UNKNOWN, None, 0.4)


def _befalls(verb: Token, index: EntityIndex) -> bool:
    """Whether no one does what the verb tells, but a disaster, a disease or an accident: "the quake killed ten"."""
    doers = (
        (c for c in dependents(verb, "obl") if "by" in prepositions(c))
        if is_passive(verb)
        else subjects(verb)
    )
    for doer in doers:
        mention = index.at_head(doer)
        if mention is not None and index.entity(mention.entity).type is EntityType.EVENT:
            return True
        rule = _noun_rule(doer)
        if rule is not None and (rule.type in ("DISASTER", "DISEASE") or doer.lemma_.lower() in MISHAPS):
            return True
    beside = verb.head if verb.relation == "advcl" and verb.tag_ == "VBG" else None
    if beside is None or not is_verb(beside):
        return False
    main = _choose(beside, _known(beside, None), "verb", _things(beside, index))
    return main is not None and main.type in ("ACCIDENT", "DISASTER")  # "two trains collided, killing ten"


def _plays(verb: Token, index: EntityIndex) -> bool:
    """Whether a victory is one of sport: over a team or a state, or among words of sport, or with a score."""
    for thing in objects(verb):
        mention = index.at_head(thing)
        if mention is not None and index.entity(mention.entity).named:
            type_ = index.entity(mention.entity).type
            if type_ in (EntityType.ORGANIZATION, EntityType.LOCATION) and not is_passive(verb):
                return True
    return _sportive(verb)


def _sportive(token: Token) -> bool:
    """Whether the sentence speaks of sport: by another word, or by a score such as "2-1"."""
    for word in token.sent:
        if word.i != token.i and word.lemma_.lower() in SPORTS:
            return True
        if word.tag_ == "CD" and word.i + 2 < token.sent.end and word.nbor(1).text in ("-", "\u2013"):
            after = word.nbor(2)
            if after.tag_ == "CD" and word.text.isdigit() and after.text.isdigit() and len(after.text) < 4:
                return len(word.text) < 4
    return False


def _obliges(verb: Token, index: EntityIndex) -> bool:
    """Whether what is said is what somebody else must do: "Chirac said that Iraq must let the inspectors in"."""
    speakers = {m.entity for s in subjects(verb) if (m := index.at_head(s)) is not None}
    for inner in dependents(verb, "ccomp"):
        must = any(child.lower_ == "must" for child in dependents(inner, "aux"))
        asked = [m for s in subjects(inner) if s.head.i == inner.i and (m := index.at_head(s)) is not None]
        if must and asked and not speakers & {mention.entity for mention in asked}:
            return True
    return False


def _things(verb: Token, index: EntityIndex) -> set[str]:
    """Lemmas of what a verb acts on, and PERSON, ORG or LOC when a name stands there."""
    found: set[str] = set()
    becoming = verb.lemma_.lower() in ("become", "remain")
    for thing in [*objects(verb), *(dependents(verb, "xcomp") if becoming else ())]:
        found.update((thing.lemma_.lower(), thing.ent_type_))
        mention = index.at_head(thing)
        if mention is not None and index.entity(mention.entity).type is EntityType.PERSON:
            found.add("PERSON")
        if thing.lemma_.lower() in _CARRIERS:
            found.update(c.lemma_.lower() for c in dependents(thing, "compound"))
        found.update(c.lemma_.lower() for c in dependents(thing, "nmod", "obl") if "of" in prepositions(c))
    return found


def _known(token: Token, attached: Token | None) -> str:
    """The first of the verb's possible lemmas that the lexicon knows."""
    forms = base_forms(token)
    for form in forms:
        if attached is not None and (f"{form}_{attached.lower_}", "verb") in lexicon():
            return form
    return next((f for f in forms if (f, "verb") in lexicon() or f in NO_EVENT or f in LIGHT_VERBS), forms[0])


def _carries(verb: Token, lemma: str, rule: Rule | None) -> bool:
    """Whether an object of a light verb reports the event in its place ('held talks', 'signed a deal')."""
    if lemma not in LIGHT_VERBS:
        return False
    for thing in objects(verb):
        named = None if is_verb(thing) else _noun_rule(thing)
        if named is not None and (rule is None or rule.where != "object" or rule.type == named.type):
            return True
    return False


def _choose(token: Token, lemma: str, pos: str, things: set[str]) -> Rule | None:
    near: set[str] | None = None
    for rule in lexicon().get((lemma, pos), ()):
        if rule.where == "object" and not things & rule.needs:
            continue
        if rule.where == "near":
            near = _near(token) if near is None else near
            if not near & rule.needs:
                continue
        return None if rule.type == NOTHING else rule
    return None


def _near(token: Token) -> set[str]:
    words: set[str] = set()
    if len(list(dependents(token, "obj"))) > 1:
        words.add("=name")
    for child in token.children:
        words.add(child.lemma_.lower())
        words.update(word for phrase in prepositions(child) for word in phrase.split(" "))
        words.update(part.lower_ for part in dependents(child, "aux") if part.lower_ == "to")
        if child.relation == "iobj" or (child.relation == "xcomp" and not is_verb(child)):
            words.add("=name")
        if child.relation == "ccomp" or (child.relation == "parataxis" and is_verb(child)):
            words.add("that")
    if token.tag_ == "NN" and not any(dependents(token, "det", "amod", "compound", "nmod")):
        words.update(f"={child.lower_}" for child in dependents(token, "case"))  # "on strike"
    if token.relation == "acl" and token.head.lower_ == "what":
        words.add("what")
    if token.relation in ("parataxis", "root") and any(child.text in _QUOTES for child in token.children):
        words.add("that")
    if token.relation == "parataxis":
        words.add("that")
    return words


def _noun_rule(token: Token) -> Rule | None:
    if not token.tag_.startswith("NN") or token.ent_type_ in _NAMED:
        return None
    rule = _choose(token, token.lemma_.lower(), "noun", set())
    if rule is not None and rule.type == "SPORT" and token.lemma_.lower() in CONTESTS:
        return rule if _sportive(token) else None
    return rule


def _noun(token: Token, index: EntityIndex) -> Trigger | None:
    rule = _noun_rule(token)
    mention = index.at_head(token)
    if rule is None or (mention is not None and index.entity(mention.entity).named):
        return None
    if (
        any(child.tag_ == "CD" and child.lower_ != "one" for child in dependents(token, "nummod"))
        and token.tag_ == "NN"
    ):
        return None
    return Trigger(token, rule, _support(token), 0.7)


def _is_light(verb: Token) -> bool:
    return any(form in SUPPORT_VERBS for form in base_forms(verb))


def _support(noun: Token) -> Token | None:
    """The light verb that carries an event noun as its object, its passive subject, or 'engaged in talks'."""
    first = noun
    while first.relation == "conj" and first.head.tag_.startswith("NN"):
        first = first.head
    verb = first.head
    if first.relation == "obl" and "go" in base_forms(verb) and set(prepositions(first)) & {"on", "into"}:
        return verb  # "went on strike"
    if first.relation == "acl" or not is_verb(verb) or not _is_light(verb):
        carrier = [c for c in dependents(first, "acl") if is_passive(c) and _is_light(c)]
        return carrier[0] if carrier else None
    if first.relation == "obj" or (first.relation == "nsubj" and is_passive(verb)):
        return verb
    if first.relation == "obl" and verb.lemma_.lower() in ("engage", "enter", "take", "be"):
        return verb
    return None
