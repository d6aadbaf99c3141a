"""Clause structure over a Universal Dependencies parse: relations, passives, understood subjects.

Works on labels with and without subtypes (`nsubj:pass` or `nsubj`), since parsers differ in them.
"""

from collections.abc import Iterator

from extract.irregular import base_forms
from extract.repairs import RELATIVES, before, joined, precedes_verb
from extract.tree import Token

__all__ = [
    "coordinated",
    "dependents",
    "is_noticed",
    "is_passive",
    "is_verb",
    "markers",
    "objects",
    "particle",
    "prepositions",
    "subjects",
]

_MAX_STEPS = 12
_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = ("nsubj", "csubj")
_OWNERS = {"have", "make", "take", "give", "get", "announce", "reveal", "use", "unveil", "abandon", "drop"}
_NOTICED = frozenset({"detect", "hear", "observe", "record", "register", "report", "see"})
_DITRANSITIVE = frozenset({
    "assign", "award", "deny", "give", "grant", "hand", "offer", "pay", "promise", "send", "teach",
})  # fmt: skip


def dependents(token: Token, *relations: str) -> Iterator[Token]:
    """Yield the children of `token` that stand in one of `relations` (without subtypes), in textual order."""
    return iter([child for child in token.children if child.relation in relations])


def is_verb(token: Token) -> bool:
    """Tell whether `token` is a full verb (not an auxiliary) by its Penn tag and part of speech."""
    if token.tag_ == "JJ":
        # "Strikes killed three": what has an object is no adjective.
        return token.lower_.endswith("ed") and any(child.dep_ == "obj" for child in token.children)
    return token.tag_.startswith("VB") and token.pos_ != "AUX" and token.relation not in ("aux", "cop")


def markers(token: Token) -> set[str]:
    """Return the lower-case words that mark a clause (`mark`, `case`, fixed parts included)."""
    found: set[str] = set()
    for child in dependents(token, "mark", "case"):
        found.add(child.lower_)
        found.update(part.lower_ for part in dependents(child, "fixed"))
    return found


def prepositions(token: Token) -> tuple[str, ...]:
    """Return the prepositions of a nominal in textual order, fixed expressions joined ('according to')."""
    return tuple(
        " ".join([child.lower_, *(part.lower_ for part in dependents(child, "fixed"))])
        if child.children
        else child.lower_
        for child in token.children
        if child.relation in ("case", "mark") and child.tag_ != "POS"
    )


def particle(token: Token) -> Token | None:
    """Return the verb particle of `token` ('out' of 'carried out'), None when it has none."""
    for child in token.children:
        if child.dep_ in ("compound:prt", "prt") or (child.tag_ == "RP" and child.i > token.i):
            return child
    return None


def is_passive(token: Token) -> bool:
    """Tell whether the verb `token` stands in the passive voice, reduced relative clauses included."""
    if token.tag_ != "VBN":
        return _given(token)
    if _active(token) or _reduced(token):
        return False
    if any(child.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass") for child in token.children):
        return True
    auxiliaries = [child.lemma_.lower() for child in dependents(token, "aux")]
    if auxiliaries:
        return auxiliaries[-1] in ("be", "get")
    if token.relation == "conj" and is_verb(token.head) and not any(dependents(token, *_SUBJECTS)):
        return is_passive(token.head)
    if any(child.tag_ == "VBG" for child in dependents(token, "xcomp")):
        return False  # "denied ordering it"
    return token.relation in ("acl", "advcl", "amod", "xcomp", "root") and not any(
        dependents(token, "obj", "ccomp")
    )


def is_noticed(noun: Token) -> bool:
    """Whether a noun is what was noticed, so that time and place of the verb are its own: "a blast was heard in X"."""
    verb = noun.head
    if noun.relation != "nsubj" or not noun.tag_.startswith("NN") or verb.lemma_.lower() not in _NOTICED:
        return False
    return is_passive(verb)


def _given(token: Token) -> bool:
    """'was convicted and awarded the prize': the second participle taken for a past tense; it keeps its object."""
    head = token.head
    shared = token.tag_ == "VBD" and token.relation == "conj" and head.tag_ == "VBN"
    if not shared or any(dependents(token, "nsubj", "aux")):
        return False
    if not any(dependents(token, "obj")):
        # "was arrested, tried and jailed"
        return is_passive(head) and any(child.tag_ == "VBN" for child in dependents(token, "conj"))
    return any(form in _DITRANSITIVE for form in base_forms(token)) and is_passive(head)


def _reduced(token: Token) -> bool:
    """'the refugees Greece pushed back': a relative clause without its pronoun, with a subject of its own."""
    return token.relation == "acl" and any(c.dep_ == "nsubj" and c.i < token.i for c in token.children)


def _active(token: Token) -> bool:
    """'Gunmen kidnapped and killed two men': no auxiliary, and the object stands behind the second verb."""
    if any(dependents(token, "aux", "obj")):
        return False
    return any(
        child.tag_ == "VBD" and any(dependents(child, "obj")) and not any(dependents(child, "nsubj"))
        for child in dependents(token, "conj")
    ) and bool(_shared_objects(token))


def coordinated(token: Token) -> Iterator[Token]:
    """Yield `token` and everything coordinated with it ('A, B and C' from A), in textual order."""
    stack = [token]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(list(dependents(current, "conj"))))


