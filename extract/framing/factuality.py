"""Factuality: whether the document says that what a token reports is so, is not, may be, or is planned.

One walk from the root of each sentence downwards: every word receives the value of the place where it
stands (its *outer* value, set by the word above it) and changes it by its own negation, modals and
adverbs (its own value). Linear in the number of tokens.
"""

from extract.clauses import dependents, is_passive, is_verb, markers, prepositions
from extract.framing.operators import definite, denied_claim, has_auxiliary, negates, own, past
from extract.framing.signatures import Signature, combine, lookup
from extract.framing.words import (
    AFTERWARDS,
    COMPLEMENT_CASES,
    CONDITIONS,
    DENYING,
    IN_CASE,
    NEGATIVE_SUBJECTS,
    ONSETS,
    STAGING,
    TELLING,
    TEMPORAL,
    TOLD,
    TRIES,
)
from extract.irregular import base_forms
from extract.repairs import RELATIVES
from extract.tree import Doc, Span, Token
from graph.model import Factuality

__all__ = ["factualities", "reports"]

_SO, _NOT = Factuality.ASSERTED, Factuality.NEGATED
_MAY, _PLANNED = Factuality.POSSIBLE, Factuality.PLANNED
_IF = {"if", "unless", "provided", "providing", "assuming", "lest", "only if", "as long as", "so long as"}
_OWN_OBJECTS = {"it", "so", "this", "that", "me", "us", "him", "her", "them", "reporters", "journalists"}
_THINGS = {"anything", "everything", "little", "lot", "much", "nothing", "something"}
_RANKS = {"first", "second", "third", "last", "latest", "only", "next", "youngest", "oldest"}


_REASONS = {"as", "because", "since", "while", "although", "though", "whereas"}
_WORDS = frozenset({"aux", "case", "cc", "cop", "det", "mark", "punct"})
"""Relations of words that report nothing of their own: alone, they stand as what they belong to."""


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
        values[token.i] = own(token, given)
        counterfactual = values[token.i] is _NOT and has_auxiliary(token, {"would", "could"})
        if (values[token.i] is _PLANNED or counterfactual) and _conditional(token):
            # "will leave if ...": what hangs on a condition is not yet planned.
            values[token.i] = given = _MAY
        for child in token.children:
            if child.children or child.relation not in _WORDS:
                stack.append((child, _outer(token, child, given, values[token.i])))
            else:
                values[child.i] = values[token.i]


def _conditional(token: Token) -> bool:
    """Whether a clause or phrase beside a verb names the condition on which it holds: "if", "unless", "in case of"."""
    for child in dependents(token, "advcl"):
        if _inverted(child):
            return True
        if (markers(child) & _IF or child.lower_ in _IF) and not any(
            word.lower_ == "even" for word in child.children
        ):
            return True
        if any(word.lower_ in CONDITIONS and word.relation == "advcl" for word in child.children):
            return True
    if any(_as_long_as(word) for word in dependents(token, "advmod")):
        return True
    return any(
        (
            child.lemma_.lower() in ("event", "case")
            and any(w.lower_ == "in" for w in dependents(child, "case"))
        )
        or set(prepositions(child)) & IN_CASE
        for child in dependents(token, "obl")
    )


def _inverted(clause: Token) -> bool:
    """'Should talks fail, ...', 'Had it burst, ...': the auxiliary before the subject stands for "if"."""
    opening = next(
        (c for c in dependents(clause, "aux", "cop") if c.lower_ in ("had", "should", "were")), None
    )
    subject = next(iter(dependents(clause, "nsubj")), None)
    return (
        opening is not None
        and subject is not None
        and opening.i < subject.i
        and opening.i == clause.left_edge.i
    )


def _as_long_as(word: Token) -> bool:
    before = word.nbor(-1) if word.i else None
    return (
        word.lower_ == "long"
        and before is not None
        and before.lower_ in ("as", "so")
        and any(dependents(word, "advcl"))
    )


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


