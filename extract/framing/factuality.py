"""Factuality: whether the document says that what a token reports is so, is not, may be, or is planned.

One walk from the root of each sentence downwards: every word receives the value of the place where it
stands (its *outer* value, set by the word above it) and changes it by its own negation, modals and
adverbs (its own value). Linear in the number of tokens.
"""

from spacy.tokens import Doc, Span, Token

from extract.clauses import dependents, is_passive, is_verb, markers, prepositions, relation
from extract.framing.signatures import Signature, combine, lookup
from extract.framing.words import (
    AFTERWARDS,
    COMPLEMENT_CASES,
    CONDITIONS,
    DEFINITE,
    FAILED_ADJECTIVES,
    FUTURE,
    INSTEAD,
    MAYBE,
    MAYBE_ADJECTIVES,
    MODALS,
    NEGATIONS,
    NEGATIVE_SUBJECTS,
    NOT_ONLY,
    ONSETS,
    PLANNED_ADJECTIVES,
    STAGING,
    TELLING,
    TEMPORAL,
    TOLD,
)
from graph.model import Factuality

__all__ = ["factualities", "reports"]

_SO, _NOT = Factuality.ASSERTED, Factuality.NEGATED
_MAY, _PLANNED = Factuality.POSSIBLE, Factuality.PLANNED


def factualities(doc: Doc) -> list[Factuality]:
    """Return the factuality of every token of `doc`, by token index."""
    values = [_SO] * len(doc)
    for sentence in doc.sents:
        _walk(sentence, values)
    return values


def _walk(sentence: Span, values: list[Factuality]) -> None:
    question = sentence.text.rstrip(" \n\t\"'”\u2019)").endswith("?")
    root = sentence.root
    outer = _MAY if question and not _asks_details(root) else _SO
    stack = [(root, _cue_value(root, outer))]
    while stack:
        token, given = stack.pop()
        values[token.i] = _own(token, given)
        for child in token.children:
            stack.append((child, _outer(token, child, given, values[token.i])))


def _asks_details(root: Token) -> bool:
    return any(t.tag_ in ("WRB", "WP", "WDT", "WP$") for t in root.subtree)


def _cue_value(root: Token, value: Factuality) -> Factuality:
    """A sentence whose source follows it ('..., he believes') takes the value that the source gives."""
    for cue in dependents(root, "parataxis"):
        if (
            is_verb(cue)
            and not any(dependents(cue, "ccomp", "obj", "xcomp"))
            and any(dependents(cue, "nsubj"))
        ):
            signature = lookup(cue, root)
            if signature is not None and signature.source:
                return combine(signature, value)
    return value


def _negates(child: Token) -> bool:
    if child.lower_ not in NEGATIONS or relation(child) not in ("advmod", "det", "cc", "neg", "discourse"):
        return False
    if child.lower_ == "no" and relation(child) == "discourse":
        return False
    following = child.nbor() if child.i + 1 < len(child.doc) else None
    return following is None or following.lower_ not in NOT_ONLY


def _negative_subject(token: Token) -> bool:
    for subject in dependents(token, "nsubj", "csubj"):
        if subject.lower_ in NEGATIVE_SUBJECTS:
            return True
        for child in subject.children:
            if child.lower_ in ("no", "neither") and relation(child) in ("det", "cc", "advmod"):
                return True
    return False


def _shares(token: Token) -> bool:
    """Whether a coordinated verb leans on the auxiliaries and negation of the first one."""
    head = token.head
    if relation(token) != "conj" or any(dependents(token, "aux", "nsubj")):
        return False
    return token.tag_ == head.tag_ and token.tag_ in ("VB", "VBN", "VBG")


def _own(token: Token, given: Factuality) -> Factuality:
    negations = sum(_negates(child) for child in token.children)
    modal, future = False, False
    for child in token.children:
        link, word = relation(child), child.lower_
        if link == "aux":
            if word in FUTURE:
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
        elif link == "mark" and word in CONDITIONS:
            modal = True
    if not modal and not future:
        future = _head_style_future(token)
        modal = _imperative(token)
    if token.tag_ == "VB" and relation(token) == "xcomp" and token.head.lemma_ in ("have", "be"):
        negations += any(child.lower_ == "yet" for child in dependents(token.head, "advmod"))
    negations += _negative_subject(token)
    if _shares(token):
        head = token.head
        modal = modal or _has(head, MODALS)
        future = future or _has(head, FUTURE)
        if any(_negates(child) for child in head.children) and any(
            c.lower_ in ("or", "nor") for c in dependents(token, "cc")
        ):
            negations += 1
    return _modify(token, given, negations % 2 == 1, modal, future)


