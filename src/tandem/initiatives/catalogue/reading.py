"""REACH: reading with one pupil, on top of the language lessons; and its sister on comprehension."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tandem.initiatives.catalogue.conditions import Condition, at_least, said
from tandem.initiatives.catalogue.form import Family, Form
from tandem.initiatives.catalogue.points import CARD, Claim, Side, Voice, points, views
from tandem.initiatives.catalogue.template import LANGUAGE, Gate, Template, Training
from tandem.initiatives.enums import FormKind, ParentContact
from tandem.people.enums import ConsentParty, TutorKind

TEMPLATE = Template(
    minutes=35,
    minutes_least=35,
    group_min=1,
    group_max=1,
    level_spread=0,
    sessions_per_week=3,
    sessions_least=3,
    weeks=20,
    weeks_least=20,
    cycle_weeks=5,
    group_limit=6,
    tutors=frozenset({TutorKind.ASSISTANT}),
    training=frozenset({Training.ATTITUDE, Training.COACHING, Training.DIDACTICS, Training.READING}),
    training_days=5,
    sharing_every_weeks=2,
    parent_contact=ParentContact.PERIOD,
    consents=frozenset({ConsentParty.GUARDIAN}),
    gates=frozenset({Gate.TRAINING}),
    protected=LANGUAGE,
    subjects=frozenset({"lezen", "taal", "Nederlands"}),
)
CONDITIONS = (
    Condition(_("Onderwijsassistenten die er drie keer per week tijd voor hebben."), CARD, said("assistants")),
    Condition(_("Vijf dagen opleiding vooraf."), CARD, said("training_days")),
    Condition(_("Een leerling mag ten minste drie keer per week uit de klas."), CARD, at_least("pull_outs", 3)),
    Condition(_("Een rustige plek om te lezen."), CARD, said("room")),
)

REACH = Form(
    kind=FormKind.REACH,
    family=Family.INTENSIVE,
    asks=_("Vraagt assistenten met vijf dagen opleiding, en uren die elke week wisselen zodat niemand één les mist."),
    source=CARD,
    template=TEMPLATE,
    conditions=CONDITIONS,
    points=(
        *points(Side.ADVANTAGE, Voice.LITERATURE, _("Komt boven op de taalles: een dubbele portie lezen.")),
        *points(
            Side.DISADVANTAGE,
            Voice.LITERATURE,
            _("Het werk dat assistenten anders doen, moet door iemand worden overgenomen."),
        ),
        *points(
            Side.CONDITION,
            Voice.LITERATURE,
            _("Leerkracht en intern begeleider kiezen samen wie meedoet, hoe vaak, en welke les wordt vervangen."),
            _("Om de twee weken delen assistenten ervaringen; een ervaren opleider is altijd bereikbaar."),
        ),
    ),
    views=views(
        CARD,
        parents=_("Vooraf gevraagd of het mag, en op de hoogte van hoe het gaat."),
        teacher=_("Nooit de taalles, en niet telkens dezelfde les."),
        pupil=_("Iemand die met je leest en hoort wat al lukt."),
        tutor=_("Een vak apart: fouten bij het lezen worden de les."),
    ),
    claims=(
        Claim(_("REACH: 0,42 standaarddeviatie, ongeveer vijf maanden leerwinst bij lezen."), CARD, 2022),
        Claim(
            _("Een groter onderzoek in 80 Engelse basisscholen vond twee maanden achteruitgang; weinig zeker."),
            "EEF, REACH Primary",
            2023,
            against=True,
        ),
    ),
    words=frozenset({"lezen", "technisch lezen", "taal", "avi", "dyslexie", "assistent", "nederlands"}),
)

REACH_COMPREHENSION = replace(
    REACH,
    kind=FormKind.REACH_COMPREHENSION,
    asks=_("Vraagt hetzelfde als REACH, met ander lesmateriaal."),
    template=replace(TEMPLATE, training=TEMPLATE.training - {Training.READING} | {Training.COMPREHENSION}),
    claims=(
        Claim(
            _("Van dit zusterprogramma is geen eigen onderzoek bekend: de cijfers van REACH gelden er niet voor."),
            CARD,
            2022,
            against=True,
        ),
    ),
    words=frozenset({"begrijpend lezen", "lezen", "woordenschat", "taal", "nederlands", "schrijven", "assistent"}),
)

FORMS = (REACH, REACH_COMPREHENSION)