def _presupposed(token: Token, child: Token, value: Factuality, embedded: Factuality) -> Factuality:
    """A clause or noun that describes rather than claims: it stays so when the word above is negated."""
    if value in (_SO, _NOT):
        return _SO if embedded is not _NOT or past(child) else embedded
    if value is _MAY and embedded is _MAY and token.relation != "root":
        return _MAY  # what hangs on a guess is no better known than the guess
    if past(child) and not has_auxiliary(token, {"would"}):
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
    if any(child.lower_ not in _OWN_OBJECTS for child in dependents(token, "obj", "xcomp")):
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
    if link == "acl" and not _relative(child) and child.tag_ != "VBN":
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


def _relative(clause: Token) -> bool:
    """Whether a clause describes its noun; "a charge that the party rejects" says nothing of what is charged."""
    return clause.dep_.lower() == "acl:relcl" or _rejecting(clause)


def _rejecting(clause: Token) -> bool:
    """Whether a clause says that its noun is denied: "a charge he rejects"."""
    denies = is_verb(clause) and bool(set(base_forms(clause)) & DENYING)
    return (
        denies and any(dependents(clause, "nsubj")) and not any(dependents(clause, "obj", "ccomp", "xcomp"))
    )


def _outer(token: Token, child: Token, given: Factuality, value: Factuality) -> Factuality:
    link = child.relation
    if link == "conj" and is_verb(child) and is_verb(token):
        onset = {word.lower_ for word in dependents(child, "mark", "advmod")} & ONSETS
        if onset and token.relation != "advcl":
            return _adverbial(token, child, given, value)
    if link in ("nsubj", "csubj") and value is _NOT and any(negates(word) for word in child.children):
        value = given  # "no attack could justify it": the word that negates the verb negates its subject once
    special = _special(token, child, link, value)
    if special is not None:
        return special
    if link in ("conj", "appos"):
        clausal = is_verb(child) or any(dependents(child, "nsubj", "csubj"))
        return given if clausal or not is_verb(token) else value
    signature = _complement(token, child, link)
    caused = link == "nsubj" and signature is not None and signature.positive is _SO and definite(child)
    if signature is not None and not (caused and not signature.source):
        result = combine(signature, value)
        reported = signature.source and result is _MAY and has_auxiliary(child, {"would"})
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
        if _relative(child):
            if value in (_MAY, _PLANNED) and _rejecting(child):
                return _SO
            if value is _NOT:
                return _SO if past(child) and _known_subject(token) else _NOT
            others = [subject for subject in dependents(child, "nsubj") if subject.lower_ not in RELATIVES]
            guessed = value is _MAY and given is _MAY and not definite(token) and not others
            return _SO if past(child) and not guessed else value
        infinitive = any(c.lower_ == "to" for c in dependents(child, "mark", "aux"))
        if infinitive:
            ranked = any(c.lower_ in _RANKS for c in token.children)
            return _PLANNED if value is _SO and not ranked else value
        return _SO if value is _PLANNED and child.tag_ in ("VBN", "VBG") and definite(token) else value
    if link == "nsubj" and (token.tag_.startswith("J") or token.tag_ == "VBN"):
        raised = _raised(token, value)
        if raised is not None:
            return raised
    if link == "compound" and token.tag_.startswith("NN"):
        named = lookup(token, child)
        return combine(named, value) if named is not None and named.positive in (_MAY, _PLANNED) else value
    if link in ("nsubj", "csubj", "obj", "iobj", "obl", "nmod"):
        return _argument(token, child, link, given, value)
    return value


