"""At home, out and about, and the homework classes of associations: after school, as a family wants."""

from django.utils.translation import gettext_lazy as _

from tandem.initiatives.catalogue.conditions import Condition, said
from tandem.initiatives.catalogue.form import Family, Form
from tandem.initiatives.catalogue.points import CARD, Claim, views
from tandem.initiatives.catalogue.template import STUDENTS, Gate, Template, Training
from tandem.initiatives.enums import Emphasis, FormKind, ParentContact, Place
from tandem.people.enums import ConsentParty, TutorKind

BOTH = frozenset({ConsentParty.GUARDIAN, ConsentParty.PUPIL})
AFTER_SCHOOL = Claim(
    _("Na schooltijd zijn de effecten meestal kleiner, en komen minder leerlingen elke keer."), CARD, 2022, against=True
)

HOME = Form(
    kind=FormKind.HOME,
    family=Family.AROUND_SCHOOL,
    asks=_(
        "Vraagt tutors die te gast kunnen zijn, een eerste bezoek met iemand die het gezin vertrouwt, en een eigen "
        "aanspreekpunt dat weet waar ze zijn."
    ),
    source="Vlor, §8 en §9.1",
    template=Template(
        minutes=90,
        minutes_least=45,
        group_min=1,
        group_max=1,
        level_spread=0,
        sessions_per_week=1,
        sessions_least=1,
        weeks=30,
        weeks_least=12,
        in_school_time=False,
        after_school=True,
        place=Place.HOME,
        tutors=STUDENTS | {TutorKind.VOLUNTEER, TutorKind.RETIRED, TutorKind.GRADUATE},
        training=frozenset({Training.ATTITUDE, Training.COACHING, Training.HOME_VISIT}),
        parent_contact=ParentContact.SESSION,
        consents=BOTH,
        emphasis=Emphasis.CONTINUITY,
    ),
    conditions=(
        Condition(_("Opgeleide tutors die bij gezinnen thuis komen."), "Vlor, §9.1", said("trained_tutors")),
        Condition(_("Iemand met een band met het gezin gaat de eerste keer mee."), "Vlor, §9.1", said("family_bridge")),
        Condition(_("Iemand die weet waar de tutor is, en bereikbaar is."), "Vlor, §9.1", said("safety_contact")),
    ),
    views=views(
        "Vlor, §8 en §9.1",
        parents=_("Voor ouders in armoede de ideale werkwijze: één tutor thuis, één kind."),
        teacher=_("Liever op school: dan is er zicht op en contact met de tutor."),
        pupil=_("Iemand alleen voor jou, op je eigen plek."),
        tutor=_("Te gast bij een gezin: discretie en respect, en begeleiding daarbij."),
    ),
    claims=(AFTER_SCHOOL,),
    words=frozenset({"thuis", "gezin", "huisbezoek", "armoede", "rekenen", "lezen", "taal"}),
)

OUTING = Form(
    kind=FormKind.OUTING,
    family=Family.AROUND_SCHOOL,
    asks=_("Vraagt de toestemming van elke ouder, een begeleider, en een leerdoel dat buiten beter lukt dan binnen."),
    source="ST010, §2.1.1",
    template=Template(
        minutes=90,
        minutes_least=45,
        group_min=1,
        group_max=2,
        level_spread=2,
        sessions_per_week=1,
        sessions_least=1,
        weeks=1,
        weeks_least=1,
        missed_at_most=2,
        after_school=True,
        place=Place.OUTSIDE,
        training=frozenset({Training.ATTITUDE, Training.COACHING, Training.OUTING}),
        parent_contact=ParentContact.SESSION,
        consents=frozenset({ConsentParty.GUARDIAN}),
    ),
    conditions=(Condition(_("Begeleiding en vervoer."), "ST010, §2.1.1", said("companions")),),
    views=views(
        "ST010, §2.1.1",
        parents=_("Vooraf gevraagd, met wie erbij is en waarheen."),
        teacher=_("Wat in de klas abstract blijft, wordt buiten concreet."),
        pupil=_("Leren in de echte wereld, met plezier."),
        tutor=_("Meer samen beleven dan aan een tafel kan."),
    ),
    words=frozenset({"uitstap", "buurt", "buiten", "excursie", "ervaringsgericht", "op stap"}),
)

HOMEWORK = Form(
    kind=FormKind.HOMEWORK,
    family=Family.AROUND_SCHOOL,
    asks=_("Vraagt een vereniging met vrijwilligers, en een gesprek met elke familie voor het kind begint."),
    source="Vlor, §3; rondetafel, §5.1",
    template=Template(
        minutes=60,
        minutes_least=45,
        group_min=2,
        group_max=3,
        level_spread=3,
        sessions_per_week=2,
        sessions_least=1,
        weeks=30,
        weeks_least=10,
        in_school_time=False,
        after_school=True,
        place=Place.NEIGHBOURHOOD,
        tutors=frozenset({TutorKind.VOLUNTEER, TutorKind.RETIRED, TutorKind.STUDENT_OUTSIDE}),
        parent_contact=ParentContact.MONTH,
        consents=BOTH,
        gates=frozenset({Gate.CONTRACT}),
    ),
    conditions=(
        Condition(_("Een vereniging of federatie met vrijwilligers."), "rondetafel, §5.1", said("volunteers")),
        Condition(_("Iemand met een band met de gezinnen."), "rondetafel, §5.2", said("family_bridge")),
    ),
    views=views(
        "rondetafel, §5.1 en §5.2",
        parents=_("Hun eigen vereniging, waar ze mee beslissen over wat er gebeurt."),
        teacher=_("Huiswerk dat af is, en iemand om mee te overleggen als ouders dat goed vinden."),
        pupil=_("Een plek waar je graag komt, met wie je vertrouwt."),
        tutor=_("Vertrekken van wat een kind sterk maakt, in een groepje van twee of drie."),
    ),
    claims=(AFTER_SCHOOL,),
    words=frozenset(
        {"huiswerk", "vereniging", "federatie", "zelforganisatie", "na school", "vrijwilliger", "contract"}
    ),
)

FORMS = (HOME, OUTING, HOMEWORK)
