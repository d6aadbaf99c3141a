"""Countries: names, capitals, demonyms and ISO 3166-1 alpha-3 codes from a compiled table."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Countries", "Country", "countries"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its alpha-3 code (SUN for the Soviet Union, XKX for Kosovo), English name, capital, adjective.

    `adjective` is the name where the table has none.
    """

    code: str
    name: str
    capital: str
    adjective: str


@dataclass(frozen=True, slots=True)
class Countries:
    """Look-up by name or alias, by demonym and by capital; all case-sensitive, since 'US' is not 'us'."""

    by_name: dict[str, Country]
    by_demonym: dict[str, Country]
    by_capital: dict[str, Country]

    def named(self, words: str) -> Country | None:
        """Return the country that `words` name, with or without 'the'."""
        return self.by_name.get(words.removeprefix("the ").removeprefix("The "))

    def of(self, words: str) -> Country | None:
        """Return the country that `words` name or whose people they denote."""
        return self.named(words) or self.by_demonym.get(words)


@cache
def countries() -> Countries:
    """Return the shipped table; source and licence stand in countries.LICENSE.txt."""
    by_name: dict[str, Country] = {}
    by_demonym: dict[str, Country] = {}
    by_capital: dict[str, Country] = {}
    table = files("extract.entities").joinpath("countries.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        code, name, capital, demonyms, aliases = line.split("\t")
        country = Country(code, name, capital, demonyms.partition("|")[0] or name)
        for alias in (name, *filter(None, aliases.split("|"))):
            by_name.setdefault(alias, country)
        for word in filter(None, demonyms.split("|")):
            by_demonym.setdefault(word, country)
        if capital:
            by_capital.setdefault(capital, country)
    return Countries(by_name, by_demonym, by_capital)
