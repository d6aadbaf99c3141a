"""Named mentions: token spans that name an actor, a place or an event."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.entities.countries import countries
from extract.entities.lexicon import (
    EVENT_NOUNS,
    INSTITUTIONS,
    REGIONS,
    SITES,
    WATERS_AND_LANDS,
    agent_nouns,
    institution,
    institution_names,
    titles,
)
from extract.tree import Doc, Span, Token
from graph.model import EntityType, MentionKind

__all__ = ["Found", "named_mentions", "repeated_names"]

_TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "LOC": EntityType.LOCATION,
    "EVENT": EntityType.EVENT,
}
_CONTINENTS = {"European": "Europe", "African": "Africa", "Asian": "Asia", "Europeans": "Europe"}
_PORTFOLIOS = frozenset({
    "State", "Defense", "Defence", "Treasury", "Justice", "Interior", "Finance", "Commerce", "Energy", "Labor",
    "Labour", "Agriculture", "Education", "Health", "Transport", "Transportation", "War", "Culture", "Trade",
})  # fmt: skip
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
_SHORTEST_ACRONYM = 3
_LONGEST_NAME = 8
_SHORTEST_OFFICE = 2
"""Words that stay of a name when the title behind it gets back its own: "White House Press Secretary"."""


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


_DATELINE_ENDS = ("-", "--", "\u2013", "\u2014")


def named_mentions(doc: Doc) -> list[Found]:
    """Return the names of `doc` in textual order, without overlaps."""
    common = _common_words(doc)
    found = [
        item
        for span in doc.ents
        for item in _from_entity(doc, span)
        if not (item.end == item.start + 1 and _is_common(doc[item.start], common))
    ]
    found.extend(_compounds(doc, found))
    found.extend(_known_institutions(doc, {i for item in found for i in range(item.start, item.end)}))
    return _without_overlaps(found)


def _known_institutions(doc: Doc, taken: set[int]) -> Iterator[Found]:
    """Yield institutions that the table knows and no entity covers: acronyms ("CIA"), and names of several words."""
    for token in doc:
        for name in institution_names().get(token.text, ()):
            span = doc[token.i : token.i + len(name.split())]
            short = len(span) == 1 and (len(name) < _SHORTEST_ACRONYM or not name.isupper())
            same = " ".join(span.text.split()) == name
            if (
                same
                and not short
                and not taken & set(range(span.start, span.end))
                and not _all_capitals(doc, token)
            ):
                yield _named(doc, span.start, span.end, EntityType.ORGANIZATION)
                break


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


def _common_words(doc: Doc) -> set[str]:
    return {t.text for t in doc if t.text.islower() and t.pos_ in ("NOUN", "VERB", "ADJ") and len(t.text) > 3}


def _is_common(token: Token, common: set[str]) -> bool:
    """Whether a capital makes no name: "the Hotline call", in a document that writes "hotline" as well."""
    before_noun = token.dep_.startswith(("compound", "amod", "nmod")) and token.head.i > token.i
    return token.lower_ in common and before_noun and token.head.text.islower()


def _from_entity(doc: Doc, span: Span) -> Iterator[Found]:
    start, end = span.start, span.end
    while start < end and (doc[start].lower_ in _LEADING or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in _TRAILING or doc[end - 1].is_space):
        end -= 1
    if start == end:
        return
    for dash in doc[start + 1 : end - 1]:
        if dash.text in _DATELINE_ENDS and dash.whitespace_ and doc[dash.i - 1].whitespace_:
            # "ROME - Ann Lee": a dateline run together with the name that follows
            yield from _from_entity(doc, Span(doc, start, dash.i, "LOC"))
            yield from _from_entity(doc, Span(doc, dash.i + 1, end, span.label_))
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
    if end == start + 1 and doc[start].tag_ in ("RB", "IN", "CC", "DT", "PRP", "MD", "WRB", "WDT", "UH"):
        return
    if type_ is EntityType.PERSON:
        while end - start > 1 and doc[start].text in titles():
            start += 1
        if doc[start].text in titles():
            return
    elif table.named(words) is not None:
        type_ = EntityType.LOCATION
    type_ = _told_type(doc, start, end, type_)
    if type_ is EntityType.ORGANIZATION:
        if _is_portfolio(doc, start, end):
            return
        end = _without_title(doc, start, end)
        if doc[end - 1].text in INSTITUTIONS and start > 0 and _is_part_of_name(doc[start - 1]):
            start -= 1
    if any(word.text[:1].isalpha() for word in doc[start:end]):
        yield _named(doc, start, end, type_)


def _told_type(doc: Doc, start: int, end: int, type_: EntityType) -> EntityType:
    """Return the type that the words of a name, or the noun before it, tell: "Black Sea", "the carmaker Tesla"."""
    name = " ".join(doc[start:end].text.split())
    if end - start > 1 and doc[end - 1].text in WATERS_AND_LANDS:
        return EntityType.LOCATION
    if type_ in (EntityType.PERSON, EntityType.LOCATION):
        kind = (
            agent_nouns().get(doc[start - 1].lemma_.lower())
            if start > 0 and doc[start - 1].tag_ == "NN"
            else None
        )
        described = kind is not None and kind.type is EntityType.ORGANIZATION and type_ is EntityType.PERSON
        if described or institution(name)[0] is not None:
            return EntityType.ORGANIZATION
    return type_


def _is_portfolio(doc: Doc, start: int, end: int) -> bool:
    """Whether a word belongs to an office: "Secretary of State", "Minister of Defence"."""
    before = doc[start - 2].text if start > 1 and doc[start - 1].lower_ in ("of", "for") else ""
    return end == start + 1 and before in titles() and doc[start].text in _PORTFOLIOS


def _without_title(doc: Doc, start: int, end: int) -> int:
    """Return where an organization ends before the title of the person who is named next."""
    if end < len(doc) and doc[end].text in titles():
        while end - start > _SHORTEST_OFFICE and doc[end - 1].text in titles():
            end -= 1
    elif end < len(doc) and doc[end].ent_type_ == "PERSON":
        while end - start > 1 and doc[end - 1].text in titles():
            end -= 1
    return end


def _is_part_of_name(token: Token) -> bool:
    """Whether the word before an institution belongs to its name: "European" before "Central Bank"."""
    return token.text in _CONTINENTS and token.dep_ in ("amod", "compound") and token.head.i > token.i


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
    words = [w for w in token.sent if w.is_alpha and len(w.text) > 3]
    return len(words) > 2 and all(w.is_upper for w in words)


def _inside_name(span: Span) -> bool:
    before = span.start > 0 and span.doc[span.start - 1]
    after = span.end < len(span.doc) and span.doc[span.end]
    joined = [w for w in (before, after) if w and w.pos_ == "PROPN" and not w.is_sent_start]
    return any(w.ent_type_ not in ("", "DATE", "TIME") and w.text[:1].isupper() for w in joined)


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
