"""Units of attribution: a cue, the source that it names, and the words that the source vouches for.

Found by the tree of each sentence (`extract.framing.cues`) and, where a quotation stands beside its source without
a link in the tree, by the quotation marks.
"""

from dataclasses import replace

from extract.clauses import dependents, is_verb
from extract.framing.cues import credits_of, cues_of, unit_of
from extract.framing.quotations import Quotation, quotations
from extract.framing.signatures import lookup
from extract.framing.unit import Kind, Unit, merged
from extract.tree import Doc, Span

__all__ = ["units"]

_FAR = 400


def units(doc: Doc) -> list[Unit]:
    """Return the units of attribution of a parsed document, by the place of their cue."""
    found = [unit for token in doc if token.children for unit in cues_of(token) if unit.source or unit.cited]
    found = [*_with_quotations(doc, found), *credits_of(doc)]
    return sorted(found, key=lambda unit: (unit.cue, unit.root))


def _with_quotations(doc: Doc, found: list[Unit]) -> list[Unit]:
    """Stretch what is said over the whole of its quotation, and find the speakers of the others."""
    result = list(found)
    previous: int | None = None
    last: Quotation | None = None
    waiting: list[Quotation] = []
    for quotation in quotations(doc):
        start, end = quotation.start, quotation.end
        gap = doc[last.end : start].text if last else ""
        opened = last is not None and not last.closed and not gap.strip(" \n\t\u201c\"'")
        if not opened:
            waiting = []
        if not opened and (gap.count("\n") > 1 or len(gap) > _FAR):
            previous = None
        whole = any(start <= doc[place].sent.root.i < end for place in range(start, end))
        own = _speaker(doc, result, quotation)
        if own is not None:
            result[own] = _stretched(result[own], quotation)
            previous = own
            for earlier in waiting:
                result[own] = _stretched(result[own], earlier)
            waiting = []
        elif whole or doc[max(0, start - 2)].text in (",", ":"):
            beside = _beside(doc, quotation, result)
            if beside is not None:
                result.append(beside)
                previous = len(result) - 1
            elif whole and previous is not None:
                result[previous] = _stretched(result[previous], quotation)
            else:
                waiting.append(quotation)
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
    return replace(unit, content=merged([*unit.content, (quotation.start, quotation.end)]))


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
            return replace(unit_of(token, root, content, Kind.SAID), clausal=True)
    return None
