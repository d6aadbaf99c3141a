"""The parse of a document as plain objects: what the extractors read, token by token.

The extractors ask every token for its words, its tag and its head many times over. spaCy makes a `Token` and decodes
its strings anew at each of these questions; here each is made once, when the document is read. The names are spaCy's
and mean what they mean there, so that the two can be compared attribute by attribute.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, overload

from spacy import attrs
from spacy.lang.lex_attrs import is_quote
from spacy.tokens import Doc as SpacyDoc

__all__ = ["Doc", "Span", "Token"]

_STRINGS: Final = (attrs.LEMMA, attrs.TAG, attrs.POS, attrs.DEP, attrs.ENT_TYPE)
_FLAGS: Final = (attrs.SENT_START, attrs.IS_PUNCT, attrs.IS_SPACE, attrs.SPACY)
_PLACES: Final = (attrs.IDX, attrs.LENGTH, attrs.HEAD, attrs.ENT_IOB)
_IOB: Final = ("", "I", "O", "B")


class Token:
    """A token of a document; `i` is its place, `idx` the offset of its first character in the text."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "left_edge",
        "lemma_",
        "lower_",
        "pos_",
        "relation",
        "right_edge",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )
    doc: "Doc"
    head: "Token"
    children: "list[Token]"
    """The tokens that hang on this one, in textual order."""
    left_edge: "Token"
    right_edge: "Token"
    sent: "Span"
    relation: str
    """The label without its subtype, in lower case, as `extract.repairs` mends it."""

    def __init__(
        self,
        doc: "Doc",
        i: int,
        idx: int,
        text: str,
        lemma: str,
        tag: str,
        pos: str,
        dep: str,
        ent_type: str,
        ent_iob: str,
        is_sent_start: bool,
        is_punct: bool,
        is_space: bool,
        spaced: bool,
    ) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = text.lower()
        self.lemma_ = lemma
        self.tag_ = tag
        self.pos_ = pos
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.ent_iob_ = ent_iob
        self.is_sent_start = is_sent_start
        self.is_punct = is_punct
        self.is_space = is_space
        self.whitespace_ = " " if spaced else ""
        self.head = self.left_edge = self.right_edge = self
        self.children = []

    def __repr__(self) -> str:
        return self.text

    def __hash__(self) -> int:
        return self.i

    def __eq__(self, other: object) -> bool:
        return self is other

    def __lt__(self, other: "Token") -> bool:
        return self.i < other.i

    @property
    def is_alpha(self) -> bool:
        """Whether all characters are letters."""
        return self.text.isalpha()

    @property
    def is_upper(self) -> bool:
        """Whether all letters are capitals, and there are any."""
        return self.text.isupper()

    @property
    def is_quote(self) -> bool:
        """Whether the token is a quotation mark."""
        return bool(is_quote(self.text))

    @property
    def text_with_ws(self) -> str:
        """The text with the space behind it, where there is one."""
        return self.text + self.whitespace_

    @property
    def lefts(self) -> "Iterator[Token]":
        """The children before the token, in textual order."""
        return (child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> "Iterator[Token]":
        """The children behind the token, in textual order."""
        return (child for child in self.children if child.i > self.i)

    @property
    def subtree(self) -> "Iterator[Token]":
        """The token and all that hangs on it, however far, in the order of the tree's branches."""
        waiting = [(self, False)]
        while waiting:
            token, opened = waiting.pop()
            if opened:
                yield token
                continue
            waiting.extend((child, False) for child in reversed(list(token.rights)))
            waiting.append((token, True))
            waiting.extend((child, False) for child in reversed(list(token.lefts)))

    @property
    def ancestors(self) -> "Iterator[Token]":
        """The heads above the token, nearest first."""
        current = self
        while current.head is not current:
            current = current.head
            yield current

    def nbor(self, step: int = 1) -> "Token":
        """Return the token `step` places on; raises `IndexError` outside the document."""
        place = self.i + step
        if place < 0:
            raise IndexError(f"no token {step} places from token {self.i}")
        return self.doc.tokens[place]


class Span:
    """The tokens `start:end` (half-open) of a document; `label_` is the type of a named one."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> "Span": ...
    def __getitem__(self, place: int | slice) -> "Token | Span":
        if isinstance(place, slice):
            start, stop, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, stop))
        return self.doc.tokens[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        """The offset of the first character in the text."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The offset behind the last character in the text."""
        if self.end <= self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as they stand in the text."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> "Span":
        """The sentence in which the span begins."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token highest in the tree: a sentence's root, else the first nearest to one; marks and spaces last."""
        tokens = self.doc.tokens[self.start : self.end]
        best, fewest = None, len(self.doc.tokens)
        for token in tokens:
            if token.head is token:
                return token
        for token in tokens:
            if not self.start <= token.head.i < self.end:
                bare = (token.is_space or token.is_punct) and not token.children
                steps = len(self.doc.tokens) - 1 if bare else sum(1 for _ in token.ancestors)
                if steps < fewest:
                    best, fewest = token, steps
        return best or tokens[0]


class Doc:
    """A document's tokens, sentences and named entities, over its text.

    `chains` are the coreference chains as token spans (None without coreference); `user_data` is the parsed
    document's own; `parsed` is that document, for what reads its vectors.
    """

    __slots__ = ("chains", "ents", "parsed", "sents", "starts", "text", "tokens", "user_data")

    def __init__(self, parsed: SpacyDoc, text: str) -> None:
        self.parsed = parsed
        self.text = text
        self.user_data: dict[Any, Any] = parsed.user_data
        known = parsed._.coref_clusters if parsed.has_extension("coref_clusters") else None
        self.chains: list[list[tuple[int, int]]] | None = known
        self.tokens = _tokens(self, parsed)
        self.measure()
        self.starts = [token.idx for token in self.tokens]
        self.sents = _sentences(self)
        self.ents = [Span(self, ent.start, ent.end, ent.label_) for ent in parsed.ents]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, stop, _ = place.indices(len(self.tokens))
            return Span(self, start, max(start, stop))
        return self.tokens[place]

    def measure(self) -> None:
        """Set the edges of all tokens from their heads; to be called when heads were changed."""
        heads = [token.head.i for token in self.tokens]
        for token, left, right in zip(self.tokens, *_edges(heads), strict=True):
            token.left_edge, token.right_edge = self.tokens[left], self.tokens[right]

    def around(self, start: int, end: int) -> Span | None:
        """Return the tokens that the characters `start:end` touch; None when there are none."""
        if not 0 <= start < end <= len(self.text):
            return None
        first, last = max(bisect_right(self.starts, start) - 1, 0), bisect_left(self.starts, end)
        if first < last and self.starts[first] + len(self.tokens[first].text) <= start:
            first += 1
        return Span(self, first, last) if first < last else None


def _tokens(doc: Doc, parsed: SpacyDoc) -> list[Token]:
    if not len(parsed):
        return []
    strings, text = parsed.vocab.strings, doc.text
    codes = parsed.to_array(list(_STRINGS)).astype("uint64")
    known = {code: strings[code] if code else "" for code in set(codes.ravel().tolist())}
    words = [[known[code] for code in column] for column in codes.T.tolist()]
    flags = (parsed.to_array(list(_FLAGS)) == 1).T.tolist()
    starts, lengths, steps, iob = parsed.to_array(list(_PLACES)).astype("int64").T.tolist()
    tokens = [
        Token(doc, i, start, text[start : start + length], *row)
        for i, (start, length, *row) in enumerate(
            zip(starts, lengths, *words, [_IOB[code] for code in iob], *flags, strict=True)
        )
    ]
    for token, step in zip(tokens, steps, strict=True):
        if step:
            token.head = tokens[token.i + step]
            token.head.children.append(token)
    return tokens


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """Return the first and the last token of the subtree of each token, from their heads."""
    lefts, rights = list(range(len(heads))), list(range(len(heads)))
    moved = True
    while moved:
        moved = False
        for order in (range(len(heads)), range(len(heads) - 1, -1, -1)):
            for i in order:
                head = heads[i]
                if lefts[i] < lefts[head]:
                    lefts[head], moved = lefts[i], True
                if rights[i] > rights[head]:
                    rights[head], moved = rights[i], True
    return lefts, rights


def _sentences(doc: Doc) -> list[Span]:
    starts = [token.i for token in doc.tokens if token.is_sent_start or token.i == 0]
    found = [Span(doc, start, end) for start, end in pairwise([*starts, len(doc.tokens)])]
    for sentence in found:
        for token in sentence:
            token.sent = sentence
    return found
