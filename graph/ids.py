"""Identifiers: IRIs that depend on what a thing is, never on the clock, the machine or the run."""

import hashlib
import re
import unicodedata

__all__ = ["BASE", "digest", "document_iri", "entity_iri", "minted_iri", "name_key", "slug"]

BASE = "https://w3id.org/actorgraph/id/"
"""Namespace of all minted individuals; vocabulary terms live under `ontologies.terms.NS`."""

_NOT_WORD = re.compile(r"[\W_]+")
_MAX_SLUG = 80


def digest(*parts: str, length: int = 20) -> str:
    """Return a hexadecimal SHA-256 prefix of `parts`, safe against shifted separators.

    Each part is preceded by its length in UTF-8 bytes, so ("a.b", "c") and ("a", "b.c") differ.

    >>> digest("a.b", "c") == digest("a", "b.c")
    False
    >>> digest("Lloyd Austin", "memberOf")
    '93ba17c687c5d560afb7'
    """
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(str(len(data)).encode() + b":" + data)
    return hasher.hexdigest()[:length]


def name_key(name: str) -> str:
    """Return the form under which two spellings of a name count as the same name.

    Unicode NFKC, case folded, runs of anything but letters and digits turned into one space.

    >>> name_key("Nova  Kakhovka\\u00a0Dam")
    'nova kakhovka dam'
    """
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


def slug(name: str) -> str:
    """Return a readable ASCII path segment for `name`; a hash is added when letters were lost.

    >>> slug("Lloyd Austin"), slug("Erdoğan")
    ('lloyd-austin', 'erdogan-fcb925')
    """
    key = name_key(name)
    folded = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if plain.replace("-", " ") == key and len(plain) <= _MAX_SLUG:
        return plain
    plain = plain[:_MAX_SLUG].strip("-")
    return f"{plain}-{digest(key, length=6)}" if plain else digest(key, length=12)


def entity_iri(kind: str, name: str, *, document: str | None = None, base: str = BASE) -> str:
    """Return the IRI of an entity: one per type and name, so that documents share their actors.

    `document` (an IRI) is given for unnamed actors, which never leave their document.

    >>> entity_iri("Person", "Lloyd Austin")
    'https://w3id.org/actorgraph/id/person/lloyd-austin'
    """
    if document is None:
        return f"{base}{kind.lower()}/{slug(name)}"
    return f"{base}{kind.lower()}/{slug(name)}-{digest(document, kind, name, length=10)}"


def document_iri(key: str, *, base: str = BASE) -> str:
    """Return the IRI of a document from its stable key (a URL, a relative path or a given id).

    Keys that differ give IRIs that differ: a hash is added to a key that is not its own slug.

    >>> document_iri("griner-bout"), document_iri("news/a.txt")
    ('https://w3id.org/actorgraph/id/document/griner-bout', 'https://w3id.org/actorgraph/id/document/news-a-txt-cb9776f0')
    """
    name = slug(key)
    return f"{base}document/{name}" if name == key else f"{base}document/{name}-{digest(key, length=8)}"


def minted_iri(kind: str, *parts: str, base: str = BASE) -> str:
    """Return the IRI of an event, a statement or another node that is named by a hash of `parts`."""
    return f"{base}{kind}/{digest(*parts)}"
