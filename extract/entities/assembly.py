"""Assembly of the entity index of a document: names, unnamed actors, pronouns."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.entities.clusters import cluster_names, resolve_nominals
from extract.entities.countries import countries
from extract.entities.definites import Definites
from extract.entities.lexicon import agent_nouns, institution, titles
from extract.entities.mentions import Found, named_mentions, repeated_names
from extract.entities.nominals import institutions, nominal_mentions
from extract.tree import Doc, Token
from extract.types import EntityIndex, TokenMention
from graph.ids import entity_iri
from graph.model import Document, Entity, EntityType, Mention, MentionKind, Span

__all__ = ["build_index"]

_PRONOUNS = {
    **dict.fromkeys(("he", "she", "him", "his", "her", "himself", "herself"), "he"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "they"),
}
"""Pronouns of the third person by whom they may mean."""

_SUBJECT_FORMS = {
    "him": "he",
    "his": "he",
    "himself": "he",
    "her": "she",
    "herself": "she",
    "he": "he",
    "she": "she",
}
"""How someone is called of whom a text says no more than "he" or "she"."""

_KINDS = {
    "group",
    "company",
    "firm",
    "organization",
    "organisation",
    "movement",
    "network",
    "militia",
    "newspaper",
}
"""Nouns that repeat what kind of thing a name in front of them is: "the Wagner group"."""

_TITLE_LINKS = ("flat", "appos", "compound", "nmod", "nsubj", "dep", "list")


def build_index(doc: Doc, document: Document, *, skip: Iterable[tuple[int, int]] = ()) -> EntityIndex:
    """Return the entities of `doc` with their mentions; nothing inside the `skip` character spans.

    Unnamed actors are all in the index, and people whom a text only calls "he" or "she"; the pipeline drops those
    that take part in nothing.
    """
    barred = {t.i for a, b in skip for t in doc if a <= t.idx < b}
    names = [f for f in named_mentions(doc) if not barred & set(range(f.start, f.end))]
    names = sorted([*names, *(f for f in repeated_names(doc, names) if not barred & {f.start})])
    found = [f for f in nominal_mentions(doc, names) if f.head not in barred]
    described, nominals = institutions(doc, found)
    clusters = [_unify(cluster) for cluster in cluster_names(doc, sorted([*names, *described]))]
    called = {t: c for c in clusters for f in c for t in range(f.start, f.end) if f.kind is MentionKind.NAME}
    unowned: list[Found] = []
    for item in nominals:
        owner = _named_by(doc[item.head], item.type, called)
        if owner is not None:
            past = doc[item.start : item.head].text.casefold().split()
            owner.append(replace(item, sector=None) if {"former", "ex"} & set(past) else item)
        else:
            unowned.append(item)
    definites = Definites(doc, clusters)
    free: list[Found] = []
    for item in unowned:
        owners_of = definites.antecedents(item)
        for owner in owners_of:
            owner.append(replace(item, sector=None, country=None))
        if not owners_of:
            free.append(item)
    clusters.extend(resolve_nominals(doc, free))
    owners = {t: c for c in clusters for f in c for t in range(f.start, f.end)}
    together = {i: chain for chain in doc.chains or () for i, end in chain if end == i + 1}
    someone: dict[int, list[Found]] = {}
    for token in doc:
        # "his" stands inside "his wife", which is a mention of someone else.
        if token.lower_ not in _PRONOUNS or token.i in barred or (token.i in owners and token.tag_ != "PRP$"):
            continue
        chain = together.get(token.i, ())
        antecedent = _antecedent(token, chain, owners)
        if antecedent is None and _PRONOUNS[token.lower_] == "he":
            antecedent = someone.setdefault(min(chain)[0] if chain else token.i, [])
        if antecedent is not None:
            type_ = antecedent[0].type if antecedent else EntityType.PERSON
            name = _SUBJECT_FORMS.get(token.lower_, token.text)
            antecedent.append(Found(token.i, token.i + 1, token.i, name, type_, MentionKind.PRONOUN))
    return _index(doc, document, [*clusters, *(someone[i] for i in sorted(someone))])


def _unify(cluster: list[Found]) -> list[Found]:
    """Give all mentions of a named cluster one type: a country is a place, else the vote decides."""
    if any(f.country and f.type is EntityType.LOCATION for f in cluster):
        return [replace(f, type=EntityType.LOCATION) for f in cluster]
    votes = Counter(f.type for f in cluster)
    full = max(cluster, key=lambda f: (len(f.name), -f.start))
    if full.type is EntityType.PERSON and len(full.name.split()) > 1:
        # Parts of a name are mistaken for places and firms more often than whole names.
        votes = Counter(f.type for f in cluster if len(f.name.split()) > 1)
    winner = max(sorted(votes), key=lambda t: (votes[t], t is full.type))
    return [replace(f, type=winner) for f in cluster]


def _named_by(noun: Token, type_: EntityType, called: dict[int, list[Found]]) -> list[Found] | None:
    """Return the named cluster whose title, kind or apposition `noun` is: "the carmaker Tesla"."""

    def named(token: Token) -> list[Found] | None:
        cluster = called.get(token.i)
        return cluster if cluster is not None and cluster[0].type is type_ else None

    if type_ not in (EntityType.PERSON, EntityType.ORGANIZATION):
        return None
    if noun.dep_.partition(":")[0] == "appos":
        opening = noun.left_edge.i
        nearest = noun.doc[opening - 2] if opening > 1 and noun.doc[opening - 1].text == "," else noun.head
        if named(nearest) or named(noun.head):
            return named(nearest) or named(noun.head)
    for child in noun.children:
        relation = child.dep_.partition(":")[0]
        close = child.i > noun.i and (
            relation in ("flat", "appos") or child.dep_ in ("compound", "nmod:unmarked")
        )
        if close and named(child) and noun.tag_ not in ("NNS", "NNPS"):
            return named(child)
    if noun.lemma_.lower() in _KINDS and noun.tag_ == "NN":
        before = [t for t in noun.doc[noun.left_edge.i : noun.i] if t.dep_ not in ("det", "case")]
        owner = named(before[-1]) if before else None
        if owner is not None and all(named(t) is owner for t in before):
            return owner
    if any(c.dep_ == "cop" and c.lemma_ == "be" for c in noun.children):
        for child in noun.children:
            if child.dep_ == "nsubj" and named(child):
                return named(child)
    return None


def _antecedent(
    pronoun: Token, cluster: Sequence[tuple[int, int]], owners: dict[int, list[Found]]
) -> list[Found] | None:
    """Return the entity that a pronoun's coreference cluster (token spans) is about: that of the nearest mention."""
    fit = _PRONOUNS[pronoun.lower_]
    near: list[tuple[int, int]] = []
    for start, end in cluster:
        for i in range(start, end):
            owner = owners.get(i)
            found = next((f for f in owner or () if start <= f.start <= i < f.end <= end), None)
            if owner is not None and found is not None and _fits(pronoun.doc, found, fit):
                near.append((abs(pronoun.i - i), i))
    return owners[min(near)[1]] if near else None