def objects(token: Token) -> list[Token]:
    """Return the direct objects of a verb, or the subject of its passive: what it is done to."""
    found = [child for child in dependents(token, "obj") if child.lower_ not in RELATIVES]
    found = [child for child in found if not _accused(child, token)] or list(_lent(token))
    if not found and is_passive(token):
        return subjects(token)
    if not found:
        found = _shared_objects(token)
    if not found and (token.dep_.lower() == "acl:relcl" or _reduced(token)):
        whom = [child for child in token.children if child.lower_ in RELATIVES and child.relation == "obj"]
        has_subject = any(c.lower_ not in RELATIVES for c in dependents(token, "nsubj"))
        bare = not any(child.lower_ in RELATIVES for child in token.children)
        if whom or (has_subject and bare and not any(dependents(token, "obl", "ccomp", "xcomp"))):
            return [_antecedent(token)]
    return found


def _accused(thing: Token, verb: Token) -> bool:
    """'accusing Ukraine of attacking a ship', with "Ukraine" hung on the second verb."""
    return (
        thing.i < verb.i
        and verb.tag_ == "VBG"
        and verb.relation in ("advcl", "xcomp")
        and any(thing.i < mark.i < verb.i for mark in dependents(verb, "mark"))
    )


def _lent(verb: Token) -> Iterator[Token]:
    """The object of a verb that hangs on the participle behind it."""
    for clause in dependents(verb, "advcl", "xcomp"):
        yield from (thing for thing in dependents(clause, "obj") if _accused(thing, clause))


def _shared_objects(token: Token) -> list[Token]:
    """'arrested and charged two men': the object of the last of several verbs is that of the first too."""
    for child in dependents(token, "conj"):
        alike = child.tag_ == token.tag_ or {child.tag_, token.tag_} == {"VBD", "VBN"}
        bare = is_verb(child) and alike and not any(dependents(child, "nsubj", "aux"))
        between = token.doc[token.i + 1 : child.i]
        if bare and all(t.tag_ in ("CC", ",", "RB") for t in between):
            return [thing for thing in dependents(child, "obj") if thing.lower_ not in RELATIVES]
    if token.relation != "conj" or not is_verb(token.head) or any(dependents(token, "obl", "ccomp", "xcomp")):
        return []
    # "tortured and raped prisoners", hung on the first verb
    return [thing for thing in dependents(token.head, "obj") if thing.left_edge.i == token.i + 1]


def subjects(token: Token) -> list[Token]:
    """Return the subject of a verb, following coordination, control and relative clauses.

    'Russia wanted to attack' gives Russia for 'attack'; 'the man who fled' gives 'man' for 'fled'.
    """
    current = token
    for _ in range(_MAX_STEPS):
        own = [c for c in dependents(current, *_SUBJECTS) if c.tag_ != "EX" and not precedes_verb(c, current)]
        if not own:
            own = _adjacent_subject(current)
        if own:
            first = _nearest(own, current)
            if first.lower_ in RELATIVES and current.relation == "acl":
                return [_antecedent(current)]
            if first.lower_ in RELATIVES and current.relation == "conj":
                current = current.head
                continue
            if first.lower_ in ("who", "which") and first.i > first.sent.start:
                return before(first)
            return joined(own, first)
        link = current.relation
        if current.tag_ in _FINITE and current.head.i < current.i:
            # "as France beat Belgium", with France hung on the verb above
            between = [c for c in dependents(current.head, "nsubj") if current.head.i < c.i < current.i]
            if between and any(c.i < current.head.i for c in dependents(current.head, "nsubj")):
                return between[-1:]
        if link == "acl":
            return _controller_of_noun(current)
        if link == "conj" and (is_verb(current.head) or current.head.pos_ in ("ADJ", "AUX", "NOUN")):
            if not is_verb(current):
                return []
            current = current.head
        elif link in ("xcomp", "ccomp") and "to" not in {c.lower_ for c in dependents(current, "obl")}:
            others = list(dependents(current.head, *_SUBJECTS))
            if link == "ccomp" and current.tag_ in _FINITE:
                # "The king," she said, "left": both hang on the verb of saying
                return others[:1] if len(others) > 1 and others[0].i < current.i else []
            if link == "ccomp" and len(others) > 1 and others[0].i < current.i < others[1].i:
                return others[:1]
            patient = (
                [] if current.head.lemma_ in ("promise", "vow", "threaten") else _controllers(current.head)
            )
            if patient:
                return patient
            current = current.head
        elif link in ("advcl", "parataxis") and current.tag_ in ("VB", "VBG", "VBN"):
            controlled = {"of", "from", "for", "as", "into", "against"} & markers(current)
            patient = _controllers(current.head) if controlled and is_verb(current.head) else []
            if patient:
                return patient
            current = current.head
        else:
            return []
    return []


