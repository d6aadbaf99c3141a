"""Mentions: token spans that name, or denote, an actor, a place or a named event."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from extract.entities.countries import countries
from extract.entities.lexicon import EVENT_NOUNS, INSTITUTIONS, REGIONS, SITES, agent_nouns, titles
from graph.model import EntityType, MentionKind

__all__ = ["Found", "named_mentions", "nominal_mentions", "repeated_names"]

_TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "LOC": EntityType.LOCATION,
    "EVENT": EntityType.EVENT,
}
_CONTINENTS = {"European": "Europe", "African": "Africa", "Asian": "Asia", "Europeans": "Europe"}
_LEADING = {"the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "former", "late"}
_TRAILING = {
    "'s",
    "\u2019s",
    "'",
    "\u2019",
    ",",
    ".",
    "-",
    "\u2013",
    "\u2014",
    ":",
    ";",
    ")",
    "(",
    "\u201d",
    '"',
    "\u201c",
}
_LONGEST_NAME = 8
_PREMODIFIERS = {"det", "amod", "compound", "nummod", "nmod", "advmod"}


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A mention before it belongs to an entity: half-open token offsets, its head, name and type."""

    start: int
    end: int
    head: int
    name: str
    type: EntityType
    kind: MentionKind
    sector: str | None = None
    country: str | None = None


def named_mentions(doc: Doc) -> list[Found]:
    """Return the names of `doc` in textual order, without overlaps."""
    found = [item for span in doc.ents for item in _from_entity(doc, span)]
    found.extend(_compounds(doc, found))
    return _without_overlaps(found)


def repeated_names(doc: Doc, found: list[Found]) -> list[Found]:
    """Return mentions of the names in `found` that stand elsewhere in `doc` without having been marked."""
    taken = {i for item in found for i in range(item.start, item.end)}
    known: dict[str, list[tuple[tuple[str, ...], Found]]] = {}
    for item in found:
        words = tuple(token.text for token in doc[item.start : item.end])
        if item.kind is MentionKind.NAME and len("".join(words)) > 2 and words[0][:1].isupper():
            known.setdefault(words[0], []).append((words, item))
    fresh: list[Found] = []
    for token in doc:
        if token.i in taken or token.text not in known or token.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
            continue
        for words, item in sorted(known[token.text], key=lambda pair: (-len(pair[0]), pair[1].start)):
            span = doc[token.i : token.i + len(words)]
            same = tuple(word.text for word in span) == words
            if same and not taken & set(range(span.start, span.end)) and not _inside_name(span):
                taken.update(range(span.start, span.end))
                fresh.append(Found(span.start, span.end, span.root.i, item.name, item.type, item.kind))
                break
    return fresh


def nominal_mentions(doc: Doc, names: list[Found]) -> list[Found]:
    """Return the common nouns of `doc` that denote persons or groups, with sector and country."""
    covered = {i for item in names for i in range(item.start, item.end)}
    table = countries()
    nouns = agent_nouns()
    found = []
    for token in doc:
        noun = nouns.get(token.lemma_.lower())
        if noun is None or token.i in covered or token.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
            continue
        if token.tag_ == "NNP" and not token.text.islower() and _before_name(token, names):
            continue
        if token.dep_.startswith("compound") and token.head.i > token.i:
            continue
        start = _phrase_start(token)
        near = (*_modifiers(token), *doc[start : token.i])
        country = next((c.code for word in near if (c := table.of(_plain(doc, word)))), None)
        sector = noun.sector if noun.sector else _sector_of_modifiers(token)
        words = [w for w in doc[start : token.i + 1] if w.tag_ not in ("DT", "PRP$", "POS", "WP$", "PDT")]
        name = "".join(w.text_with_ws for w in words).strip()
        found.append(
            Found(start, token.i + 1, token.i, name, noun.type, MentionKind.NOMINAL, sector, country)
        )
    return found


def _from_entity(doc: Doc, span: Span) -> Iterator[Found]:
    start, end = span.start, span.end
    while start < end and (doc[start].lower_ in _LEADING or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in _TRAILING or doc[end - 1].is_space):
        end -= 1
    if start == end:
        return
    table = countries()
    words = doc[start:end].text
    if span.label_ == "NORP" or (span.label_ == "LOC" and words in table.by_demonym):
        country = table.by_demonym.get(words)
        name = country.name if country else _CONTINENTS.get(words)
        if name is not None:
            yield Found(
                *(start, end, doc[start:end].root.i, name, EntityType.LOCATION, MentionKind.DEMONYM),
                country=country.code if country else None,
            )
        elif doc[end - 1].tag_ in ("NNPS", "NNS"):
            yield _named(doc, start, end, EntityType.ORGANIZATION)
        return
    type_ = _TYPES.get(span.label_)
    if type_ is None:
        return
    if type_ is EntityType.PERSON:
        while end - start > 1 and doc[start].text in titles():
            start += 1
        if doc[start].text in titles():
            return
    elif table.named(words) is not None:
        type_ = EntityType.LOCATION
    if any(word.text[:1].isalpha() for word in doc[start:end]):
        yield _named(doc, start, end, type_)


def _named(doc: Doc, start: int, end: int, type_: EntityType) -> Found:
    words = " ".join(doc[start:end].text.split())
    country = countries().named(words)
    name = country.name if country and type_ is EntityType.LOCATION else words
    code = country.code if country else None
    return Found(start, end, doc[start:end].root.i, name, type_, MentionKind.NAME, country=code)


