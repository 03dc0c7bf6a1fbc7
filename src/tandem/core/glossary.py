"""The words of the field, once: what each is called on the screen, what it means, what it is never called (R-NEV-24).

Labels are taken from here, and a test looks in every sentence of the screen for a word that stands under `never`. What
families and pupils read for some of them is chosen by each initiative: `tandem.initiatives.wording`.
"""

from enum import StrEnum, auto

from django.utils.translation import gettext_lazy as _

from tandem.core.glossary_forms import FORM_TERMS
from tandem.core.glossary_term import Term, Text
from tandem.core.permissions import Role

__all__ = ["GLOSSARY", "ROLES", "Term", "Text", "Word", "many", "never_said", "one"]


class Word(StrEnum):
    TUTORING = auto()
    MENTORING = auto()
    STUDY_COACHING = auto()
    INITIATIVE = auto()
    FORM = auto()
    STUDENT_IN = auto()
    STUDENT_OUT = auto()
    ST010 = auto()
    HDT = auto()
    REACH = auto()
    REACH_COMPREHENSION = auto()
    SMALL_GROUPS = auto()
    MOZ = auto()
    MOZ_ISK = auto()
    MOZ_SBO = auto()
    MOZ_ATTEND = auto()
    LOW_DOSAGE = auto()
    PEER_CROSS = auto()
    PEER_SAME = auto()
    PEER_RECIPROCAL = auto()
    BLENDED = auto()
    HOME = auto()
    OUTING = auto()
    HOMEWORK = auto()
    SUMMER_FULL = auto()
    SUMMER_HALF = auto()
    SUMMER_SPECIAL_FULL = auto()
    SUMMER_SPECIAL_HALF = auto()
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
    **{Word(key): term for key, term in FORM_TERMS.items()},
    Word.TUTOR: Term(
        _("tutor"),
        _("tutors"),
        _("Wie met leerlingen werkt: een student, een vrijwilliger, een assistent of een oudere leerling."),
        never=("tutoren", "bijlesgever", "bijlesleraar", "taakleerkracht"),
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
        never=("zorgmelding", "zorgmeldingen"),
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