def _fits(doc: Doc, found: Found, fit: str) -> bool:
    """Whether a mention may be meant by "he", by "it" or by "they"; an unnamed one only by the fitting number."""
    if found.kind is MentionKind.PRONOUN:
        return False
    if fit == "he":
        return found.type is EntityType.PERSON and doc[found.head].tag_ not in ("NNS", "NNPS")
    if fit == "it":
        return found.type is not EntityType.PERSON
    plural = doc[found.head].tag_ in ("NNS", "NNPS")
    return found.type is EntityType.ORGANIZATION or plural


def _index(doc: Doc, document: Document, clusters: list[list[Found]]) -> EntityIndex:
    entities: dict[str, Entity] = {}
    mentions: list[TokenMention] = []
    for cluster in clusters:
        entity = _entity(doc, document, sorted(cluster))
        if entity.id in entities:
            entity = _merged(entities[entity.id], entity)
        entities[entity.id] = entity
        mentions.extend(TokenMention(f.start, f.end, f.head, entity.id, f.kind) for f in cluster)
    mentions = sorted(set(mentions))
    by_head: dict[int, TokenMention] = {}
    by_token: dict[int, TokenMention] = {}
    shared: dict[int, tuple[TokenMention, ...]] = {}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        first = by_head.setdefault(mention.head, mention)
        if first != mention and (first.start, first.end) == (mention.start, mention.end):
            shared[mention.head] = (*shared.get(mention.head, ()), mention)
        for i in range(mention.start, mention.end):
            by_token[i] = mention
    for mention in mentions:
        _add_title_heads(doc, mention, entities, by_head)
    return EntityIndex(
        tuple(entities[i] for i in sorted(entities)), tuple(mentions), by_head, by_token, shared
    )


