"""Base forms of English verbs: irregular past forms that news is full of, and what a regular one may come from."""

from types import MappingProxyType
from typing import Final

from extract.tree import Token

__all__ = ["IRREGULAR", "base_forms"]

_FORMS = """
shot:shoot spoke:speak spoken:speak broke:break broken:break gave:give
given:give took:take taken:take withdrew:withdraw withdrawn:withdraw threw:throw
thrown:throw overthrew:overthrow overthrown:overthrow swore:swear sworn:swear stole:steal
stolen:steal drove:drive driven:drive flew:fly flown:fly rose:rise
risen:rise froze:freeze frozen:freeze wrote:write written:write chose:choose
chosen:choose struck:strike fought:fight fled:flee sought:seek brought:bring
bought:buy caught:catch taught:teach thought:think sold:sell told:tell
held:hold upheld:uphold withheld:withhold led:lead met:meet sent:send
spent:spend lent:lend built:build rebuilt:rebuild lost:lose left:leave
won:win hung:hang began:begin begun:begin sank:sink sunk:sink
fell:fall fallen:fall beat:beat beaten:beat bore:bear borne:bear
tore:tear torn:tear grew:grow grown:grow knew:know known:know
drew:draw drawn:draw overtook:overtake undertook:undertake undertaken:undertake retook:retake
retaken:retake forbade:forbid forbidden:forbid bled:bleed fed:feed freed:free
died:die agreed:agree tied:tie lied:lie ran:run overran:overrun
came:come became:become overcame:overcome went:go gone:go underwent:undergo
saw:see seen:see did:do done:do said:say paid:pay
repaid:repay made:make stood:stand understood:understand found:find dealt:deal
slew:slay slain:slay shook:shake shaken:shake burnt:burn kept:keep
swept:sweep meant:mean felt:feel dug:dig swung:swing strove:strive
rode:ride ridden:ride hid:hide hidden:hide bit:bite bitten:bite
ate:eat swam:swim sang:sing sung:sing rang:ring sprang:spring
shrank:shrink wore:wear worn:wear awoke:awake forgave:forgive forgiven:forgive
forgot:forget forgotten:forget heard:hear laid:lay slid:slide split:split
spread:spread cut:cut hit:hit put:put set:set quit:quit
shut:shut cast:cast cost:cost hurt:hurt bid:bid bet:bet
"""

IRREGULAR: Final = MappingProxyType(
    {past: lemma for past, _, lemma in (f.partition(":") for f in _FORMS.split())}
)
"""Past form to lemma."""


def base_forms(token: Token) -> tuple[str, ...]:
    """Return the lemma of a verb and, for regular past and -ing forms, what else it may be, best first.

    A lexicon takes the first that it knows, so that a lemma guessed wrong ('rul' for 'ruled') does no harm.
    """
    lemma, word = token.lemma_.lower(), token.lower_
    if token.tag_ in ("VBD", "VBN") and word in IRREGULAR:
        return (IRREGULAR[word],)
    past = token.tag_ in ("VBD", "VBN", "JJ")
    if token.tag_ in ("VB", "VBG", "VBP", "VBZ") and lemma == word:
        past = not word.endswith("eed") and word not in ("embed", "shed", "shred", "wed")  # tagged wrong
    if past and word.endswith("ed"):
        stem = word[:-2]
    elif token.tag_ == "VBG" and word.endswith("ing"):
        stem = word[:-3]
    else:
        return (lemma,)
    forms = [lemma, f"{stem}e", stem]
    if len(stem) > 3 and stem[-1] == stem[-2]:
        forms.append(stem[:-1])
    if stem.endswith("i"):
        forms.append(f"{stem[:-1]}y")
    return tuple(forms)
