"""Table 2 of the Rotterdam report as data: advantages, disadvantages and conditions of each form, by who said it.

The conditions a school can answer stand as `Condition`; the others are read, not checked. How a form looks from each
side is from the Vlor's advice (§8) and the report's interviews.
"""

from django.utils.translation import gettext_lazy as _

from tandem.initiatives.choice.conditions import (
    Condition,
    a_student_for_each,
    at_least,
    never,
    not_special,
    said,
)
from tandem.initiatives.choice.points import Choice, Perspective, Point, Side, Text, View, Voice
from tandem.initiatives.enums import FormKind

TABLE = "ST010, tabel 2"


def _points(side: Side, voice: Voice, *texts: Text) -> tuple[Point, ...]:
    return tuple(Point(side, voice, text) for text in texts)


HDT = Choice(
    key=FormKind.HDT,
    form=FormKind.HDT,
    name=_("Elke dag, één tutor met twee leerlingen (HDT)"),
    summary=_("Sterk als alles klopt, en veel gevraagd van de school: rooster, geld en vaste tutoren."),
    conditions=(
        Condition(_("Een vast aanspreekpunt op school."), f"{TABLE}: experts", said("fixed_contact")),
        Condition(
            _("Een leerling mag ten minste drie keer per week uit de klas."), "ST010, §2.2.1", at_least("pull_outs", 3)
        ),
        Condition(_("Structurele financiering."), f"{TABLE}: literatuur", said("structural_funding")),
        Condition(_("Geregeld overleg tussen leerkracht en tutor."), f"{TABLE}: experts", said("consultation")),
        Condition(_("Goed opgeleide, vaste tutoren."), f"{TABLE}: literatuur", said("trained_tutors")),
        Condition(_("Een vast lokaal."), "Education Lab, praktijkkaart", said("room")),
    ),
    points=(
        *_points(
            Side.ADVANTAGE,
            Voice.LITERATURE,
            _("Een effectieve manier om verder te komen met rekenen en taal, vooral in kwetsbare wijken."),
            _("Drie tot vijf maanden leerwinst bij een goede uitvoering."),
        ),
        *_points(
            Side.DISADVANTAGE,
            Voice.EXPERTS,
            _("Ingewikkeld te plannen."),
            _("Kinderen moeten vaak uit de klas gehaald worden."),
            _("Het kost veel tijd."),
        ),
        *_points(
            Side.CONDITION,
            Voice.PARTICIPANTS,
            _("Heldere verwachtingen over verantwoordelijkheid en wat een tutor kan."),
            _("Actorschap van de tutoren, en begeleiding vanuit de school."),
            _("Eén taal: iedereen bedoelt hetzelfde met een woord."),
            _("Draagvlak binnen de school; het past bij waarden, cultuur en werkwijze."),
            _("Maatwerk dat school en tutor samen maken, met oog voor wat de tutor nodig heeft."),
            _("Oog voor de band tussen leerling en tutor, en voor het afscheid."),
        ),
        *_points(
            Side.CONDITION,
            Voice.LITERATURE,
            _("Afstemmen op wat de leerling nodig heeft, en inpassen in het gewone onderwijs."),
            _("Lesmateriaal op het niveau van de leerling."),
            _("Duidelijke rollen, en school en tutor die het samen dragen."),
            _("Ouders zijn betrokken."),
        ),
        *_points(Side.CONDITION, Voice.EXPERTS, _("Een vaste kracht; een student moet er veel tijd voor vrijmaken.")),
    ),
    views=(
        View(Perspective.PARENTS, _("Elke week contact over wat goed gaat; het kind gaat er niet voor weg."), "003"),
        View(Perspective.TEACHER, _("Kinderen zijn vaak weg; er is overleg en een rooster nodig."), TABLE),
        View(Perspective.PUPIL, _("Elke dag dezelfde twee mensen: een band, en tijd voor wat moeilijk is."), "003"),
        View(Perspective.TUTOR, _("Een baan, geen bijzaak: elke dag op één school."), TABLE),
    ),
)

