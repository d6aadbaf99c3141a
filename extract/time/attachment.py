"""Which time belongs to which word: expressions found in the text, resolved, and hung on their governors."""

from datetime import date, timedelta

from extract.clauses import dependents, is_noticed, is_verb, prepositions
from extract.irregular import base_forms
from extract.time.calendar import Tense, bounds, publication_day, resolve
from extract.time.grammar import Expression, expressions
from extract.tree import Doc, Token
from extract.tree import Span as TokenSpan
from graph.model import Document, Span, Time

__all__ = ["Times"]

_STAGES = {"begin", "start", "erupt", "break", "launch"}
_ONSETS = {"start", "beginning", "outset", "onset"}
_CARRIERS = {
    *(
        "hold",
        "begin",
        "start",
        "resume",
        "launch",
        "take",
        "conduct",
        "stage",
        "carry",
        "make",
        "give",
        "open",
    ),
    *(
        "sign",
        "occur",
        "happen",
        "reach",
        "have",
        "end",
        "mount",
        "commit",
        "wage",
        "issue",
        "erupt",
        "suffer",
    ),
    *("deliver", "pay", "schedule", "plan", "postpone"),
}
_RANGES = {"from": ("to", "until", "till", "through"), "between": ("and",)}
"""Words before the first and between the two dates of a range."""
_PRESENT = ("VBZ", "VBP")
_CALLS = ("call", "schedule", "set", "plan", "summon", "convene", "announce", "slate", "arrange")
"""Verbs of what is to take place on the day behind "for": "called a summit for Wednesday"."""
_DATED = ("iso", "date", "month", "weekday", "day", "year", "following")
_AS_OLD = {
    "attempt",
    "begin",
    "continue",
    "decline",
    "fail",
    "have",
    "help",
    "manage",
    "refuse",
    "start",
    "try",
}
_FUTURE_VERBS = {
    "plan",
    "intend",
    "expect",
    "schedule",
    "set",
    "promise",
    "vow",
    "due",
    "want",
    "agree",
    "order",
}
_ADVERBIAL = {
    "obl",
    "nmod",
    "advmod",
    "nummod",
    "compound",
    "amod",
    "appos",
    "dep",
    "obj",
    "parataxis",
    "advcl",
}


