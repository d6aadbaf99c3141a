"""Unnamed mentions: common nouns that denote persons or groups, with the country and sector of their phrase."""

from collections.abc import Iterator
from dataclasses import replace

from extract.entities.countries import Country, countries
from extract.entities.lexicon import PUBLIC, AgentNoun, agent_nouns, institution, titles
from extract.entities.mentions import Found
from extract.tree import Doc, Token
from graph.model import EntityType, MentionKind

__all__ = ["institutions", "nominal_mentions"]

_PREMODIFIERS = {"det", "amod", "compound", "nummod", "nmod", "advmod"}
_LONGEST_PHRASE = 8
_CRAFT = {
    **dict.fromkeys(
        ["aircraft", "airship", "artillery", "balloon", "destroyer", "drone", "frigate", "gunboat", "helicopter", "jet",
         "missile", "rocket", "submarine", "tank", "warplane", "warship"],
        AgentNoun(EntityType.ORGANIZATION, "MIL"),
    ),
    **dict.fromkeys(["boat", "plane", "ship", "tanker", "trawler", "vessel"], AgentNoun(EntityType.ORGANIZATION, None)),
}  # fmt: skip
"""What moves under orders acts for the country that it is said to be of ("Turkish jets"); else it is a thing."""
_STATES = {"neighbor", "neighbour", "ally", "member", "rival", "foe"}
"""Nouns that, owned by a country or by "its", mean a state and no person."""
_SPEAKERS = {"adviser", "aide", "commander", "leader", "official", "spokesman", "spokesperson", "spokeswoman"}
"""Nouns whose modifiers tell for whom they act: "a rebel spokesman" is no official."""

_POSTS = {
    "president",
    "head",
    "chief",
    "director",
    "officer",
    "secretary",
    "chairman",
    "chair",
    "leader",
    "deputy",
}
_EXECUTIVE = {"financial", "operating", "executive", "marketing", "technology"}
"""Posts that companies have as well as states, and words before them that tell a company's."""
_ONLY_WITH = {"defence": frozenset({"air", "anti-aircraft", "coastal", "missile"})}
"""Nouns that are actors only behind one of these words: "air defence" fires, a defence is presented."""
_PLURALS = {"force", "troop", "people", "media", "press", "police"}
"""Nouns of groups that keep their plural when a phrase is divided among countries."""
_UNIQUE = {"government", "parliament", "military", "army", "navy", "presidency", "treasury"}
"""Nouns of institutions of which a country has one."""
_FIELDS = {
    "ministry": frozenset(
        [
            "agriculture",
            "commerce",
            "culture",
            "defence",
            "defense",
            "economy",
            "education",
            "energy",
            "environment",
            "finance",
            "foreign",
            "health",
            "interior",
            "justice",
            "trade",
            "transport",
            "transportation",
        ]
    ),
    "bank": frozenset(["central"]),
    "force": frozenset(["air"]),
}
"""Nouns of institutions that a country has one of for each field."""


