"""A digital programme with a person beside it; and a machine alone, which is refused (R-NEV-16)."""

from django.utils.translation import gettext_lazy as _

from tandem.initiatives.catalogue.conditions import Condition, never, said
from tandem.initiatives.catalogue.form import Family, Form, RefusedForm
from tandem.initiatives.catalogue.points import TABLE, Claim, Side, Voice, points, views
from tandem.initiatives.catalogue.template import Gate, Template, Training
from tandem.initiatives.enums import FormKind

BLENDED = Form(
    kind=FormKind.BLENDED,
    family=Family.DIGITAL,
    asks=_("Vraagt een goedgekeurd programma, en een tutor die de stof zelf beheerst; begin met een proef."),
    source="ST010, §2.2.3",
    template=Template(
        minutes=15,
        minutes_least=15,
        group_min=1,
        group_max=1,
        level_spread=0,
        sessions_per_week=4,
        sessions_least=3,
        weeks=10,
        weeks_least=10,
        missed_at_most=2,
        classmates=False,
        training=frozenset({Training.ATTITUDE, Training.COACHING, Training.SUBJECT, Training.CRITICAL_USE}),
        gates=frozenset({Gate.MASTERY, Gate.PROGRAMME}),
        subjects=frozenset({"lezen", "taal", "rekenen"}),
    ),
    conditions=(
        Condition(_("Een goedgekeurd programma."), f"{TABLE}: experts", said("digital_programme")),
        Condition(_("Een tutor die de stof zelf beheerst."), "ST010, §2.2.3", said("trained_tutors")),
        Condition(_("Toestellen van de school, geen telefoons."), "ST010, §2.2.3", said("devices")),
    ),
    points=(
        *points(
            Side.ADVANTAGE,
            Voice.LITERATURE,
            _("Kan steunen op een bewezen programma."),
            _("De tutor helpt vooral met motivatie en oefenen, en hoeft geen vakexpert te zijn."),
        ),
        *points(Side.ADVANTAGE, Voice.EXPERTS, _("Een goed programma is beter dan een werkblad.")),
        *points(Side.DISADVANTAGE, Voice.LITERATURE, _("Er is nog weinig onderzoek naar gedaan.")),
        *points(Side.DISADVANTAGE, Voice.EXPERTS, _("Met AI gelden dezelfde nadelen als voor een AI-tutor.")),
        *points(
            Side.CONDITION, Voice.EXPERTS, _("Eerst meer onderzoek; de leerling leert er kritisch mee om te gaan.")
        ),
    ),
    views=views(
        f"{TABLE}; ST010, §2.2.3",
        parents=_("Er zit een mens naast hun kind, niet alleen een scherm."),
        teacher=_("Het programma moet passen bij hoe de klas het leert."),
        pupil=_("Oefenen op eigen niveau, met iemand die meekijkt."),
        tutor=_("Houvast in wat te doen; de band blijft het eigen werk."),
    ),
    claims=(Claim(_("Er is nog weinig onderzoek naar; begin met een proef."), TABLE, 2025, against=True),),
    words=frozenset({"blended", "digitaal", "computer", "bouw", "lezen", "rekenen", "schakelklas", "oefenprogramma"}),
)

AI = RefusedForm(
    key="ai",
    name=_("Een AI-tutor"),
    summary=_("Kan oefenen ondersteunen; komt nooit in de plaats van een mens."),
    refused=_(
        "Niet op zichzelf: tutoring is een band tussen mensen. Kies een vorm met een tutor; AI mag daarbij helpen."
    ),
    instead=(FormKind.BLENDED, FormKind.PEER_CROSS),
    conditions=(
        Condition(_("Een tutor die een mens is, niet vervangen door AI."), f"{TABLE}: experts", never),
        Condition(_("Een beleid van de school over AI."), f"{TABLE}: literatuur", said("ai_policy")),
    ),
    points=(
        *points(
            Side.ADVANTAGE,
            Voice.LITERATURE,
            _("Altijd beschikbaar, en aangepast aan wat iemand al kan."),
            _("Vooral effectief bij wetenschap en techniek, en bij wie het moeilijk heeft."),
            _("Er is weinig personeel voor nodig, en spelelementen kunnen motiveren."),
        ),
        *points(Side.ADVANTAGE, Voice.EXPERTS, _("Snel iets opzoeken; leerlingen leren met AI omgaan.")),
        *points(
            Side.DISADVANTAGE,
            Voice.LITERATURE,
            _("Weerstand waar beleid ontbreekt en leerkrachten niet weten hoe."),
        ),
        *points(
            Side.DISADVANTAGE,
            Voice.EXPERTS,
            _("Geen persoonlijk contact, en niemand die iets opmerkt."),
            _("Geen tutor die er zelf van leert."),
            _("Telefoons mogen niet meer in de klas; er gebeurt al veel online."),
            _("Minder plezier, geen actieve werkvorm."),
        ),
        *points(
            Side.CONDITION,
            Voice.LITERATURE,
            _("Duidelijke regels over kwaliteit en eerlijk gebruik; het best samen met een leerkracht."),
        ),
        *points(
            Side.CONDITION,
            Voice.EXPERTS,
            _("Leerlingen leren er kritisch mee omgaan; leerkrachten moeten er eerst in thuis zijn."),
            _("AI moet eerst beter ontwikkeld zijn."),
        ),
    ),
    views=views(
        TABLE,
        parents=_("Geen mens om te leren kennen."),
        teacher=_("Nog weinig ervaring en beleid."),
        pupil=_("Nog meer scherm, minder plezier."),
        tutor=_("Er is geen tutor die er ook van leert."),
    ),
    claims=(
        Claim(
            _("Werkt volgens de literatuur vooral bij wetenschap en techniek, en het best samen met een leerkracht."),
            "ST010, §2.2.1",
            2025,
        ),
        Claim(
            _("Alle experts missen het persoonlijke contact: voor deze leerlingen juist wat telt."),
            "ST010, §3",
            2025,
            against=True,
        ),
    ),
    words=frozenset({"ai", "chatbot", "kunstmatige intelligentie", "digitaal", "computer"}),
)

FORMS = (BLENDED,)
REFUSED = (AI,)
