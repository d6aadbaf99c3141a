# ruff: noqa: SIM905 - a word list reads better as words
"""Words for nationalities and groups: one table that decides NORP in every corpus."""

import json
import lzma
from pathlib import Path

__all__ = ["country_names", "demonyms"]

_MORE = """
Arab Arabs Arabic Jewish Jew Jews Muslim Muslims Islamic Islamist Islamists Christian Christians Catholic Catholics
Protestant Protestants Orthodox Hindu Hindus Buddhist Buddhists Sikh Sikhs Sunni Sunnis Shia Shias Shiite Shiites
Shi'ite Shi'ites Kurd Kurds Kurdish Tutsi Tutsis Hutu Hutus Uighur Uighurs Uyghur Uyghurs Tamil Tamils Pashtun
Pashtuns Tibetan Tibetans Chechen Chechens Basque Catalan Catalans Scottish Scots Welsh English Englishman Briton
Britons British European Europeans African Africans Asian Asians American Americans African-American
African-Americans Hispanic Hispanics Latino Latinos Caucasian Western Westerners Palestinian Palestinians Serb Serbs
Serbian Bosniak Bosniaks Croat Croats Croatian Slav Slavic Soviet Ottoman Roman Romans Greek Greeks Turk Turks
Turkish Spaniard Spaniards Swede Swedes Swedish Dane Danes Finn Finns Pole Poles Dutch Dutchman Frenchman Frenchmen
Irish Irishman Swiss Burmese Rohingya Rohingyas Houthi Druze Alawite Alawites Bedouin Coptic Copts Maori Inuit
Republican Republicans Democrat Democrats Democratic Conservative Conservatives Labour-led Communist Communists
Socialist Socialists Nazi Nazis Maoist Maoists Marxist Baathist Zionist Zionists Taiwanese Argentine Argentines
Filipino Filipinos Philippine Iraqi Iraqis Afghan Afghans Kazakh Kazakhs Uzbek Uzbeks Tajik Tajiks Turkmen Kyrgyz
Saudi Saudis Emirati Emiratis Qatari Qataris Kuwaiti Kuwaitis Bahraini Bahrainis Omani Omanis Yemeni Yemenis
Siberian Bavarian Sicilian Texan Texans Californian Hawaiian Quebecer Cuban-American Latin Nordic Balkan Anglo
Sudanese Lebanese Chinese Japanese Vietnamese Portuguese Maltese Nepalese Nepali Bengali Punjabi Hungarian Austrian
Kosovar Kosovars Macedonian Gazan Gazans Darfuri Somali Somalis Eritrean Ethiopian Kenyan Nigerian Ghanaian
""".split()

_NOT_NORP = frozenset({"Democratic", "Latin", "Western", "Orthodox", "Conservative"})
"""Words that are as often part of another name; the corpus decides on them."""


def _countries(corpora: Path) -> list[dict[str, object]]:
    with lzma.open(corpora / "lexical/countries/countries.json.xz", "rt", encoding="utf-8") as lines:
        rows: list[dict[str, object]] = json.load(lines)
    return rows


def demonyms(corpora: Path) -> frozenset[str]:
    """Return single words such as "Ukrainian", "Ukrainians", "Sunni", capitalised."""
    words = set(_MORE) - _NOT_NORP
    for row in _countries(corpora):
        found = row["demonyms"]
        for word in found if isinstance(found, list) else []:
            if " " not in word and word[:1].isupper():
                words.add(word)
                if word.endswith(("n", "i")):
                    words.add(word + "s")
    return frozenset(words)


def country_names(corpora: Path) -> frozenset[str]:
    """Return the common and official English names of countries."""
    return frozenset(str(row[key]) for row in _countries(corpora) for key in ("name", "official"))
