"""What a tutor does and does not do: a tutor is no task teacher and no care worker (R-NEV-09)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tandem.core.glossary import Text


@dataclass(frozen=True, slots=True)
class Task:
    """Something asked of people around a child: a tutor's, or somebody else's and then whose."""

    what: Text
    whose: Text = ""

    @property
    def is_tutors(self) -> bool:
        return not self.whose


ROLE = _("Je werkt op vaste momenten samen met een leerling aan leren, en bouwt daarbij aan zelfvertrouwen.")

TASKS = (
    Task(_("Beginnen met wat goed gaat, en benoemen wat lukt.")),
    Task(_("Samen werken aan het doel dat de leerling, de leerkracht en jij kennen.")),
    Task(_("Een andere manier zoeken als iets niet lukt.")),
    Task(_("Na elke sessie in een paar tikken opschrijven wat jullie deden en wat lukte.")),
    Task(_("Meteen zeggen aan wie daarvoor genoemd is dat je je zorgen maakt.")),
    Task(_("Nieuwe leerstof geven aan een klas, of de les overnemen."), _("de leerkracht")),
    Task(_("Punten geven, toetsen afnemen of rapporten schrijven."), _("de leerkracht")),
    Task(_("Onderzoeken wat er thuis speelt, of hulp verlenen."), _("wie je zorg ontvangt")),
    Task(_("Dossiers over zorg of gedrag lezen of bijhouden."), _("de zorgcoördinator of intern begeleider")),
    Task(_("Beslissen over huiswerk, straf of beloning."), _("de leerkracht en de ouders")),
    Task(_("Doen wat ouders doen: opvoeden, ophalen, in hun plaats naar school gaan."), _("de ouders")),
    Task(_("Tolken voor een gezin omdat je dezelfde taal spreekt."), _("een tolk die de school vraagt")),
)
