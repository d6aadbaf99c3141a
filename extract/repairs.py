"""Slips of the parser, mended where the words around them rule its label or its head out.

English has its subject before its verb and its object behind it: a nominal that stands on the other side and has no
preposition is labelled for where it stands.
"""

from collections.abc import Sequence

from extract.tree import Doc, Token

__all__ = ["RELATIVES", "before", "joined", "mend", "mend_heads", "precedes_verb"]

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
"""Relative pronouns."""

_FINITE = ("VBD", "VBZ", "VBP")
_PERFECT = ("had", "has", "have")
_NOMINALS = ("NOUN", "PROPN", "PRON", "NUM")
_SUBJECT = ("nsubj", "csubj", "expl")
_INSIDE = ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "CD", "HYPH", "AFX")
_CLOSING = (",", '"', "\u201d", "''", "\u2019", "!", "?")
_PHRASE_ENDS = ("NN", "NNS", "NNP", "NNPS", "PRP")


def mend(tokens: Sequence[Token]) -> None:
    """Set the `relation` of the tokens of a parse."""
    cased = [any(child.dep_ == "case" for child in token.children) for token in tokens]
    for token in tokens:
        token.relation = _label(token.dep_, token.head.i - token.i, cased=cased[token.i])
        if _called(token):
            token.relation = "obj"
    for verb in tokens:
        under = verb.children
        if len(under) < 2:
            continue
        subjects = [child for child in under if child.relation in _SUBJECT]
        objects = [child for child in under if child.relation == "obj"]
        doubtful = len(subjects) > 1 if not objects else objects[0].i < verb.i
        if doubtful and verb.tag_.startswith("V"):
            _mend(verb, subjects, objects, cased)


def mend_heads(doc: Doc) -> None:
    """Set heads that the order of the words tells for sure.

    The verb of saying behind a sentence ("..., the firm said on Monday") gets back its subject and its day; a
    description and the name behind it, between commas, are one noun phrase.
    """
    moved = False
    for token in doc.tokens:
        if token.dep_.startswith("aux") and token.children:
            moved |= _pass_on(token)
        if token.tag_ == "VBN" and token.dep_ == "acl":
            moved |= _lift(token)
        if token.ent_iob_ == "I" and token.dep_.startswith("nsubj"):
            moved |= _hold(token)
    for token in doc.tokens:
        if token.tag_ in ("VBD", "VBZ") and token.dep_ != "acl:relcl":
            moved |= _give_back(token)
    for token in doc.tokens:
        if token.tag_ == "NN" and token.dep_.startswith(("nsubj", "nmod:desc")):
            moved |= _describe(token)
    if moved:
        doc.measure()


def _pass_on(auxiliary: Token) -> bool:
    """An auxiliary has no subject: it is its verb's."""
    found = [word for word in auxiliary.children if word.dep_.startswith("nsubj")]
    for word in found:
        _hang(word, auxiliary.head, word.dep_)
    return bool(found)


def _hold(word: Token) -> bool:
    """A name is one subject, not two that hang beside each other."""
    first = word.nbor(-1)
    while first.ent_iob_ == "I" and first.i > word.sent.start:
        first = first.nbor(-1)
    beside = first.head is word.head and first.dep_ == word.dep_ and first.ent_iob_ == "B"
    return beside and _hang(word, first, "flat")


def _lift(participle: Token) -> bool:
    """The clause behind "said in a letter read by her lawyer that" is what was said, not what was read."""
    noun, verb = participle.head, participle.head.head
    if not verb.tag_.startswith("V") or not noun.dep_.startswith("obl") or verb.i > noun.i:
        return False
    if any(word.dep_ == "ccomp" for word in verb.children):
        return False
    told = [word for word in participle.children if word.dep_ == "ccomp" and word.i > participle.i]
    marked = [word for word in told if any(mark.lower_ == "that" for mark in word.children)]
    for word in marked:
        _hang(word, verb, "ccomp")
    return bool(marked)