def nominal_mentions(doc: Doc, names: list[Found]) -> list[Found]:
    """Return the common nouns of `doc` that denote persons or groups, with sector and country.

    A phrase that stands for one group of each of several countries ("the US and Russian militaries") gives one
    mention a country, all with the span of the phrase.
    """
    covered = {i for item in names for i in range(item.start, item.end)}
    companies = {
        i
        for item in names
        if item.type is EntityType.ORGANIZATION
        and not PUBLIC & set(item.name.casefold().split())
        and not item.name.replace(".", "").isupper()
        for i in range(item.start, item.end)
    }
    homes = {
        i: home
        for item in names
        if item.type is EntityType.ORGANIZATION and (home := institution(item.name)[0])
        for i in range(item.start, item.end)
    }
    places = {item.start for item in names if item.type is EntityType.LOCATION}
    found: list[Found] = []
    for token in doc:
        noun = _noun(token)
        if noun is None or token.i in covered or token.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
            continue
        if token.tag_ == "NNP" and not token.text.islower() and _before_name(token, names):
            continue
        if token.dep_.startswith("compound") and token.head.i > token.i:
            continue
        if token.lemma_.lower() in _STATES and _is_state(token, places):
            continue
        start = _phrase_start(token)
        needed = _ONLY_WITH.get(token.lemma_.lower())
        if needed is not None and needed.isdisjoint(word.lower_ for word in doc[start : token.i]):
            continue
        sector = noun.sector
        if sector is None or token.lemma_.lower() in _SPEAKERS:
            sector = _sector_of_modifiers(token) or sector
        if token.lemma_.lower() in _POSTS and sector == noun.sector and _is_private(token, start, companies):
            sector = "BUS"
        words = [w for w in doc[start : token.i + 1] if w.tag_ not in ("DT", "PRP$", "POS", "WP$", "PDT")]
        name = _joined(words)
        whole = Found(start, token.i + 1, token.i, name, noun.type, MentionKind.NOMINAL, sector)
        among = _divided(token, start)
        if among:
            found.extend(replace(whole, name=name, country=code) for code, name in among)
        else:
            country = next((c for word in _near(token, start) if (c := _country(word))), None)
            if country is None and token.lemma_.lower() in _CRAFT:
                continue
            of_body = next((homes[w.i] for w in _owners(token) if w.i in homes), None)
            found.append(replace(whole, country=country.code if country else of_body))
    return found


def _noun(token: Token) -> AgentNoun | None:
    """Return what a common noun for an actor denotes; a lemma may keep the ending of its plural ("the troops")."""
    nouns = agent_nouns()
    found = nouns.get(token.lemma_.lower()) or _CRAFT.get(token.lemma_.lower())
    if found is None and token.tag_ in ("NN", "NNS"):
        found = nouns.get(token.lower_.removesuffix("s"))
    return found


def institutions(doc: Doc, nominals: list[Found]) -> tuple[list[Found], list[Found]]:
    """Divide unnamed mentions into those that name an institution of a country, and the rest.

    "China's foreign ministry" is as good as a name: it becomes one, with the country's adjective.
    """
    names, rest = [], []
    for item in nominals:
        name = _institution(doc, item)
        if name is None:
            rest.append(item)
        else:
            start = item.start + (doc[item.start].tag_ in ("DT", "PDT"))
            names.append(replace(item, start=start, name=name, kind=MentionKind.NAME))
    return names, rest


def _institution(doc: Doc, item: Found) -> str | None:
    if item.country is None or item.type is not EntityType.ORGANIZATION:
        return None
    country = next((c for c in countries().by_name.values() if c.code == item.country), None)
    noun = doc[item.head].lemma_.lower()
    if country is None:
        return None
    words = [w for w in item.name.split() if countries().of(w) is None and not w.endswith(("'s", "\u2019s"))]
    field = [w.casefold() for w in words[:-1]]
    unique = noun in _UNIQUE and not field
    if unique or (noun in _FIELDS and field and set(field) <= _FIELDS[noun]):
        return " ".join([country.adjective, *field, noun])
    return None


def _joined(words: list[Token]) -> str:
    """Return the words as written, but always apart where a word between them was left out."""
    parts = []
    for word, after in zip(words, [*words[1:], None], strict=True):
        parts.append(word.text_with_ws if after is None or after.i == word.i + 1 else f"{word.text} ")
    return "".join(parts).strip()


def _is_private(token: Token, start: int, companies: set[int]) -> bool:
    """Whether a post is one in a company: "chief financial officer", "the president of Siemens"."""
    if {w.lower_ for w in token.doc[start : token.i]} & _EXECUTIVE:
        return True
    owners = (c for c in token.children if c.dep_.partition(":")[0] in ("nmod", "compound"))
    return any(owner.i in companies and owner.text not in titles() for owner in owners)


def _is_state(token: Token, places: set[int]) -> bool:
    """Whether "its neighbour", "Russia's ally" or "NATO member Poland" is said of a state."""
    if token.i + 1 in places:
        return True
    owners = [c for c in token.children if c.dep_ == "nmod:poss"]
    return any(owner.lower_ == "its" or _country(owner) is not None for owner in owners)


def _near(token: Token, start: int) -> tuple[Token, ...]:
    return (*_modifiers(token), *token.doc[start : token.i])


