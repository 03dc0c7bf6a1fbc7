"""Why a school takes part: from all it does for equal opportunities, with the means it already uses (R-NEV-10).

The themes and levels are those of the Vlor's advice (000 §4 and its note 10), the means those of §10.1.
"""

from collections.abc import Collection
from enum import StrEnum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Theme(TextChoices):
    """The six themes of a policy for equal opportunities (GOK)."""

    BACKLOGS = "backlogs", _("achterstanden in ontwikkeling en leren voorkomen en wegwerken")
    LANGUAGE = "language", _("taalvaardigheid")
    INTERCULTURAL = "intercultural", _("intercultureel onderwijs")
    PROGRESSION = "progression", _("doorstroming en oriëntering")
    SOCIO_EMOTIONAL = "socio_emotional", _("sociaal-emotionele ontwikkeling")
    PARTICIPATION = "participation", _("inspraak van leerlingen en ouders")


class Means(TextChoices):
    """What a school can already use, before and beside tutoring."""

    GUIDANCE_CENTRE = "guidance_centre", _("CLB of samenwerkingsverband")
    PEDAGOGICAL = "pedagogical", _("pedagogische begeleidingsdienst")
    HOURS = "hours", _("GOK-uren, GOK-leerkrachten of onderwijskansenmiddelen")
    CARE = "care", _("zorgcoördinator of intern begeleider")
    ASSISTANTS = "assistants", _("onderwijsassistenten")
    BRIDGE_FIGURE = "bridge_figure", _("brugfiguur")


class Part(StrEnum):
    """A part of a justification that may still be missing."""

    THEMES = auto()
    PUPIL_LEVEL = auto()
    TEACHER_LEVEL = auto()
    SCHOOL_LEVEL = auto()
    MEANS = auto()
    PAGE = auto()


def missing_parts(
    *,
    themes: Collection[str],
    pupil_actions: str,
    teacher_actions: str,
    school_actions: str,
    means: Collection[str],
    other_means: str,
    document: str,
    page: str,
) -> tuple[Part, ...]:
    """Return what a justification still lacks; a document with its page answers all but the themes it is linked to."""
    lacks = {Part.THEMES: not themes}
    if document:
        lacks[Part.PAGE] = not page
    else:
        lacks |= {
            Part.PUPIL_LEVEL: not pupil_actions,
            Part.TEACHER_LEVEL: not teacher_actions,
            Part.SCHOOL_LEVEL: not school_actions,
            Part.MEANS: not means and not other_means,
        }
    return tuple(part for part in Part if lacks.get(part, False))
