"""A group of students visits a whole class: Mentoren op Zuid, its variants, and low dosage."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tandem.initiatives.catalogue.conditions import Condition, a_student_for_each, not_special, said, special
from tandem.initiatives.catalogue.form import Family, Form
from tandem.initiatives.catalogue.points import TABLE, Claim, Side, Voice, points, views
from tandem.initiatives.catalogue.template import Template, Training, Unit
from tandem.initiatives.enums import FormKind, ParentContact
from tandem.people.enums import TutorKind

TEMPLATE = Template(
    minutes=60,
    minutes_least=45,
    group_min=1,
    group_max=1,
    level_spread=0,
    sessions_per_week=1,
    sessions_least=1,
    weeks=20,
    weeks_least=15,
    unit=Unit.VISIT,
    tutors=frozenset({TutorKind.STUDENT}),
    training=frozenset({Training.ATTITUDE, Training.COACHING, Training.CLASS_VISIT}),
    sharing_every_weeks=1,
    parent_contact=ParentContact.PERIOD,
)
ENOUGH = Condition(_("Genoeg studenten voor de klas."), "ST010, §2.2.3", a_student_for_each)
FRAME = Condition(_("De leerkracht geeft een kader voor de week."), f"{TABLE}: experts", said("frame"))
NOT_SPECIAL = Condition(
    _("Geen speciaal onderwijs: een hele groep kan daar te veel zijn."), f"{TABLE}: experts", not_special
)
WORDS = frozenset({"klas", "hele klas", "mentoren op zuid", "moz", "rekenen", "taal", "student", "hogeschool", "stage"})

MOZ = Form(
    kind=FormKind.MOZ,
    family=Family.WHOLE_CLASS,
    asks=_("Vraagt één moment per week waarop groep en klas allebei kunnen; de leerkracht blijft erbij."),
    source="ST010, §1.4.2 en §2.2.3",
    template=TEMPLATE,
    conditions=(ENOUGH, FRAME, NOT_SPECIAL),
    points=(
        *points(
            Side.ADVANTAGE,
            Voice.STUDENTS,
            _("Studenten voelen zich goed in staat dit te doen."),
            _("Studenten zagen vooruitgang bij rekenen en taal."),
            _("Meer houvast dan bij mentoring alleen."),
        ),
        *points(
            Side.ADVANTAGE,
            Voice.EXPERTS,
            _("Meer leerlingen bereikt, hele klassen in plaats van enkelen."),
            _("Scholen die al met MoZ werken, vragen erom."),
            _("De leerkracht ziet wat de tutors doen."),
            _("Ruimte voor actieve werkvormen die de tutor zelf kiest."),
            _("Geschikt voor taalontwikkeling."),
        ),
        *points(Side.DISADVANTAGE, Voice.STUDENTS, _("Een uur per week is misschien te weinig.")),
        *points(
            Side.DISADVANTAGE,
            Voice.EXPERTS,
            _("Minder geschikt voor speciaal onderwijs."),
            _("Hoe houd je een hele groep studenten gemotiveerd?"),
            _("Is een uur per week genoeg, of is twee keer te veel?"),
        ),
        *points(
            Side.CONDITION,
            Voice.STUDENTS,
            _("Aandacht voor de band blijft, met ruimte voor plezier en actieve werkvormen."),
            _("De bijeenkomsten mogen langer."),
            _("Goede voorbeelden voor de studenten, en geregeld contact met leerkracht en school."),
            _("Afwisseling: alleen en in een groepje."),
        ),
        *points(
            Side.CONDITION,
            Voice.EXPERTS,
            _("Ruimte om een band op te bouwen."),
            _("Ingebed in het lesprogramma; studenten verdiepen zich in de leerstof."),
            _("De leerkracht geeft het kader, samen met de docent van de hogeschool."),
        ),
    ),
    views=views(
        "ST010, §2.2.3 en §3",
        parents=_("Het hoort bij de klas: geen kind wordt eruit gepikt."),
        teacher=_("Blijft erbij en houdt zicht; de planning van de klas blijft staan."),
        pupil=_("Iedereen doet mee, met een eigen student."),
        tutor=_("Een vast uur met de eigen groep, en vrij in de werkvorm."),
    ),
    claims=(
        Claim(
            _("Studenten zagen bij hun leerlingen vooruitgang bij taal en rekenen. Dat is een mening, geen meting."),
            "ST010, §2.2.2",
            2025,
        ),
        Claim(
            _("Er is nog niet gemeten wat een uur per week doet; studenten en experts twijfelen of het genoeg is."),
            TABLE,
            2025,
            against=True,
        ),
    ),
    words=WORDS,
)

MOZ_ISK = replace(
    MOZ,
    kind=FormKind.MOZ_ISK,
    asks=_("Vraagt een leerkracht die elke week een woordenlijst geeft, en studenten die er zelf iets mee bedenken."),
    source="ST010, §2.2.2",
    conditions=(
        ENOUGH,
        Condition(_("De leerkracht geeft elke week een woordenlijst."), "ST010, §2.2.2", said("word_list")),
    ),
    words=WORDS | {"isk", "schakelklas", "okan", "nieuwkomers", "anderstalig", "woordenlijst"},
)

MOZ_SBO = replace(
    MOZ,
    kind=FormKind.MOZ_SBO,
    asks=_("Vraagt minder studenten tegelijk en een start in stappen: eerst kennismaken, dan pas met de hele groep."),
    source="ST010, §2.2.3",
    template=replace(TEMPLATE, minutes=45, minutes_least=35, training=TEMPLATE.training | {Training.SPECIAL_EDUCATION}),
    conditions=(
        Condition(_("Een school voor speciaal of buitengewoon onderwijs."), "ST010, §2.2.3", special),
        FRAME,
    ),
    words=WORDS | {"sbo", "speciaal onderwijs", "buitengewoon onderwijs"},
)

MOZ_ATTEND = replace(
    MOZ,
    kind=FormKind.MOZ_ATTEND,
    asks=_("Vraagt een dubbel lesuur: een half uur uitleg van de leerkracht, dan een uur tutoring."),
    source="ST010, §2.2.3 (expert 1)",
    template=replace(TEMPLATE, attend_minutes=30),
    words=WORDS | {"uitleg", "dubbel uur"},
)

LOW_DOSAGE = replace(
    MOZ,
    kind=FormKind.LOW_DOSAGE,
    asks=_("Vraagt hetzelfde als MoZ, en dat aan het begin, halverwege en aan het eind naar de band wordt gevraagd."),
    source="ST010, §3",
    template=replace(TEMPLATE, minutes_least=30),
    conditions=(ENOUGH, FRAME),
    claims=(
        Claim(
            _("De Rotterdamse onderzoekers raden aan dit te onderzoeken: het is nog nergens gemeten."),
            "ST010, §3",
            2025,
            against=True,
        ),
    ),
    words=WORDS | {"low dosage", "band", "welbevinden"},
)

FORMS = (MOZ, MOZ_ISK, MOZ_SBO, MOZ_ATTEND, LOW_DOSAGE)