def _singular(verb: Token) -> Token:
    """What a relative clause hangs on; the name before it in "the sons of Ann Lee, who is ill"."""
    noun = verb.head
    pronoun = next((child for child in verb.children if child.lower_ in ("who", "whom")), None)
    one = verb.tag_ == "VBZ" or any(c.lower_ in ("is", "was", "has") for c in dependents(verb, "aux", "cop"))
    if pronoun is None or not one or noun.tag_ not in ("NNS", "NNPS") or pronoun.i == 0:
        return noun
    last = pronoun.nbor(-2 if pronoun.nbor(-1).text == "," and pronoun.i > 1 else -1)
    while last.head.ent_type_ == "PERSON" and last.head.i < last.i:
        last = last.head
    return last if last.ent_type_ == "PERSON" and last.i > noun.i else noun


def _antecedent(verb: Token) -> Token:
    """Whom a relative clause tells of: the name, where it hangs on its apposition ("Ann Lee, a nurse who ...")."""
    noun = _singular(verb)
    described = noun.relation == "appos" and noun.head.pos_ == "PROPN" and noun.head.i < noun.i
    return noun.head if described and any(dependents(noun, "det")) else noun


def _adjacent_subject(verb: Token) -> list[Token]:
    """The noun phrase that ends right before a finite verb without a subject, where it hangs on another verb."""
    if verb.tag_ not in _FINITE or verb.i == verb.sent.start or verb.relation in ("acl", "amod"):
        return []
    phrase = verb.nbor(-1)
    while phrase.head.i < verb.i and phrase.head.i != phrase.i and not is_verb(phrase.head):
        phrase = phrase.head
    if phrase.pos_ not in ("NOUN", "PROPN", "PRON") or phrase.head.i in (verb.i, phrase.i):
        return []
    crossing = phrase.head.i > verb.i and phrase.relation == "flat"
    hung = phrase.head.i < phrase.i and phrase.relation == "nsubj" and not prepositions(phrase)
    listed = phrase.relation == "conj" and phrase.head.i < phrase.i and not is_verb(phrase.head)
    if verb.relation == "conj":  # "sent aid to Haiti and Canada sent money"
        return [phrase] if listed and any(dependents(phrase, "cc")) else []
    return [phrase] if crossing or hung else []


def _controllers(verb: Token) -> list[Token]:
    found = objects(verb) or list(dependents(verb, "iobj"))
    if found or verb.lemma_ not in ("call", "prevail"):
        return found
    return [word for word in dependents(verb, "obl") if {"on", "upon"} & set(prepositions(word))]


def _nearest(candidates: list[Token], verb: Token) -> Token:
    """Of several subjects, a parser's slip, the nearest before the verb and behind its conjunction."""
    last = verb.nbor(-1) if verb.i else None
    if last is not None and last.is_punct and candidates[-1].i > verb.i:
        return candidates[-1]  # "My country, said the president, supports it"
    marked = [child.i for child in dependents(verb, "mark") if child.i < verb.i]
    ahead = [child for child in candidates if child.i < verb.i]
    behind = [child for child in ahead if not marked or child.i > marked[0]]
    chosen = behind or ahead
    return chosen[-1] if chosen else candidates[0]


def _controller_of_noun(verb: Token) -> list[Token]:
    noun = verb.head
    if verb.tag_ in ("VBG", "VBN", *_FINITE) or verb.dep_.lower() == "acl:relcl":
        return [noun]
    owners = list(dependents(noun, "nmod"))
    possessors = [owner for owner in owners if owner.dep_ == "nmod:poss" or owner.tag_ == "PRP$"]
    possessors = possessors or [
        owner for owner in owners if prepositions(owner) in (("by",), ("of",), ("on",))
    ]
    parts = [c for owner in possessors if owner.lower_ == "part" for c in dependents(owner, "nmod")]
    possessors = parts or [owner for owner in possessors if prepositions(owner) != ("on",)]
    if possessors:
        return possessors
    if noun.relation == "obj" and noun.head.lemma_.lower() in _OWNERS:
        return subjects(noun.head)
    return []
