"""What a word itself says about its factuality: negation, modals, adverbs, adjectives, infinitives of headlines."""

from extract.clauses import dependents, is_passive, is_verb, markers, prepositions
from extract.framing.signatures import lookup
from extract.framing.words import (
    CLAIMS,
    CONDITIONS,
    DEFINITE,
    DENYING,
    FAILED_ADJECTIVES,
    FALSELY,
    FUTURE,
    INSTEAD,
    MAYBE,
    MAYBE_ADJECTIVES,
    MODALS,
    NEGATIONS,
    NEGATIVE_SUBJECTS,
    NOT_ONLY,
    PLANNED_ADJECTIVES,
)
from extract.irregular import base_forms
from extract.tree import Token
from graph.model import Factuality

__all__ = ["definite", "denied_claim", "has_auxiliary", "negates", "own", "past"]

_SO, _NOT = Factuality.ASSERTED, Factuality.NEGATED
_MAY, _PLANNED = Factuality.POSSIBLE, Factuality.PLANNED
_LEANING = ("VB", "VBN", "VBG")
"""Tags of verbs that may lean on what another word carries, or be an order."""


def negates(child: Token) -> bool:
    """Tell whether a word negates its head ('not only' does not)."""
    if child.lower_ not in NEGATIONS or child.relation not in ("advmod", "det", "cc", "neg", "discourse"):
        return False
    if child.lower_ == "no" and child.relation == "discourse":
        return False
    following = child.nbor() if child.i + 1 < len(child.doc) else None
    return following is None or following.lower_ not in NOT_ONLY


def _negative_subject(token: Token) -> bool:
    for subject in dependents(token, "nsubj", "csubj"):
        if subject.lower_ in NEGATIVE_SUBJECTS:
            return True
        for child in subject.children:
            if child.lower_ in ("no", "neither") and child.relation in ("det", "cc", "advmod"):
                return True
    return False


def _shares(token: Token) -> bool:
    """Whether a coordinated verb leans on the auxiliaries and negation of the first one."""
    head = token.head
    if token.relation != "conj" or any(dependents(token, "aux", "nsubj")):
        return False
    return token.tag_ == head.tag_ and token.tag_ in _LEANING


def own(token: Token, given: Factuality) -> Factuality:
    """Return the value of `token`, which stands where `given` holds: its negation, modals and adverbs applied."""
    below = token.children
    if not below and token.tag_ not in _LEANING:
        return _modify(token, given, negated=False, modal=False, future=False)
    negations = sum(negates(child) for child in below)
    modal, future = False, False
    for child in below:
        link, word = child.relation, child.lower_
        if link == "aux":
            if word in FUTURE or (word == "would" and _foretold(token, given)):
                future = True
            elif word in MODALS and child.tag_ == "MD":
                modal = True
            elif child.lemma_ == "go" and any(c.lower_ == "to" for c in dependents(token, "mark", "aux")):
                future = True
        elif link == "advmod" and word in MAYBE:
            modal = True
        elif link == "amod":
            if word in MAYBE_ADJECTIVES:
                modal = True
            elif word in PLANNED_ADJECTIVES:
                future = True
            elif word in FAILED_ADJECTIVES:
                negations += 1
        elif link in ("case", "mark") and word in INSTEAD:
            negations += 1
        elif (link == "mark" and word in CONDITIONS) or _leaf_condition(child, link):
            modal = True
        elif (
            link == "advmod" and word in FALSELY and child.i == token.head.i + 1 and token.relation == "ccomp"
        ):
            modal = True  # "claims falsely that"
    if not modal and not future:
        future = _head_style_future(token)
        modal = _imperative(token)
    if token.tag_ == "VB" and token.relation == "xcomp" and token.head.lemma_ in ("have", "be"):
        negations += any(child.lower_ == "yet" for child in dependents(token.head, "advmod"))
    negations += _negative_subject(token)
    if _shares(token):
        head = token.head
        modal = modal or has_auxiliary(head, MODALS) or _imperative(head)
        future = future or has_auxiliary(head, FUTURE)
        if any(negates(child) for child in head.children) and any(
            c.lower_ == "or" for c in dependents(token, "cc")
        ):
            negations += 1
    return _modify(token, given, negations % 2 == 1, modal, future)


