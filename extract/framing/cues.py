"""Cues of attribution in the tree: verbs, nouns and adjectives that report, 'according to', makers of pictures."""

from collections.abc import Iterator
from dataclasses import replace

from extract.clauses import dependents, is_passive, is_verb, objects, prepositions, subjects
from extract.framing.factuality import reports
from extract.framing.operators import denied_claim
from extract.framing.signatures import lookup
from extract.framing.unit import Kind, Unit, merged
from extract.framing.words import KNOWERS, PROMISING
from extract.irregular import base_forms
from extract.tree import Doc, Token
from graph.model import Factuality

__all__ = ["credits_of", "cues_of", "unit_of"]

_ACCORDING = ("according to", "per")
_NOMINALS = ("PROPN", "NOUN", "PRON")
_QUESTIONS = ("WP", "WRB", "WDT")
_LIGHT = ("make", "have", "come", "reach", "express", "give", "hold", "issue", "voice", "share", "raise")
_TOLD = ("tell", "inform", "warn", "assure")
_PICTURES = ("image", "photo", "photograph", "picture", "credit")
_LONGEST_CREDIT = 8
_WORDS = frozenset({"aux", "case", "cc", "cop", "det", "mark", "punct"})


def cues_of(token: Token) -> Iterator[Unit]:
    """Yield the units whose cue is `token`, or an 'according to' that depends on it."""
    below = token.children
    if not below:
        return
    contents = [(child, kind) for child in below if (kind := _reported(token, child)) is not None]
    for kind in Kind:
        clauses = [child for child, own in contents if own is kind and _clausal(child)]
        for child, own in contents:
            if own is kind and not _clausal(child):
                yield unit_of(token, child, _subtree(child), kind)
        if clauses:
            yield unit_of(token, clauses[0], merged(piece for c in clauses for piece in _subtree(c)), kind)
    for child in below:
        if _is_accord(child):
            yield _accord(token, child)
    head = token.head
    if head.i != token.i and _trails(token, head):
        whole = (_quoted_from(head, token), head.right_edge.i + 1)
        part = (token.left_edge.i, token.right_edge.i + 1)
        outside = part[1] - part[0] - 1  # nearer than 'according to' behind the same words
        yield replace(unit_of(token, head, _without(whole, part), Kind.SAID), outside=outside)


def _accord(token: Token, source: Token) -> Unit:
    start, end = source.left_edge.i, source.right_edge.i + 1
    whole = source.sent if _closes(source) else None
    first, last = (whole.start, whole.end) if whole else (token.left_edge.i, token.right_edge.i + 1)
    root = whole.root if whole and whole.root.i != source.i else token
    cue = next(iter(dependents(source, "case", "mark")), source)
    named = next((c for c in dependents(source, "nmod")), source) if source.lower_ == "words" else source
    rest = _without((first, last), (start, end))
    return Unit(cue.i, (named.i,), root.i, rest, _clausal(root), outside=end - start)


def unit_of(cue: Token, content: Token, words: tuple[tuple[int, int], ...], kind: Kind) -> Unit:
    """Return the unit of `cue`, whose content has the head `content` and holds the token ranges `words`."""
    told = [*dependents(cue, "obj", "iobj")] if cue.pos_ == "VERB" else []
    told += [c for c in dependents(cue, "obl") if set(prepositions(c)) & {"to", "with", "by"}]
    cited = [
        thing for child in dependents(cue, "advcl") if child.lemma_ == "cite" for thing in objects(child)[:1]
    ]
    sources = _sources(cue)
    hearer, words = _misplaced_hearer(cue, content, words)
    told += hearer
    return Unit(
        cue.i,
        tuple(source.i for source in sources),
        content.i,
        _clipped(words, content, cue, sources),
        _clausal(content),
        kind,
        tuple(token.i for token in told if token.i != content.i),
        tuple(token.i for token in cited),
    )


def _misplaced_hearer(
    cue: Token, content: Token, words: tuple[tuple[int, int], ...]
) -> tuple[list[Token], tuple[tuple[int, int], ...]]:
    """'told Reuters that Chad fled': a hearer that the tree hangs below the clause stands before its 'that'."""
    mark = next((m for m in dependents(content, "mark") if m.lower_ == "that" and m.i > cue.i), None)
    found = [c for c in content.children if mark is not None and cue.i < c.i < mark.i and c.pos_ in _NOMINALS]
    if mark is None or not found:
        return [], words
    return found[:1], tuple((max(start, mark.i), end) for start, end in words if end > mark.i)


def _clipped(
    words: tuple[tuple[int, int], ...], content: Token, cue: Token, sources: list[Token]
) -> tuple[tuple[int, int], ...]:
    """Keep the cue and its source out of the content, whatever a misplaced word of it drags along."""
    if content.i > cue.i:
        return _without((words[0][0], words[-1][1]), (0, cue.i + 1)) if words[0][0] <= cue.i else words
    beside = [s.left_edge.i for s in sources if content.i < s.left_edge.i < cue.i]
    first = min([cue.i, *beside])
    kept = [
        (start, min(end, first)) if start < first <= cue.i < end else (start, end) for start, end in words
    ]
    return tuple(piece for piece in kept if piece[0] < piece[1])


def _subtree(token: Token) -> tuple[tuple[int, int], ...]:
    return ((token.left_edge.i, token.right_edge.i + 1),)


