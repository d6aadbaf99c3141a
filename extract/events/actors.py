"""The entities that a phrase stands for: its own, those coordinated with it, its parts and examples."""

from collections.abc import Iterator

from extract.clauses import coordinated, dependents, prepositions, subjects
from extract.events.places import within
from extract.events.words import EXAMPLES, MEASURES
from extract.tree import Token
from extract.types import EntityIndex, TokenMention
from graph.model import EntityType, Role

__all__ = ["Part", "actors", "between", "give"]

Part = tuple[Role, TokenMention]

_DASHES = ("-", "\u2013", "\u2014", "--")


def actors(token: Token, index: EntityIndex) -> Iterator[TokenMention]:
    """Yield the entities that a phrase stands for: its own, those coordinated with it, parts and examples."""
    for item in coordinated(token):
        if item.i != token.i and any(child.lower_ == "not" for child in item.children):
            continue  # "France and not Spain"
        if item.i != token.i and (_of_apposition(item) or _opens_clause(item)):
            continue
        for name in dependents(item, "flat"):
            behind = index.by_token.get(name.i) if name.i > item.i + 1 else None
            if behind is not None and behind.start == name.i and name.nbor(-1).text in _DASHES:
                item = item.doc[behind.head]  # behind a dateline: "ROME - Ann Lee met ..."
        mention = index.at_head(item)
        for name in within(item, index):
            yield from actors(name, index)
        bare = ("appos", "nmod", "flat") if mention is None else ("appos",)
        members = [c for c in dependents(item, *bare) if not _cased(c) and _named(c, index)]
        members = [c for c in members if c.dep_ != "nmod:poss"]
        if mention is not None and (not members or index.entity(mention.entity).named):
            if not _titles(mention, index):
                yield mention
            for word in item.doc[mention.start : mention.end]:
                inner = () if word.i == item.i else dependents(word, "conj")
                members += [c for c in inner if not mention.start <= c.i < mention.end]
        elif not members and (pair := _pair(item, index)):
            yield from pair
        elif not members and (item.lemma_.lower() in MEASURES or item.tag_ in ("CD", "DT")):
            for child in dependents(item, "nmod", "obl"):
                if "of" in prepositions(child):
                    yield from actors(child, index)
        members += [c for c in dependents(item, "nmod") if " ".join(prepositions(c)) in EXAMPLES]
        for child in members:
            yield from actors(child, index)


def _of_apposition(item: Token) -> bool:
    """'X, a former minister and a former envoy, said': the second description hung on the name."""
    descriptions = [child for child in dependents(item.head, "appos") if child.i < item.i]
    if not descriptions or item.pos_ != "NOUN":
        return False
    cc = next(iter(dependents(item, "cc")), None)
    return (
        cc is not None
        and cc.i > 0
        and cc.nbor(-1).text != ","
        and cc.nbor(-1).i == descriptions[-1].right_edge.i
    )


def _opens_clause(item: Token) -> bool:
    """'sent aid to Haiti and Canada sent money': the last of a list is the subject of the next verb."""
    after = item.right_edge.i + 1
    return (
        after < len(item.doc)
        and item.doc[after].tag_.startswith("VB")
        and subjects(item.doc[after]) == [item]
    )


def _pair(item: Token, index: EntityIndex) -> list[TokenMention]:
    """Whom "the two" stands for: the only two people, else the only two others, named before it or a sentence ago."""
    if (
        item.lower_ not in ("two", "both")
        or item.relation not in ("nsubj", "obl")
        or any(dependents(item, "nmod"))
    ):
        return []
    tokens = item.doc.tokens
    for first, last in ((item.sent.start, item.i), (_sentence_before(item), item.sent.start)):
        named = [index.by_token[at] for at in range(first, last) if at in index.by_token]
        named = [
            one for one in named if index.entity(one.entity).named and tokens[one.head].tag_.startswith("N")
        ]
        for people in (True, False):
            of_kind = [one for one in named if (index.entity(one.entity).type is EntityType.PERSON) is people]
            found = list({one.entity: one for one in of_kind}.values())
            if found:
                return found if len(found) == 2 else []
    return []


def _sentence_before(item: Token) -> int:
    start = item.sent.start
    return item.doc[start - 1].sent.start if start else 0


def _cased(phrase: Token) -> bool:
    """Whether a phrase has a preposition, of its own or on the title before its name ("of the leader Kim Jong Un")."""
    return bool(prepositions(phrase)) or any(
        prepositions(child) for child in dependents(phrase, "nmod") if child.dep_ == "nmod:desc"
    )


def _titles(mention: TokenMention, index: EntityIndex) -> bool:
    """Whether an unnamed mention is the title in front of a name ('the Defense Minister Sergei Shoigu')."""
    following = index.by_token.get(mention.end)
    if following is None or index.entity(mention.entity).named or following.start != mention.end:
        return False
    return index.entity(following.entity).named and index.entity(following.entity).type is EntityType.PERSON


def _named(token: Token, index: EntityIndex) -> bool:
    mention = index.at_head(token)
    return mention is not None and index.entity(mention.entity).named


def give(role: Role, tokens: list[Token], index: EntityIndex) -> Iterator[Part]:
    """Yield the entities of several phrases, each in the same role."""
    for token in tokens:
        for mention in actors(token, index):
            yield role, mention


def between(token: Token, index: EntityIndex, role: Role = Role.AGENT) -> Iterator[Part]:
    """Yield the parties of "between A and B": the first in `role`, the others as companions."""
    found = list(actors(token, index))
    if len(found) > 2 and not index.entity(found[0].entity).named and _exemplified(token):
        found = found[1:]
    for mention in found:
        yield role, mention
        role = Role.COMPANION


def _exemplified(token: Token) -> bool:
    return any(" ".join(prepositions(child)) in EXAMPLES for child in dependents(token, "nmod"))
