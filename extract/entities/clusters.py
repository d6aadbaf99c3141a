"""Clusters: which mentions of a document are one and the same entity."""

from collections import Counter
from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from extract.entities.countries import countries
from extract.entities.mentions import Found
from graph.ids import name_key
from graph.model import EntityType, MentionKind

__all__ = ["cluster_names", "resolve_nominals"]

_SMALL = {"of", "the", "and", "for", "in", "on", "&"}


def cluster_names(doc: Doc, found: list[Found]) -> list[list[Found]]:
    """Group names: same name, surname to full name, acronym to full name, with or without the country."""
    votes: dict[str, Counter[EntityType]] = {}
    for item in found:
        votes.setdefault(name_key(item.name), Counter())[item.type] += 1
    groups: dict[str, list[Found]] = {}
    types: dict[str, EntityType] = {}
    for item in found:
        groups.setdefault(name_key(item.name), []).append(item)
    for key, group in groups.items():
        country = any(item.country for item in group)
        types[key] = EntityType.LOCATION if country else _winner(votes[key])
    parents = {key: key for key in groups}

    def join(small: str, large: str) -> None:
        parents[_root(parents, small)] = _root(parents, large)

    _join_persons(groups, types, join)
    _join_organizations(doc, groups, types, join)
    clusters: dict[str, list[Found]] = {}
    for key, group in groups.items():
        clusters.setdefault(_root(parents, key), []).extend(group)
    return [sorted(cluster) for _, cluster in sorted(clusters.items(), key=lambda c: min(c[1]))]


def resolve_nominals(nominals: Iterable[Found]) -> list[list[Found]]:
    """Group unnamed actors: 'the official' goes back to the nearest earlier 'a US official'."""
    clusters: list[list[Found]] = []
    by_lemma: dict[str, list[list[Found]]] = {}
    for item in sorted(nominals):
        noun = item.name.split()[-1].casefold() if item.name else ""
        earlier = by_lemma.setdefault(noun, [])
        match = next((c for c in reversed(earlier) if _same_actor(c, item)), None)
        if match is not None:
            match.append(item)
            earlier.remove(match)
            earlier.append(match)
        else:
            clusters.append([item])
            earlier.append(clusters[-1])
    return clusters


def _same_actor(cluster: list[Found], item: Found) -> bool:
    first = cluster[0]
    known = {c.country for c in cluster if c.country}
    if item.country and known and item.country not in known:
        return False
    if name_key(item.name) == name_key(first.name):
        return True
    new, old = set(name_key(item.name).split()), set(name_key(first.name).split())
    return new < old


def _winner(votes: Counter[EntityType]) -> EntityType:
    return max(sorted(votes), key=lambda type_: votes[type_])


def _root(parents: dict[str, str], key: str) -> str:
    while parents[key] != key:
        key = parents[key]
    return key


def _join_persons(
    groups: dict[str, list[Found]], types: dict[str, EntityType], join: Callable[[str, str], None]
) -> None:
    full = [k for k, t in types.items() if t is EntityType.PERSON and len(k.split()) > 1]
    for key in groups:
        words = key.split()
        if len(words) == 1:
            holders = sorted({k for k in full if k.split()[-1] == key})
            if len(holders) == 1 and types[key] in (EntityType.PERSON, EntityType.ORGANIZATION):
                join(key, holders[0])
        elif types[key] is EntityType.PERSON:
            longer = sorted(
                k for k in full if k != key and k.split()[-1] == words[-1] and set(words) < set(k.split())
            )
            if len(longer) == 1:
                join(key, longer[0])


def _join_organizations(
    doc: Doc,
    groups: dict[str, list[Found]],
    types: dict[str, EntityType],
    join: Callable[[str, str], None],
) -> None:
    long_names = {
        k: g[0] for k, g in groups.items() if types[k] is EntityType.ORGANIZATION and len(k.split()) > 1
    }
    for key, item in long_names.items():
        acronym = _initials(item.name)
        for other, group in groups.items():
            short = group[0].name
            if other != key and short.isupper() and len(short) > 1 and short.replace("-", "") == acronym:
                join(other, key)
        following = doc[item.end : item.end + 4]
        if len(following) > 2 and following[0].text == "(":
            inner = "".join(token.text for token in following[1:])
            inner = inner.partition(")")[0]
            if inner and name_key(inner) in groups and inner.replace("-", "").isupper():
                join(name_key(inner), key)
        rest = _without_country(item.name)
        if rest and name_key(rest) in groups and name_key(rest) != key:
            join(name_key(rest), key)


def _initials(name: str) -> str:
    return "".join(
        word[0] for word in name.replace("-", " ").split() if word.casefold() not in _SMALL
    ).upper()


def _without_country(name: str) -> str | None:
    words = name.split()
    for length in (3, 2, 1):
        if len(words) > length and countries().of(" ".join(words[:length])) is not None:
            return " ".join(words[length:])
    return None


def is_name(item: Found) -> bool:
    """Tell whether the mention names or is a demonym, as against a nominal."""
    return item.kind in (MentionKind.NAME, MentionKind.DEMONYM)
