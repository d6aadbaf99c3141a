"""Closed word classes that roles depend on: prepositions, measures, verbs of telling."""

__all__ = [
    "AIMED",
    "BEATING",
    "CARRYING",
    "CONTESTS",
    "CRITICS",
    "DRAWING",
    "EXAMPLES",
    "GEOGRAPHIC",
    "HEARD",
    "HURTING",
    "IN",
    "LEAVING",
    "MEASURED",
    "MEASURES",
    "MISHAPS",
    "PHYSICAL",
    "SENT",
    "SKIPPED",
    "SPORTS",
    "STAGED",
    "TARGETED",
]

# fmt: off
IN = frozenset({
    "above", "across", "along", "around", "at", "between", "beyond", "close to", "east of", "in",
    "inside", "near", "north of", "off", "on", "outside", "over", "south of", "throughout", "west of",
    "within",
})
TARGETED = frozenset({
    "ACCUSE", "ASSAULT", "COERCE", "CONTROL", "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "SANCTION",
    "THREATEN",
})
MEASURES = frozenset({
    "all", "both", "dozen", "each", "five", "four", "group", "half", "hundred", "majority", "many", "member", "most",
    "number", "one", "round", "score", "series", "several", "six", "some", "third", "thousand", "three", "two",
})
SENT = frozenset({
    "COERCE", "MOBILIZE", "OCCURRENCE", "RELEASE",
})
HEARD = frozenset({
    "address", "advise", "answer", "ask", "assure", "brief", "inform", "notify", "reassure", "remind",
    "tell", "warn",
})
SKIPPED = frozenset({
    "after", "amid", "as", "before", "despite", "during", "except", "like", "since", "than", "until",
    "without",
})
EXAMPLES = frozenset({
    "including", "like", "such as",
})
AIMED = frozenset({"aim", "fire", "hurl", "launch", "lob", "open", "shoot", "spit", "throw"})
DRAWING = frozenset({
    "attract", "bring", "draw", "earn", "face", "get", "meet", "prompt", "provoke", "receive", "trigger", "win",
})
CARRYING = frozenset({"drive", "fly", "sail"})
CRITICS = frozenset({"ACCUSE", "AID", "COERCE", "PROTEST", "REJECT", "REQUEST", "STATEMENT", "SUPPORT", "THREATEN"})
GEOGRAPHIC = frozenset({
    "area", "borough", "capital", "city", "coast", "community", "country", "county", "department", "district",
    "enclave", "governorate", "hamlet", "island", "kingdom", "municipality", "nation", "neighborhood",
    "neighbourhood", "peninsula", "port", "prefecture", "province", "region", "republic", "resort", "state",
    "stronghold", "suburb", "territory", "town", "village",
})
MEASURED = frozenset({"%", "cent", "dollar", "euro", "percent", "percentage", "point", "pound", "third"})
PHYSICAL = frozenset({
    "ACCIDENT", "ARREST", "ASSAULT", "COERCE", "CONTROL", "DEATH", "DISASTER", "EVACUATION", "INJURY", "PROTEST",
    "RELEASE", "TRIAL", "DISCOVERY",
})
STAGED = frozenset({
    "batter", "begin", "break", "close", "conclude", "continue", "devastate", "end", "erupt", "flare", "happen", "hit",
    "intensify", "occur", "open", "rage", "ravage", "resume", "rock", "shake", "spread", "start", "stop", "strike",
    "take",
})
LEAVING = frozenset({"leave", "depart", "flee", "escape", "quit", "exit"})
SPORTS = frozenset({
    "athlete", "ball", "basketball", "champion", "championship", "club", "coach", "cricket", "cup", "final",
    "football", "game", "goal", "golf", "hockey", "innings", "league", "marathon", "match", "medal", "olympic",
    "olympics", "opponent", "player", "playoff", "quarterfinal", "race", "rugby", "score", "season", "semi-final",
    "semifinal", "soccer", "sport", "squad", "stadium", "striker", "team", "tennis", "title", "tournament",
    "trophy", "wicket", "win",
})
CONTESTS = frozenset({"victory", "win", "defeat", "loss", "draw", "race"})
"""Nouns that tell of sport where another word of their sentence does, and of votes, wars or accounts elsewhere."""
MISHAPS = frozenset({
    "accident", "cholera", "collapse", "collision", "coronavirus", "covid", "covid-19", "crash", "derailment",
    "disease", "ebola", "flu", "heat", "influenza", "malaria", "measles", "mishap", "pileup", "plague", "shipwreck",
    "virus",
})
"""What kills without anybody's doing, beside the nouns of disasters and diseases."""
HURTING = frozenset({"hurt", "injure", "maim", "wound"})
BEATING = frozenset({"beat", "crush", "defeat", "overcome", "upset"})
"""Verbs of victory: where teams or states are beaten, or the sentence speaks of sport, nobody is hurt."""
# fmt: on
