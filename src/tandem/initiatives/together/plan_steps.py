"""What is done before, during and after, as a working plan starts: a school and its partners change it together.

The chain is the report's (001 §2.1.1): needs, form, readiness, expectations, timetable and rooms, start talk, running,
evaluation, anchoring. Weeks count from the first day, before it below zero; `after_end` counts from the last.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import FormKind
from tandem.initiatives.together.actorship import Actor


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """One step of a working plan before anybody changed it."""

    text: str | Promise
    who: Actor
    weeks: int
    after_end: bool = False

    def due(self, starts: date, ends: date) -> date:
        return (ends if self.after_end else starts) + timedelta(weeks=self.weeks)


BASE = (
    StepTemplate(_("Samen bepalen wat leerlingen en tutors nodig hebben"), Actor.SCHOOL, -10),
    StepTemplate(_("Opschrijven wat school en programma van elkaar verwachten"), Actor.PROGRAMME, -8),
    StepTemplate(_("Afspreken wie wat beslist en wat een tutor zelf mag"), Actor.SCHOOL, -8),
    StepTemplate(_("Leerlingen voordragen: leerkracht en zorgcoördinator samen"), Actor.CARE, -6),
    StepTemplate(_("Lesuren, lokalen en vrije dagen invullen in Tandem"), Actor.SCHOOL, -5),
    StepTemplate(_("Tutors voorbereiden: de school, de leerstof, de omgang"), Actor.COLLEGE, -3),
    StepTemplate(_("Startgesprek met ouders en leerling, beginnend met wat goed gaat"), Actor.TEACHER, -2),
    StepTemplate(_("Kennismaken: tutor, leerling en leerkracht"), Actor.TEACHER, 0),
    StepTemplate(_("Even samenzitten: wat loopt goed, wat mag anders?"), Actor.SCHOOL, 6),
    StepTemplate(_("Het afscheid voorbereiden, met de leerling"), Actor.TUTOR, -3, after_end=True),
    StepTemplate(_("Samen terugkijken en beslissen wat blijft"), Actor.PROGRAMME, 2, after_end=True),
    StepTemplate(_("In het beleidsplan van de school zetten wat blijft"), Actor.SCHOOL, 4, after_end=True),
)
_TIMETABLES = (
    StepTemplate(_("Roosters van studenten en klassen naast elkaar leggen"), Actor.PROGRAMME, -4),
    StepTemplate(_("Afspreken wie opvangt als een tutor stopt"), Actor.PROGRAMME, -4),
)
_DAILY = (
    StepTemplate(_("Een vast lokaal kiezen voor elke dag"), Actor.SCHOOL, -6),
    StepTemplate(_("Afspreken welke lessen nooit gemist worden"), Actor.TEACHER, -6),
    StepTemplate(_("Elke week met ouders spreken over wat goed gaat"), Actor.TUTOR, 1),
)
_READING = (
    StepTemplate(_("De vijf vormingsdagen van de assistenten inplannen"), Actor.SCHOOL, -6),
    StepTemplate(_("Ouders vragen of het goed is"), Actor.TEACHER, -4),
    StepTemplate(_("Wisselende lesuren kiezen, nooit tijdens de taalles"), Actor.SCHOOL, -3),
    StepTemplate(_("De eerste uitwisseling om de twee weken"), Actor.PROGRAMME, 2),
)
_VISITS = (
    StepTemplate(_("Het vaste moment kiezen waarop de groep studenten komt"), Actor.COLLEGE, -8),
    StepTemplate(_("Leerkracht en docent leggen samen het kader vast"), Actor.TEACHER, -3),
    StepTemplate(_("Intervisie met de studenten, vlak voor of na de sessie"), Actor.COLLEGE, 2),
    StepTemplate(_("Leerlingen tonen wat ze maakten en leerden"), Actor.TEACHER, 0, after_end=True),
)
_PEERS = (
    StepTemplate(_("Leerkrachten leren hoe ze leerlingen begeleiden die helpen"), Actor.SCHOOL, -6),
    StepTemplate(_("Leerlingen vragen wie wil helpen"), Actor.TEACHER, -4),
    StepTemplate(_("Ouders van beide kinderen inlichten"), Actor.TEACHER, -3),
    StepTemplate(_("Leerlingen die helpen, voorbereiden"), Actor.TEACHER, -2),
)
_AT_HOME = (
    StepTemplate(_("Gezin en leerling vragen of ze willen, elk apart"), Actor.TRUST_PERSON, -4),
    StepTemplate(_("Het eerste bezoek, samen met de vertrouwensfiguur"), Actor.TRUST_PERSON, 0),
)
_SUMMER = (
    StepTemplate(_("Vragen wat elke leerling nodig heeft en graag doet"), Actor.TEACHER, -6),
    StepTemplate(_("Per groep een leerkracht kiezen, en de studenten erbij"), Actor.SCHOOL, -5),
    StepTemplate(
        _("In september vertellen hoe het ging, als het gezin dat goed vindt"), Actor.TEACHER, 3, after_end=True
    ),
)
_HOMEWORK = (
    StepTemplate(_("Met ouders praten over wat zij verwachten, voor een kind begint"), Actor.PROGRAMME, -3),
    StepTemplate(_("Samen met ouders thema’s kiezen"), Actor.FAMILY, -2),
)
MORE: dict[str, tuple[StepTemplate, ...]] = {
    **dict.fromkeys((FormKind.STUDENT_IN, FormKind.STUDENT_OUT, FormKind.ST010, FormKind.SMALL_GROUPS), _TIMETABLES),
    FormKind.HDT: _DAILY,
    **dict.fromkeys((FormKind.REACH, FormKind.REACH_COMPREHENSION), _READING),
    **dict.fromkeys(
        (FormKind.MOZ, FormKind.MOZ_ISK, FormKind.MOZ_SBO, FormKind.MOZ_ATTEND, FormKind.LOW_DOSAGE), _VISITS
    ),
    **dict.fromkeys((FormKind.PEER_CROSS, FormKind.PEER_SAME, FormKind.PEER_RECIPROCAL), _PEERS),
    FormKind.BLENDED: (
        StepTemplate(_("Het oefenprogramma goedkeuren en toestellen klaarzetten"), Actor.SCHOOL, -4),
        StepTemplate(_("Nagaan of elke tutor de leerstof beheerst"), Actor.TEACHER, -3),
    ),
    FormKind.HOME: _AT_HOME,
    FormKind.OUTING: (
        StepTemplate(_("Per uitstap: doel, weg en wie meegaat"), Actor.TUTOR, -2),
        StepTemplate(_("Ouders vragen of het goed is, met een plan op school voor wie niet meegaat"), Actor.SCHOOL, -2),
    ),
    FormKind.HOMEWORK: _HOMEWORK,
    **dict.fromkeys(
        (
            FormKind.SUMMER_FULL,
            FormKind.SUMMER_HALF,
            FormKind.SUMMER_SPECIAL_FULL,
            FormKind.SUMMER_SPECIAL_HALF,
        ),
        _SUMMER,
    ),
}


def steps_for(form: str) -> Iterator[StepTemplate]:
    """Yield the steps a working plan of this form begins with, in the order of the calendar."""
    yield from sorted((*BASE, *MORE.get(form, ())), key=lambda step: (step.after_end, step.weeks))
