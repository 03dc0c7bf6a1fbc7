"""What research says of each form, for and against, each with its source and date. For a design, never for a child."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import FormKind


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding, as its source words it."""

    text: str | Promise
    source: str
    year: int
    against: bool = False


EVIDENCE: dict[str, tuple[Claim, ...]] = {
    FormKind.HDT: (
        Claim(
            _("Een half jaar in Amsterdam: 0,35 standaarddeviatie, ongeveer vier maanden leerwinst bij rekenen."),
            "Education Lab, praktijkkaart Tutoring",
            2022,
        ),
        Claim(
            _("Een onderzoek met loting in Nederlandse basisscholen vond minder: 0,28 standaarddeviatie."),
            "De Ree e.a.",
            2023,
            against=True,
        ),
        Claim(
            _("Aan alle voorwaarden voldoen is met studenten als tutor vrijwel onmogelijk."),
            "Hogeschool Rotterdam, ST010, §3",
            2025,
            against=True,
        ),
    ),
    FormKind.MOZ: (
        Claim(
            _("Studenten zagen bij hun leerlingen vooruitgang bij taal en rekenen. Dat is een mening, geen meting."),
            "Hogeschool Rotterdam, ST010, §2.2.2",
            2025,
        ),
        Claim(
            _("Er is nog niet gemeten wat een uur per week doet; studenten en experts twijfelen of het genoeg is."),
            "Hogeschool Rotterdam, ST010, tabel 2",
            2025,
            against=True,
        ),
    ),
    "peer": (
        Claim(_("Leerwinst tot zes maanden, voor wie helpt en wie geholpen wordt."), "ST010, §2.2.1 (EEF)", 2025),
        Claim(_("Het overzicht van de EEF noemt nu vijf maanden."), "EEF Toolkit", 2025, against=True),
    ),
    "blended": (
        Claim(
            _("Er is nog weinig onderzoek naar; begin met een proef."),
            "Hogeschool Rotterdam, ST010, tabel 2",
            2025,
            against=True,
        ),
    ),
    "ai": (
        Claim(
            _("Werkt volgens de literatuur vooral bij wetenschap en techniek, en het best samen met een leerkracht."),
            "Hogeschool Rotterdam, ST010, §2.2.1",
            2025,
        ),
        Claim(
            _("Alle experts missen het persoonlijke contact: voor deze leerlingen juist wat telt."),
            "Hogeschool Rotterdam, ST010, §3",
            2025,
            against=True,
        ),
    ),
}
