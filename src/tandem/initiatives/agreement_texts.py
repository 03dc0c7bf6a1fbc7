"""What tutors agree to, per way of taking part: texts in versions, as data.

A word that changes is a new version with its date; who agreed to an older one is asked again. What belongs to parents
stands in every text as theirs (R-NEV-08), and no text speaks of results to be reached (R-NEV-04).
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tandem.core.glossary import Text
from tandem.initiatives.enums import EngagementForm


@dataclass(frozen=True, slots=True)
class AgreementText:
    """One version of the words for one way of taking part."""

    form: EngagementForm
    version: str
    from_date: date
    points: tuple[Text, ...]

    @property
    def digest(self) -> str:
        """Return the mark of exactly these words, in Dutch."""
        with override("nl"):
            words = "\n".join([self.form, self.version, *map(str, self.points)])
        return hashlib.sha256(words.encode()).hexdigest()


_EVERYBODY: tuple[Text, ...] = (
    _("Ik kom op de afgesproken momenten. Kan ik niet, dan zeg ik dat zo vroeg mogelijk in Tandem."),
    _("Na elke sessie schrijf ik in een paar tikken op wat we deden en wat lukte. Daaruit volgen mijn uren."),
    _("Wat ik over een kind en een gezin hoor, blijft bij wie ermee werkt. Ik neem geen notities mee naar huis."),
    _("Maak ik me zorgen, dan meld ik dat meteen bij wie daarvoor genoemd is. Ik los het niet zelf op."),
    _("Ik neem niet over wat ouders doen. Ik steun hen als zij dat willen."),
    _("Ik volg de vorming, en ik kom naar de intervisie en de reflectiemomenten."),
    _("Stop ik, dan zeg ik dat op tijd, zodat het kind afscheid kan nemen."),
)
_FIRST = date(2026, 9, 1)


def _text(form: EngagementForm, *own: Text) -> AgreementText:
    return AgreementText(form, "2026-1", _FIRST, (*own, *_EVERYBODY))


TEXTS: tuple[AgreementText, ...] = (
    _text(
        EngagementForm.INTERNSHIP,
        _("Ik tutor als deel van mijn opleiding. Mijn docent plaatst en begeleidt me; er is geen selectie."),
        _("De opleiding zegt hoeveel uren en studiepunten erbij horen. Die uren staan in mijn rooster."),
    ),
    _text(
        EngagementForm.VOLUNTEER,
        _("Ik doe dit vrijwillig en onbetaald. Een vergoeding voor mijn kosten blijft binnen de wet."),
        _("De organisatie zegt me vooraf wie verzekert, en hoe kosten worden vergoed."),
        _("Ik volg hiervoor geen studie en ik mag stoppen zonder reden."),
    ),
    _text(
        EngagementForm.PAID,
        _("Ik word betaald voor de uren die uit mijn notities volgen, volgens mijn arbeidscontract."),
    ),
    _text(
        EngagementForm.EMPLOYED,
        _("Ik tutor binnen mijn opdracht. Mijn werkgever regelt wie mijn andere taken in die tijd doet."),
    ),
    _text(
        EngagementForm.PUPIL,
        _("Ik help omdat ik dat zelf wil, en ik mag altijd zeggen dat ik wil stoppen."),
        _("Mijn ouders en mijn leerkracht weten ervan. Mijn eigen lessen gaan voor."),
    ),
)


def text_of(form: EngagementForm, *, on: date) -> AgreementText:
    """Return the words that hold on a day: the latest version that had begun."""
    begun = [text for text in TEXTS if text.form == form and text.from_date <= on]
    return max(begun or [text for text in TEXTS if text.form == form], key=lambda text: text.from_date)
