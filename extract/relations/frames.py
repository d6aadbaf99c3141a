"""The words that state a relation, and how: verbs with object or preposition, nouns with their owner."""

from typing import Final, NamedTuple

__all__ = ["NOUNS", "TIMELESS", "VERBS", "Frame", "Noun"]


class Frame(NamedTuple):
    """What a verb states of its subject and what stands in `slot` (the object, or prepositions that may lead it)."""

    predicate: str
    slot: frozenset[str] | None = None
    over: bool = False
    confidence: float = 0.8


class Noun(NamedTuple):
    """What a noun states of its owner ("Peru's ally", "a unit of Sony") and of who or what is called so.

    With `owned` the owner is the subject: "Peru's capital" is the capital of Peru, "a unit of Sony" part of Sony.
    """

    predicate: str
    owned: bool = False
    cases: frozenset[str] = frozenset({"of"})


def _led(predicate: str, cases: str, *, over: bool = False, confidence: float = 0.8) -> Frame:
    return Frame(predicate, frozenset(cases.split()), over, confidence)


_FOUNDING = Frame("founded")
_OWNING = Frame("owns", confidence=0.7)
_HEADING = Frame("headOf", confidence=0.7)
_STUDY = _led("educatedAt", "at in")
_DEATH = _led("deathPlace", "in at near")
_SITE = _led("headquarters", "in at", confidence=0.85)
_HOME = _led("residence", "in at")
_WORK = _led("employer", "for at with")
VERBS: Final[dict[str, tuple[Frame, ...]]] = {
    **dict.fromkeys(("found", "establish", "co-found", "cofound"), (_FOUNDING,)),
    **dict.fromkeys(("own", "acquire", "buy", "purchase"), (_OWNING,)),
    **dict.fromkeys(("marry", "wed"), (Frame("spouse"),)),
    "divorce": (Frame("spouse", over=True),),
    **dict.fromkeys(("head", "lead", "chair", "rule", "govern"), (_HEADING,)),
    "join": (Frame("memberOf", confidence=0.6),),
    **dict.fromkeys(("leave", "quit"), (Frame("memberOf", over=True, confidence=0.6),)),
    "work": (_WORK,),
    "teach": (_led("employer", "at"),),
    "employ": (Frame("employer"),),
    "study": (_STUDY,),
    "educate": (_STUDY,),
    "graduate": (_led("educatedAt", "from"),),
    "attend": (Frame("educatedAt", confidence=0.7),),
    "bear": (_led("birthPlace", "in at near", confidence=0.85),),
    **dict.fromkeys(("die", "assassinate", "murder", "execute"), (_DEATH,)),
    **dict.fromkeys(("live", "reside", "dwell"), (_HOME,)),
    **dict.fromkeys(
        ("settle", "move", "relocate", "emigrate"), (_led("residence", "in to", confidence=0.7),)
    ),
    "belong": (_led("partOf", "to"),),
    **dict.fromkeys(("locate", "situate"), (_led("locatedIn", "in near at", confidence=0.85),)),
    **dict.fromkeys(("base", "headquarter"), (_SITE,)),
    "grow": (_led("residence", "in", over=True),),
    "raise": (_led("residence", "in", over=True),),
    "ally": (_led("ally", "with to"),),
    "speak": (_led("spokespersonFor", "for", confidence=0.7),),
}
"""Verbs by lemma."""

NOUNS: Final[dict[str, Noun]] = {
    **dict.fromkeys(
        ("wife", "husband", "spouse", "widow", "widower", "ex-wife", "ex-husband"), Noun("spouse", owned=True)
    ),
    **dict.fromkeys(("father", "mother", "parent"), Noun("parent", owned=True)),
    **dict.fromkeys(("son", "daughter", "child"), Noun("child", owned=True)),
    **dict.fromkeys(("brother", "sister", "sibling", "half-brother", "half-sister"), Noun("sibling", owned=True)),
    **dict.fromkeys(
        ("uncle", "aunt", "cousin", "nephew", "niece", "grandson", "granddaughter", "grandfather", "grandmother"),
        Noun("relative", owned=True),
    ),
    **dict.fromkeys(("ally",), Noun("ally", cases=frozenset({"of", "to"}))),
    **dict.fromkeys(
        ("enemy", "adversary", "rival", "foe", "archrival", "archenemy", "arch-rival", "arch-enemy", "arch-foe"),
        Noun("adversary", cases=frozenset({"of", "to"})),
    ),
    **dict.fromkeys(("founder", "co-founder", "cofounder"), Noun("founded")),
    **dict.fromkeys(("owner", "co-owner"), Noun("owns")),
    **dict.fromkeys(("subsidiary", "unit", "division", "arm", "affiliate"), Noun("subsidiaryOf")),
    "part": Noun("partOf"),
    "member": Noun("memberOf"),
    "capital": Noun("capital", owned=True),
    **dict.fromkeys(
        ("graduate", "alumnus", "alumna", "student"), Noun("educatedAt", cases=frozenset({"of", "at", "from"}))
    ),
    **dict.fromkeys(("citizen", "national"), Noun("nationality")),
    "native": Noun("birthPlace"),
    "resident": Noun("residence"),
    "employee": Noun("employer", cases=frozenset({"of", "at"})),
    **dict.fromkeys(
        ("city", "town", "village", "suburb", "district", "province", "region", "port", "island"),
        Noun("locatedIn", cases=frozenset({"in", "of"})),
    ),
}  # fmt: skip
"""Relational nouns by lemma."""

TIMELESS: Final = frozenset({
    "founded", "birthPlace", "deathPlace", "birthDate", "deathDate", "foundingDate", "parent", "child", "sibling",
    "relative", "educatedAt", "locatedIn",
})  # fmt: skip
"""Relations without an interval: a date beside them is that of the act, or of something else."""
