"""Pupils help pupils: older ones, of the same year with fixed roles, or taking turns."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tandem.initiatives.catalogue.conditions import Condition, said
from tandem.initiatives.catalogue.form import Family, Form
from tandem.initiatives.catalogue.points import TABLE, Claim, Side, Voice, points, views
from tandem.initiatives.catalogue.template import Gate, Template, Training
from tandem.initiatives.enums import FormKind
from tandem.people.enums import ConsentParty, TutorKind

TEMPLATE = Template(
    minutes=20,
    minutes_least=15,
    group_min=1,
    group_max=1,
    level_spread=0,
    sessions_per_week=3,
    sessions_least=1,
    weeks=8,
    weeks_least=8,
    missed_at_most=3,
    max_away=4,
    classmates=False,
    tutors=frozenset({TutorKind.OLDER_PUPIL}),
    training=frozenset({Training.PEER_TUTOR, Training.PEER_TEACHER}),
    consents=frozenset({ConsentParty.GUARDIAN, ConsentParty.PUPIL}),
    gates=frozenset({Gate.MASTERY, Gate.TRAINING}),
)
TRAINED = Condition(_("Opleiding voor leerkrachten én leerling-tutors."), f"{TABLE}: literatuur", said("peer_training"))
OLDER = Condition(_("Oudere leerlingen die het kunnen en leuk vinden."), f"{TABLE}: experts", said("older_pupils"))
ABLE = Condition(_("Leerlingen die de stof beheersen en het leuk vinden."), f"{TABLE}: experts", said("older_pupils"))
WORDS = frozenset({"peer", "leerlingen", "herhalen", "inoefenen", "rekenen", "lezen", "taal", "wiskunde"})

PEER_CROSS = Form(
    kind=FormKind.PEER_CROSS,
    family=Family.PEERS,
    asks=_("Vraagt leerkrachten die het begeleiden, en een uur waarop uit elke klas maar enkelen tegelijk weg zijn."),
    source="ST010, §2.2.1 en §2.2.3",
    template=TEMPLATE,
    conditions=(TRAINED, OLDER),
    points=(
        *points(
            Side.ADVANTAGE,
            Voice.LITERATURE,
            _("Kostenefficiënt en vrij eenvoudig in te passen, met weinig hulp van buiten."),
            _("Vooral bij taal en rekenen."),
            _("Goed voor wie helpt en wie geholpen wordt, ook sociaal en voor het zelfvertrouwen."),
            _("Leerwinst tot zes maanden."),
        ),
        *points(
            Side.ADVANTAGE,
            Voice.EXPERTS,
            _("Leerlingen nemen snel iets aan van een iets oudere leerling."),
            _("Ook wie helpt, leert ervan."),
            _("Positieve resultaten, ook voor hoe kinderen zich voelen."),
        ),
        *points(
            Side.DISADVANTAGE,
            Voice.EXPERTS,
            _("Organisatorisch lastig: wie helpt, mist zelf les."),
            _("Binnen dezelfde klas minder geschikt."),
        ),
        *points(
            Side.CONDITION,
            Voice.LITERATURE,
            _("Rekening houden met wat de leerlingen kunnen, hoe druk ze het hebben en wanneer ze kunnen."),
            _("Een vaste opbouw tijdens de sessies; het best voor herhalen en inoefenen."),
            _("Vooral voor wie het moeilijk heeft of extra ondersteuning krijgt."),
        ),
        *points(
            Side.CONDITION,
            Voice.EXPERTS,
            _("Oog voor kwaliteit en voor het niveau van wie helpt, die het ook leuk moet vinden."),
        ),
    ),
    views=views(
        f"{TABLE}; ST010, §2.2.3",
        parents=_("Ouders van beide kinderen willen weten wat hun kind mist."),
        teacher=_("Twee klassen moeten op elkaar passen; begeleiden vraagt opleiding."),
        pupil=_("Iemand die er net zelf doorheen is, legt het anders uit."),
        tutor=_("Een leerling die groeit door te helpen, als die het zelf wil."),
    ),
    claims=(
        Claim(_("Leerwinst tot zes maanden, voor wie helpt en wie geholpen wordt."), "ST010, §2.2.1 (EEF)", 2025),
        Claim(_("Het overzicht van de EEF noemt nu vijf maanden."), "EEF Toolkit", 2025, against=True),
    ),
    words=WORDS | {"oudere leerlingen", "maatjes"},
)

PEER_SAME = replace(
    PEER_CROSS,
    kind=FormKind.PEER_SAME,
    asks=_("Vraagt een parallelklas: binnen één klas zet het een kind op een voetstuk."),
    conditions=(TRAINED, ABLE),
    words=WORDS | {"zelfde leeftijd", "parallelklas"},
)

PEER_RECIPROCAL = replace(
    PEER_CROSS,
    kind=FormKind.PEER_RECIPROCAL,
    asks=_("Vraagt duo's die om de beurt uitleggen; Tandem houdt bij wie aan de beurt is."),
    template=replace(
        TEMPLATE,
        classmates=True,
        reciprocal=True,
        gates=frozenset({Gate.TRAINING}),
        sessions_per_week=2,
        weeks=5,
        weeks_least=5,
    ),
    conditions=(TRAINED, ABLE),
    words=WORDS | {"om de beurt", "wisselen van rol", "zelfde leeftijd"},
)

FORMS = (PEER_CROSS, PEER_SAME, PEER_RECIPROCAL)