def _without(whole: tuple[int, int], part: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    pieces = ((whole[0], min(part[0], whole[1])), (max(part[1], whole[0]), whole[1]))
    return tuple(piece for piece in pieces if piece[0] < piece[1])


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
    found = subjects(cue)[:1] if is_verb(cue) or _is_quotative(cue) else list(dependents(cue, "nsubj"))[:1]
    if not found and cue.relation == "xcomp" and is_verb(cue.head):
        found = subjects(cue.head)[:1]
    if not found and is_verb(cue):
        found = _inverted(cue)
    if found and found[0].lower_ == "it" and not is_verb(cue):
        return []
    return found


def _inverted(cue: Token) -> list[Token]:
    """'"...," said Ms Lee on Monday': the nominal behind the verb, where the tree hangs it elsewhere."""
    before = cue.nbor(-1) if cue.i else None
    if before is None or not (before.is_quote or before.text == ","):
        return []
    rest = cue.doc[cue.i + 1 : cue.sent.end]
    end = next((token.i for token in rest if token.is_punct), cue.sent.end)
    for token in cue.doc[cue.i + 1 : end]:
        if token.pos_ in ("PROPN", "NOUN", "PRON") and not cue.i < token.head.i < end:
            return [token]
        if token.tag_.startswith("V"):
            break
    return []


def _holders(noun: Token) -> list[Token]:
    """'they made the claim that ...', 'came to the conclusion that ...': the subject of a light verb."""
    verb = noun.head
    light = noun.relation in ("obj", "obl") and is_verb(verb) and base_forms(verb)[0] in _LIGHT
    return subjects(verb)[:1] if light else []


def _reported(token: Token, child: Token) -> Kind | None:
    """What `token` makes of its dependent `child`, None when it reports nothing."""
    link = child.relation
    if not child.children and link in _WORDS:
        return None
    if denied_claim(token):
        return None  # the one who denies a report speaks, not the report
    if denied_claim(child):
        return Kind.SAID
    if link == "xcomp" and _promises(token):
        return Kind.SAID
    if link == "ccomp" and _introduces(child, token):
        return None
    if link in ("ccomp", "parataxis") and _is_quotative(token) and any(dependents(token, "nsubj")):
        return Kind.SAID
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
    wish = link == "xcomp" and signature.positive is signature.negative is Factuality.POSSIBLE
    if wish and not _clausal(child):
        return None  # "hopes to sign" is a wish, "hopes that they sign" a view
    return Kind.SAID


def _introduces(clause: Token, cue: Token) -> bool:
    """Whether a colon and a quotation follow a clause: 'Greece offered help: "We are ready," the minister said'."""
    return _quoted_from(clause, cue) > clause.i


def _quoted_from(head: Token, cue: Token) -> int:
    """The first word of what a trailing source says: all of the clause, or what its colon and quotation mark open."""
    for at in range(head.i, cue.i - 1):
        if head.doc[at].text == ":" and head.doc[at + 1].is_quote:
            return at + 1
    return head.left_edge.i


def _promises(token: Token) -> bool:
    """'X said that Y had promised to come': of what Y is reported to promise, Y is the nearest speaker."""
    if token.relation != "ccomp" or not is_verb(token.head) or not set(base_forms(token)) & PROMISING:
        return False
    signature = lookup(token.head, token)
    return signature is not None and signature.source and any(dependents(token, "nsubj"))


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
    link = cue.relation
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


def credits_of(doc: Doc) -> Iterator[Unit]:
    """Yield the makers of pictures: 'A caption. Photo: Ann Lee' in one paragraph."""
    begin = 0
    for token in doc:
        if "\n" in token.text:
            begin = token.i + 1
        elif token.text == ":" and token.i > begin + 1 and doc[token.i - 1].lower_ in _PICTURES:
            end = next((t.i for t in doc[token.i :] if "\n" in t.text or t.text == ")"), len(doc))
            words = [t for t in doc[token.i + 1 : end] if not t.is_punct]
            if words and len(words) <= _LONGEST_CREDIT:
                name = doc[words[0].i : words[-1].i + 1].root.i
                yield Unit(name, (name,), begin, ((begin, token.i - 1),), clausal=True, kind=Kind.MADE)


def _is_quotative(token: Token) -> bool:
    """'she was like', 'he goes': words that bring in speech as it was said."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.lemma_ == "be":
        return following is not None and following.lower_ == "like" and following.tag_ in ("UH", "IN", "RB")
    return token.lower_ in ("goes", "went") and following is not None and following.text in (",", ":")


def _is_accord(token: Token) -> bool:
    if token.relation not in ("obl", "nmod", "advcl", "parataxis"):
        return False
    phrase = " ".join(prepositions(token))
    if phrase == "per" and token.pos_ != "PROPN":
        return False
    return phrase.startswith(_ACCORDING) or (
        token.lower_ == "words" and phrase == "in" and any(dependents(token, "nmod"))
    )


def _closes(token: Token) -> bool:
    """Whether ', according to the ministry' ends a sentence and so vouches for all of it."""
    first, rest = token.left_edge, token.doc[token.right_edge.i + 1 : token.sent.end]
    after_comma = first.is_punct or (first.i > token.sent.start and first.nbor(-1).is_punct)
    return after_comma and all(t.is_punct or t.is_space for t in rest)
