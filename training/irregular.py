"""Irregular forms of English words that the treebanks need not hold: for the table of lemmas."""

__all__ = ["irregular_forms"]

_VERBS = """
arise arose arisen, awake awoke awoken, bear bore borne, beat beat beaten, become became become, beget begot begotten,
begin began begun, bend bent bent, beset beset beset, bet bet bet, bid bid bid, bind bound bound, bite bit bitten,
bleed bled bled, blow blew blown, break broke broken, breed bred bred, bring brought brought,
broadcast broadcast broadcast, build built built, burn burnt burnt, burst burst burst, buy bought bought,
cast cast cast, catch caught caught, choose chose chosen, cling clung clung, come came come, cost cost cost,
creep crept crept, cut cut cut, deal dealt dealt, dig dug dug, do did done, draw drew drawn, dream dreamt dreamt,
drink drank drunk, drive drove driven, dwell dwelt dwelt, eat ate eaten, fall fell fallen, feed fed fed,
feel felt felt, fight fought fought, find found found, flee fled fled, fling flung flung, fly flew flown,
forbid forbade forbidden, forecast forecast forecast, foresee foresaw foreseen, forget forgot forgotten,
forgive forgave forgiven, forgo forwent forgone, forsake forsook forsaken, freeze froze frozen, get got gotten,
give gave given, go went gone, grind ground ground, grow grew grown, hang hung hung, have had had, hear heard heard,
hide hid hidden, hit hit hit, hold held held, hurt hurt hurt, keep kept kept, kneel knelt knelt, know knew known,
lay laid laid, lead led led, lean leant leant, leap leapt leapt, learn learnt learnt, leave left left,
lend lent lent, let let let, light lit lit, lose lost lost, make made made, mean meant meant, meet met met,
mislead misled misled, mistake mistook mistaken, misunderstand misunderstood misunderstood, offset offset offset,
outbid outbid outbid, outdo outdid outdone, outgrow outgrew outgrown, outsell outsold outsold,
overcome overcame overcome, overdo overdid overdone, overhear overheard overheard, override overrode overridden,
overrun overran overrun, oversee oversaw overseen, overtake overtook overtaken, overthrow overthrew overthrown,
partake partook partaken, pay paid paid, plead pled pled, prove proved proven, put put put, quit quit quit,
read read read, rebuild rebuilt rebuilt, redo redid redone, remake remade remade, repay repaid repaid,
rerun reran rerun, resell resold resold, reset reset reset, rethink rethought rethought, retake retook retaken,
rewrite rewrote rewritten, rid rid rid, ride rode ridden, ring rang rung, rise rose risen, run ran run,
say said said, see saw seen, seek sought sought, sell sold sold, send sent sent, set set set, shake shook shaken,
shed shed shed, shine shone shone, shoot shot shot, show showed shown, shrink shrank shrunk, shut shut shut,
sing sang sung, sink sank sunk, sit sat sat, slay slew slain, sleep slept slept, slide slid slid, sling slung slung,
slit slit slit, smell smelt smelt, sow sowed sown, speak spoke spoken, speed sped sped, spell spelt spelt,
spend spent spent, spill spilt spilt, spin spun spun, spit spat spat, split split split, spread spread spread,
spring sprang sprung, stand stood stood, steal stole stolen, stick stuck stuck, sting stung stung,
stink stank stunk, stride strode stridden, strike struck struck, string strung strung, strive strove striven,
sublet sublet sublet, swear swore sworn, sweep swept swept, swell swelled swollen, swim swam swum,
swing swung swung, take took taken, teach taught taught, tear tore torn, tell told told, think thought thought,
throw threw thrown, thrust thrust thrust, tread trod trodden, undergo underwent undergone,
underlie underlay underlain, undermine undermined undermined, understand understood understood,
undertake undertook undertaken, undo undid undone, unwind unwound unwound, uphold upheld upheld, upset upset upset,
wake woke woken, wear wore worn, weave wove woven, weep wept wept, wet wet wet, win won won, wind wound wound,
withdraw withdrew withdrawn, withhold withheld withheld, withstand withstood withstood, wring wrung wrung,
write wrote written, lie lay lain, bear bore born, strike struck stricken, tie tied tied, die died died,
free freed freed, untie untied untied, panic panicked panicked, traffic trafficked trafficked, mimic mimicked mimicked
"""
_GERUNDS = """
dying die, lying lie, tying tie, vying vie, untying untie, panicking panic, trafficking traffic, mimicking mimic,
being be, seeing see, fleeing flee, agreeing agree, freeing free, guaranteeing guarantee, overseeing oversee,
foreseeing foresee, dyeing dye, singeing singe
"""
_NOUNS = """
men man, women woman, children child, feet foot, teeth tooth, geese goose, mice mouse, lice louse, oxen ox,
people person, policemen policeman, policewomen policewoman, gunmen gunman, spokesmen spokesman,
spokeswomen spokeswoman, businessmen businessman, businesswomen businesswoman, congressmen congressman,
congresswomen congresswoman, fishermen fisherman, firemen fireman, servicemen serviceman, militiamen militiaman,
countrymen countryman, tribesmen tribesman, lawmen lawman, salesmen salesman, chairmen chairman,
frenchmen frenchman, englishmen englishman, grandchildren grandchild, schoolchildren schoolchild, wives wife,
lives life, knives knife, wolves wolf, halves half, shelves shelf, thieves thief, loaves loaf, leaves leaf,
selves self, calves calf, scarves scarf, hooves hoof, housewives housewife, midwives midwife, crises crisis,
analyses analysis, theses thesis, hypotheses hypothesis, bases basis, oases oasis, axes axis, diagnoses diagnosis,
emphases emphasis, parentheses parenthesis, syntheses synthesis, phenomena phenomenon, criteria criterion,
bacteria bacterium, strata stratum, referenda referendum, memoranda memorandum, curricula curriculum,
alumni alumnus, nuclei nucleus, fungi fungus, cacti cactus, stimuli stimulus, syllabi syllabus, indices index,
appendices appendix, matrices matrix, vertices vertex, series series, species species, headquarters headquarters,
troops troop, potatoes potato, tomatoes tomato, heroes hero, echoes echo, embargoes embargo, vetoes veto,
torpedoes torpedo, cargoes cargo, volcanoes volcano, tornadoes tornado, mosquitoes mosquito, passers-by passer-by,
attorneys-general attorney-general, buses bus, gases gas, lenses lens, viruses virus, censuses census,
statuses status, campuses campus, bonuses bonus, quizzes quiz, aircraft aircraft, spacecraft spacecraft
"""
_COMPARED = "better good RBR:well, best good RBS:well, worse bad RBR:badly, worst bad RBS:badly"


def irregular_forms() -> dict[str, str]:
    """Return {"tag word": lemma} of irregular verbs, gerunds, plurals and comparisons."""
    table: dict[str, str] = {}
    for entry in _VERBS.replace("\n", " ").split(","):
        base, past, participle = entry.split()
        table[f"VBD {past}"] = base
        table[f"VBN {participle}"] = base
        table.setdefault(f"VBN {past}", base)
        table.setdefault(f"VBD {participle}", base)
    for tag, entries in (("VBG", _GERUNDS), ("NNS", _NOUNS)):
        for entry in entries.replace("\n", " ").split(","):
            form, lemma = entry.split()
            table[f"{tag} {form}"] = lemma
    for entry in _COMPARED.split(","):
        form, adjective, adverb = entry.split()
        tag, _, own = adverb.partition(":")
        table[f"JJ{tag[2:]} {form}"], table[f"{tag} {form}"] = adjective, own
    return table