MOZ = Choice(
    key=FormKind.MOZ,
    form=FormKind.MOZ,
    name=_("Een groep studenten komt wekelijks bij een hele klas (MoZ)"),
    summary=_("Makkelijk te organiseren: één vast moment, niemand wordt uit de klas gehaald."),
    conditions=(
        Condition(_("Genoeg studenten voor de klas."), "ST010, §2.2.3", a_student_for_each),
        Condition(_("De leerkracht geeft een kader voor de week."), f"{TABLE}: experts", said("frame")),
        Condition(
            _("Geen speciaal onderwijs: een hele groep kan daar te veel zijn."), f"{TABLE}: experts", not_special
        ),
    ),
    points=(
        *_points(
            Side.ADVANTAGE,
            Voice.STUDENTS,
            _("Studenten voelen zich goed in staat dit te doen."),
            _("Studenten zagen vooruitgang bij rekenen en taal."),
            _("Meer houvast dan bij mentoring alleen."),
        ),
        *_points(
            Side.ADVANTAGE,
            Voice.EXPERTS,
            _("Meer leerlingen bereikt, hele klassen in plaats van enkelen."),
            _("De leerkracht ziet wat de tutoren doen."),
            _("Ruimte voor actieve werkvormen die de tutor zelf kiest."),
            _("Geschikt voor taalontwikkeling."),
        ),
        *_points(Side.DISADVANTAGE, Voice.STUDENTS, _("Een uur per week is misschien te weinig.")),
        *_points(
            Side.DISADVANTAGE,
            Voice.EXPERTS,
            _("Minder geschikt voor speciaal onderwijs."),
            _("Hoe houd je een hele groep studenten gemotiveerd?"),
        ),
        *_points(
            Side.CONDITION,
            Voice.STUDENTS,
            _("Aandacht voor de band blijft, met ruimte voor plezier en actieve werkvormen."),
            _("Goede voorbeelden voor de studenten, en geregeld contact met leerkracht en school."),
            _("Afwisseling: alleen en in een groepje."),
        ),
        *_points(
            Side.CONDITION,
            Voice.EXPERTS,
            _("Ingebed in het lesprogramma; studenten verdiepen zich in de leerstof."),
            _("De leerkracht geeft het kader, samen met de docent van de hogeschool."),
        ),
    ),
    views=(
        View(Perspective.PARENTS, _("Het hoort bij de klas: geen kind wordt eruit gepikt."), "ST010, §3"),
        View(Perspective.TEACHER, _("Blijft erbij en houdt zicht; de planning van de klas blijft staan."), "ST010, §3"),
        View(Perspective.PUPIL, _("Iedereen doet mee, met een eigen student."), "ST010, §2.2.3"),
        View(Perspective.TUTOR, _("Een vast uur met de eigen groep, en vrij in de werkvorm."), TABLE),
    ),
)

PEER = Choice(
    key="peer",
    name=_("Oudere leerlingen helpen jongere (peer tutoring)"),
    summary=_("Weinig geld nodig en goed voor beiden; de leerkrachten moeten het leren begeleiden."),
    conditions=(
        Condition(
            _("Opleiding voor leerkrachten én leerlingen-tutoren."), f"{TABLE}: literatuur", said("peer_training")
        ),
        Condition(_("Oudere leerlingen die het kunnen en leuk vinden."), f"{TABLE}: experts", said("older_pupils")),
    ),
    points=(
        *_points(
            Side.ADVANTAGE,
            Voice.LITERATURE,
            _("Kostenefficiënt, met weinig hulp van buiten."),
            _("Goed voor wie helpt en wie geholpen wordt, ook sociaal en voor het zelfvertrouwen."),
            _("Leerwinst tot zes maanden."),
        ),
        *_points(
            Side.ADVANTAGE,
            Voice.EXPERTS,
            _("Leerlingen nemen snel iets aan van een iets oudere leerling."),
            _("Ook wie helpt, leert ervan."),
        ),
        *_points(
            Side.DISADVANTAGE,
            Voice.EXPERTS,
            _("Organisatorisch lastig: wie helpt, mist zelf les."),
            _("Binnen dezelfde klas minder geschikt."),
        ),
        *_points(
            Side.CONDITION,
            Voice.LITERATURE,
            _("Rekening houden met wat de leerlingen kunnen, hoe druk ze het hebben en wanneer ze kunnen."),
            _("Een vaste opbouw tijdens de sessies; het best voor herhalen en inoefenen."),
        ),
        *_points(
            Side.CONDITION,
            Voice.EXPERTS,
            _("Oog voor kwaliteit en voor het niveau van wie helpt, die het ook leuk moet vinden."),
        ),
    ),
    views=(
        View(Perspective.PARENTS, _("Ouders van beide kinderen willen weten wat hun kind mist."), "ST010, §2.2.3"),
        View(Perspective.TEACHER, _("Twee klassen moeten op elkaar passen; begeleiden vraagt opleiding."), TABLE),
        View(Perspective.PUPIL, _("Iemand die er net zelf doorheen is, legt het anders uit."), TABLE),
        View(Perspective.TUTOR, _("Een leerling die groeit door te helpen, als die het zelf wil."), TABLE),
    ),
)

