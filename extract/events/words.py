"""Closed word classes that roles depend on: prepositions, measures, verbs of telling."""

__all__ = [
    "EXAMPLES",
    "HEARD",
    "IN",
    "LEAVING",
    "MEASURES",
    "SENT",
    "SKIPPED",
    "TARGETED",
]

# fmt: off
IN = frozenset({
    "above", "across", "along", "around", "at", "between", "beyond", "close to", "east of", "in",
    "inside", "near", "north of", "off", "on", "outside", "over", "south of", "throughout", "west of",
    "within",
})
TARGETED = frozenset({
    "ACCUSE", "ASSAULT", "COERCE", "CONTROL", "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "SANCTION",
    "THREATEN",
})
MEASURES = frozenset({
    "all", "both", "dozen", "each", "five", "four", "group", "hundred", "majority", "many", "member",
    "number", "one", "round", "score", "series", "several", "six", "some", "thousand", "three", "two",
})
SENT = frozenset({
    "COERCE", "MOBILIZE", "OCCURRENCE", "RELEASE",
})
HEARD = frozenset({
    "address", "advise", "answer", "ask", "assure", "brief", "inform", "notify", "reassure", "remind",
    "tell", "warn",
})
SKIPPED = frozenset({
    "after", "amid", "as", "before", "despite", "during", "except", "like", "since", "than", "until",
    "without",
})
EXAMPLES = frozenset({
    "including", "like", "such as",
})
LEAVING = frozenset({"leave", "depart", "flee", "escape", "quit", "exit"})
# fmt: on
