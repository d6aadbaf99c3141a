"""Entities: mentions of actors, places and named events, joined to one entity each."""