def _has(token: Token, words: frozenset[str] | set[str]) -> bool:
    return any(child.lower_ in words for child in dependents(token, "aux"))


def _head_style_future(token: Token) -> bool:
    """'Russia to withdraw', 'the two are to meet': an infinitive with its own subject as the main verb."""
    if token.tag_ != "VB" or relation(token) not in ("root", "ccomp", "conj", "parataxis"):
        return False
    to = any(child.lower_ == "to" for child in dependents(token, "mark", "aux"))
    return to and any(dependents(token, "nsubj"))


def _imperative(token: Token) -> bool:
    """An order or an appeal: a bare verb form without subject as the main verb."""
    if token.tag_ != "VB" or relation(token) not in ("root", "parataxis"):
        return False
    return not any(dependents(token, "nsubj", "aux", "mark", "cop"))


def _modify(token: Token, given: Factuality, negated: bool, modal: bool, future: bool) -> Factuality:
    if given is _NOT:
        return _SO if negated and not modal and not future else _NOT
    if given is _MAY:
        return _MAY
    words = {child.lower_ for child in dependents(token, "aux")}
    if negated:
        possible = modal and not words & {"can", "ca", "could", "would"}
        return _MAY if possible else _NOT
    if modal:
        return _MAY
    return _PLANNED if future or given is _PLANNED else _SO


def _past(token: Token) -> bool:
    if token.tag_ == "VBD":
        return True
    return any(
        child.lower_ in ("was", "were", "had", "did", "has", "have")
        for child in dependents(token, "aux", "cop")
    )


def _definite(token: Token) -> bool:
    for child in token.children:
        if relation(child) in ("det", "nmod") and (child.lower_ in DEFINITE or child.dep_ == "nmod:poss"):
            return True
    return token.pos_ == "PROPN"


def _presupposed(token: Token, child: Token, value: Factuality, embedded: Factuality) -> Factuality:
    """A clause or noun that describes rather than claims: it stays so when the word above is negated."""
    if value in (_SO, _NOT):
        return _SO if embedded is not _NOT or _past(child) else embedded
    if _past(child) and not _has(token, {"would"}):
        return _SO if embedded is not _MAY or _epistemic(token) else _MAY
    return value


def _epistemic(token: Token) -> bool:
    """'may have fallen', 'could have been used': a guess about the past."""
    words = [child.lower_ for child in dependents(token, "aux")]
    return "have" in words and bool({"could", "may", "might", "must"} & set(words))


def reports(token: Token, child: Token, signature: Signature) -> bool:
    """Whether `token` is a source before what it says without a conjunction, not what a later source says."""
    if not signature.source or child.i < token.i or not any(dependents(token, "nsubj")):
        return False
    trailing = lookup(child, token)
    return trailing is None or not trailing.source


def _complement(token: Token, child: Token, link: str) -> Signature | None:
    if link in ("ccomp", "xcomp", "obj", "csubj", "parataxis"):
        signature = lookup(token, child)
        if link == "parataxis" and signature is not None and not reports(token, child, signature):
            return None
        return signature
    if link == "nsubj":
        return lookup(token, child) if is_passive(token) else None
    if link == "acl" and child.dep_.lower() != "acl:relcl" and child.tag_ != "VBN":
        return lookup(token, child)
    if link in ("obl", "nmod", "advcl"):
        cases = set(prepositions(child))
        if link == "advcl" and (not cases & {"of", "from", "for", "about", "against", "as"}):
            return None
        if child.dep_ in ("obl:tmod", "nmod:poss", "obl:agent", "obl:unmarked", "nmod:tmod"):
            return None
        found = lookup(token, child) if cases & COMPLEMENT_CASES else None
        adjunct = link == "obl" and cases <= {"in", "at", "on"}
        return found if found is None or not adjunct or found.word in cases else None
    return None


