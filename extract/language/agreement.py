"""Names agree over a document: one spelling has one type, and is a name wherever it stands as a proper noun."""

from collections import Counter
from collections.abc import Sequence

__all__ = ["agreed"]

_TYPES = frozenset({"PERSON", "ORG", "LOC"})
_LONGEST = 6
_QUOTES = frozenset(('"', "\u201c", "\u201d", "'", "\u2018", "\u2019", "``", "''"))

Entity = tuple[int, int, str]


def agreed(words: Sequence[str], tags: Sequence[str], entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities of a document, in order, after they were made to agree.

    `entities` are half-open runs of words with a type, in order, without overlap; `tags` are the words' Penn tags.
    A spelling found under several of PERSON, ORG and LOC takes the type that it has most often, where that is more
    than twice as often as any other. A name that ends in "of" goes on with the next one; a nickname in quotation marks
    stands inside its name. Proper nouns that stand alone and are spelt like such a name are names too.
    """
    entities = _whole(words, entities)
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


def _whole(words: Sequence[str], entities: Sequence[Entity]) -> list[Entity]:
    """Join the parts of names: "Committee of" and "Red Cross"; 'Ann', '"Al"' and 'Lee'."""
    found: list[Entity] = []
    for start, end, label in entities:
        before = found[-1] if found else None
        if before is not None and _goes_on(words, before, start, end, label):
            found[-1] = (before[0], end, before[2])
        else:
            found.append((start, end, label))
    return [(start, _without_of(words, start, end), label) for start, end, label in found]


def _goes_on(words: Sequence[str], before: Entity, start: int, end: int, label: str) -> bool:
    first, last, kind = before
    between = [word.lower() for word in words[last:start]]
    if kind == "ORG" and label in ("ORG", "LOC") and between in ([], ["the"]):
        return words[last - 1].lower() == "of" and last - first > 1
    last -= words[last - 1] in _QUOTES
    if kind != "PERSON" or label != "PERSON" or not 1 <= start - last <= _LONGEST:
        return False
    run = words[last:end]
    closing = next((at for at, word in enumerate(run) if at > 1 and word in _QUOTES), None)
    return (
        run[0] in _QUOTES and closing is not None and last + closing + 1 < end and start - last <= closing + 1
    )


def _without_of(words: Sequence[str], start: int, end: int) -> int:
    while end - start > 1 and words[end - 1] in ("of", "for", "the"):
        end -= 1
    return end


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