def _give_back(verb: Token) -> bool:
    told = _told(verb)
    if told is None:
        return False
    moved = False
    for word in list(told.children):
        prepositional = word.left_edge.tag_ == "IN" or word.ent_type_ == "DATE"
        if prepositional and word.left_edge.i == verb.i + 1 and word.dep_.startswith("obl"):
            moved = _hang(word, verb, word.dep_)
    if _set_off(verb, told):
        return True
    phrase, speaker = _phrase(verb), verb.nbor(-1)
    if not phrase or told.i >= phrase[0].i:
        return moved
    if any(word.head is verb and word.dep_.startswith("nsubj") for word in phrase):
        return moved
    if any(above in phrase for above in verb.ancestors):
        return moved
    _hang(speaker, verb, "nsubj")
    for word in phrase[:-1]:
        if word.head not in phrase:
            _hang(word, speaker, word.dep_)
    owned = any(child.dep_.startswith("nsubj") for child in told.children)
    for word in list(verb.children):
        if word.dep_.startswith("nsubj") and word.i < phrase[0].i and not owned:
            _hang(word, told, word.dep_)
    return True


def _set_off(verb: Token, told: Token) -> bool:
    """Give a verb without subject the phrase of '"...," the group's leader, Ann Lee, told a paper'."""
    comma = verb.nbor(-1)
    if comma.text != "," or comma.i - 3 <= verb.sent.start or comma.nbor(-1).ent_type_ != "PERSON":
        return False
    name = comma.nbor(-1)
    while name.ent_iob_ == "I" and name.i > verb.sent.start:
        name = name.nbor(-1)
    if any(child.dep_.startswith("nsubj") and child is not name for child in verb.children):
        return False
    mark = name.nbor(-1)
    phrase = _phrase(mark) if mark.text == "," else []
    if not phrase or told.i >= phrase[0].i or phrase[-1].tag_ != "NN":
        return False
    run = verb.doc.tokens[phrase[0].i : verb.i]
    if any(above in run for above in verb.ancestors) or any(
        word.head not in run and word.head is not told and word.head is not verb for word in run
    ):
        return False
    noun = phrase[-1]
    _hang(noun, verb, "nsubj")
    _hang(name, noun, "appos")
    for word in run:
        if word is not noun and word.head not in run:
            _hang(word, noun, word.dep_)
    return True


def _describe(noun: Token) -> bool:
    """Hang the name of "the group's leader, Ann Lee, said" on the description, where it hangs beside or above it."""
    end = noun.i + 1
    if end + 1 >= len(noun.doc) or noun.doc[end].text != ",":
        return False
    if any(not child.is_punct for child in noun.rights):
        return False
    name, above = noun.doc[end + 1], noun.head
    if name.ent_type_ != "PERSON" or name.ent_iob_ != "B":
        return False
    if name is above:
        if not any(child.dep_ in ("nmod:poss", "det") for child in noun.children):
            return False
        if name.head is name or any(child.dep_.startswith("nsubj") for child in name.children):
            return False
        _hang(noun, name.head, name.dep_)
        return _hang(name, noun, "appos")
    beside = (
        name.head is above and name.dep_ == noun.dep_ and name.dep_.startswith("nsubj") and above.i > name.i
    )
    return beside and _hang(name, noun, "appos")


def _told(verb: Token) -> Token | None:
    """The clause before a verb of saying that it reports."""
    if verb.dep_ == "parataxis" and verb.head.i < verb.i:
        return verb.head
    return next((child for child in verb.children if child.dep_ == "ccomp" and child.i < verb.i), None)


def _phrase(verb: Token) -> list[Token]:
    """The noun phrase between a comma and a verb; empty when there is none."""
    place, start = verb.i, verb.sent.start
    tokens = verb.doc.tokens
    if place == start or tokens[place - 1].tag_ not in _PHRASE_ENDS:
        return []
    while place > start and tokens[place - 1].tag_ in (*_INSIDE, "PRP"):
        place -= 1
    return tokens[place : verb.i] if place > start and tokens[place - 1].text in _CLOSING else []


