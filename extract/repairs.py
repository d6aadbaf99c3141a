"""Slips of the parser, mended where the words around them rule its label or its head out.

English has its subject before its verb and its object behind it: a nominal that stands on the other side and has no
preposition is labelled for where it stands.
"""

from collections.abc import Sequence

from extract.tree import Token

__all__ = ["RELATIVES", "before", "joined", "mend", "precedes_verb"]

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
"""Relative pronouns."""

_FINITE = ("VBD", "VBZ", "VBP")
_PERFECT = ("had", "has", "have")
_NOMINALS = ("NOUN", "PROPN", "PRON", "NUM")
_SUBJECT = ("nsubj", "csubj", "expl")


def mend(
    tokens: Sequence[Token], below: Sequence[list[Token]], labels: list[str], cased: Sequence[bool]
) -> None:
    """Mend `labels` in place: by token, like its children (`below`) and whether it has a preposition (`cased`)."""
    for verb, under in zip(tokens, below, strict=True):
        if len(under) < 2:
            continue
        subjects = [child for child in under if labels[child.i] in _SUBJECT]
        objects = [child for child in under if labels[child.i] == "obj"]
        doubtful = len(subjects) > 1 if not objects else objects[0].i < verb.i
        if doubtful and verb.tag_.startswith("V"):
            _mend(verb, under, subjects, objects, labels, cased)


def _mend(
    verb: Token,
    under: list[Token],
    subjects: list[Token],
    objects: list[Token],
    labels: list[str],
    cased: Sequence[bool],
) -> None:
    ahead = [word for word in subjects if word.i < verb.i]
    if objects and subjects:
        behind = [word for word in subjects if word.left_edge.i == verb.i + 1 and word.pos_ in _NOMINALS]
        named = objects[0].pos_ in _NOMINALS and objects[0].tag_ not in ("WP", "WDT")
        if behind and named and verb.tag_ in _FINITE and not verb.nbor(-1).is_punct:
            labels[behind[0].i] = "obj"  # "Hurricane Maria struck Dominica", with the two names changed about
            labels[objects[0].i] = "flat" if ahead else "nsubj"
    elif subjects and ahead:
        behind = [word for word in subjects if word.left_edge.i == verb.i + 1 and word.pos_ in _NOMINALS]
        inverted = verb.nbor(-1).is_punct or any(labels[child.i] == "ccomp" for child in under)
        if behind and not inverted:
            labels[behind[0].i] = "obj"  # "The storm hit Dominica"
        elif len(ahead) > 1 and ahead[0].lower_ in RELATIVES and labels[verb.i] == "acl":
            labels[ahead[0].i] = "obj"  # "the ships that Ukraine sank"
    elif not subjects and labels[verb.i] != "acl":
        first = objects[0]
        finite = verb.tag_ in _FINITE or any(child.lower_ in _PERFECT for child in under)
        if finite and first.pos_ in _NOMINALS and not cased[first.i] and first.tag_ not in ("WP", "WDT"):
            labels[first.i] = "nsubj"  # "Ms Marin joined the institute"


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
