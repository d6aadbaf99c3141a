"""Links of mentions into clusters, under what the names say."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.language.mentions import Mention
from extract.language.names import Name

__all__ = ["clusters_of", "name_mentions"]

Array = NDArray[Any]
_TRIES = 4


def name_mentions(names: Sequence[Name], groups: Sequence[int], mentions: Sequence[Mention]) -> list[int]:
    """Return for each mention the group of the name that it is headed by or is; -1 for none."""
    by_root = {name.root: group for name, group in zip(names, groups, strict=True) if name.label != "NORP"}
    return [by_root.get(mention.head, -1) for mention in mentions]


def clusters_of(
    mentions: Sequence[Mention], groups: Sequence[int], links: Iterable[tuple[Array, Array]]
) -> list[list[tuple[int, int]]]:
    """Join the mentions of one name, then each mention with its best antecedent that no name speaks against.

    `groups` are the mentions' names (-1: none); `links` yield possible antecedents and their margins. Clusters of one
    are dropped; the others are in textual order.
    """
    cluster: list[int] = []
    name: dict[int, int] = {}
    of_name: dict[int, int] = {}
    parent: dict[int, int] = {}

    def find(at: int) -> int:
        while parent.get(at, at) != at:
            at = parent[at]
        return at

    for index, (before, margins) in enumerate(links):
        group = groups[index]
        own = find(of_name[group]) if group in of_name else index
        cluster.append(own)
        if own == index:
            parent[index] = index
            name[index] = group
            if group >= 0:
                of_name[group] = index
        for at in np.argsort(-margins, kind="stable")[:_TRIES] if len(margins) else ():
            if margins[at] <= 0:
                break
            other = find(cluster[before[at]])
            own = find(own)
            if other == own:
                break
            if name[own] >= 0 and name[other] >= 0:
                continue
            first, second = sorted((own, other))
            parent[second] = first
            name[first] = max(name[first], name[second])
            break
    members: dict[int, list[tuple[int, int]]] = {}
    for index, mention in enumerate(mentions):
        members.setdefault(find(cluster[index]), []).append((mention.start, mention.end))
    return [spans for spans in members.values() if len(spans) > 1]
