"""Chains of names: which names of a document are forms of one name, by the ways in which names are varied.

The same words; a person by surname or forename once the full name is known; an organization without its legal form,
by its first words or by its initials; countries by their usual short forms.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

__all__ = ["Name", "name_groups", "names_of"]

_TYPES = frozenset({"PERSON", "ORG", "LOC", "NORP", "EVENT"})
_EDGES = frozenset({"the", "a", "an", "'s", "\u2019s", "'", "\u2019"})
_LEGAL = frozenset(
    """inc inc. corp corp. corporation co co. company ltd ltd. limited plc llc llp lp gmbh ag sa s.a. nv n.v. bv ab oy
    spa s.p.a. kk group holding holdings pte pty""".split()  # noqa: SIM905 - a word list reads better as words
)
_GENERIC = _LEGAL | frozenset(
    """party university college club bank newspaper newspapers times agency airlines airways railroad railway railways
    services motor motors industries fc f.c. brothers bros bros. records associates partners capital hotel fm""".split()  # noqa: SIM905 - as above
)
_BODIES = frozenset(
    """army assembly bank board bureau cabinet college commission committee commonwealth conference congress council
    court department fund government guard house league legislature ministry navy parliament party police senate
    society trust union university""".split()  # noqa: SIM905 - as above
)
"""Words that, with a capital and alone, take up the one body whose full name has them at its end or before "of"."""
_PLACES = frozenset({"city", "republic", "of"})
_SHORT = {
    "u.s.": "united states", "us": "united states", "usa": "united states", "u.s.a.": "united states",
    "america": "united states", "united states of america": "united states", "u.k.": "united kingdom",
    "uk": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom", "u.n.": "united nations",
    "un": "united nations", "e.u.": "european union", "eu": "european union", "ussr": "soviet union",
    "u.s.s.r.": "soviet union", "uae": "united arab emirates", "prc": "china", "people's republic of china": "china",
    "russian federation": "russia", "republic of ireland": "ireland",
}  # fmt: skip
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "at", "de", "la", "du", "des", "del", "&"})
_SMALL |= {"y", "e", "und", "von", "van", "der"}
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name over tokens `start:end` (half-open), its root, its type and its folded words."""

    start: int
    end: int
    root: int
    label: str
    words: tuple[str, ...]
    spelling: str


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("\u2019", "'")


def names_of(doc: Doc) -> list[Name]:
    """Return the names of an annotated document in textual order."""
    found = []
    for ent in doc.ents:
        if ent.label_ not in _TYPES:
            continue
        tokens = [t.text for t in ent if not t.is_space]
        while len(tokens) > 1 and tokens[0].lower() in _EDGES:
            tokens = tokens[1:]
        while len(tokens) > 1 and tokens[-1].lower() in _EDGES:
            tokens = tokens[:-1]
        words = tuple(word for word in map(_fold, tokens) if any(c.isalnum() for c in word))
        if words:
            found.append(Name(ent.start, ent.end, ent.root.i, ent.label_, words, " ".join(tokens)))
    return found


def _canonical(name: Name) -> str:
    joined = " ".join(name.words)
    return _SHORT.get(joined, joined)


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in _SMALL)


def _letters(name: Name) -> tuple[str, ...]:
    """Return the acronyms that a name may have: with and without small words, parts after hyphens and legal forms."""
    firsts = [
        word for word in re.split(r"\s+", re.sub(r"\s*-\s*\w+", "", name.spelling)) if word[:1].isalnum()
    ]
    bare = [word for word in map(_fold, firsts) if word not in _LEGAL]
    whole = "".join(word[0] for word in name.words)
    return tuple(dict.fromkeys((_initials(name.words), whole, _initials(bare))))


def _acronym(name: Name) -> str:
    """Return the letters of a name that is written as an acronym, else nothing."""
    letters = re.sub(r"[.\-]", "", name.spelling)
    return letters.lower() if len(name.words) == 1 and 2 <= len(letters) <= 6 and letters.isupper() else ""


def _bare(words: Sequence[str], drop: frozenset[str]) -> tuple[str, ...]:
    kept = list(words)
    while len(kept) > 1 and kept[-1] in drop:
        kept.pop()
    return tuple(kept)


class _Groups:
    """Groups of names of one broad kind, with an index of their words and forms."""

    def __init__(self) -> None:
        self.by_form: dict[str, int] = {}
        self.by_word: dict[str, list[int]] = {}
        self.forms: list[list[Name]] = []
        self.last: list[int] = []
        self.count: list[int] = []

    def new(self, name: Name, at: int) -> int:
        self.forms.append([])
        self.last.append(at)
        self.count.append(0)
        self.put(len(self.forms) - 1, name, at)
        return len(self.forms) - 1

    def put(self, group: int, name: Name, at: int) -> None:
        """Add a form to a group."""
        self.last[group] = at
        form = _canonical(name)
        if form not in self.by_form or self.by_form[form] == group:
            self.by_form[form] = group
            self.forms[group].append(name)
            for word in dict.fromkeys(name.words):
                rows = self.by_word.setdefault(word, [])
                if not rows or rows[-1] != group:
                    rows.append(group)

    def near(self, words: Iterable[str]) -> list[int]:
        """Return the groups that share a word, the last mentioned first."""
        found = {group for word in words for group in self.by_word.get(word, ())[-40:]}
        return sorted(found, key=lambda group: (-self.last[group], group))


