"""Whether an answer refuses, by the phrases that refusals begin with in English and French."""

import re
from typing import Final

from llmselect.bench.graders.plain_text import normalised

BEGINNING: Final = 400
"""Characters in which a refusal says so; later ones may be about somebody else's."""
PHRASES: Final = re.compile(
    r"\b(?:"
    r"i (?:can(?:no|')t|cannot|am unable to|'m unable to|won't|will not|must decline|am not able to|'m not able to)"
    r"|i(?:'m| am) sorry,? but|i(?:'m| am) not (?:able|comfortable)|i don't (?:know|have)|as an ai|as a language model"
    r"|not (?:mentioned|stated|given|specified)|does(?: not|n't) (?:say|mention|state|specify)"
    r"|je ne (?:peux|puis|suis pas en mesure|sais|dispose)|je refuse|je suis desole|desolee?,|il m'est impossible"
    r"|je n'ai pas|en tant qu'(?:ia|intelligence|assistant|modele)|impossible de repondre"
    r"|n'est pas (?:mentionne|indique|precise|donne)|ne (?:le |la )?(?:precise|mentionne|indique|dit) pas"
    r")"
)


def refuses(text: str) -> bool:
    """Whether the beginning of an answer declines, or says that it cannot be known."""
    return PHRASES.search(normalised(text)[:BEGINNING]) is not None