def _compounds(doc: Doc, found: list[Found]) -> Iterator[Found]:
    """Yield longer names: of institutions in capitals, of sites and areas after a name, of events."""
    starts = {item.start: item for item in found}
    persons = {i for f in found if f.type is EntityType.PERSON for i in range(f.start, f.end)}
    for token in doc:
        if token.i in persons or token.i == 0:
            continue
        if token.text in INSTITUTIONS or token.text in EVENT_NOUNS:
            start = _capitals_before(doc, token, persons)
            type_ = EntityType.ORGANIZATION if token.text in INSTITUTIONS else EntityType.EVENT
            if start < token.i and not _all_capitals(doc, token):
                yield _named(doc, start, token.i + 1, type_)
        elif token.lemma_.lower() in SITES | REGIONS and token.tag_ in ("NN", "NNP"):
            first = _name_before(doc, token, starts)
            if first is not None:
                yield Found(
                    *(first, token.i + 1, token.i, " ".join(doc[first : token.i + 1].text.split())),
                    *(EntityType.LOCATION, MentionKind.NAME),
                )


def _capitals_before(doc: Doc, token: Token, barred: set[int]) -> int:
    start = token.i
    while start > 0 and token.i - start < _LONGEST_NAME:
        word = doc[start - 1]
        linking = (
            word.text in ("of", "and", "for", "&", "-") and start > 1 and doc[start - 2].text[:1].isupper()
        )
        capital = word.text[:1].isupper() and word.text.lower() not in _LEADING
        if word.i in barred or not (capital or (linking and word.text in ("&", "-"))) or word.is_sent_start:
            break
        start -= 1
    while start < token.i and (
        doc[start].text in ("&", "-", "and") or doc[start].text in titles() - {"Defense"}
    ):
        if doc[start].text in ("Defense", "Foreign", "Justice", "State", "Interior", "Finance", "National"):
            break
        start += 1
    return start


def _name_before(doc: Doc, token: Token, starts: dict[int, Found]) -> int | None:
    """Return where the name of a site or area starts: a place name, then lower-case compounds only."""
    left = token.i - 1
    while left > 0 and token.i - left <= 4:
        for start in range(left, max(-1, left - _LONGEST_NAME), -1):
            item = starts.get(start)
            if item is not None and item.end == left + 1:
                fits = item.type is EntityType.LOCATION and item.kind is MentionKind.NAME
                whole_country = item.country is not None
                return start if fits and not whole_country else None
        if doc[left].tag_ not in ("NN", "JJ") or not doc[left].dep_.startswith(("compound", "amod")):
            return None
        left -= 1
    return None


def _all_capitals(doc: Doc, token: Token) -> bool:
    words = [w for w in token.sent if w.is_alpha and len(w) > 3]
    return len(words) > 2 and all(w.is_upper for w in words)


def _inside_name(span: Span) -> bool:
    before = span.start > 0 and span.doc[span.start - 1]
    after = span.end < len(span.doc) and span.doc[span.end]
    joined = [w for w in (before, after) if w and w.pos_ == "PROPN" and not w.is_sent_start]
    return any(w.ent_type_ not in ("", "DATE", "TIME") and w.text[:1].isupper() for w in joined)


def _before_name(token: Token, names: list[Found]) -> bool:
    following = {item.start for item in names if item.type is EntityType.PERSON}
    return token.i + 1 in following


def _phrase_start(token: Token) -> int:
    """Return where the noun's phrase starts; a country or demonym right before it belongs to it in any parse."""
    start = token.i
    for child in sorted(token.lefts, key=lambda c: -c.i):
        verb = child.tag_ in ("VB", "VBD", "VBP", "VBZ")
        if child.dep_.partition(":")[0] in _PREMODIFIERS and not verb:
            edge = child.left_edge.i
            if child.right_edge.i == start - 1 and start - edge <= _LONGEST_NAME:
                start = edge
                continue
        break
    floor = token.sent.start
    if start > floor and token.doc[start - 1].text in countries().by_demonym | countries().by_name:
        start -= 1
    if start > floor and token.doc[start - 1].tag_ == "DT" and token.doc[start].tag_ != "DT":
        start -= 1
    return start


def _modifiers(token: Token) -> Iterator[Token]:
    for child in token.children:
        relation = child.dep_.partition(":")[0]
        if relation in ("amod", "compound", "nmod") and child.i != token.i:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            if child.i < token.i or cases & {"of", "from"}:
                yield child
                yield from (c for c in child.children if c.dep_ in ("compound", "amod", "conj", "flat"))


def _plain(doc: Doc, word: Token) -> str:
    if word.ent_iob_ == "O":
        return word.text
    left = word.i
    while left > 0 and doc[left].ent_iob_ == "I":
        left -= 1
    right = word.i + 1
    while right < len(doc) and doc[right].ent_iob_ == "I":
        right += 1
    return doc[left:right].text


def _sector_of_modifiers(token: Token) -> str | None:
    nouns = agent_nouns()
    for child in _modifiers(token):
        noun = nouns.get(child.lemma_.lower())
        if noun is not None and noun.sector is not None:
            return noun.sector
    return None


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Keep the longest of overlapping mentions, but a demonym inside a longer name stays as well."""
    kept: list[Found] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        cells = set(range(item.start, item.end))
        if not cells & taken:
            kept.append(item)
            taken |= cells
        elif (item.kind is MentionKind.DEMONYM or item.country is not None) and not any(
            k.start == item.start and k.end == item.end for k in kept
        ):
            kept.append(item)
    return sorted(kept)
