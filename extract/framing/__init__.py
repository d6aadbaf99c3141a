"""Framing: whether a claim is so (factuality), who says so (attribution) and when (time).

`extract.framing.frame.build(doc, document, index)` makes the `extract.types.Framing` of one document.
"""
