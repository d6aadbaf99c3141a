"""Names agree over a document: one spelling has one type, and is a name wherever it stands as a proper noun."""

from collections import Counter
from collections.abc import Sequence

__all__ = ["agreed"]

_TYPES = frozenset({"PERSON", "ORG", "LOC"})
_LONGEST = 6

Entity = tuple[int, int, str]


def agreed(words: Sequence[str], tags: Sequence[str], entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities of a document, in order, after they were made to agree.

    `entities` are half-open runs of words with a type, in order, without overlap; `tags` are the words' Penn tags.
    A spelling found under several of PERSON, ORG and LOC takes the type that it has most often, where that is more
    than twice as often as any other. Proper nouns that stand alone and are spelt like such a name are names too.
    """
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for start, end, label in entities:
        if label in _TYPES and end - start <= _LONGEST:
            votes.setdefault(tuple(words[start:end]), Counter())[label] += 1
    chosen: dict[tuple[str, ...], str] = {}
    for spelling, found in votes.items():
        (label, most), *others = found.most_common(2)
        if not others or most > 2 * others[0][1]:
            chosen[spelling] = label
    result = [
        (start, end, chosen.get(tuple(words[start:end]), label) if label in _TYPES else label)
        for start, end, label in entities
    ]
    return sorted([*result, *_missed(words, tags, entities, chosen)])


def _alone(tags: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a run ends in a proper noun and no proper noun stands beside it."""
    beside = (*tags[max(0, start - 1) : start], *tags[end : end + 1])
    return tags[end - 1].startswith("NNP") and not any(tag.startswith("NNP") for tag in beside)


def _missed(
    words: Sequence[str],
    tags: Sequence[str],
    entities: Sequence[Entity],
    chosen: dict[tuple[str, ...], str],
) -> list[Entity]:
    """Return the runs of proper nouns outside entities that are spelt like a chosen name."""
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for spelling in sorted(chosen, key=lambda spelling: (-len(spelling), spelling)):
        if any(len(word) > 2 and word[0].isupper() for word in spelling):
            firsts.setdefault(spelling[0], []).append(spelling)
    inside = [False] * (len(words) + 1)
    for start, end, _ in entities:
        inside[start:end] = [True] * (end - start)
    found: list[Entity] = []
    at = 0
    while at < len(words):
        fitting = next(
            (
                spelling
                for spelling in firsts.get(words[at], ())
                if tuple(words[at : at + len(spelling)]) == spelling
                and not any(inside[at : at + len(spelling)])
                and _alone(tags, at, at + len(spelling))
            ),
            None,
        )
        if fitting is None:
            at += 1
            continue
        found.append((at, at + len(fitting), chosen[fitting]))
        at += len(fitting)
    return found