def _outer(token: Token, child: Token, given: Factuality, value: Factuality) -> Factuality:
    link = relation(child)
    if link == "conj" and is_verb(child) and is_verb(token):
        onset = {word.lower_ for word in dependents(child, "mark", "advmod")} & ONSETS
        if onset and relation(token) != "advcl":
            return _adverbial(token, child, given, value)
    if link in ("conj", "appos"):
        return given if is_verb(child) or not is_verb(token) else value
    signature = _complement(token, child, link)
    caused = link == "nsubj" and signature is not None and signature.positive is _SO and _definite(child)
    if signature is not None and not (caused and not signature.source):
        result = combine(signature, value)
        reported = signature.source and result is _MAY and _has(child, {"would"})
        return _PLANNED if reported and value is _SO else result
    if link == "ccomp":
        return _MAY if value is _NOT else value
    if link == "xcomp":
        infinitive = any(c.lower_ == "to" for c in dependents(child, "mark", "aux"))
        if not infinitive or value is not _SO or not (is_verb(child) and is_verb(token)):
            return value
        return _MAY
    if link == "parataxis":
        return given
    if link == "advcl":
        return _adverbial(token, child, given, value)
    if link == "acl":
        if child.dep_.lower() == "acl:relcl":
            if value is _NOT:
                return _NOT
            return _SO if _past(child) else value
        infinitive = any(c.lower_ == "to" for c in dependents(child, "mark", "aux"))
        return _PLANNED if infinitive and value is _SO and child.tag_ == "VB" else value
    if link == "nsubj" and (token.tag_.startswith("J") or token.tag_ == "VBN"):
        raised = _raised(token, value)
        if raised is not None:
            return raised
    if link in ("nsubj", "csubj", "obj", "iobj", "obl", "nmod"):
        return _argument(token, child, link, given, value)
    return value


def _adverbial(token: Token, child: Token, given: Factuality, value: Factuality) -> Factuality:
    marks = markers(child) | {
        c.lower_ for c in dependents(child, "aux", "advmod") if c.lower_ in ("to", *TEMPORAL)
    }
    if marks & CONDITIONS or (marks & {"as"} and marks & {"though"}):
        return _MAY
    if "to" in marks and child.tag_ == "VB":
        told = child.lemma_ in TOLD and bool(
            TELLING & {token.lemma_, *(o.lemma_ for o in dependents(token, "obj"))}
        )
        if value is _SO:
            return _SO if told else _PLANNED
        return _MAY if value is _NOT else value
    if "before" in marks or "until" in marks:
        return _SO if _past(child) and value in (_SO, _NOT) else _MAY
    if child.tag_ == "VBG" and not marks & TEMPORAL:
        return given if value is _NOT else value
    return _presupposed(token, child, value, given)


def _apart(child: Token) -> bool:
    """Whether a comma sets the phrase off from the clause, so that it speaks of the whole sentence."""
    first = child.left_edge
    return first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")


def _raised(token: Token, value: Factuality) -> Factuality | None:
    """'The trial is unlikely to begin': what is said of the beginning holds of the trial."""
    for verb in dependents(token, "xcomp"):
        signature = lookup(token, verb) if verb.lemma_.lower() in STAGING else None
        if signature is not None:
            return combine(signature, value)
    return None


def _argument(token: Token, child: Token, link: str, given: Factuality, value: Factuality) -> Factuality:
    if value is _SO:
        return _SO
    if link == "nmod":
        return (
            given
            if value is _NOT and any(_negates(c) for c in token.children) and _definite(child)
            else value
        )
    staged = token.lemma_.lower() in STAGING and link in ("nsubj", "obj", "csubj")
    if value is _NOT:
        if not _definite(child) or staged:
            return value
        return _SO if given is not _NOT else _MAY
    if link == "obl" and _apart(child) and child.sent.root.tag_ == "VBD":
        return _SO if set(prepositions(child)) & AFTERWARDS else value
    if link in ("obl", "iobj") and set(prepositions(child)) & TEMPORAL and "would" not in _auxiliaries(token):
        return _SO if given is _SO and _definite(child) else value
    if (
        link == "nsubj"
        and not staged
        and _definite(child)
        and given is _SO
        and "would" not in _auxiliaries(token)
    ):
        return _SO
    return value


def _auxiliaries(token: Token) -> set[str]:
    return {child.lower_ for child in dependents(token, "aux")}
