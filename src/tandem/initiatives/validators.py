"""Words that may stand where pupils, classmates and parents read them (R-NEV-06)."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Stigma:
    """Words that mark whoever is called by them, and why to choose another."""

    parts: tuple[str, ...]  # anywhere in a word, since Dutch glues words together: "taalachterstand"
    whole: tuple[str, ...]  # only as a word of its own: "dom", but not "domein"
    why: str | Promise


STIGMAS = (
    Stigma(
        parts=("achterstand", "achtergesteld", "zwak", "zittenblijv", "doubleur", "taalarm", "laaggeletterd"),
        whole=("dom", "traag", "trage", "slecht", "slechte", "weak", "slow", "backlog"),
        why=_("Dit zegt wat een kind niet kan. Kies een woord voor wat jullie samen doen, zoals “samen lezen”."),
    ),
    Stigma(
        parts=("probleem", "problem", "zorgleerling", "zorgenkind", "moeilijk", "risico", "gedragsgroep"),
        whole=("zorg", "risk"),
        why=_("Dit maakt van een kind een zorg. Kies een woord waar een kind trots op mag zijn, zoals “studiemaatje”."),
    ),
    Stigma(
        parts=("bijles", "remedi", "inhaal", "bijspijker", "hulples", "steunles"),
        whole=("rt",),
        why=_("Dit klinkt als herstellen wat fout ging. Kies een woord dat vooruitkijkt, zoals “leertijd”."),
    ),
    Stigma(
        parts=("kansarm", "kansengroep", "doelgroep", "allochto", "anderstalig", "migrant", "indicator"),
        whole=("gok", "ses", "nt2", "okan", "armoede", "arm", "arme"),
        why=_("Dit noemt een kind naar zijn achtergrond. Die gaat de klas niet aan; noem het naar wat jullie doen."),
    ),
    Stigma(
        parts=("niveau", "stoornis", "dyslex", "dyscalcul", "autis"),
        whole=("level", "adhd", "add"),
        why=_("Dit verklapt een niveau of een diagnose. Kies een dier, een kleur of een plek: dat doet dat niet."),
    ),
)


def stigma_in(text: str) -> Stigma | None:
    """Return what marks somebody in a text, if anything does."""
    words = re.findall(r"[^\W\d_]+(?:\d+)?", text.lower())
    for stigma in STIGMAS:
        if any(word in stigma.whole or any(part in word for part in stigma.parts) for word in words):
            return stigma
    return None


def neutral(text: str) -> None:
    """Refuse a name or label that marks whoever it is given to, and say what would do."""
    if found := stigma_in(text):
        raise ValidationError(str(found.why), code="stigma")
