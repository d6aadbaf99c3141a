"""Coreferent events: reports of one real event in different documents, joined, each report kept as it is.

`reports` reads them from the store, `likeness` scores pairs by weights learnt on ECB+, `clusters` joins them, `triples`
writes what was joined, why, and how many independent sources there are. A user's judgement goes before all.
"""
