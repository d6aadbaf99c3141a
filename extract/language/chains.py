"""Links of mentions into clusters, under what the names say."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.language.mentions import PRONOUN, Mention
from extract.language.names import Name
from extract.language.pairs import FEMALE, MALE

__all__ = ["clusters_of", "name_mentions"]

Array = NDArray[Any]
_TRIES = 4
_BITS = {MALE: 1, FEMALE: 2}
_SURE = 10.0
"""How much a name or a noun of a known gender counts beside the margins of pronouns."""


def name_mentions(names: Sequence[Name], groups: Sequence[int], mentions: Sequence[Mention]) -> list[int]:
    """Return for each mention the group of the name that it is headed by or is; -1 for none."""
    by_root = {name.root: group for name, group in zip(names, groups, strict=True) if name.label != "NORP"}
    return [by_root.get(mention.head, -1) for mention in mentions]


def clusters_of(
    mentions: Sequence[Mention],
    groups: Sequence[int],
    links: Iterable[tuple[Array, Array]],
    genders: Sequence[int],
) -> list[list[tuple[int, int]]]:
    """Join the mentions of one name, then each mention with its best antecedent that no name speaks against.

    `groups` are the mentions' names (-1: none), `genders` what is known of their gender (`pairs.MALE` ...); `links`
    yield possible antecedents and their margins. A second round keeps "he" and "she" apart: each cluster of the first
    has the gender of the pronouns that fit it best. Clusters of one are dropped; the others are in textual order.
    """
    chosen = [_best(before, margins) for before, margins in links]
    bits = [_BITS.get(gender, 0) for gender in genders]
    spoken = [bit if one.kind == PRONOUN else 0 for one, bit in zip(mentions, bits, strict=True)]
    found = _join(groups, chosen, [0] * len(mentions))
    if {1, 2} <= set(bits):
        found = _join(groups, chosen, _majority(found, chosen, bits, spoken))
    members: dict[int, list[tuple[int, int]]] = {}
    for mention, root in zip(mentions, found, strict=True):
        members.setdefault(root, []).append((mention.start, mention.end))
    return [spans for spans in members.values() if len(spans) > 1]


def _best(before: Array, margins: Array) -> list[tuple[int, float]]:
    """Return the antecedents to try, best first, with their margins (above zero)."""
    order = np.argsort(-margins, kind="stable")[:_TRIES] if len(margins) else ()
    return [(int(before[at]), float(margins[at])) for at in order if margins[at] > 0]


def _majority(
    found: Sequence[int],
    chosen: Sequence[list[tuple[int, float]]],
    bits: Sequence[int],
    spoken: Sequence[int],
) -> list[int]:
    """Return the bits that count: a pronoun's own, for other mentions what most of their cluster says.

    Names and nouns of a known gender count `_SURE` each, pronouns the margin of their link.
    """
    weights: dict[int, list[float]] = {}
    for root, options, bit, own in zip(found, chosen, bits, spoken, strict=True):
        if bit:
            weight = (options[0][1] if options else 0.0) if own else _SURE
            weights.setdefault(root, [0.0, 0.0])[bit - 1] += weight
    said = {root: 1 if he > she else 2 for root, (he, she) in weights.items() if he != she}
    return [own or said.get(root, 0) for root, own in zip(found, spoken, strict=True)]


def _join(groups: Sequence[int], chosen: Sequence[list[tuple[int, float]]], bits: Sequence[int]) -> list[int]:
    """Return for each mention the first mention of its cluster; clusters of different bits stay apart."""
    cluster: list[int] = []
    name: dict[int, int] = {}
    of_name: dict[int, int] = {}
    parent: dict[int, int] = {}
    gender: dict[int, int] = {}

    def find(at: int) -> int:
        while parent.get(at, at) != at:
            at = parent[at]
        return at

    for index, options in enumerate(chosen):
        group = groups[index]
        own = find(of_name[group]) if group in of_name else index
        cluster.append(own)
        if own == index:
            parent[index] = index
            name[index] = group
            gender[index] = bits[index]
            if group >= 0:
                of_name[group] = index
        for before, _ in options:
            other = find(cluster[before])
            own = find(own)
            if other == own:
                break
            if (name[own] >= 0 and name[other] >= 0) or gender[own] | gender[other] == 3:
                continue
            first, second = sorted((own, other))
            parent[second] = first
            name[first] = max(name[first], name[second])
            gender[first] |= gender[second]
            break
    return [find(own) for own in cluster]
