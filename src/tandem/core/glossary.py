"""The words of the field, once: what each is called on the screen, what it means, what it is never called (R-NEV-24).

Labels are taken from here, and a test looks in every sentence of the screen for a word that stands under `never`. What
families and pupils read for some of them is chosen by each initiative: `tandem.initiatives.wording`.
"""

from dataclasses import dataclass
from enum import StrEnum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.core.permissions import Role

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Term:
    """One word: for one, for many, what it means, and what it is never called on the screen."""

    one: Text
    many: Text
    meaning: Text
    never: tuple[str, ...] = ()


class Word(StrEnum):
    TUTORING = auto()
    MENTORING = auto()
    STUDY_COACHING = auto()
    INITIATIVE = auto()
    FORM = auto()
    ST010 = auto()
    HDT = auto()
    MOZ = auto()
    TUTOR = auto()
    PUPIL = auto()
    GUARDIAN = auto()
    TEACHER = auto()
    COORDINATOR = auto()
    TRUST_PERSON = auto()
    SITE = auto()
    CLASS = auto()
    REQUEST = auto()
    TEAM = auto()
    PAIR = auto()
    SESSION = auto()
    SLOT = auto()
    FRAME = auto()
    LOG_ENTRY = auto()
    SUCCESS = auto()
    FILE = auto()
    STRENGTH = auto()
    GOAL = auto()
    AGREEMENT = auto()
    CONSENT = auto()
    SIGNAL = auto()
    SHIELDING = auto()


GLOSSARY: dict[Word, Term] = {
    Word.TUTORING: Term(
        _("tutoring"),
        _("tutoring"),
        _("Een vaste tutor werkt met één leerling of een klein groepje aan leren, naast de les."),
        never=("bijles", "remediëring", "remedial teaching", "inhaalles", "steunles", "hulpklas"),
    ),
    Word.MENTORING: Term(
        _("mentoring"),
        _("mentoring"),
        _("Een vaste persoon steunt een jongere in de persoonlijke ontwikkeling. Leren is niet het eerste doel."),
    ),
    Word.STUDY_COACHING: Term(
        _("tussenvorm"),
        _("tussenvormen"),
        _("Tutoring met tijd voor het gesprek: leren staat voorop, de band is een doel op zich."),
    ),
    Word.INITIATIVE: Term(
        _("initiatief"),
        _("initiatieven"),
        _("Eén aanbod van tutoring in één schooljaar, met een organisator, een vorm en vestigingen."),
    ),
    Word.FORM: Term(_("vorm"), _("vormen"), _("Hoe de tutoring eruitziet: met hoevelen, hoe vaak en wanneer.")),
    Word.ST010: Term(
        _("één tutor met één leerling of een duo, een paar keer per week"),
        _("ST010"),
        _("De vorm van Studenttutoren010 in Rotterdam: een vaste student komt een paar keer per week."),
    ),
    Word.HDT: Term(
        _("één tutor met twee leerlingen, elke dag (HDT)"),
        _("HDT"),
        _("High Dosage Tutoring: een vaste tutor heeft elke dag een lesuur met dezelfde twee leerlingen."),
    ),
    Word.MOZ: Term(
        _("een groep studenten met een hele klas, elke week (MoZ)"),
        _("MoZ"),
        _("Mentoren op Zuid: een groep studenten komt elke week op een vast moment bij een hele klas."),
    ),
    Word.TUTOR: Term(
        _("tutor"),
        _("tutoren"),
        _("Wie met leerlingen werkt: een student, een vrijwilliger, een assistent of een oudere leerling."),
        never=("bijlesgever", "bijlesleraar", "taakleerkracht"),
    ),
    Word.PUPIL: Term(
        _("leerling"),
        _("leerlingen"),
        _("Wie met een tutor werkt."),
        never=("tutee", "mentee", "zorgleerling", "zorgenkind", "achterstandsleerling", "doelgroepleerling"),
    ),
    Word.GUARDIAN: Term(
        _("ouder of verzorger"),
        _("ouders of verzorgers"),
        _("Wie thuis voor de leerling zorgt en mee beslist."),
    ),
    Word.TEACHER: Term(_("leerkracht"), _("leerkrachten"), _("Wie aan de klas van de leerling lesgeeft.")),
    Word.COORDINATOR: Term(
        _("coördinator"),
        _("coördinatoren"),
        _("Wie een initiatief of de tutoring op een school in goede banen leidt."),
    ),
    Word.TRUST_PERSON: Term(
        _("vertrouwensfiguur voor ouders"),
        _("vertrouwensfiguren voor ouders"),
        _("De persoon met een naam bij wie ouders met elke vraag terechtkunnen."),
    ),
    Word.SITE: Term(_("vestiging"), _("vestigingen"), _("Een plek van een organisatie waar sessies zijn.")),
    Word.CLASS: Term(_("klas"), _("klassen"), _("De leerlingen die in één schooljaar samen les krijgen.")),
    Word.REQUEST: Term(
        _("aanvraag"),
        _("aanvragen"),
        _("Dat er voor een leerling of een klas een tutor wordt gezocht, voor één vak."),
    ),
    Word.TEAM: Term(
        _("groepje"),
        _("groepjes"),
        _("Een tutor met de leerlingen die samen werken."),
        never=("koppel", "koppels", "niveaugroep", "hulpgroep", "zorggroep"),
    ),
    Word.PAIR: Term(_("duo"), _("duo's"), _("Een groepje van twee leerlingen.")),
    Word.SESSION: Term(_("sessie"), _("sessies"), _("Eén keer dat een groepje samenkomt.")),
    Word.SLOT: Term(_("lesuur"), _("lesuren"), _("Wanneer in de week een groepje samenkomt.")),
    Word.FRAME: Term(_("kader"), _("kaders"), _("Waar de klas deze week aan werkt, in de woorden van de leerkracht.")),
    Word.LOG_ENTRY: Term(
        _("notitie"),
        _("notities"),
        _("Wat de tutor na een sessie opschrijft: wie er was, wat er gebeurde en wat er lukte."),
        never=("dossiernota", "gedragsverslag"),
    ),
    Word.SUCCESS: Term(_("succeservaring"), _("succeservaringen"), _("Iets wat een leerling lukte, hoe klein ook.")),
    Word.FILE: Term(
        _("map van de leerling"),
        _("mappen van leerlingen"),
        _("Wat de leerling sterk maakt, wat die wil leren en wat is afgesproken. De map is van de leerling."),
        never=("zorgdossier", "gedragsdossier", "voorgeschiedenis"),
    ),
    Word.STRENGTH: Term(_("sterke kant"), _("sterke kanten"), _("Wat iemand kan, weet of graag doet.")),
    Word.GOAL: Term(
        _("doel"),
        _("doelen"),
        _("Waar een leerling nu aan werkt. Het geeft richting; niemand wordt erop afgerekend."),
        never=("streefscore", "doelscore"),
    ),
    Word.AGREEMENT: Term(_("afspraak"), _("afspraken"), _("Wat mensen elkaar beloven.")),
    Word.CONSENT: Term(
        _("toestemming"), _("toestemmingen"), _("Een antwoord: ja, nee of later. Van gedachten veranderen mag altijd.")
    ),
    Word.SIGNAL: Term(
        _("signaal"),
        _("signalen"),
        _("Een zorg die een tutor meldt aan de persoon die daarvoor vooraf is genoemd."),
    ),
    Word.SHIELDING: Term(
        _("afscherming"),
        _("afschermingen"),
        _("Dat iets in de map van een leerling niet meer wordt getoond."),
    ),
}

