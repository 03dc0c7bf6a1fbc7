"""Summer schools: whole or half days in the holidays, and half as many in special education."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tandem.core.glossary import Text
from tandem.initiatives.catalogue.conditions import Condition, said, special
from tandem.initiatives.catalogue.form import Family, Form
from tandem.initiatives.catalogue.points import Claim, views
from tandem.initiatives.catalogue.template import Gate, Template, Training
from tandem.initiatives.enums import Emphasis, FormKind, ParentContact
from tandem.people.enums import ConsentParty, TutorKind

ANSWER = "Vlaams Parlement, vraag 282"
WHOLE_DAY, HALF_DAY = 300, 150  # minutes with the children; no source lays them down
TEMPLATE = Template(
    minutes=WHOLE_DAY,
    minutes_least=240,
    group_min=2,
    group_max=10,
    level_spread=2,
    sessions_per_week=5,
    sessions_least=5,
    weeks=2,
    weeks_least=2,
    in_school_time=False,
    after_school=True,
    in_holidays=True,
    tutors=frozenset({TutorKind.GRADUATE, TutorKind.STUDENT, TutorKind.STUDENT_OUTSIDE, TutorKind.RETIRED}),
    training=frozenset({Training.ATTITUDE, Training.COACHING, Training.DIDACTICS, Training.GROUP_MANAGEMENT}),
    parent_contact=ParentContact.PERIOD,
    consents=frozenset({ConsentParty.GUARDIAN, ConsentParty.PUPIL}),
    gates=frozenset({Gate.TEACHER_PRESENT}),
    emphasis=Emphasis.REACH,
)
TEACHERS = Condition(_("Ervaren leerkrachten die in de zomer willen werken."), ANSWER, said("experienced_teachers"))
VIEWS = views(
    ANSWER,
    parents=_("Gratis en vrijwillig; het kind doet mee omdat het dat wil."),
    teacher=_("In september, als het gezin dat goed vindt, een kort bericht over wat lukte."),
    pupil=_("Leren en spelen, en kinderen van andere scholen leren kennen."),
    tutor=_("Samen met een ervaren leerkracht voor een groep staan."),
)
WORDS = frozenset({"zomerschool", "zomer", "vakantie", "taal", "rekenen", "lezen", "wiskunde"})
ALWAYS = (
    Claim(
        _("Wat zomerscholen in Vlaanderen opleveren is niet met een vergelijkingsgroep gemeten."),
        ANSWER,
        2024,
        against=True,
    ),
)


def _summer(kind: FormKind, asks: Text, template: Template, *conditions: Condition, words: frozenset[str]) -> Form:
    return Form(
        kind=kind,
        family=Family.SUMMER,
        asks=asks,
        source=ANSWER,
        template=template,
        conditions=(TEACHERS, *conditions),
        views=VIEWS,
        claims=ALWAYS,
        words=WORDS | words,
    )


ASKS = _("Vraagt in elke groep een ervaren leerkracht, en lokalen in de zomer.")
SPECIAL = Condition(_("Een school voor speciaal of buitengewoon onderwijs."), ANSWER, special)
SHORT = frozenset({"speciaal onderwijs", "buitengewoon onderwijs"})
HALF = replace(TEMPLATE, minutes=HALF_DAY, minutes_least=120, weeks=4, weeks_least=4)

FORMS = (
    _summer(FormKind.SUMMER_FULL, ASKS, TEMPLATE, words=frozenset({"hele dagen"})),
    _summer(FormKind.SUMMER_HALF, ASKS, HALF, words=frozenset({"halve dagen"})),
    _summer(FormKind.SUMMER_SPECIAL_FULL, ASKS, replace(TEMPLATE, weeks=1, weeks_least=1), SPECIAL, words=SHORT),
    _summer(FormKind.SUMMER_SPECIAL_HALF, ASKS, replace(HALF, weeks=2, weeks_least=2), SPECIAL, words=SHORT),
)
