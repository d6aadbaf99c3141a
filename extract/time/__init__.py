"""Time expressions: found by a grammar over the words, resolved to EDTF (ISO 8601-2, level 1)."""
