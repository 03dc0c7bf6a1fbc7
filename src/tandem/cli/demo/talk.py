"""How the invented partners of the city start together: what they expect, choose, agree and decide."""

from datetime import date, datetime, timedelta
from typing import Any

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.demo.city import DOMAIN, City
from tandem.core.permissions import Role
from tandem.initiatives.actions import decisions, involvements, justifications, start
from tandem.initiatives.actions.activation import activate_initiative
from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import Initiative
from tandem.initiatives.together.justification import Means, Theme
from tandem.people.enums import OrganisationKind, Region
from tandem.people.models import Organisation

EXPECTATIONS = (
    (PartnerGroup.PUPILS, "zes leerlingen uit groep 6 en 7", "Iemand die niet boos wordt.", "Op tijd komen.", "", ""),
    (PartnerGroup.TUTORS, "vier studenten van vorig jaar", "Een vaste plek en iemand om even mee te praten.",
     "Elke week komen en opschrijven wat lukte.", "", ""),
    (PartnerGroup.PARENTS, "drie ouders in het buurthuis", "Dat iemand belt als er iets is, en als het goed gaat.",
     "Thuis vragen hoe het was.", "Turks en Nederlands", "Elif van het buurthuis"),
    (PartnerGroup.TEACHERS, "de leerkrachten van vier scholen", "Geen extra papierwerk en geen gemiste rekenles.",
     "Elke week zeggen waar de klas aan werkt.", "", ""),
    (PartnerGroup.SCHOOL, "zeventien scholen, in een gezamenlijk overleg", "Duidelijkheid over wie wanneer komt.",
     "Een lokaal en een vaste persoon.", "", ""),
)  # fmt: skip
GOALS = (
    "pupil-motivation",
    "pupil-insight",
    "pupil-success",
    "tutor-didactics",
    "tutor-diversity",
    "parent-dialogue",
    "teacher-possibilities",
    "school-parents",
)
AGREED = {
    StartPoint.ACTIVITIES: "Samen oefenen, lezen en leren plannen. Geen nieuwe leerstof en geen zorggesprekken.",
    StartPoint.TRAINING: "De hogeschool geeft twee avonden vooraf: uitleggen, motiveren, een band opbouwen.",
    StartPoint.MOMENTS: "Een tot vier keer per week een uur, in een eigen lokaal op school, meestal onder schooltijd.",
    StartPoint.ABSENCES: "Wie niet kan, meldt het voor acht uur. De school zegt het de leerling; we halen het in.",
    StartPoint.COOPERATION: "Drie keer per jaar overleg met alle partners. De afspraken gelden twee jaar.",
    StartPoint.EQUAL_CHANCES: "Scholen kiezen eerst wie thuis minder hulp kan krijgen. Het kost gezinnen niets.",
}  # fmt: skip
DRAAIBOEK = start.Document("Draaiboek studiemaatjes.pdf", "14")


def agree(city: City) -> Initiative:
    """Let the partners talk and agree as they would on the pages, and the coordinator let the initiative begin."""
    who: dict[str, Any] = {"by": city.coordinator, "at": then(city)}
    of: dict[str, Any] = {"initiative": city.initiative, **who}
    house = Organisation.objects.create(
        name="Buurthuis De Sluis", kind=OrganisationKind.NEIGHBOURHOOD, region=Region.NL_MIDDLE
    )
    trusted: dict[str, Any] = {"given_name": "Elif", "family_name": "Kaya", "email": f"elif@{DOMAIN}"}
    final: dict[str, Any] = {"given_name": "Rosa", "family_name": "Mulder", "email": f"rosa@{DOMAIN}"}
    day = who["at"].date()
    involvements.invite(organisation=house, role=Role.TRUST_PERSON, from_date=day, **trusted, **of)
    office = city.initiative.organiser
    involvements.invite(organisation=office, role=Role.FINAL_RESPONSIBLE, from_date=day, **final, **of)
    _justify(city, at=who["at"])
    for group, said_by, expects, offers, language, interpreter in EXPECTATIONS:
        spoken: dict[str, Any] = {"language": language or "Nederlands", "interpreter": interpreter}
        start.state_expectation(
            group=group, said_by=said_by, expects=expects, offers=offers, stated_date=day, **spoken, **of
        )
    start.choose_goals(library=GOALS, own={PartnerGroup.PUPILS: ["iemand kennen die studeert"]}, **of)
    _agree(of, day)
    _decide(of, day)
    return activate_initiative(**of)


