"""Student tutoring: in and outside the programme of study (Vlor), and Studenttutoren010."""

from django.utils.translation import gettext_lazy as _

from tandem.initiatives.catalogue.conditions import Condition, at_least, said
from tandem.initiatives.catalogue.form import Family, Form
from tandem.initiatives.catalogue.points import TABLE, Claim, Side, Voice, points, views
from tandem.initiatives.catalogue.template import STUDENTS, Template, Training
from tandem.initiatives.enums import Emphasis, FormKind, ParentContact
from tandem.people.enums import TutorKind

VLOR = "Vlor, advies studenttutoring"
STRANDS = frozenset({Training.ATTITUDE, Training.COACHING, Training.DIDACTICS})
VIEWS = views(
    "Vlor, §8",
    parents=_("Een jong iemand die tijd heeft voor hun kind; wie het is en bij wie ze terechtkunnen is vooraf gezegd."),
    teacher=_("Extra handen, als school en opleiding samen afspreken wie wat doet."),
    pupil=_("Iemand die zelf nog studeert, en laat zien wat kan."),
    tutor=_("Leren door te doen, met vorming vooraf en reflectie onderweg."),
)
CONDITIONS = (
    Condition(_("Een vast aanspreekpunt op school."), "Vlor, §10.3", said("fixed_contact")),
    Condition(_("Vorming vooraf, en reflectie tijdens het traject."), "Vlor, §9.6", said("reflection")),
    Condition(_("Geregeld overleg tussen leerkracht en tutor."), "Vlor, §9.8", said("consultation")),
)
WORDS = frozenset(
    {"student", "hogeschool", "universiteit", "stage", "studiepunten", "vlor", "rekenen", "taal", "lezen"}
)

STUDENT_IN = Form(
    kind=FormKind.STUDENT_IN,
    family=Family.STUDENTS,
    asks=_("Vraagt een opleiding die er studiepunten of stage van maakt; selecteren van tutors kan dan niet."),
    source="Vlor, §8 en §9",
    template=Template(
        minutes=60,
        minutes_least=30,
        group_min=1,
        group_max=3,
        level_spread=1,
        sessions_per_week=1,
        sessions_least=1,
        weeks=13,
        weeks_least=11,
        after_school=True,
        tutors=frozenset({TutorKind.STUDENT}),
        training=STRANDS,
        sharing_every_weeks=4,
        parent_contact=ParentContact.PERIOD,
        emphasis=Emphasis.CONTINUITY,
    ),
    conditions=CONDITIONS,
    views=VIEWS,
    claims=(
        Claim(_("Een stage duurt zelden langer dan drie maanden; langer is beter voor de band."), VLOR, 2009),
        Claim(
            _("Wat studenttutoring oplevert is in Vlaanderen niet met een vergelijkingsgroep gemeten."),
            VLOR,
            2009,
            against=True,
        ),
    ),
    words=WORDS | {"stagiair", "opleiding"},
)

STUDENT_OUT = Form(
    kind=FormKind.STUDENT_OUT,
    family=Family.STUDENTS,
    asks=_("Vraagt werving en selectie van studenten, en een overeenkomst met ieder van hen."),
    source="Vlor, §8 en §9",
    template=Template(
        minutes=60,
        minutes_least=30,
        group_min=1,
        group_max=3,
        level_spread=1,
        sessions_per_week=1,
        sessions_least=1,
        weeks=25,
        weeks_least=12,
        after_school=True,
        tutors=frozenset({TutorKind.STUDENT_OUTSIDE}),
        training=STRANDS,
        sharing_every_weeks=4,
        parent_contact=ParentContact.PERIOD,
        emphasis=Emphasis.CONTINUITY,
    ),
    conditions=CONDITIONS,
    views=VIEWS,
    claims=STUDENT_IN.claims[1:],
    words=WORDS | {"vrijwilliger", "bijbaan"},
)

ST010 = Form(
    kind=FormKind.ST010,
    family=Family.STUDENTS,
    asks=_("Vraagt per leerling uren waarop zowel de student als de klas kan: Tandem zoekt die."),
    source="ST010, bijlage 1",
    template=Template(
        minutes=60,
        minutes_least=45,
        group_min=1,
        group_max=2,
        level_spread=1,
        sessions_per_week=2,
        sessions_least=2,
        weeks=20,
        weeks_least=20,
        tutors=STUDENTS,
        training=STRANDS | {Training.SUBJECT},
        parent_contact=ParentContact.PERIOD,
    ),
    conditions=(
        Condition(_("Een vast aanspreekpunt op school."), "ST010, §2.1.1", said("fixed_contact")),
        Condition(
            _("Een leerling mag ten minste twee keer per week uit de klas."),
            "ST010, bijlage 1",
            at_least("pull_outs", 2),
        ),
        Condition(_("Geregeld overleg tussen leerkracht en tutor."), "ST010, §2.1.1", said("consultation")),
    ),
    points=(
        *points(
            Side.ADVANTAGE,
            Voice.PARTICIPANTS,
            _("Meer motivatie en plezier, persoonlijke aandacht en zelfvertrouwen."),
        ),
        *points(
            Side.DISADVANTAGE,
            Voice.PARTICIPANTS,
            _("Twee roosters zijn moeilijk op elkaar te leggen."),
            _("Minder leerlingen bereikt dan gehoopt."),
        ),
        *points(
            Side.CONDITION,
            Voice.PARTICIPANTS,
            _("Verwachtingen worden vooraf uitgesproken, over en weer."),
            _("Een afscheid dat is voorbereid, ook als een tutor eerder stopt."),
        ),
    ),
    views=views(
        "ST010, bijlage 1",
        parents=_("Eén vaste student die hun kind kent."),
        teacher=_("Kinderen zijn twee keer per week even weg; de leerstof wordt samen afgestemd."),
        pupil=_("Aandacht voor jou alleen, en het mag leuk zijn."),
        tutor=_("Een betaalde bijbaan met een band die groeit."),
    ),
    claims=(
        Claim(_("Scholen zien vooruitgang bij taal en rekenen. Dat is een mening, geen meting."), TABLE, 2025),
        Claim(
            _("Zonder vergelijkingsgroep is niet te zeggen hoeveel van de vooruitgang van de tutoring komt."),
            "ST010, bijlage 1",
            2025,
            against=True,
        ),
    ),
    words=WORDS | {"rotterdam", "duo", "bijbaan", "wiskunde"},
)

FORMS = (STUDENT_IN, STUDENT_OUT, ST010)
