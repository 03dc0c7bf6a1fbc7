"""Intensive forms in school time by trained tutors: HDT, and small groups."""

from django.utils.translation import gettext_lazy as _

from tandem.initiatives.catalogue.conditions import Condition, at_least, said, shown
from tandem.initiatives.catalogue.form import Family, Form
from tandem.initiatives.catalogue.points import CARD, TABLE, Claim, Side, Voice, points, views
from tandem.initiatives.catalogue.template import Gate, Template, Training
from tandem.initiatives.enums import FormKind, ParentContact
from tandem.people.enums import TutorKind

HDT = Form(
    kind=FormKind.HDT,
    family=Family.INTENSIVE,
    asks=_("Vraagt tutors die elke dag kunnen; met studenten die zelf les hebben lukt dat bijna nooit."),
    source=f"{CARD}; ST010, §1.1",
    template=Template(
        minutes=50,
        minutes_least=45,
        group_min=2,
        group_max=2,
        level_spread=2,
        sessions_per_week=5,
        sessions_least=3,
        weeks=38,
        weeks_least=20,
        missed_at_most=2,
        group_limit=6,
        tutors=frozenset({TutorKind.GRADUATE}),
        training=frozenset({Training.ATTITUDE, Training.COACHING, Training.DIDACTICS, Training.SUBJECT}),
        parent_contact=ParentContact.WEEK,
        gates=frozenset({Gate.TRAINING}),
        subjects=frozenset({"rekenen", "wiskunde"}),
    ),
    conditions=(
        Condition(_("Een vast aanspreekpunt op school."), f"{TABLE}: experts", said("fixed_contact")),
        Condition(
            _("Een leerling mag ten minste drie keer per week uit de klas."), "ST010, §2.2.1", at_least("pull_outs", 3)
        ),
        Condition(_("Structurele financiering."), f"{TABLE}: literatuur", shown("structural_funding")),
        Condition(_("Geregeld overleg tussen leerkracht en tutor."), f"{TABLE}: experts", said("consultation")),
        Condition(_("Goed opgeleide, vaste tutors."), f"{TABLE}: literatuur", said("trained_tutors")),
        Condition(_("Een vast lokaal."), CARD, said("room")),
    ),
    points=(
        *points(
            Side.ADVANTAGE,
            Voice.LITERATURE,
            _("Een effectieve manier om verder te komen met rekenen en taal, vooral in kwetsbare wijken."),
            _("Drie tot vijf maanden leerwinst bij een goede uitvoering."),
        ),
        *points(
            Side.DISADVANTAGE,
            Voice.EXPERTS,
            _("Ingewikkeld te plannen."),
            _("Kinderen moeten vaak uit de klas gehaald worden."),
            _("Het kost veel tijd."),
        ),
        *points(
            Side.CONDITION,
            Voice.PARTICIPANTS,
            _("Heldere verwachtingen over verantwoordelijkheid en wat een tutor kan."),
            _("Actorschap van de tutors, en begeleiding vanuit de school."),
            _("Eén taal: iedereen bedoelt hetzelfde met een woord."),
            _("Draagvlak binnen de school; het past bij waarden, cultuur en werkwijze."),
            _("Maatwerk dat school en tutor samen maken, met oog voor wat de tutor nodig heeft."),
            _("Oog voor de band tussen leerling en tutor, en voor het afscheid."),
        ),
        *points(
            Side.CONDITION,
            Voice.LITERATURE,
            _("Afstemmen op wat de leerling nodig heeft, en inpassen in het gewone onderwijs."),
            _("De kosten staan in verhouding tot wat het oplevert."),
            _("Draagvlak in de school."),
            _("Lesmateriaal op het niveau van de leerling."),
            _("Duidelijke rollen, en school en tutor die het samen dragen."),
            _("Ouders zijn betrokken."),
        ),
        *points(Side.CONDITION, Voice.EXPERTS, _("Een vaste kracht; een student moet er veel tijd voor vrijmaken.")),
    ),
    views=views(
        f"{TABLE}; {CARD}",
        parents=_("Elke week contact over wat goed gaat; het kind gaat er niet voor weg."),
        teacher=_("Kinderen zijn vaak weg; er is overleg en een rooster nodig."),
        pupil=_("Elke dag dezelfde twee mensen: een band, en tijd voor wat moeilijk is."),
        tutor=_("Een baan, geen bijzaak: elke dag op één school."),
    ),
    claims=(
        Claim(
            _("Een half jaar in Amsterdam: 0,35 standaarddeviatie, ongeveer vier maanden leerwinst bij rekenen."),
            CARD,
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
            "ST010, §3",
            2025,
            against=True,
        ),
    ),
    words=frozenset({"rekenen", "wiskunde", "high dosage", "dagelijks", "duo", "1f", "amsterdam"}),
)

SMALL_GROUPS = Form(
    kind=FormKind.SMALL_GROUPS,
    family=Family.INTENSIVE,
    asks=_("Vraagt een tutor die een groep kan leiden, en kinderen die goed samen kunnen werken."),
    source=CARD,
    template=Template(
        minutes=45,
        minutes_least=30,
        group_min=3,
        group_max=6,
        level_spread=2,
        sessions_per_week=3,
        sessions_least=2,
        weeks=20,
        weeks_least=20,
        group_limit=6,
        tutors=frozenset(TutorKind) - {TutorKind.OLDER_PUPIL},
        training=frozenset({Training.ATTITUDE, Training.COACHING, Training.DIDACTICS, Training.GROUP_MANAGEMENT}),
        parent_contact=ParentContact.PERIOD,
        gates=frozenset({Gate.GROUP_MANAGEMENT}),
    ),
    conditions=(
        Condition(_("Tutors die een groep kunnen leiden."), CARD, said("group_training")),
        Condition(_("Een leerling mag ten minste twee keer per week uit de klas."), CARD, at_least("pull_outs", 2)),
        Condition(_("Een eigen, rustig lokaal."), CARD, said("room")),
    ),
    points=(
        *points(Side.ADVANTAGE, Voice.LITERATURE, _("Goedkoper per leerling dan één op één."), _("Leren van elkaar.")),
        *points(
            Side.DISADVANTAGE,
            Voice.LITERATURE,
            _("Hoe groter de groep, hoe meer het van de tutor vraagt en hoe minder het oplevert."),
        ),
        *points(
            Side.CONDITION,
            Voice.LITERATURE,
            _("Vijf vragen vooraf: leeftijd, hoe dicht bij elkaar, begrip en interesse, hulpvraag, en samenwerken."),
        ),
    ),
    views=views(
        CARD,
        parents=_("Hun kind hoort bij een groepje, en valt niet op."),
        teacher=_("Verschillende kinderen tegelijk weg, op een vast moment."),
        pupil=_("Samen met kinderen die aan hetzelfde werken."),
        tutor=_("Meer didactiek en meer leiding geven dan bij één leerling."),
    ),
    claims=(
        Claim(_("Kleine groepjes: 0,31 standaarddeviatie, ongeveer vier maanden leerwinst."), CARD, 2022),
        Claim(_("Een groot Engels onderzoek (Tutor Trust, 105 scholen) vond drie maanden."), "EEF", 2018, against=True),
    ),
    words=frozenset({"groep", "groepje", "rekenen", "taal", "lezen", "wiskunde"}),
)

FORMS = (HDT, SMALL_GROUPS)