def _hang(word: Token, head: Token, label: str) -> bool:
    word.head.children.remove(word)
    head.children.append(word)
    head.children.sort()
    word.head, word.dep_ = head, label
    return True


def _called(token: Token) -> bool:
    """'called a summit': an object, where the verb has no other."""
    verb = token.head
    if token.dep_ != "xcomp" or verb.lemma_ != "call" or token.tag_ not in ("NN", "NNS") or token.i < verb.i:
        return False
    others = ("obj", "aux:pass")
    return verb.dep_ != "acl:relcl" and not any(c.dep_ in others or c.tag_ == "WP" for c in verb.children)


def _label(dep: str, step: int, *, cased: bool) -> str:
    if dep == "obl:agent" and step > 0 and not cased:
        return "nsubj"
    label = dep.partition(":")[0].lower()
    return "obl" if label == "nsubj" and step < 0 and cased else label


def _mend(verb: Token, subjects: Sequence[Token], objects: Sequence[Token], cased: Sequence[bool]) -> None:
    ahead = [word for word in subjects if word.i < verb.i]
    if objects and subjects:
        behind = [word for word in subjects if word.left_edge.i == verb.i + 1 and word.pos_ in _NOMINALS]
        named = objects[0].pos_ in _NOMINALS and objects[0].tag_ not in ("WP", "WDT")
        if behind and named and verb.tag_ in _FINITE and not verb.nbor(-1).is_punct:
            behind[0].relation = "obj"  # "Hurricane Maria struck Dominica", with the two names changed about
            objects[0].relation = "flat" if ahead else "nsubj"
    elif subjects and ahead:
        behind = [word for word in subjects if word.left_edge.i == verb.i + 1 and word.pos_ in _NOMINALS]
        inverted = verb.nbor(-1).is_punct or any(child.relation == "ccomp" for child in verb.children)
        if behind and not inverted:
            behind[0].relation = "obj"  # "The storm hit Dominica"
        elif len(ahead) > 1 and ahead[0].lower_ in RELATIVES and verb.relation == "acl":
            ahead[0].relation = "obj"  # "the ships that Ukraine sank"
    elif not subjects and verb.relation != "acl":
        first = objects[0]
        finite = verb.tag_ in _FINITE or any(child.lower_ in _PERFECT for child in verb.children)
        if finite and first.pos_ in _NOMINALS and not cased[first.i] and first.tag_ not in ("WP", "WDT"):
            first.relation = "nsubj"  # "Ms Marin joined the institute"


def precedes_verb(candidate: Token, verb: Token) -> bool:
    """Tell whether a subject stands behind its verb and right before another: "..., people said"."""
    last = candidate.right_edge.i
    if candidate.i < verb.i or last + 1 >= len(verb.doc) or verb.doc[last].is_punct:
        return False
    return verb.doc[last + 1].tag_ in _FINITE and verb.doc[last + 1].dep_ != "acl:relcl"


def before(pronoun: Token) -> list[Token]:
    """Return the noun phrase right before a relative pronoun whose clause hangs elsewhere, else the pronoun."""
    last = pronoun.nbor(-1)
    last = last.nbor(-1) if last.text == "," and last.i > pronoun.sent.start else last
    while last.head.i < pronoun.i and last.head.i != last.i and last.head.pos_ in ("NOUN", "PROPN"):
        last = last.head
    return [last] if last.pos_ in ("NOUN", "PROPN") else [pronoun]


def joined(candidates: Sequence[Token], chosen: Token) -> list[Token]:
    """Return the chosen subject, with those that "and" joins to it and the tree hangs beside it."""
    found = []
    for other in candidates:
        between = chosen.doc[other.i + 1 : chosen.i]
        tags = [word.tag_ for word in between]
        if other.i < chosen.i and "CC" in tags and not any(tag.startswith(("V", "W", "MD")) for tag in tags):
            found.append(other)
    return [*found, chosen]