def _justify(city: City, *, at: datetime) -> None:
    """Let each school say why it takes part, and its coordinator confirm it."""
    for site, user in city.school_coordinators.items():
        said = justifications.write_justification(
            initiative=city.initiative,
            site=site,
            themes=[Theme.LANGUAGE, Theme.BACKLOGS],
            means=[Means.CARE, Means.HOURS],
            pupil_actions="Elke dag een leeskwartier, en een rekenkring per jaar.",
            teacher_actions="Samen lessen voorbereiden over woordenschat.",
            school_actions="Een taalbeleidsplan, elk jaar bekeken met ouders.",
            by=user,
            at=at,
        )
        justifications.confirm_justification(justification=said, by=user, at=at)


def _agree(of: dict[str, Any], day: date) -> None:
    for point, text in AGREED.items():
        start.answer_point(point=point, text=text, agreed_date=day, **of)
    start.answer_point(point=StartPoint.GOALS, agreed_date=day, **of)
    start.answer_point(point=StartPoint.GUIDANCE, document=DRAAIBOEK, agreed_date=day, **of)
    start.name_question_contacts(
        contacts={
            PartnerGroup.PUPILS: ("je leerkracht of je studiemaatje", "op school"),
            PartnerGroup.TUTORS: ("Noah Visser", "010 555 01 24"),
            PartnerGroup.PARENTS: ("Elif Kaya van Buurthuis De Sluis", "010 555 01 30"),
            PartnerGroup.TEACHERS: ("de schoolcoördinator", "op school"),
            PartnerGroup.LECTURERS: ("Greet van Dijk", "010 555 01 23"),
        },
        **of,
    )
    start.answer_point(point=StartPoint.CONTACTS, agreed_date=day, **of)
    goals = list(of["initiative"].goals.all())
    for_pupils = [goal for goal in goals if goal.group == PartnerGroup.PUPILS]
    start.add_instrument(name="Notities van de tutors", process=True, of_the_tutor=True, goals=for_pupils, **of)
    start.add_instrument(name="Korte bevraging in januari en juni", product=True, goals=goals, **of)
    text = "De notities laten zien hoe het loopt; in januari en juni vragen we iedereen wat het oplevert."
    start.answer_point(point=StartPoint.INSTRUMENTS, text=text, agreed_date=day, **of)


def _decide(of: dict[str, Any], day: date) -> None:
    groups = [PartnerGroup.TUTORS, PartnerGroup.PARENTS, PartnerGroup.TEACHERS, PartnerGroup.SCHOOL]
    decisions.hold_consultation(
        held_date=day,
        groups=groups,
        present="Greet van Dijk, Noah Visser, Elif Kaya, drie ouders, vier studenten, zeventien scholen",
        remarks="Ouders vroegen om ook goed nieuws te horen. De scholen wilden geen gemiste rekenles.",
        **of,
    )
    decisions.write_decision(
        subject="Niemand mist rekenen of taal",
        plain="Uw kind gaat niet weg uit de les rekenen of taal. Zo mist het niets belangrijks.",
        asked_groups=groups,
        decided_date=day,
        **of,
    )
    decisions.write_decision(
        subject="Een feest in juni",
        plain="In juni tonen kinderen wat ze leerden. Komt u graag overdag of in de avond?",
        asked_groups=[PartnerGroup.PARENTS],
        **of,
    )


def then(city: City) -> datetime:
    """Return a moment well before the first week."""
    first = datetime.combine(city.starts, datetime.min.time(), city.now.tzinfo)
    return min(first, city.now) - timedelta(days=20)
