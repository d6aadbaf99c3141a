"""From when to when a relation holds: "since 2019", "from 2004 to 2010", "until his death in 2006", "former"."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from extract.clauses import dependents, is_verb
from extract.time.calendar import Tense, publication_day, resolve
from extract.time.grammar import expressions
from extract.tree import Token
from extract.types import Context
from graph.model import Span, Time

__all__ = ["FORMER", "Interval", "interval", "moment", "no_longer"]

FORMER: Final = frozenset({"former", "ex", "then", "onetime", "late", "outgoing", "ousted", "erstwhile"})
"""Words before a noun by which what it says is over."""
_INCEPTIONS: Final = frozenset(
    {
        "acquire",
        "appoint",
        "become",
        "buy",
        "elect",
        "join",
        "make",
        "marry",
        "move",
        "name",
        "purchase",
        "wed",
    }
    | {"relocate", "settle", "hire", "nominate", "emigrate"}
)
_ENDS: Final = frozenset({"leave", "quit", "divorce", "resign", "depart"})
_OPENINGS = frozenset({"since"})
_CLOSINGS = frozenset({"until", "till"})
_DATES = (
    "iso",
    "date",
    "month",
    "year",
    "quarter",
    "season",
    "part",
    "period",
    "ago",
    "decade",
    "day",
    "weekday",
)


class Interval(NamedTuple):
    """The time that a relation holds, and False for one that is said to be over; None where nothing is said."""

    time: Time | None = None
    current: bool | None = None


class _Date(NamedTuple):
    """A resolved time expression, its first token, and the word before it that says from when or to when."""

    start: int
    end: int
    value: str
    before: str
    root: Token


def interval(context: Context, token: Token) -> Interval:
    """Return when the relation that `token` (a verb or noun) reports holds, as far as its own clause tells."""
    dates = list(_dates(context, token))
    verb = _inception(token)
    for number, date in enumerate(dates):
        later = dates[number + 1] if number + 1 < len(dates) else None
        if later is not None and _range(context, date, later):
            value = f"{_first(date.value)}/{_last(later.value)}"
            return Interval(_time(context, date.start, later.end, value), False)
    for date in dates:
        if date.before in _OPENINGS:
            return Interval(_time(context, date.start, date.end, f"{_first(date.value)}/.."), None)
        if date.before in _CLOSINGS or _until_end(date):
            return Interval(_time(context, date.start, date.end, f"../{_last(date.value)}"), False)
    over = False if _over(token) else None
    for date in dates:
        if date.before in ("from", "in", "on", "") or date.before.isalpha():
            if verb in _ENDS:
                return Interval(_time(context, date.start, date.end, f"../{_last(date.value)}"), False)
            if verb in _INCEPTIONS or date.before == "from":
                return Interval(_time(context, date.start, date.end, f"{_first(date.value)}/.."), over)
            return Interval(_time(context, date.start, date.end, date.value), over)
    return Interval(None, False if verb in _ENDS else over)


def moment(context: Context, token: Token) -> Time | None:
    """Return the date at which `token` happened, None when its clause gives none or only a limit."""
    for date in _dates(context, token):
        if date.before in ("in", "on"):
            return _time(context, date.start, date.end, date.value)
    return None


def no_longer(token: Token) -> bool:
    """Whether "no longer" stands with the word or the verb above it: a relation that is over, not one denied."""
    words = [*token.children, *(token.head.children if is_verb(token.head) else ())]
    return any(
        word.lower_ in ("longer", "more") and any(c.lower_ in ("no", "any") for c in word.children)
        for word in words
    )


def _over(token: Token) -> bool:
    left = [c for c in token.children if c.i < token.i]
    if any(c.lower_ in FORMER for c in left) or token.lower_.startswith("ex-"):
        return True
    verb = token if is_verb(token) else token.head
    if any(c.lower_ == "once" for c in left) and any(c.lower_ == "was" for c in dependents(token, "cop")):
        return True
    return no_longer(token) or (verb.lemma_.lower() == "use" and token.relation == "xcomp")


def _inception(token: Token) -> str:
    """Return the verb by which a noun or verb comes to hold: "became its chairman", "was named head"."""
    if is_verb(token) or token.relation in ("appos", "nsubj"):
        return token.lemma_.lower()
    head = token.head
    return head.lemma_.lower() if is_verb(head) and not any(dependents(token, "cop")) else ""


def _dates(context: Context, token: Token) -> Iterator[_Date]:
    doc, published = context.doc, publication_day(context.document.published)
    previous: _Date | None = None
    first, last = token.sent.start_char, token.sent.end_char
    for found in expressions(doc.text):
        if not first <= found.start < last or found.kind not in _DATES:
            continue
        value = resolve(found, published, Tense.PAST)
        span = doc.around(found.start, found.end)
        if value is None or span is None:
            continue
        at = span.start - 1
        while at > token.sent.start and doc[at].lower_ in ("the", "early", "late", "mid", "-", "about"):
            at -= 1
        date = _Date(found.start, found.end, value, doc[at].lower_ if at >= 0 else "", span.root)
        beside = _apposed(span.root, span.start)
        other = beside != token if beside is not None else not _belongs(span.root, token)
        if other and (previous is None or not _range(context, previous, date)):
            continue
        previous = date
        yield date


def _belongs(root: Token, token: Token) -> bool:
    """Whether the nearest verb or predicate above a date is the relation's word, or the verb that it depends on."""
    verb = (
        token.head
        if token.relation in ("xcomp", "obl", "obj") and not any(dependents(token, "cop"))
        else None
    )
    if token.relation == "nsubj" and any(dependents(token.head, "cop")):
        verb = token.head
    for above in (root, *root.ancestors):
        if above == token or (verb is not None and above == verb):
            return True
        if _clausal(above) or above.relation == "appos":
            return False
    return False


def _apposed(root: Token, start: int) -> Token | None:
    """Return the apposition inside whose commas a date stands: ", prime minister until last year,"."""
    for at in range(start - 1, root.sent.start - 1, -1):
        word = root.doc[at]
        if word.is_punct or is_verb(word):
            return None
        if word.relation == "appos" and word.tag_.startswith("NN") and word.tag_ != "NNP":
            return word
    return None


def _clausal(word: Token) -> bool:
    return is_verb(word) or any(dependents(word, "cop"))


def _range(context: Context, one: _Date, two: _Date) -> bool:
    """'from 2004 to 2010', 'between 2004 and 2010'."""
    words = context.doc.text[one.end : two.start].strip().lower()
    joined = {"from": ("to", "until", "till", "through", "-", "\u2013"), "between": ("and",)}
    return words in joined.get(one.before, ("-", "\u2013"))


def _until_end(date: _Date) -> bool:
    """'until his death in 2006', 'until her resignation last year'."""
    return any(
        any(case.lower_ in _CLOSINGS for case in dependents(above, "case", "mark"))
        for above in date.root.ancestors
    )


def _first(value: str) -> str:
    return value.partition("/")[0]


def _last(value: str) -> str:
    return value.rpartition("/")[2]


def _time(context: Context, start: int, end: int, value: str) -> Time:
    return Time(Span.of(context.document.text, start, end), value)