def _leaf_condition(child: Token, link: str) -> bool:
    """'provided that', 'assuming that', read as a verb without anything of its own."""
    return (
        link == "advcl" and child.lower_ in CONDITIONS and not any(dependents(child, "nsubj", "obj", "ccomp"))
    )


def has_auxiliary(token: Token, words: frozenset[str] | set[str]) -> bool:
    """Tell whether one of `words` is an auxiliary of `token`."""
    return any(child.lower_ in words for child in dependents(token, "aux"))


def _foretold(token: Token, given: Factuality) -> bool:
    """'said that it would withdraw': the future, seen from the past; a condition makes it hypothetical."""
    governor = token.head
    while token.relation == "conj" and is_verb(governor) and governor.i != governor.head.i:
        token, governor = governor, governor.head
    if token.relation != "ccomp" or given is not _SO or not past(governor):
        return False
    signature = lookup(governor, token)
    if signature is None or not signature.source or has_auxiliary(token, {"have"}):
        return False
    return not any(markers(clause) & CONDITIONS for clause in dependents(token, "advcl"))


def _head_style_future(token: Token) -> bool:
    """'Russia to withdraw', 'the two are to meet': an infinitive with its own subject as the main verb."""
    if token.tag_ == "VBN" and token.relation in ("root", "ccomp", "conj", "parataxis"):
        words = [child.lower_ for child in dependents(token, "mark", "aux")]
        return "to" in words and bool({"is", "are", "was", "were"} & set(words)) and "have" not in words
    if token.tag_ != "VB" or token.relation not in ("root", "ccomp", "conj", "parataxis"):
        return False
    to = any(child.lower_ == "to" for child in dependents(token, "mark", "aux"))
    return to and any(dependents(token, "nsubj"))


def _imperative(token: Token) -> bool:
    """An order or an appeal: a bare verb form without subject as the main verb."""
    if token.tag_ != "VB" or token.relation not in ("root", "parataxis", "ccomp"):
        return False
    if token.relation == "ccomp" and not _reported(token):
        return False
    return not any(dependents(token, "nsubj", "aux", "mark", "cop"))


def _reported(token: Token) -> bool:
    """Whether what a clause says is reported by the verb behind it."""
    behind = token.head.i > token.i
    signature = lookup(token.head, token) if behind else None
    return signature is not None and signature.source


def _modify(token: Token, given: Factuality, negated: bool, modal: bool, future: bool) -> Factuality:
    if given is _NOT:
        return _SO if negated and not modal and not future else _NOT
    if given is _MAY:
        return _MAY
    if negated:
        words = {child.lower_ for child in dependents(token, "aux")}
        possible = modal and not words & {"can", "ca", "could", "would"}
        return _MAY if possible else _NOT
    if modal:
        return _MAY
    return _PLANNED if future or given is _PLANNED else _SO


def past(token: Token) -> bool:
    """Tell whether a clause speaks of the past, by its verb or its auxiliary."""
    if token.tag_ == "VBD":
        return True
    return any(
        child.lower_ in ("was", "were", "had", "did", "has", "have")
        for child in dependents(token, "aux", "cop")
    )


def definite(token: Token) -> bool:
    """Tell whether a nominal speaks of something known: a definite article, a possessor, a name."""
    for child in token.children:
        if child.relation in ("det", "nmod") and (child.lower_ in DEFINITE or child.dep_ == "nmod:poss"):
            return True
    return token.pos_ == "PROPN"


def denied_claim(noun: Token) -> bool:
    """Whether the verb above says that what `noun` tells is not so: "rejected claims that", "the report was denied".

    "dismissed as lies claims that he fled" leaves the claims behind "as".
    """
    verb = noun.head
    if noun.lemma_.lower() not in CLAIMS or not is_verb(verb) or not set(base_forms(verb)) & DENYING:
        return False
    if noun.relation == "obl":
        return prepositions(noun)[:1] == ("as",) and not any(dependents(verb, "obj"))
    return noun.relation == "obj" or (noun.relation == "nsubj" and is_passive(verb))