class Times:
    """The times of one document, asked for by token."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self._doc = doc
        self._text = doc.text
        self._published = publication_day(document.published)
        self._attached: dict[int, Time] = {}
        self._anchors: dict[str, str] = {}
        self.found: list[Time] = []
        last: str | None = None
        for expression in expressions(self._text):
            tokens = doc.around(expression.start, expression.end)
            if tokens is None or not len(tokens) or (self._is_name(tokens) and expression.kind != "date"):
                continue
            value = _again(expression, last, self._text) or self._value(expression, tokens)
            if value is not None and expression.kind in _DATED:
                last = value
            time = Time(Span.of(self._text, expression.start, expression.end), value)
            opening = self._opening(tokens, time)
            self.found.append(time)
            if opening is None:
                self._attach(tokens, time, expression)
            else:
                self._stretch(opening, time)
        for token in doc:
            self._remember(token)

    def time(self, token: Token) -> Time | None:
        """Return the resolved time of what `token` reports: its own, its carrier's, or an anchor's."""
        own = self._attached.get(token.i) or self._anchored(token)
        if own is not None:
            return own
        link, head = token.relation, token.head
        carried = link in ("obj", "nsubj") and head.lemma_.lower() in _CARRIERS and not is_verb(token)
        if link == "xcomp" or carried or is_noticed(token):
            return self._attached.get(head.i) or (
                self.time(head) if link == "xcomp" and head.i != token.i else None
            )
        if link == "conj" and is_verb(token) and is_verb(head) and not any(dependents(token, "nsubj")):
            if token.tag_ in _PRESENT and head.tag_ not in _PRESENT:
                return None
            time = self._attached.get(head.i)
            return time if time is not None and time.span.start < token.idx else None
        return None

    def later_than_published(self, time: Time) -> bool:
        """Tell whether a time begins after the day of publication."""
        limits = bounds(time.value) if time.value else None
        return limits is not None and self._published is not None and limits[0] > self._published

    def _opening(self, tokens: TokenSpan, time: Time) -> Time | None:
        """Return the time found last where this one ends the range that it opens: "from 2001 until 2011"."""
        first = self.found[-1] if self.found else None
        if first is None or first.value is None or time.value is None:
            return None
        before = self._text[max(0, first.span.start - 12) : first.span.start].split()
        joined = _RANGES.get(before[-1].lower() if before else "", ())
        if self._text[first.span.end : time.span.start].strip().lower() not in joined:
            return None
        opened, closed = bounds(first.value), bounds(time.value.removeprefix("../"))
        if opened is None or closed is None or tokens.root.sent.start_char > first.span.start:
            return None
        return first if opened[0] <= closed[0] else None

    def _stretch(self, first: Time, last: Time) -> None:
        """Let what was dated by the opening of a range last until its end."""
        value = f"{_edge(first, 0)}/{_edge(last, -1)}"
        whole = Time(Span.of(self._text, first.span.start, last.span.end), value)
        for place, time in self._attached.items():
            if time is first:
                self._attached[place] = whole

    def _is_name(self, tokens: TokenSpan) -> bool:
        return all(t.ent_type_ in ("PERSON", "ORG", "LOC", "EVENT") for t in tokens)

    def _value(self, expression: Expression, tokens: TokenSpan) -> str | None:
        value = resolve(expression, self._published, _tense(tokens.root))
        if value is None or "/" in value:
            return value
        cases = {case for t in (tokens.root, *tokens) for case in prepositions(t)}
        before = self._doc[tokens.start - 1].lower_ if tokens.start else ""
        if "since" in cases or before == "since":
            return f"{value}/.."
        return f"../{value}" if "until" in cases or before in ("until", "till") else value

    def _attach(self, tokens: TokenSpan, time: Time, expression: Expression) -> None:
        if time.value is None or expression.kind in ("duration", "now"):
            return
        root = tokens.root
        if root.relation not in _ADVERBIAL and root.relation != "nsubj":
            return
        governor = _raised(root.head, tokens)
        if governor.i == root.i or tokens.start <= governor.i < tokens.end:
            return
        if root.relation in ("nsubj", "obj") and not root.dep_.endswith(("tmod", "unmarked")):
            if root.i < governor.i and root.relation == "nsubj":
                return
            if expression.kind in ("year", "duration"):
                return
        if set(prepositions(root)) & {"before", "after", "for"} and expression.kind != "weekday":
            return
        if "for" in prepositions(root) and governor.lemma_ in _CALLS:
            governor = next(dependents(governor, "obj"), governor)
        if governor.i in self._attached:
            governor = _later(governor, self._attached[governor.i], root)
        self._attached.setdefault(governor.i, time)

    def _remember(self, token: Token) -> None:
        """Keep when a war, a strike or another event began, for 'since the war began'."""
        time = self._attached.get(token.i)
        if time is None or time.value is None or time.value.startswith(".."):
            return
        if token.tag_.startswith("NN"):
            self._anchors.setdefault(token.lemma_.lower(), time.value)
        elif token.lemma_.lower() in _STAGES:
            for child in dependents(token, "obj", "nsubj"):
                if child.tag_.startswith("NN"):
                    self._anchors[child.lemma_.lower()] = time.value

    def _anchored(self, token: Token) -> Time | None:
        for child in dependents(token, "advcl", "obl", "nmod"):
            marks = {word.lower_ for word in dependents(child, "mark", "case", "advmod")}
            names: list[Token] = []
            if child.relation == "advcl" and child.lemma_.lower() in _STAGES and marks & {"since", "when"}:
                names = list(dependents(child, "nsubj"))
            elif child.lemma_.lower() in _ONSETS and marks & {"at", "since", "from"}:
                names = list(dependents(child, "nmod"))
            elif "since" in marks and child.tag_.startswith("NN"):
                names = [child]
            for name in names:
                value = self._anchors.get(name.lemma_.lower())
                if value is None:
                    continue
                if "since" in marks:
                    value = f"{value.partition('/')[0]}/.."
                first, last = child.left_edge, child.right_edge
                end = last.idx + len(last.text)
                return Time(Span.of(self._text, first.idx, end), value)
        return None


def _edge(time: Time, part: int) -> str:
    return (time.value or "").removeprefix("../").split("/")[part]


def _again(expression: Expression, last: str | None, text: str) -> str | None:
    """'at the time', 'the same day', 'the next day': the date given last, a day where a day is meant."""
    if last is None or last.startswith("..") or last.endswith(".."):
        return None
    if expression.kind == "following" and len(last) == 10:
        days = expression.integer("number")
        return (date.fromisoformat(last) + timedelta(days=1 if days is None else days)).isoformat()
    if expression.kind != "same":
        return None
    day = text[: expression.end].endswith("day")
    return last if len(last) == 10 or not day else None


def _later(verb: Token, earlier: Time, root: Token) -> Token:
    """'joined in 1993 and led it in 2011', with both years hung on the first verb: the verb between the two."""
    between = [
        c for c in dependents(verb, "conj") if is_verb(c) and earlier.span.end <= c.idx and c.i < root.i
    ]
    return between[-1] if between else verb


def _raised(governor: Token, tokens: TokenSpan) -> Token:
    """'said Monday that it had ...': a time between a verb and what it reports belongs to that verb."""
    if governor.relation not in ("ccomp", "xcomp") or not governor.head.i < tokens.start < governor.i:
        return governor
    marked = any(tokens.start < child.i < governor.i for child in dependents(governor, "mark"))
    adjacent = all(t.tag_ in ("IN", "DT") for t in governor.doc[governor.head.i + 1 : tokens.start])
    return governor.head if marked or adjacent else governor


def _done(verb: Token) -> bool:
    """'tried to leave in July', 'helped to broker it': an infinitive as old as the verb above it."""
    head = verb.head
    if verb.relation != "xcomp" or not set(base_forms(head)) & _AS_OLD:
        return False
    return head.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had") for c in dependents(head, "aux"))


def _tense(root: Token) -> Tense:
    """Tense of the clause in which a time expression stands; past unless something looks forward.

    Open where the expression belongs to a noun ("a June 3 hearing"), which no verb places in time.
    """
    if "for" in prepositions(root) and root.head.lemma_ in _CALLS:
        return Tense.FUTURE
    current, unplaced = root, False
    for _ in range(8):
        if is_verb(current) or any(dependents(current, "cop")):
            words = {child.lower_ for child in dependents(current, "aux", "mark", "cop")}
            if words & {"will", "shall", "wo", "'ll", "would", "may", "might", "should"}:
                return Tense.FUTURE
            if "to" in words and (current.tag_ == "VB" or "be" in words):
                return Tense.PAST if _done(current) else Tense.FUTURE
            if current.tag_ == "VBG" and words & {"is", "are", "am", "'s", "'re"}:
                return Tense.FUTURE
            if current.tag_ == "VBN" and words & {"is", "are"} and current.lemma_ in _FUTURE_VERBS:
                return Tense.FUTURE
            if current.tag_ in ("VBD", "VBN", "VBZ", "VBP") or words:
                return Tense.OPEN if unplaced else Tense.PAST
        if current.head.i == current.i:
            break
        if (
            current.lemma_.lower() in ("plan", "election", "deadline", "schedule")
            and current.head.tag_ != "VBD"
        ):
            return Tense.FUTURE
        unplaced = unplaced or (current.i != root.i and current.tag_ in ("NN", "NNS"))
        current = current.head
    return Tense.OPEN if unplaced else Tense.PAST