# What somebody is called for the part they have.
ROLES: dict[Role, Text] = {
    Role.PROGRAMME_COORDINATOR: _("programmacoördinator"),
    Role.SCHOOL_COORDINATOR: _("schoolcoördinator"),
    Role.LOCATION_COORDINATOR: _("vestigingscoördinator"),
    Role.HEAD: _("directeur"),
    Role.CARE_COORDINATOR: _("zorgcoördinator of intern begeleider"),
    Role.TEACHER: GLOSSARY[Word.TEACHER].one,
    Role.TUTOR: GLOSSARY[Word.TUTOR].one,
    Role.LECTURER: _("docent"),
    Role.HE_COORDINATOR: _("coördinator van de opleiding"),
    Role.FINAL_RESPONSIBLE: _("eindverantwoordelijke"),
    Role.TRUST_PERSON: GLOSSARY[Word.TRUST_PERSON].one,
    Role.CLB_WORKER: _("medewerker van het CLB of het samenwerkingsverband"),
    Role.BRIDGE_FIGURE: _("brugfiguur"),
    Role.PARTNER_CONTACT: _("contactpersoon van een partner"),
    Role.FUNDER: _("subsidieverlener"),
    Role.RESEARCHER: _("onderzoeker"),
    Role.GUARDIAN: GLOSSARY[Word.GUARDIAN].one,
    Role.PUPIL: GLOSSARY[Word.PUPIL].one,
    Role.PLATFORM_ADMIN: _("beheerder van Tandem"),
}


def one(word: Word) -> Text:
    return GLOSSARY[word].one


def many(word: Word) -> Text:
    return GLOSSARY[word].many


def never_said() -> frozenset[str]:
    """Return every word that no sentence on the screen may hold."""
    return frozenset(word for term in GLOSSARY.values() for word in term.never)
