"""Attribution: who says so, as a chain with the nearest speaker first, for every token of a document.

One walk down each sentence carries the chain into what a source says (`ccomp`, quotations, 'according
to'); a second look at quotation marks gives the sentences inside one quotation, and quotations that
go on in the same paragraph, the speaker that another sentence names.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extract.clauses import dependents, is_passive, is_verb, objects, prepositions, relation, subjects
from extract.framing.factuality import reports
from extract.framing.signatures import lookup
from extract.types import EntityIndex
from graph.model import Document

__all__ = ["attributions"]

_OPEN, _CLOSE = "\u201c\u00ab", "\u201d\u00bb"
_STRAIGHT = '"'
_DASHES = ("\u2013", "\u2014", "-", "--", "|")
_ACCORDING = ("according to", "per", "in the words of")
_HEARERS = ("tell", "inform", "brief", "say", "speak", "confirm", "write")

Chain = tuple[str, ...]


def attributions(doc: Doc, document: Document, index: EntityIndex) -> list[Chain]:
    """Return for every token of `doc` the ids of those who say so, nearest first; empty for the document."""
    return _Walk(doc, document, index).chains()


class _Walk:
    def __init__(self, doc: Doc, document: Document, index: EntityIndex) -> None:
        self._doc, self._index = doc, index
        self._publisher = (document.source or "").casefold()
        self._title_end = len(document.title or "") if doc.text.startswith(document.title or "\0") else 0
        self._entities = {entity.id: entity for entity in index.entities}
        self._found: list[Chain] = [() for _ in doc]

    def chains(self) -> list[Chain]:
        bases = self._quotation_bases()
        for sentence in self._doc.sents:
            base = bases.get(sentence.start) or self._headline(sentence)
            self._sentence(sentence, base)
        return self._found

    def _sentence(self, sentence: Span, base: Chain) -> None:
        base = _join(self._closing_source(sentence), base)
        stack: list[tuple[Token, Chain]] = [(sentence.root, base)]
        while stack:
            token, chain = stack.pop()
            added = self._oblique_source(token)
            own = _join(added, chain)
            self._found[token.i] = own
            cue = self._trailing_cue(token)
            inside = _join(self._speakers(cue, token), own) if cue is not None else own
            if cue is not None:
                self._found[token.i] = inside
            for child in token.children:
                if cue is not None and child.i == cue.i:
                    stack.append((child, own))
                    continue
                stack.append((child, _join(self._content(token, child), inside)))

    def _content(self, token: Token, child: Token) -> Chain:
        """The speakers that `token` puts before its dependent `child`, none when it reports nothing."""
        link = relation(child)
        if link in ("ccomp", "xcomp", "csubj", "obj", "acl", "advcl", "obl", "nmod") or (
            link == "parataxis" and child.i > token.i and any(dependents(token, "nsubj"))
        ):
            if child.dep_.lower() == "acl:relcl" or child.dep_ in ("nmod:poss", "obl:agent", "obl:tmod"):
                return ()
            if link in ("obl", "nmod", "advcl") and not set(prepositions(child)) & {
                "of",
                "that",
                "as",
                "about",
                "for",
            }:
                return ()
            if link == "parataxis" and not is_verb(token):
                return ()
            signature = lookup(token, child)
            if link == "parataxis" and signature is not None and not reports(token, child, signature):
                return ()
            if signature is not None and signature.source:
                return self._speakers(token, child)
        if link == "nsubj" and is_passive(token):
            signature = lookup(token, child)
            if signature is not None and signature.source:
                return self._agents(token)
        return ()

    def _trailing_cue(self, token: Token) -> Token | None:
        """The source verb of '..., the ministry said' or 'as the ministry said', a dependent of `token`."""
        for child in dependents(token, "parataxis", "advcl"):
            if not is_verb(child) or any(dependents(child, "ccomp")):
                continue
            if relation(child) == "advcl" and "as" not in prepositions(child):
                continue
            if not any(dependents(child, "nsubj")) or child.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
                continue
            signature = lookup(child, token)
            if (
                signature is not None
                and signature.source
                and not any(
                    t.pos_ in ("VERB", "NOUN") and relation(t) == "obj" and child.lemma_ != "tell"
                    for t in child.children
                )
            ):
                return child
        return None

    def _speakers(self, cue: Token, content: Token) -> Chain:
        """Speaker of a source verb or noun, then the outlet that was told ('an official told Reuters')."""
        if not is_verb(cue):
            owners = [
                child
                for child in dependents(cue, "nmod")
                if child.dep_ == "nmod:poss" or set(prepositions(child)) & {"by", "of", "from"}
            ]
            return self._ids(owners[:1])
        speakers = self._agents(cue) if is_passive(cue) else self._ids(subjects(cue)[:1])
        if cue.lemma_.lower() in _HEARERS:
            hearers = [*dependents(cue, "obj", "iobj")]
            hearers += [c for c in dependents(cue, "obl") if set(prepositions(c)) & {"to", "with", "by"}]
            outlets = [i for i in self._ids(hearers) if self._is_outlet(i) and i not in speakers]
            speakers += tuple(outlets[:1])
        for citing in dependents(cue, "advcl"):
            if citing.lemma_ == "cite":
                speakers = _join(self._ids(objects(citing)[:1]), speakers)
        return speakers

    def _agents(self, verb: Token) -> Chain:
        return self._ids([c for c in dependents(verb, "obl") if "by" in prepositions(c)][:1])

    def _is_outlet(self, identifier: str) -> bool:
        entity = self._entities[identifier]
        return (
            entity.sector == "MED"
            or (bool(self._publisher) and entity.name.casefold() == self._publisher)
            or (entity.type.value == "Organization" and entity.sector is None and entity.named)
        )

    def _ids(self, tokens: list[Token]) -> Chain:
        found = []
        for token in tokens:
            mention = self._index.at_head(token)
            if mention is not None:
                found.append(mention.entity)
        return tuple(found)

    def _closing_source(self, sentence: Span) -> Chain:
        """', according to the ministry' at the end of a sentence vouches for all of it."""
        for token in sentence:
            if self._closes(token):
                return self._ids([token])
        return ()

    @staticmethod
    def _closes(token: Token) -> bool:
        phrases = prepositions(token)
        if not phrases or not phrases[0].startswith(_ACCORDING):
            return False
        first, rest = token.left_edge, token.doc[token.right_edge.i + 1 : token.sent.end]
        after_comma = first.is_punct or (first.i > token.sent.start and first.nbor(-1).is_punct)
        return after_comma and all(t.is_punct or t.is_space for t in rest)

    def _oblique_source(self, token: Token) -> Chain:
        for child in dependents(token, "obl", "nmod", "advcl", "parataxis"):
            phrase = " ".join(prepositions(child))
            if phrase.startswith(_ACCORDING) and not self._closes(child):
                return self._ids([child])
        return ()

    def _headline(self, sentence: Span) -> Chain:
        """'Line used once, official says' is syntax; here 'Line used - source' and 'Source: line used'."""
        if not self._title_end or sentence.start_char >= self._title_end:
            return ()
        tokens = [t for t in sentence if t.idx < self._title_end and not t.is_space]
        for position, token in enumerate(tokens):
            if token.text == ":" and position <= max(4, len(tokens) // 3):
                return self._whole_mention(tokens[:position])
        for position in range(len(tokens) - 1, 0, -1):
            if tokens[position].text in _DASHES:
                return self._whole_mention(tokens[position + 1 :])
        return ()

    def _whole_mention(self, tokens: list[Token]) -> Chain:
        if not tokens or len(tokens) > 8 or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens):
            return ()
        for token in tokens:
            mention = self._index.at_head(token)
            if mention is not None and mention.start <= tokens[0].i and mention.end > tokens[-1].i:
                kind = self._entities[mention.entity].type.value
                return (mention.entity,) if kind in ("Person", "Organization") else ()
        return ()

    def _quotation_bases(self) -> dict[int, Chain]:
        """Speakers of sentences that stand inside a quotation and name no source of their own."""
        bases: dict[int, Chain] = {}
        starts = {sentence.start: sentence for sentence in self._doc.sents}
        previous: Chain = ()
        last_end = 0
        for start, end in _quotations(self._doc):
            gap = self._doc[last_end:start].text
            if gap.count("\n") > 1 or (previous and len(gap) > 400):
                previous = ()
            inside = sorted({self._doc[i].sent.start for i in range(start, end) if not self._doc[i].is_space})
            named: Chain = ()
            bare = []
            for first in inside:
                speakers = self._sentence_source(starts[first], start, end)
                if speakers:
                    named = named or speakers
                elif start <= starts[first].root.i < end:
                    bare.append(first)
            speaker = named or (previous if bare else ())
            for first in bare:
                bases[first] = speaker
            previous, last_end = speaker, end
        return {first: chain for first, chain in bases.items() if chain}

    def _sentence_source(self, sentence: Span, start: int, end: int) -> Chain:
        for token in sentence:
            if start <= token.i < end or not is_verb(token):
                continue
            content = [c for c in dependents(token, "ccomp", "parataxis", "obj") if start <= _first(c) < end]
            if relation(token) in ("parataxis", "advcl") and start <= token.head.i < end:
                content.append(token.head)
            for child in content:
                signature = lookup(token, child)
                if signature is not None and signature.source:
                    return self._speakers(token, child)
        return ()


def _first(token: Token) -> int:
    return max(token.i, token.left_edge.i)


def _join(added: Chain, chain: Chain) -> Chain:
    return chain if not added else (*added, *(i for i in chain if i not in added))


def _quotations(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the token ranges between quotation marks, the marks left out; a paragraph may end one."""
    start: int | None = None
    for token in doc:
        text = token.text
        if any(mark in text for mark in _OPEN):
            start = token.i + 1
        elif any(mark in text for mark in _CLOSE) or (text in (_STRAIGHT, "''", "``") and start is not None):
            if start is not None and token.i > start:
                yield start, token.i
            start = None
        elif text in (_STRAIGHT, "``"):
            start = token.i + 1
        elif "\n" in token.text_with_ws and token.is_space and start is not None:
            if token.i > start:
                yield start, token.i
            start = None
