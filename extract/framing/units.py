"""Units of attribution: a cue, the source that it names, and the words that the source vouches for.

Found by the tree of each sentence (`cues_of`) and, where a quotation stands beside its source without
a link in the tree, by the quotation marks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from extract.clauses import (
    base_forms,
    dependents,
    is_passive,
    is_verb,
    objects,
    prepositions,
    relation,
    subjects,
)
from extract.framing.factuality import reports
from extract.framing.quotations import Quotation, quotations
from extract.framing.signatures import lookup
from extract.framing.words import KNOWERS

__all__ = ["Kind", "Unit", "units"]

_ACCORDING = ("according to", "per")
_QUESTIONS = ("WP", "WRB", "WDT")
_LIGHT = ("make", "have", "come", "reach", "express", "give", "hold", "issue", "voice", "share")
_TOLD = ("tell", "inform", "warn", "assure")
_FAR = 400


class Kind(StrEnum):
    """What the source does: it says or thinks so (and vouches), or knows what the document takes for granted."""

    SAID = "said"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Unit:
    """A cue (token index), its source, hearers and cited sources (indices of heads), and the content.

    `content` holds half-open token ranges; `root` is the head of the content. `clausal` tells whether the
    content is a finite clause or a quotation, not a nominal ('denied the attack') or an infinitive.
    """

    cue: int
    source: tuple[int, ...]
    root: int
    content: tuple[tuple[int, int], ...]
    clausal: bool
    kind: Kind = Kind.SAID
    told: tuple[int, ...] = ()
    cited: tuple[int, ...] = ()
    outside: int = 0

    @property
    def size(self) -> int:
        """Number of tokens of the content, with those of a cue that stands inside it (`outside`)."""
        return self.outside + sum(end - start for start, end in self.content)


def units(doc: Doc) -> list[Unit]:
    """Return the units of attribution of a parsed document, by the place of their cue."""
    found = [unit for token in doc for unit in _of(token) if unit.source or unit.cited]
    return sorted(_with_quotations(doc, found), key=lambda unit: (unit.cue, unit.root))


def _of(token: Token) -> Iterator[Unit]:
    contents = [(child, kind) for child in token.children if (kind := _reported(token, child)) is not None]
    for kind in Kind:
        clauses = [child for child, own in contents if own is kind and _clausal(child)]
        for child, own in contents:
            if own is kind and not _clausal(child):
                yield _unit(token, child, _subtree(child), kind)
        if clauses:
            yield _unit(token, clauses[0], _merged(piece for c in clauses for piece in _subtree(c)), kind)
    for child in token.children:
        if _is_accord(child):
            yield _accord(token, child)
    head = token.head
    if head.i != token.i and _trails(token, head):
        whole = (head.left_edge.i, head.right_edge.i + 1)
        own = (token.left_edge.i, token.right_edge.i + 1)
        outside = own[1] - own[0] - 1  # nearer than 'according to' behind the same words
        yield replace(_unit(token, head, _without(whole, own), Kind.SAID), outside=outside)


def _accord(token: Token, source: Token) -> Unit:
    start, end = source.left_edge.i, source.right_edge.i + 1
    whole = source.sent if _closes(source) else None
    first, last = (whole.start, whole.end) if whole else (token.left_edge.i, token.right_edge.i + 1)
    root = whole.root if whole and whole.root.i != source.i else token
    cue = next(iter(dependents(source, "case", "mark")), source)
    named = next((c for c in dependents(source, "nmod")), source) if source.lower_ == "words" else source
    rest = _without((first, last), (start, end))
    return Unit(cue.i, (named.i,), root.i, rest, _clausal(root), outside=end - start)


def _unit(cue: Token, content: Token, words: tuple[tuple[int, int], ...], kind: Kind) -> Unit:
    told = [*dependents(cue, "obj", "iobj")] if cue.pos_ == "VERB" else []
    told += [c for c in dependents(cue, "obl") if set(prepositions(c)) & {"to", "with", "by"}]
    cited = [
        thing for child in dependents(cue, "advcl") if child.lemma_ == "cite" for thing in objects(child)[:1]
    ]
    return Unit(
        cue.i,
        tuple(source.i for source in _sources(cue)),
        content.i,
        words,
        _clausal(content),
        kind,
        tuple(token.i for token in told if token.i != content.i),
        tuple(token.i for token in cited),
    )


def _subtree(token: Token) -> tuple[tuple[int, int], ...]:
    return ((token.left_edge.i, token.right_edge.i + 1),)


def _without(whole: tuple[int, int], part: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    pieces = ((whole[0], min(part[0], whole[1])), (max(part[1], whole[0]), whole[1]))
    return tuple(piece for piece in pieces if piece[0] < piece[1])


def _merged(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _clausal(token: Token) -> bool:
    """Whether `token` heads a clause with a subject of its own, or a finite one."""
    if _free_relative(token):
        return True
    if any(child.lower_ == "to" for child in dependents(token, "mark", "aux")):
        return any(child.tag_ in _QUESTIONS for child in token.children)
    if any(dependents(token, "nsubj", "csubj", "expl")):
        return True
    finite = ("VBD", "VBZ", "VBP", "MD")
    return token.tag_ in finite or any(child.tag_ in finite for child in dependents(token, "aux", "cop"))


def _free_relative(token: Token) -> bool:
    """'know what the truth is', 'why it failed': a question word that heads its clause."""
    if token.tag_ not in _QUESTIONS:
        return False
    return any(dependents(token, "nsubj")) or any(is_verb(c) for c in dependents(token, "acl", "advcl"))


def _sources(cue: Token) -> list[Token]:
    if cue.tag_.startswith("NN"):
        owners = [
            child
            for child in dependents(cue, "nmod")
            if child.dep_ == "nmod:poss" or set(prepositions(child)) & {"by", "of", "from"}
        ]
        return owners[:1] or _holders(cue)
    if is_verb(cue) and is_passive(cue):
        return [c for c in dependents(cue, "obl") if "by" in prepositions(c)][:1]
    found = subjects(cue)[:1] if is_verb(cue) else list(dependents(cue, "nsubj"))[:1]
    if found and found[0].lower_ == "it" and not is_verb(cue):
        return []
    return found


def _holders(noun: Token) -> list[Token]:
    """'they made the claim that ...', 'came to the conclusion that ...': the subject of a light verb."""
    verb = noun.head
    light = relation(noun) in ("obj", "obl") and is_verb(verb) and base_forms(verb)[0] in _LIGHT
    return subjects(verb)[:1] if light else []


def _reported(token: Token, child: Token) -> Kind | None:
    """What `token` makes of its dependent `child`, None when it reports nothing."""
    link = relation(child)
    if (link == "ccomp" or _free_relative(child)) and _knows(token, child):
        return Kind.KNOWN
    if link == "nsubj" and is_passive(token):
        signature = lookup(token, child)
        return Kind.SAID if signature is not None and signature.source else None
    if link == "parataxis":
        if child.i < token.i or not is_verb(token) or not any(dependents(token, "nsubj")):
            return None
    elif link not in ("ccomp", "xcomp", "csubj", "obj", "acl", "advcl", "obl", "nmod"):
        return None
    if child.dep_.lower() == "acl:relcl" or child.dep_ in ("nmod:poss", "obl:agent", "obl:tmod"):
        return None
    cases = set(prepositions(child))
    if link in ("obl", "nmod", "advcl") and not cases & {"of", "that", "as", "about", "for"}:
        return None
    signature = lookup(token, child)
    if signature is None or not signature.source:
        return None
    if link == "parataxis" and not reports(token, child, signature):
        return None
    return Kind.SAID


def _knows(token: Token, child: Token) -> bool:
    if not _clausal(child) or _filler(token):
        return False
    forms = base_forms(token) if is_verb(token) else (token.lemma_.lower(),)
    return any(form in KNOWERS for form in forms)


def _filler(token: Token) -> bool:
    """'you know', 'I mean': words that fill a pause."""
    own = [child.lower_ for child in dependents(token, "nsubj", "aux", "mark", "advmod")]
    return (token.lower_, own) in (("know", ["you"]), ("mean", ["i"]), ("see", ["you"]))


def _trails(cue: Token, head: Token) -> bool:
    """Whether `cue` is the source verb of '..., the ministry said' or 'as the ministry said' behind `head`."""
    link = relation(cue)
    if link not in ("parataxis", "advcl") or not is_verb(cue) or any(dependents(cue, "ccomp")):
        return False
    as_said = link == "advcl" and "as" in prepositions(cue)
    agent = any("by" in prepositions(c) for c in dependents(cue, "obl"))
    if link == "advcl" and not as_said:
        return False
    if not any(dependents(cue, "nsubj")) and not (as_said and cue.tag_ == "VBN" and agent):
        return False
    if cue.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or any(dependents(cue, "xcomp")):
        return False
    if not as_said and cue.i > head.i and cue.doc[cue.left_edge.i - 1].text in (";", ":"):
        return False
    signature = lookup(cue, head)
    if signature is None or not signature.source:
        return False
    return cue.lemma_ in _TOLD or not any(dependents(cue, "obj"))


def _is_accord(token: Token) -> bool:
    if relation(token) not in ("obl", "nmod", "advcl", "parataxis"):
        return False
    phrase = " ".join(prepositions(token))
    return phrase.startswith(_ACCORDING) or (
        token.lower_ == "words" and phrase == "in" and any(dependents(token, "nmod"))
    )


def _closes(token: Token) -> bool:
    """Whether ', according to the ministry' ends a sentence and so vouches for all of it."""
    first, rest = token.left_edge, token.doc[token.right_edge.i + 1 : token.sent.end]
    after_comma = first.is_punct or (first.i > token.sent.start and first.nbor(-1).is_punct)
    return after_comma and all(t.is_punct or t.is_space for t in rest)


def _with_quotations(doc: Doc, found: list[Unit]) -> list[Unit]:
    """Stretch what is said over the whole of its quotation, and find the speakers of the others."""
    result = list(found)
    previous: int | None = None
    last: Quotation | None = None
    for quotation in quotations(doc):
        start, end = quotation.start, quotation.end
        gap = doc[last.end : start].text if last else ""
        opened = last is not None and not last.closed and not gap.strip(" \n\t\u201c\"'")
        if not opened and (gap.count("\n") > 1 or len(gap) > _FAR):
            previous = None
        whole = any(start <= sentence.root.i < end for sentence in doc[start:end].sents)
        own = _speaker(doc, result, quotation)
        if own is not None:
            result[own] = _stretched(result[own], quotation)
            previous = own
        elif whole:
            beside = _beside(doc, quotation, result)
            if beside is not None:
                result.append(beside)
                previous = len(result) - 1
            elif previous is not None:
                result[previous] = _stretched(result[previous], quotation)
        last = quotation
    return result


def _speaker(doc: Doc, found: list[Unit], quotation: Quotation) -> int | None:
    """Return the unit whose cue stands outside of a quotation and whose content has its head inside."""
    start, end = quotation.start, quotation.end
    sentences = {doc[i].sent.start for i in range(start, end) if not doc[i].is_space}
    for position, unit in enumerate(found):
        if unit.kind is Kind.SAID and not start <= unit.cue < end and unit.source:
            near = doc[unit.cue].sent.start in sentences
            if near and start <= unit.root < end:
                return position
    return None


def _stretched(unit: Unit, quotation: Quotation) -> Unit:
    return replace(unit, content=_merged([*unit.content, (quotation.start, quotation.end)]))


def _beside(doc: Doc, quotation: Quotation, found: list[Unit]) -> Unit | None:
    """Find the source verb beside a quotation that the tree does not link to it ('He wrote: "..."')."""
    taken = {unit.cue for unit in found}
    first, last = doc[quotation.start].sent, doc[quotation.end - 1].sent
    places: list[Span] = [first, last]
    if quotation.start <= first.start + 1 and first.start > 0:
        ahead = doc[first.start - 1].sent
        if ahead.text.rstrip().endswith((":", ",")):
            places.append(ahead)
    for sentence in places:
        for token in sentence:
            if quotation.start <= token.i < quotation.end or token.i in taken or not is_verb(token):
                continue
            signature = lookup(token, doc[quotation.start].sent.root)
            if signature is None or not signature.source or not any(dependents(token, "nsubj")):
                continue
            content = ((quotation.start, quotation.end),)
            root = doc[quotation.start : quotation.end].root
            return replace(_unit(token, root, content, Kind.SAID), clausal=True)
    return None