def _add_title_heads(
    doc: Doc, mention: TokenMention, entities: dict[str, Entity], by_head: dict[int, TokenMention]
) -> None:
    """Let the title that heads a phrase stand for its person: 'Defense Secretary Lloyd Austin'."""
    if entities[mention.entity].type is not EntityType.PERSON or mention.kind is not MentionKind.NAME:
        return
    token = doc[mention.head]
    for _ in range(4):
        head = token.head
        titled = head.text in titles() or head.lemma_.lower() in agent_nouns()
        linked = token.dep_.partition(":")[0] in _TITLE_LINKS and token.dep_ not in ("nmod:poss", "nsubj")
        # "sister of the leader Kim Jong Un": the preposition of a title is that of its name.
        titles_too = (token, *(c for c in token.children if c.dep_ == "nmod:desc"))
        cased = any(c.dep_ == "case" for word in titles_too for c in word.children)
        if head.i >= mention.start or not (titled and linked) or cased or doc[mention.start - 1].is_punct:
            return
        by_head[head.i] = mention
        token = head


def _entity(doc: Doc, document: Document, cluster: list[Found]) -> Entity:
    names = [f for f in cluster if f.kind is MentionKind.NAME]
    demonyms = [f for f in cluster if f.kind is MentionKind.DEMONYM]
    named = bool(names or demonyms)
    best = _best_name(names or demonyms or cluster)
    type_ = (names or demonyms or cluster)[0].type
    country = next((f.country for f in cluster if f.country), None)
    sector = next((f.sector for f in cluster if f.sector), None)
    if named and country is None:
        country = _country_of_name(best, type_)
    if named and type_ is EntityType.ORGANIZATION:
        home, field = institution(best)
        country, sector = country or home, sector or field
    if country is not None and type_ is EntityType.LOCATION and countries().named(best):
        sector = "GOV"
    text = document.text
    found = tuple(
        Mention(Span.of(text, doc[f.start].idx, doc[f.end - 1].idx + len(doc[f.end - 1].text)), f.kind)
        for f in cluster
    )
    alias_texts = {" ".join(m.span.text.split()) for m in found if m.kind is MentionKind.NAME}
    return Entity(
        id=entity_iri(type_.value, best, document=None if named else _place(document, cluster[0])),
        type=type_,
        name=best,
        mentions=found,
        named=named,
        aliases=tuple(sorted(alias_texts - {best})) if named else (),
        country=country,
        sector=sector,
    )


def _place(document: Document, first: Found) -> str:
    """Return what tells an unnamed actor from others of its name in the same document."""
    return f"{document.id}#{first.start}"


def _merged(one: Entity, other: Entity) -> Entity:
    return replace(
        one,
        mentions=tuple(sorted({*one.mentions, *other.mentions}, key=lambda m: m.span)),
        aliases=tuple(sorted({*one.aliases, *other.aliases})),
        country=one.country or other.country,
        sector=one.sector or other.sector,
    )


def _best_name(found: list[Found]) -> str:
    """Return the fullest name; among equally long ones the most frequent, then the first."""
    counts = Counter(f.name for f in found)
    known = [f.name for f in found if f.country and countries().named(f.name)]
    if known:
        return known[0]
    if found[0].kind in (MentionKind.NOMINAL, MentionKind.PRONOUN):
        return found[0].name
    return max(counts, key=lambda n: (len(n.split()), not n.isupper(), counts[n], n))


def _country_of_name(name: str, type_: EntityType) -> str | None:
    table = countries()
    words = name.split()
    for length in (3, 2, 1):
        if type_ is EntityType.ORGANIZATION and len(words) > length:
            country = table.of(" ".join(words[:length]))
            if country is not None:
                return country.code
    capital = table.by_capital.get(name)
    return capital.code if capital is not None and type_ is EntityType.LOCATION else None
