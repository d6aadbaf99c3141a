"""Clusters: which mentions of a document are one and the same entity."""

from collections import Counter
from collections.abc import Callable, Iterable

from extract.entities.countries import countries
from extract.entities.lexicon import INSTITUTIONS, agent_nouns
from extract.entities.mentions import Found
from extract.language.names import Name, name_groups
from extract.tree import Doc
from graph.ids import name_key
from graph.model import EntityType, MentionKind

__all__ = ["cluster_names", "resolve_nominals"]

_NEW = {"a", "an", "one", "another", "some", "several", "many", "other"}
_DEFINITE = {"the", "this", "that", "these", "those", "both"}
_SHORTEST_PART = 2
"""Letters that a part of a name must exceed to stand for the whole: "Lula", not "da"."""
_WHERE = {"in", "at", "near", "outside", "around", "across"}
_TRUST = {"confidence", "trust", "faith", "belief", "believe", "confide"}
"""Words whose "in" goes before a person."""
_VARIED = {EntityType.PERSON: "PERSON", EntityType.ORGANIZATION: "ORG"}
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
        country = any(item.country and item.type is EntityType.LOCATION for item in group)
        types[key] = EntityType.LOCATION if country else _winner(votes[key])
    parents = {key: key for key in groups}

    def join(small: str, large: str) -> None:
        parents[_root(parents, small)] = _root(parents, large)

    _join_persons(doc, groups, types, join)
    _join_organizations(doc, groups, types, join)
    _join_forms(found, types, join)
    clusters: dict[str, list[Found]] = {}
    for key, group in groups.items():
        clusters.setdefault(_root(parents, key), []).extend(group)
    return [sorted(cluster) for _, cluster in sorted(clusters.items(), key=lambda c: min(c[1]))]


def resolve_nominals(doc: Doc, nominals: Iterable[Found]) -> list[list[Found]]:
    """Group unnamed actors: "the official" goes back to the nearest earlier "a US official".

    A phrase that repeats an earlier one prefers it to one that only agrees; "a", "one" and numbers introduce
    somebody new.
    """
    clusters: list[list[Found]] = []
    by_noun: dict[str, list[list[Found]]] = {}
    for item in sorted(nominals):
        noun = doc[item.head].lemma_.casefold()
        earlier = by_noun.setdefault(noun, [])
        match = None
        if not _introduces(doc, item):
            recent = [c for c in reversed(earlier) if not _conflict(c, item)]
            match = next((c for c in recent if _bare(c[0]) == _bare(item) and _agree(c, item)), None)
            if match is None and _definite(doc, item):
                match = next((c for c in recent if _words(item) < _words(c[0])), None)
        if match is not None:
            match.append(item)
            earlier.remove(match)
            earlier.append(match)
        else:
            clusters.append([item])
            earlier.append(clusters[-1])
    return clusters


def _introduces(doc: Doc, item: Found) -> bool:
    opening = doc[item.start]
    return opening.lower_ in _NEW or opening.tag_ == "CD"


def _definite(doc: Doc, item: Found) -> bool:
    return doc[item.start].lower_ in _DEFINITE


def _conflict(cluster: list[Found], item: Found) -> bool:
    known = {c.country for c in cluster if c.country}
    same_phrase = any((c.start, c.end) == (item.start, item.end) for c in cluster)
    return same_phrase or bool(item.country and known and item.country not in known)


def _agree(cluster: list[Found], item: Found) -> bool:
    return item.country == cluster[0].country


def _words(item: Found) -> set[str]:
    return set(name_key(item.name).split())


def _bare(item: Found) -> str:
    """Return the name without the word that tells the country: "US military" and "American military" are alike."""
    return name_key(" ".join(w for w in item.name.split() if countries().of(w) is None))


def _winner(votes: Counter[EntityType]) -> EntityType:
    return max(sorted(votes), key=lambda type_: votes[type_])


def _root(parents: dict[str, str], key: str) -> str:
    while parents[key] != key:
        key = parents[key]
    return key


def _is_place(doc: Doc, key: str, group: list[Found]) -> bool:
    """Whether a word that is also somebody's surname names a place: a country, a capital, or "in Austin"."""
    known = any(item.country for item in group) or group[0].name in countries().by_capital
    return known or any(
        child.lower_ in _WHERE
        for item in group
        for child in doc[item.head].children
        if child.dep_ == "case" and doc[item.head].head.lemma_.lower() not in _TRUST
    )


def _join_persons(
    doc: Doc, groups: dict[str, list[Found]], types: dict[str, EntityType], join: Callable[[str, str], None]
) -> None:
    full = [k for k, t in types.items() if t is EntityType.PERSON and len(k.split()) > 1]
    for key in groups:
        words = key.split()
        if len(words) == 1:
            holders = sorted({k for k in full if k.split()[-1] == key}) or sorted(
                {k for k in full if key in k.split() and len(key) > _SHORTEST_PART}
            )
            place = types[key] is EntityType.LOCATION and _is_place(doc, key, groups[key])
            if len(holders) == 1 and types[key] is not EntityType.EVENT and not place:
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
        first = groups.get(name_key(item.name.split()[0]), [])
        if (
            first
            and types[name_key(first[0].name)] is EntityType.ORGANIZATION
            and _is_first_word(item, first)
        ):
            join(name_key(first[0].name), key)
        rest = _without_country(item.name)
        if rest and name_key(rest) in groups and name_key(rest) != key:
            join(name_key(rest), key)


def _is_first_word(full: Found, short: list[Found]) -> bool:
    """Whether a firm is called by its first word after its full name: "Activision" for "Activision Blizzard"."""
    words = full.name.split()
    common = words[-1] in INSTITUTIONS or words[-1].lower() in agent_nouns()
    later = all(item.start > full.start for item in short)
    return later and len(words) == 2 and not common and not short[0].name.isupper()


def _join_forms(found: list[Found], types: dict[str, EntityType], join: Callable[[str, str], None]) -> None:
    """Join what the language model's rules take for forms of one name: without legal form, first words, initials."""
    items = [f for f in found if f.kind is MentionKind.NAME and types[name_key(f.name)] in _VARIED]
    names = [
        Name(
            f.start, f.end, f.head, _VARIED[types[name_key(f.name)]], tuple(f.name.casefold().split()), f.name
        )
        for f in items
    ]
    firsts: dict[int, str] = {}
    for item, number in zip(items, name_groups(names), strict=True):
        key = name_key(item.name)
        first = firsts.setdefault(number, key)
        if first != key and types[first] is types[key]:
            join(key, first)


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
