"""The event type lexicon: which words report which type of event, read from lexicon.txt."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.errors import SchemaError
from ontologies.terms import EVENT_TYPES

__all__ = [
    "LIGHT_VERBS",
    "NOTHING",
    "NO_EVENT",
    "STATES",
    "SUPPORT_VERBS",
    "Rule",
    "lexicon",
    "parse_lexicon",
]

NOTHING = "NONE"
"""Type of a rule whose words report no event ('met the conditions')."""

FLAGS = frozenset({"symmetric", "theme", "recipient", "motion", "mover", "speech", "patient", "agent"})
_LINE = re.compile(r"([A-Z_]+) (verb|noun)((?: [a-z]+)*) ?:((?: \S+)+)")
_WORD = re.compile(r"([\w-]+?)(?:\[(\+?)([^\]]+)\])?")

LIGHT_VERBS = frozenset(
    {
        *(
            "hold",
            "have",
            "make",
            "take",
            "give",
            "carry",
            "conduct",
            "launch",
            "stage",
            "mount",
            "undertake",
        ),
        *(
            "begin",
            "start",
            "resume",
            "continue",
            "commit",
            "perform",
            "engage",
            "enter",
            "pay",
            "suffer",
            "wage",
        ),
        *(
            "open",
            "sign",
            "reach",
            "issue",
            "deliver",
            "do",
            "get",
            "undergo",
            "initiate",
            "stop",
            "end",
            "halt",
        ),
        *(
            "lead",
            "complete",
            "finish",
            "face",
            "sustain",
            "impose",
            "execute",
            "cause",
            "set",
            "attend",
            "host",
        ),
    }
)
"""Verbs that lend their participants to the event that their object names and report none beside it."""

SUPPORT_VERBS = LIGHT_VERBS | frozenset(
    {
        *("join", "postpone", "cancel", "plan", "schedule", "announce", "order", "plot", "rule", "threaten"),
        *(
            "provide",
            "send",
            "receive",
            "offer",
            "seek",
            "place",
            "win",
            "lose",
            "serve",
            "organize",
            "organise",
        ),
        *(
            "suspend",
            "break",
            "abandon",
            "pursue",
            "call_off",
            "renew",
            "reimpose",
            "extend",
            "intensify",
            "escalate",
        ),
    }
)
"""Verbs whose subject takes part in the event that their object names ('postponed the visit')."""

NO_EVENT = frozenset(
    {
        *(
            "be",
            "have",
            "seem",
            "appear",
            "remain",
            "include",
            "contain",
            "mean",
            "need",
            "want",
            "like",
            "consist",
        ),
        *(
            "exist",
            "belong",
            "depend",
            "involve",
            "concern",
            "matter",
            "deserve",
            "lack",
            "own",
            "possess",
            "equal",
        ),
        *(
            "resemble",
            "cost",
            "weigh",
            "fit",
            "suit",
            "tend",
            "continue",
            "begin",
            "start",
            "stop",
            "keep",
            "finish",
        ),
        *(
            "cease",
            "resume",
            "end",
            "manage",
            "fail",
            "try",
            "attempt",
            "seek",
            "hope",
            "wish",
            "expect",
            "intend",
        ),
        *(
            "plan",
            "decide",
            "prefer",
            "dare",
            "use",
            "do",
            "make",
            "get",
            "give",
            "take",
            "go",
            "come",
            "let",
            "see",
        ),
        *(
            "hear",
            "feel",
            "know",
            "think",
            "believe",
            "understand",
            "suppose",
            "doubt",
            "fear",
            "worry",
            "love",
        ),
        *(
            "hate",
            "regard",
            "consider",
            "view",
            "relate",
            "base",
            "constitute",
            "represent",
            "comprise",
            "live",
        ),
        *(
            "stay",
            "stand",
            "sit",
            "lie",
            "stretch",
            "look",
            "sound",
            "show",
            "cause",
            "help",
            "follow",
            "accord",
        ),
        *(
            "become",
            "turn",
            "set",
            "put",
            "keep",
            "hold",
            "carry",
            "conduct",
            "allow",
            "enable",
            "let",
            "require",
        ),
        *("can", "may", "will", "must", "would", "locate", "situate", "compare", "reflect", "suffer", "know"),
        *("remember", "forget", "realize", "mind", "care", "owe", "pertain", "apply", "aim", "focus", "face"),
        *("span", "cover", "extend", "range", "last", "surround", "wait", "cite", "near", "regard", "happen"),
        *(
            "undergo",
            "perform",
            "stage",
            "mount",
            "undertake",
            "engage",
            "commit",
            "deem",
            "bear",
            "want",
            "due",
        ),
    }
)
"""Verbs that report no event of their own: states, aspect, attempts, thoughts, support for another word."""


STATES = frozenset({
    "be", "have", "seem", "appear", "remain", "include", "contain", "mean", "need", "want", "like", "consist", "exist",
    "belong", "depend", "matter", "lack", "own", "possess", "resemble", "weigh", "think", "believe", "know", "doubt",
    "live", "stay", "stand", "let", "tend", "cost", "suppose", "understand", "equal", "can", "may", "will", "must",
})  # fmt: skip
"""Those of them that never do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One word's event type; `needs` are the lemmas one of which must be there, as `where` says.

    `where`: 'object' (direct object or passive subject), 'near' (a preposition or a dependent), '' for none.
    """

    type: str
    flags: frozenset[str]
    where: str = ""
    needs: frozenset[str] = frozenset()


def parse_lexicon(text: str) -> dict[tuple[str, str], tuple[Rule, ...]]:
    """Read the lexicon: (lemma, 'verb' or 'noun') to its rules, those with a condition first.

    Raises `SchemaError` with the number of the line that cannot be read.

    >>> rules = parse_lexicon("ASSAULT verb : open[fire|up] attack")
    >>> rules["open", "verb"][0].where, rules["attack", "verb"][0].type
    ('object', 'ASSAULT')
    """
    found: dict[tuple[str, str], list[Rule]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None or match[1] not in {*EVENT_TYPES, NOTHING} or not set(match[3].split()) <= FLAGS:
            raise SchemaError(f"event lexicon line {number}: cannot read {line[:60]!r}")
        for word in match[4].split():
            parts = _WORD.fullmatch(word)
            if parts is None:
                raise SchemaError(f"event lexicon line {number}: cannot read {word!r}")
            lemma, plus, needs = parts.groups()
            where = "" if needs is None else "near" if plus else "object"
            rule = Rule(
                match[1], frozenset(match[3].split()), where, frozenset((needs or "").split("|")) - {""}
            )
            found.setdefault((lemma, match[2]), []).append(rule)
    return {key: tuple(sorted(rules, key=lambda rule: not rule.where)) for key, rules in found.items()}


@cache
def lexicon() -> dict[tuple[str, str], tuple[Rule, ...]]:
    """Return the shipped lexicon."""
    return parse_lexicon((files("extract.events") / "lexicon.txt").read_text(encoding="utf-8"))