def _same_person(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a name of a person is a shorter form of another."""
    short = [w for w in short if w not in _SUFFIXES]
    full = [w for w in full if w not in _SUFFIXES]
    if not short or len(short) > len(full):
        return False
    if len(short) == 1:
        return len(full) > 1 and len(short[0]) > 1 and short[0] in (full[0], full[-1])
    if list(full[: len(short)]) == short:
        return True
    if short[-1] != full[-1]:
        return False
    at = 0
    for word in short[:-1]:
        while at < len(full) - 1 and not _forename(word, full[at]):
            at += 1
        if at == len(full) - 1:
            return False
        at += 1
    return True


def _forename(one: str, two: str) -> bool:
    if one == two:
        return True
    one, two = one.rstrip("."), two.rstrip(".")
    return one == two or (min(len(one), len(two)) == 1 and one[:1] == two[:1])


def _same_body(short: Name, full: Name) -> bool:
    """Tell whether a name of an organization or event is a shorter form of another."""
    a, b = _bare(short.words, _LEGAL), _bare(full.words, _LEGAL)
    if a == b or _bare(a, _GENERIC) == _bare(b, _GENERIC) == a:
        return True
    if len(a) > 1 and len(b) > len(a) + 1 and b[: len(a) + 1] == (*a, "of"):
        return True
    a, b = _bare(a, _GENERIC), _bare(b, _GENERIC)
    return len(a) == len(b) > 1 and a[:-1] == b[:-1] and len(a[-1]) > 4 and _stem(a[-1], b[-1])


def _stem(one: str, two: str) -> bool:
    short, full = sorted((one, two), key=len)
    return len(short) > 4 and full.startswith(short)


def _same_place(short: Name, full: Name) -> bool:
    a = [w for w in short.words if w not in _PLACES]
    b = [w for w in full.words if w not in _PLACES]
    return bool(a) and a == b


def _variant(one: Name, two: Name) -> bool:
    """Tell whether two names may be forms of one."""
    if "PERSON" in (one.label, two.label):
        if one.label != two.label:
            return False
        return _same_person(one.words, two.words) or _same_person(two.words, one.words)
    if "NORP" in (one.label, two.label):
        return False
    short, full = sorted((one, two), key=lambda name: (len(name.words), name.start))
    if "LOC" in (one.label, two.label):
        return one.label == two.label and _same_place(short, full)
    acronym = _acronym(short) or _acronym(full)
    if acronym:
        other = full if _acronym(short) else short
        if len(other.words) > 1 and acronym in _letters(other):
            return True
    return _same_body(short, full)


def name_groups(names: Sequence[Name]) -> list[int]:
    """Return for each name the number of its group; numbers are in order of first mention.

    A name joins the group that holds it in the same form; else one of which it is a form, where it fits all full
    names: that with the most mentions. A body's name without its "of ..." joins only where one body has it.
    """
    groups = _Groups()
    result: list[int] = []
    for at, name in enumerate(names):
        known = groups.by_form.get(_canonical(name))
        if known is not None and not _clash(name, groups.forms[known][0]):
            group = known
            groups.last[known] = at
        else:
            fitting = [g for g in groups.near(set(name.words)) if _fits(name, groups.forms[g])]
            if len(fitting) > 1 and all(_cut_short(name, groups.forms[g]) for g in fitting):
                fitting = []
            fitting = fitting or _by_initials(name, groups) or _by_last_word(name, groups)
            if fitting:
                group = max(fitting, key=lambda g: (groups.count[g], -g))
                groups.put(group, name, at)
            else:
                group = groups.new(name, at)
        groups.count[group] += 1
        result.append(group)
    return result


def _fits(name: Name, forms: Sequence[Name]) -> bool:
    """Tell whether a name may join the group of some forms: like one of them, and unlike no full name of a person."""
    if not any(_variant(name, form) for form in forms):
        return False
    return not (
        name.label == "PERSON" and len(name.words) > 1
        and any(len(form.words) > 1 and not _variant(name, form) for form in forms)
    )  # fmt: skip


def _cut_short(name: Name, forms: Sequence[Name]) -> bool:
    """Tell whether a body's name is like some forms only by leaving out their "of ..."."""
    short = (*_bare(name.words, _LEGAL), "of")
    return name.label == "ORG" and all(form.words[: len(short)] == short for form in forms)


def _clash(one: Name, two: Name) -> bool:
    return {one.label, two.label} == {"PERSON", "LOC"} and len(one.words) == 1


def _by_last_word(name: Name, groups: _Groups) -> list[int]:
    """Return the one body that a single word takes up: "Congress", or a team by its last word ("the Chiefs")."""
    if name.label != "ORG" or len(name.words) > 1:
        return []
    word = name.words[0]
    if word not in _BODIES and not (word.endswith("s") and len(word) > 4 and name.spelling[1:].islower()):
        return []
    found = [
        group for group in groups.near(name.words)
        if any(form.label == "ORG" and len(form.words) > 1
               and (form.words[-1] == word or (word in _BODIES and form.words[:2] == (word, "of")))
               for form in groups.forms[group])
    ]  # fmt: skip
    return found if len(found) == 1 else []


def _by_initials(name: Name, groups: _Groups) -> list[int]:
    """Return the group that a new acronym or a spelt-out name belongs to."""
    if name.label not in ("ORG", "EVENT", "LOC"):
        return []
    if letters := _acronym(name):
        near = [
            g for g in range(len(groups.forms) - 1, max(-1, len(groups.forms) - 200), -1)
            if any(len(f.words) > 1 and f.label != "PERSON" and letters in _letters(f) for f in groups.forms[g])
        ]  # fmt: skip
        return near[:1]
    if len(name.words) > 1:
        for letters in _letters(name):
            known = groups.by_form.get(letters)
            if known is not None and any(_acronym(form) for form in groups.forms[known]):
                return [known]
    return []
