"""The forms of tutoring, as the glossary calls them: by what happens, with the name people may know behind it."""

from django.utils.translation import gettext_lazy as _

from tandem.core.glossary_term import Term

FORM_TERMS: dict[str, Term] = {
    "student_in": Term(
        _("studenttutoring binnen de opleiding"),
        _("studenttutoring binnen de opleiding"),
        _("Studenten begeleiden als deel van hun opleiding een leerling of een klein groepje."),
    ),
    "student_out": Term(
        _("studenttutoring naast de opleiding"),
        _("studenttutoring naast de opleiding"),
        _("Studenten die zich zelf aanmelden begeleiden een leerling of een klein groepje, los van hun studie."),
    ),
    "st010": Term(
        _("één tutor met één leerling of een duo, een paar keer per week"),
        _("ST010"),
        _("De vorm van Studenttutoren010 in Rotterdam: een vaste student komt een paar keer per week."),
    ),
    "hdt": Term(
        _("één tutor met twee leerlingen, elke dag (HDT)"),
        _("HDT"),
        _("High Dosage Tutoring: een vaste tutor heeft elke dag een lesuur met dezelfde twee leerlingen."),
    ),
    "reach": Term(
        _("leren lezen, drie keer per week één op één (REACH)"),
        _("REACH"),
        _("Een opgeleide assistent leest drie keer per week 35 minuten met één leerling, naast de taalles."),
    ),
    "reach_comprehension": Term(
        _("begrijpend lezen, drie keer per week één op één (REACH)"),
        _("REACH begrijpend lezen"),
        _("Zoals REACH, met begrijpen, samenvatten, woordenschat en schrijven in plaats van leren lezen."),
    ),
    "small_groups": Term(
        _("één tutor met een groepje tot zes leerlingen"),
        _("kleine groepjes"),
        _("Een tutor werkt een paar keer per week, ten minste een half jaar, met een klein groepje."),
    ),
    "moz": Term(
        _("een groep studenten met een hele klas, elke week (MoZ)"),
        _("MoZ"),
        _("Mentoren op Zuid: een groep studenten komt elke week op een vast moment bij een hele klas."),
    ),
    "moz_isk": Term(
        _("een groep studenten met een hele nieuwkomersklas, met een woordenlijst (MoZ)"),
        _("MoZ in een nieuwkomersklas"),
        _("Zoals MoZ, in een schakelklas of ISK: de leerkracht geeft elke week een woordenlijst."),
    ),
    "moz_sbo": Term(
        _("een kleine groep studenten met een klas in het speciaal onderwijs (MoZ)"),
        _("MoZ in het speciaal onderwijs"),
        _("Zoals MoZ, met minder studenten tegelijk en een rustige start, omdat een hele groep te veel kan zijn."),
    ),
    "moz_attend": Term(
        _("een groep studenten volgt eerst de uitleg en werkt dan met de klas (MoZ)"),
        _("MoZ met eerst de uitleg"),
        _("Zoals MoZ, waarbij studenten eerst een half uur de uitleg van de leerkracht volgen."),
    ),
    "low_dosage": Term(
        _("een uur per week, met de band voorop (Low Dosage)"),
        _("Low Dosage"),
        _("Een groep studenten komt een uur per week bij een klas; de band en plezier tellen even zwaar als leren."),
    ),
    "peer_cross": Term(
        _("oudere leerlingen helpen jongere leerlingen (peer tutoring)"),
        _("oudere met jongere leerlingen"),
        _("Een oudere leerling van dezelfde school oefent met een jongere wat die al geleerd heeft."),
    ),
    "peer_same": Term(
        _("leerlingen van hetzelfde jaar, met vaste rollen (peer tutoring)"),
        _("leerlingen van hetzelfde jaar"),
        _("Een leerling die iets beheerst, oefent ermee met een leerling van hetzelfde jaar uit een andere klas."),
    ),
    "peer_reciprocal": Term(
        _("leerlingen van hetzelfde jaar, om de beurt tutor (peer tutoring)"),
        _("leerlingen om de beurt"),
        _("Twee leerlingen zijn om de beurt tutor: ieder even vaak."),
    ),
    "blended": Term(
        _("een tutor naast een leerling, met een digitaal programma"),
        _("blended tutoring"),
        _("Een leerling oefent met een goedgekeurd programma terwijl een tutor ernaast zit."),
    ),
    "home": Term(
        _("thuis, één tutor met één leerling"),
        _("tutoring thuis"),
        _("Een tutor komt na schooltijd bij het gezin thuis, als ouder en leerling dat allebei willen."),
    ),
    "outing": Term(
        _("samen op stap: leren buiten de school"),
        _("uitstappen"),
        _("Leerlingen gaan met hun tutor de buurt in, met een leerdoel en toestemming van thuis."),
    ),
    "homework": Term(
        _("huiswerkklas van een vereniging, met een contract"),
        _("huiswerkklassen"),
        _("Na schooltijd werken twee of drie kinderen met een vrijwilliger; thuis en vereniging beloven elkaar iets."),
    ),
    "summer_full": Term(
        _("zomerschool van tien hele dagen"),
        _("zomerscholen van tien hele dagen"),
        _("Leren en spelen in de zomervakantie, gratis en vrijwillig, met een ervaren leerkracht per groep."),
    ),
    "summer_half": Term(
        _("zomerschool van twintig halve dagen"),
        _("zomerscholen van twintig halve dagen"),
        _("Leren en spelen in de zomervakantie, in halve dagen."),
    ),
    "summer_special_full": Term(
        _("zomerschool van vijf hele dagen, in het speciaal of buitengewoon onderwijs"),
        _("zomerscholen van vijf hele dagen"),
        _("Een kortere zomerschool, voor leerlingen van het speciaal of buitengewoon onderwijs."),
    ),
    "summer_special_half": Term(
        _("zomerschool van tien halve dagen, in het speciaal of buitengewoon onderwijs"),
        _("zomerscholen van tien halve dagen"),
        _("Een kortere zomerschool in halve dagen, voor het speciaal of buitengewoon onderwijs."),
    ),
}
