"""Bytes to text: byte order marks, then a declared encoding, then UTF-8; anything else is an error."""

import codecs

from graph.errors import InputError

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return `data` as text with line ends as "\\n"; raise `InputError` when the encoding cannot be told.

    `declared` is the encoding that the format itself names (an HTML page's charset).
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), declared or "utf-8")
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise InputError(f"declares the unknown encoding {encoding!r}") from error
    except UnicodeDecodeError as error:
        if b"\0" in data[:8192]:
            raise InputError("binary data, not text") from error
        byte = f"0x{data[error.start]:02X} at byte {error.start}"
        raise InputError(f"not {encoding.upper()} ({byte}); convert it to UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
