"""How alike two reports are: features of the pair, and the chance that they tell of one event.

The weights are those of a logistic regression over pairs of ECB+'s training part (`training/coreferent_events.py`); so
are the counts behind the weight of each word. What that corpus cannot teach, because few of its events have dates, is
set by hand and said so in `graph.coreference.clusters`.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from graph.coreference.records import Report

__all__ = [
    "FEATURES",
    "RELATED_TYPES",
    "comparable",
    "content_words",
    "cosine",
    "features",
    "probability",
    "same_word",
    "vector",
    "weights",
]

FEATURES = (
    "one", "word", "type", "related types", "actors", "heads", "place", "sentence", "document", "word x document",
    "type x document", "word x sentence", "statement", "statement x word", "same document", "other actors",
    "other agents",
)  # fmt: skip
"""Names of the features of a pair, in the order of `features`."""

RELATED_TYPES = frozenset(
    frozenset(pair)
    for pair in (
        ("ASSAULT", "DEATH"),
        ("ASSAULT", "INJURY"),
        ("ARREST", "COERCE"),
        ("ACCUSE", "TRIAL"),
        ("TRIAL", "SENTENCE"),
        ("ACCIDENT", "DEATH"),
        ("MOVEMENT", "RELEASE"),
    )
)
"""Types under which one event is often told: 'killed' and 'died', 'seized' and 'arrested'."""

_WORD = re.compile(r"[a-z][a-z'\u2019-]{2,}|\d{2,}")
_TERMS = 40
_COMMON = 5.5
_UNSEEN = 2
_SAME_DOCUMENT = 0.5


@cache
def weights() -> tuple[float, ...]:
    """Return the learnt weights, one for each of `FEATURES`."""
    table = json.loads((files(__package__) / "weights.json").read_text("utf-8"))
    return tuple(float(table["weights"][feature]) for feature in FEATURES)


@cache
def _counts() -> tuple[dict[str, int], int]:
    lines = (files(__package__) / "words.tsv").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count in (line.split("\t") for line in lines)}
    return counts, counts.pop("*")


@cache
def _verbs() -> dict[str, str]:
    lines = (files(__package__) / "nouns.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def content_words(text: str) -> list[str]:
    """Return the words of three letters and more and the numbers of two digits and more, casefolded, in order.

    >>> content_words("An army shelled 12 villages.")
    ['army', 'shelled', '12', 'villages']
    """
    return _WORD.findall(text.casefold())


def vector(words: Iterable[str], without: Sequence[str] = ()) -> dict[str, float]:
    """Return the 40 weightiest of `words` (rare ones, and those that come often) as a vector of length 1."""
    counts, total = _counts()
    found = Counter(words)
    for word in without:
        found.pop(word, None)
    weighed = {
        word: (1 + math.log(n)) * (math.log(total / counts.get(word, _UNSEEN)) - _COMMON)
        for word, n in found.items()
    }
    best = sorted((item for item in weighed.items() if item[1] > 0), key=lambda item: (-item[1], item[0]))
    length = math.sqrt(sum(weight * weight for _, weight in best[:_TERMS])) or 1.0
    return {word: weight / length for word, weight in best[:_TERMS]}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length 1, between 0 and 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def same_word(one: str, other: str) -> bool:
    """Tell whether two lemmas are one word, of one stem, or a verb and its noun.

    >>> same_word("kill", "killing"), same_word("die", "death"), same_word("meet", "greet")
    (True, True, False)
    """
    verbs = _verbs()
    if one == other or verbs.get(one, one) == verbs.get(other, other):
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    length = min(len(one), len(other))
    return (length if shared is None else shared) >= max(4, length - 2)


def comparable(one: Report, other: Report) -> bool:
    """Tell whether two reports may tell of one event: the word, the type (not the vaguest), or related types."""
    if one.type == other.type:
        return one.type != "OCCURRENCE" or same_word(one.lemma, other.lemma)
    return frozenset((one.type, other.type)) in RELATED_TYPES or same_word(one.lemma, other.lemma)


def features(one: Report, other: Report, alike: float) -> tuple[float, ...]:
    """Return the features of a pair of reports; `alike` is the cosine of their documents, ignored within one."""
    within = one.source is other.source
    about = _SAME_DOCUMENT if within else alike
    word = float(same_word(one.lemma, other.lemma))
    kind = float(one.type == other.type != "OCCURRENCE")
    related = float(frozenset((one.type, other.type)) in RELATED_TYPES)
    total = len(one.actors) + len(other.actors)
    actors = 2 * len(one.actors & other.actors) / total if total else 0.0
    heads = float(not one.heads.isdisjoint(other.heads))
    other_actors = float(bool(one.actors - other.actors and other.actors - one.actors))
    other_agents = float(bool(one.agents and other.agents and one.agents.isdisjoint(other.agents)))
    place = float(one.place is not None and one.place == other.place)
    sentence = cosine(one.words, other.words)
    said = float(one.type == other.type == "STATEMENT")
    return (
        1.0, word, kind, related, actors, heads, place, sentence, about, word * about,
        kind * about, word * sentence, said, said * word, float(within), other_actors, other_agents,
    )  # fmt: skip


def probability(values: Sequence[float], more: float = 0.0) -> float:
    """Return the chance that a pair with these features is one event; `more` is added in logits."""
    return 1 / (1 + math.exp(-more - sum(w * v for w, v in zip(weights(), values, strict=True))))
