"""What partners agree on before the start, point by point, and from where that is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import PartnerGroup, StartPoint


@dataclass(frozen=True, slots=True)
class About:
    """The question a point asks, an answer as an example, and the requirement it comes from."""

    question: str | Promise
    example: str | Promise
    source: str


ABOUT: Mapping[StartPoint, About] = {
    StartPoint.ACTIVITIES: About(
        _("Wat mogen tutors met de leerlingen doen, en wat niet?"),
        _("Samen oefenen, voorlezen, leren plannen. Geen nieuwe leerstof geven en geen zorggesprekken voeren."),
        "R-VLOR-10.3-1a",
    ),
    StartPoint.GOALS: About(
        _("Wat willen we samen bereiken, en voor wie?"),
        "",
        "R-VLOR-10.3-1b",
    ),
    StartPoint.CONTACTS: About(
        _("Bij wie kan elke groep met vragen en problemen terecht?"),
        "",
        "R-VLOR-10.3-1c",
    ),
    StartPoint.TRAINING: About(
        _("Wie vormt de tutors, en wat leren ze daar?"),
        _("De hogeschool geeft twee avonden vooraf: hoe leg je uit, hoe motiveer je, hoe bouw je een band op."),
        "R-VLOR-10.3-1d",
    ),
    StartPoint.MOMENTS: About(
        _("Waar, wanneer en hoe vaak komen tutor en leerling samen?"),
        _("Elke dinsdag en donderdag een lesuur, in een eigen lokaal op school."),
        "R-VLOR-10.3-1e",
    ),
    StartPoint.ABSENCES: About(
        _("Wat doen we als een tutor of een leerling er niet is?"),
        _("De tutor meldt het voor acht uur in Tandem. De school zegt het de leerling; de week erna halen we het in."),
        "R-VLOR-10.3-1f",
    ),
    StartPoint.INSTRUMENTS: About(
        _("Waarmee zien we hoe het loopt en wat het oplevert?"),
        _("De notities van de tutors voor hoe het loopt; een korte bevraging in juni voor wat het oplevert."),
        "R-VLOR-10.3-1g",
    ),
    StartPoint.COOPERATION: About(
        _("Hoe werken de partners verder samen, ook volgend jaar?"),
        _("Drie keer per jaar overleg met alle partners; de overeenkomst geldt twee jaar."),
        "R-VLOR-10.3-1h",
    ),
    StartPoint.GUIDANCE: About(
        _("Hoe werken we samen met het CLB en de pedagogische begeleidingsdienst?"),
        _("Het CLB volgt signalen mee op. De begeleidingsdienst denkt mee over de vorming."),
        "R-VLOR-10.3-1i",
    ),
    StartPoint.EQUAL_CHANCES: About(
        _("Hoe draagt dit initiatief bij aan gelijke kansen?"),
        _("We kiezen leerlingen die thuis minder hulp kunnen krijgen, en het kost gezinnen niets."),
        "000 §5, §6.1",
    ),
}  # fmt: skip
NINE = tuple(point for point in StartPoint if point != StartPoint.EQUAL_CHANCES)
# For whom it is said where they can go with a question: the five groups of the third agreement.
ASKERS = (
    PartnerGroup.PUPILS,
    PartnerGroup.TUTORS,
    PartnerGroup.PARENTS,
    PartnerGroup.TEACHERS,
    PartnerGroup.LECTURERS,
)
