"""Events: triggers, their types from a lexicon, participants with roles, places.

`extract.events.extractor.events(context)` is the extractor.
"""
