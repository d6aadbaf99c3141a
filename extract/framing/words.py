"""Closed word classes that factuality looks at: negations, modals, markers, adjectives, verb groups."""

__all__ = [
    "AFTERWARDS",
    "CLAIMS",
    "COMPLEMENT_CASES",
    "CONDITIONS",
    "DEFINITE",
    "DENYING",
    "FAILED_ADJECTIVES",
    "FALSELY",
    "FUTURE",
    "INSTEAD",
    "IN_CASE",
    "KNOWERS",
    "MAYBE",
    "MAYBE_ADJECTIVES",
    "MODALS",
    "NEGATIONS",
    "NEGATIVE_SUBJECTS",
    "NOT_ONLY",
    "ONSETS",
    "PLANNED_ADJECTIVES",
    "PROMISING",
    "STAGING",
    "TELLING",
    "TEMPORAL",
    "TOLD",
    "TRIES",
]

# fmt: off
NEGATIONS = frozenset({
    "hardly", "n't", "neither", "never", "no", "nor", "not", "nt", "n\u2019t",
})
NEGATIVE_SUBJECTS = frozenset({
    "neither", "nobody", "none", "noone", "nothing",
})
NOT_ONLY = frozenset({
    "just", "merely", "only", "simply", "solely",
})
MAYBE = frozenset({
    "allegedly", "apparently", "hypothetically", "likely", "maybe", "ostensibly", "perhaps",
    "possibly", "potentially", "presumably", "probably", "purportedly", "reportedly", "seemingly",
    "supposedly",
})
MODALS = frozenset({
    "'d", "ca", "can", "could", "may", "might", "must", "need", "ought", "should", "would", "\u2019d",
})
FUTURE = frozenset({
    "'ll", "shall", "will", "wo", "\u2019ll",
})
CONDITIONS = frozenset({
    "assuming", "if", "lest", "provided", "providing", "supposing", "unless", "whether",
})
IN_CASE = frozenset({
    "in case of", "in the event of",
})
DENYING = frozenset({
    "deny", "dismiss", "dispute", "rebuff", "rebut", "refute", "reject",
})
CLAIMS = frozenset({
    "accusation", "allegation", "assertion", "claim", "idea", "notion", "report", "rumor", "rumour", "suggestion",
    "speculation", "theory",
})
TRIES = frozenset({
    "attempt", "bid", "conspiracy", "effort", "plot", "try",
})
FALSELY = frozenset({
    "baselessly", "falsely", "wrongly",
})
PROMISING = frozenset({
    "agree", "offer", "pledge", "promise", "swear", "threaten", "vow",
})
INSTEAD = frozenset({
    "instead", "rather", "without",
})
KNOWERS = frozenset({
    "aware", "certain", "discover", "doubt", "ensure", "forget", "imagine", "know", "notice",
    "realise", "realize", "recall", "recognise", "recognize", "remember", "see", "show", "suggest", "sure",
    "understand", "wonder",
})
TEMPORAL = frozenset({
    "after", "although", "amid", "as", "because", "before", "despite", "due", "during", "following",
    "given", "once", "over", "since", "though", "until", "when", "where", "whereas", "while",
})
AFTERWARDS = frozenset({
    "after", "amid", "during", "following", "since",
})
ONSETS = frozenset({
    "after", "because", "since", "when",
})
MAYBE_ADJECTIVES = frozenset({
    "alleged", "apparent", "attempted", "eventual", "feared", "hypothetical", "imminent", "likely",
    "possible", "potential", "purported", "reported", "supposed", "suspected", "threatened",
    "would-be",
})
PLANNED_ADJECTIVES = frozenset({
    "expected", "forthcoming", "future", "intended", "planned", "proposed", "scheduled", "upcoming",
})
FAILED_ADJECTIVES = frozenset({
    "aborted", "abortive", "averted", "canceled", "cancelled", "failed", "foiled", "unsuccessful",
})
STAGING = frozenset({
    "arise", "be", "begin", "break", "carry", "come", "commit", "conclude", "conduct", "continue",
    "ensue", "erupt", "fail", "follow", "give", "go", "happen", "have", "hold", "issue", "last",
    "launch", "make", "mount", "occur", "open", "proceed", "reach", "resume", "sign", "stage", "start",
    "take", "trigger", "unfold", "wage",
})
DEFINITE = frozenset({
    "her", "his", "its", "my", "our", "that", "the", "their", "these", "this", "those",
})
COMPLEMENT_CASES = frozenset({
    "about", "against", "at", "for", "from", "in", "into", "of", "on", "over", "that", "to", "with",
})
TELLING = frozenset({
    "call", "contact", "email", "letter", "meet", "message", "phone", "speak", "talk", "telephone",
    "write",
})
TOLD = frozenset({
    "ask", "complain", "convey", "discuss", "express", "inform", "protest", "raise", "say", "tell", "thank", "urge",
    "voice", "warn",
})
# fmt: on