def _owners(token: Token) -> Iterator[Token]:
    """Yield what a noun belongs to: "a White House official", "the Kremlin's spokesman", "officials at the Fed"."""
    for child in token.children:
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        owner = child.dep_ in ("compound", "nmod:poss", "nmod:unmarked") or (
            child.dep_ == "nmod" and (child.i < token.i or cases & {"of", "from", "at"})
        )
        if owner:
            yield child


def _country(word: Token) -> Country | None:
    return countries().of(_plain(word.doc, word))


def _divided(token: Token, start: int) -> list[tuple[str, str]]:
    """Return code and name for each country among which a coordination divides the phrase; else nothing."""
    owners: dict[str, tuple[Token, Country]] = {}
    for word in sorted({w.i for w in _near(token, start)}):
        country = _country(token.doc[word])
        if country is not None:
            owners.setdefault(country.code, (token.doc[word], country))
    first, last = (f([w.i for w, _ in owners.values()], default=0) for f in (min, max))
    between = [w for w in token.doc[first : last + 1] if _country(w) is None]
    joined = all(w.lower_ in ("and", "or", "&", ",", "the") for w in between)
    if len(owners) < 2 or not joined or not any(w.dep_ == "cc" for w in between):
        return []
    plural = token.tag_ in ("NNS", "NNPS") or last > token.i
    if not plural:
        return []
    agent = _noun(token)
    person = agent is not None and agent.type is EntityType.PERSON
    keeps = token.lemma_.lower() in _PLURALS or person
    noun = token.text if keeps else token.lemma_
    if first > token.i:
        return [(country.code, f"{country.adjective} {noun}") for _, country in owners.values()]
    left = [w.text for w in token.doc[start:first] if w.tag_ not in ("DT", "PRP$", "POS", "PDT")]
    right = [w.text for w in token.doc[last + 1 : token.i]]
    return [(country.code, " ".join([*left, word.text, *right, noun])) for word, country in owners.values()]


def _before_name(token: Token, names: list[Found]) -> bool:
    following = {item.start for item in names if item.type is EntityType.PERSON}
    return token.i + 1 in following


def _phrase_start(token: Token) -> int:
    """Return where the noun's phrase starts; a country or demonym right before it belongs to it in any parse."""
    start = token.i
    for child in sorted(token.lefts, key=lambda c: -c.i):
        verb = child.tag_ in ("VB", "VBD", "VBP", "VBZ")
        if child.dep_.partition(":")[0] in _PREMODIFIERS and not verb:
            edge = child.left_edge.i
            if child.right_edge.i == start - 1 and start - edge <= _LONGEST_PHRASE:
                start = edge
                continue
        break
    floor = token.sent.start
    if start > floor and token.doc[start - 1].text in countries().by_demonym | countries().by_name:
        start -= 1
    if start > floor and token.doc[start - 1].tag_ == "DT" and token.doc[start].tag_ != "DT":
        start -= 1
    return start


def _modifiers(token: Token) -> Iterator[Token]:
    for child in token.children:
        relation = child.dep_.partition(":")[0]
        if relation in ("amod", "compound", "nmod") and child.i != token.i:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            if child.i < token.i or cases & {"of", "from"}:
                yield child
                yield from (c for c in child.children if c.dep_ in ("compound", "amod", "conj", "flat"))


def _plain(doc: Doc, word: Token) -> str:
    if word.ent_iob_ == "O":
        return word.text
    left = word.i
    while left > 0 and doc[left].ent_iob_ == "I":
        left -= 1
    right = word.i + 1
    while right < len(doc) and doc[right].ent_iob_ == "I":
        right += 1
    return doc[left:right].text


def _sector_of_modifiers(token: Token) -> str | None:
    """Return the sector that a noun's modifiers tell: "rebel leader", "leader of the opposition Labour Party"."""
    nouns = agent_nouns()
    found = [nouns[word].sector for child in _modifiers(token) if (word := child.lemma_.lower()) in nouns]
    return "OPP" if "OPP" in found else next((sector for sector in found if sector is not None), None)