HOME = Choice(
    key="home",
    name=_("Thuis, één tutor met één leerling"),
    summary=_("Voor veel gezinnen het liefst; het gezin en de leerling kiezen er zelf voor."),
    conditions=(Condition(_("Opgeleide tutoren die bij gezinnen thuis komen."), "Vlor, §9.1", said("trained_tutors")),),
    points=(),
    views=(
        View(
            Perspective.PARENTS, _("Voor ouders in armoede de ideale werkwijze: één tutor thuis, één kind."), "Vlor, §8"
        ),
        View(Perspective.TEACHER, _("Liever op school: dan is er zicht op en contact met de tutor."), "Vlor, §8"),
        View(Perspective.PUPIL, _("Iemand alleen voor jou, op je eigen plek."), "Vlor, §8"),
        View(
            Perspective.TUTOR, _("Te gast bij een gezin: discretie en respect, en begeleiding daarbij."), "Vlor, §9.1"
        ),
    ),
)

BLENDED = Choice(
    key="blended",
    name=_("Een tutor naast een leerling, met een digitaal programma"),
    summary=_("Een goed programma met een mens ernaast; begin met een proef."),
    conditions=(
        Condition(_("Een goedgekeurd programma."), f"{TABLE}: experts", said("digital_programme")),
        Condition(_("Een tutor die de stof zelf beheerst."), "ST010, §2.2.3", said("trained_tutors")),
    ),
    points=(
        *_points(
            Side.ADVANTAGE,
            Voice.LITERATURE,
            _("Kan steunen op een bewezen programma."),
            _("De tutor helpt vooral met motivatie en oefenen."),
        ),
        *_points(Side.ADVANTAGE, Voice.EXPERTS, _("Een goed programma is beter dan een werkblad.")),
        *_points(Side.DISADVANTAGE, Voice.LITERATURE, _("Er is nog weinig onderzoek naar gedaan.")),
        *_points(
            Side.CONDITION, Voice.EXPERTS, _("Eerst meer onderzoek; de leerling leert er kritisch mee om te gaan.")
        ),
    ),
    views=(
        View(Perspective.PARENTS, _("Er zit een mens naast hun kind, niet alleen een scherm."), TABLE),
        View(Perspective.TEACHER, _("Het programma moet passen bij hoe de klas het leert."), "ST010, §2.2.3"),
        View(Perspective.PUPIL, _("Oefenen op eigen niveau, met iemand die meekijkt."), TABLE),
        View(Perspective.TUTOR, _("Houvast in wat te doen; de band blijft het eigen werk."), TABLE),
    ),
)

AI = Choice(
    key="ai",
    name=_("Een AI-tutor"),
    summary=_("Kan oefenen ondersteunen; komt nooit in de plaats van een mens."),
    refused=_(
        "Niet op zichzelf: tutoring is een band tussen mensen. Kies een vorm met een tutor; AI mag daarbij helpen."
    ),
    conditions=(
        Condition(_("Een tutor die een mens is, niet vervangen door AI."), f"{TABLE}: experts", never),
        Condition(_("Een beleid van de school over AI."), f"{TABLE}: literatuur", said("ai_policy")),
    ),
    points=(
        *_points(
            Side.ADVANTAGE,
            Voice.LITERATURE,
            _("Altijd beschikbaar, en aangepast aan wat iemand al kan."),
            _("Vooral effectief bij wetenschap en techniek."),
        ),
        *_points(Side.ADVANTAGE, Voice.EXPERTS, _("Snel iets opzoeken; leerlingen leren met AI omgaan.")),
        *_points(
            Side.DISADVANTAGE,
            Voice.LITERATURE,
            _("Weerstand waar beleid ontbreekt en leerkrachten niet weten hoe."),
        ),
        *_points(
            Side.DISADVANTAGE,
            Voice.EXPERTS,
            _("Geen persoonlijk contact, en niemand die iets opmerkt."),
            _("Geen tutor die er zelf van leert."),
            _("Telefoons mogen niet meer in de klas; er gebeurt al veel online."),
            _("Minder plezier, geen actieve werkvorm."),
        ),
        *_points(
            Side.CONDITION,
            Voice.LITERATURE,
            _("Duidelijke regels over kwaliteit en eerlijk gebruik; het best samen met een leerkracht."),
        ),
        *_points(
            Side.CONDITION,
            Voice.EXPERTS,
            _("Leerlingen leren er kritisch mee omgaan; leerkrachten moeten er eerst in thuis zijn."),
        ),
    ),
    views=(
        View(Perspective.PARENTS, _("Geen mens om te leren kennen."), TABLE),
        View(Perspective.TEACHER, _("Nog weinig ervaring en beleid."), TABLE),
        View(Perspective.PUPIL, _("Nog meer scherm, minder plezier."), TABLE),
        View(Perspective.TUTOR, _("Er is geen tutor die er ook van leert."), TABLE),
    ),
)

CHOICES: tuple[Choice, ...] = (MOZ, PEER, HDT, HOME, BLENDED, AI)