def _special(token: Token, child: Token, link: str, value: Factuality) -> Factuality | None:
    """What single words and turns of phrase say, None for all others."""
    if link == "obl" and set(prepositions(child)) & IN_CASE:
        return _MAY
    if link == "obj" and token.lemma_ == "call" and value is _SO and not definite(child):
        return None if any(dependents(token, "xcomp")) else _PLANNED  # "called an election"
    if (
        link in ("obj", "nsubj")
        and value is _NOT
        and token.lemma_ in ("expect", "anticipate")
        and definite(child)
    ):
        return _SO  # "had not expected the award"
    if link in ("obl", "nmod") and set(prepositions(child)) & {"as opposed to", "unlike"} and definite(child):
        return _SO
    if link == "advcl" and token.lower_ == "long" and _as_long_as(token):
        return _MAY
    if link == "advcl" and token.lower_ == "short" and "of" in markers(child):
        return _NOT if value is _SO else _MAY  # "stopped short of condemning"
    if link == "acl" and child.dep_.lower() != "acl:relcl" and token.tag_.startswith("NN"):
        noun, verb = token.lemma_.lower(), token.head
        governs = is_verb(verb) and token.relation in ("obj", "nsubj")
        if denied_claim(token):
            return _MAY if any(negates(c) for c in verb.children) else _NOT
        if noun in _THINGS and child.lemma_.lower() == "do" and verb.lemma_.lower() == "have":
            return value  # "had nothing to do with the crash"
        if noun in TRIES:
            failed = governs and token.relation == "nsubj" and verb.lemma_.lower() in ("collapse", "fail")
            failed = failed and not any(negates(c) for c in verb.children) and value is _SO
            return _NOT if failed or value is _NOT else None
    return None


def _known_subject(token: Token) -> bool:
    """'Fighters who took part will not be tried': those spoken of are there, whatever is not done to them."""
    if token.relation != "nsubj" or token.i > token.head.i or token.lower_ in NEGATIVE_SUBJECTS:
        return False
    general = token.lower_ in ("anyone", "anybody", "one") or token.tag_ == "EX"
    return not general and not any(negates(child) for child in token.children)


def _adverbial(token: Token, child: Token, given: Factuality, value: Factuality) -> Factuality:
    marks = markers(child) | {
        c.lower_ for c in dependents(child, "aux", "advmod") if c.lower_ in ("to", *TEMPORAL)
    }
    if _inverted(child) or marks & CONDITIONS or (marks & {"as"} and marks & {"though"}):
        return _MAY
    if "to" in marks and child.tag_ == "VB":
        told = child.lemma_ in TOLD and bool(
            TELLING & {token.lemma_, *(o.lemma_ for o in dependents(token, "obj"))}
        )
        if value is _SO:
            return _SO if told else _PLANNED
        return _MAY if value is _NOT else value
    if "before" in marks or "until" in marks:
        if past(child) and value in (_SO, _NOT):
            return _SO
        return _PLANNED if value is _PLANNED else _MAY
    if marks & _REASONS and child.tag_ in ("VBZ", "VBP") and value is _PLANNED and given is _SO:
        return _SO  # "will leave as the firm loses ground"
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
            given if value is _NOT and any(negates(c) for c in token.children) and definite(child) else value
        )
    staged = token.lemma_.lower() in STAGING and link in ("nsubj", "obj", "csubj")
    if value is _NOT:
        if not definite(child) or staged:
            return value
        return _SO if given is not _NOT or token.lemma_.lower() not in ("deny", "refute") else _MAY
    if link == "obl" and _apart(child) and child.sent.root.tag_ == "VBD":
        return _SO if set(prepositions(child)) & AFTERWARDS else value
    wished = token.relation == "xcomp" and "would" not in _auxiliaries(token.head)
    if (
        link == "obl"
        and wished
        and given is _MAY
        and set(prepositions(child)) & AFTERWARDS
        and definite(child)
    ):
        return _SO  # "wanted to rebuild it after the fire"
    if link in ("obl", "iobj") and set(prepositions(child)) & TEMPORAL and "would" not in _auxiliaries(token):
        return _SO if given is _SO and definite(child) else value
    if (
        link == "nsubj"
        and not staged
        and definite(child)
        and given is _SO
        and "would" not in _auxiliaries(token)
    ):
        return _SO
    return value


def _auxiliaries(token: Token) -> set[str]:
    return {child.lower_ for child in dependents(token, "aux")}
