"""A study is settled before anybody begins: who, when, with what, what was asked, and how it may be called (S-08)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Instrument, Study
from tandem.scheduling.queries.waits import WaitKind, waiting_by_team
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory, StudentGroupFactory
from tests.factories.people import FIRST_DAY, OrganisationFactory, SchoolClassFactory, SiteFactory, coordinator
from tests.factories.scheduling import SessionFactory, TeamFactory, TeamMemberFactory
from tests.scheduling.world import MORNING

pytestmark = pytest.mark.django_db
NAMES = ["hoe graag ik leer", "hoe het klikt met de tutor"]
WAVES = {"start": date(2026, 9, 14), "middle": date(2026, 12, 7), "end": date(2027, 2, 8)}


@pytest.fixture(autouse=True)
def first_of_september(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)


def test_s_08_six_classes_three_waves_consent_and_statement_are_fixed_before_the_first_session(client: Client):
    office, site = OrganisationFactory(), SiteFactory()
    initiative = InitiativeFactory(
        organiser=office, form=FormKind.LOW_DOSAGE, sites=[site], starts_date=date(2026, 9, 21)
    )
    for name in NAMES:
        Instrument.objects.create(initiative=initiative, name=name, product=True)
    six = [SchoolClassFactory(site=site, name=f"klas {n}") for n in range(6)]
    teams = [visit_of(initiative, site, school_class) for school_class in six]
    client.force_login(coordinator(office))

    def posts(page: str, **data: object) -> str:
        address = reverse(f"coordinator-study{page}", args=[initiative.pk])
        return client.post(address, data, follow=True).content.decode()

    posts("", question="Groeit de band?", design="comparison")
    page = posts("-settle")
    assert ("Kies ten minste één klas die wacht." in page, Study.objects.get().settled_at) == (True, None)
    # Before it is settled nothing is published, so that no session can come first.
    assert [kinds(team) for team in teams] == [[WaitKind.STUDY]] * 6

    posts("-classes", **{f"arm-{row.pk}": "takes_part" if n < 3 else "waits" for n, row in enumerate(six)})
    posts("-consent", words="Mogen wij u en uw kind drie keer iets vragen? Nee zeggen mag altijd.")
    for moment, day in WAVES.items():
        posts("-wave", moment=moment, **{f"{moment}-on_date": day.isoformat(), f"{moment}-instruments": NAMES})
    page = posts("-settle")

    assert "vergelijkingsgroep, niet gerandomiseerd" in page
    study = Study.objects.get()
    fixed = picture_of(study)
    assert (study.settled_at, fixed) == (
        MORNING,
        {
            "arms": {row.name: "takes_part" if n < 3 else "waits" for n, row in enumerate(six)},
            "waves": {moment: (day, NAMES) for moment, day in WAVES.items()},
            "consent": "Mogen wij u en uw kind drie keer iets vragen? Nee zeggen mag altijd.",
            "question": "Groeit de band?",
            "design": "comparison",
        },
    )
    # Three classes can begin; the three that wait begin after the last measurement.
    assert [kinds(team) for team in teams] == [[]] * 3 + [[WaitKind.STUDY]] * 3
    assert [kinds(team, on=date(2027, 2, 9)) for team in teams] == [[]] * 6

    # Once settled nothing changes any more.
    SessionFactory(team=teams[0])
    for sent in (
        {"page": "", "question": "Iets anders?", "design": "lottery"},
        {"page": "-classes", f"arm-{six[0].pk}": "waits"},
        {"page": "-consent", "words": "Andere woorden."},
        {"page": "-wave", "moment": "start", "start-on_date": "2026-10-01", "start-instruments": NAMES[:1]},
        {"page": "-settle"},
        {"page": "-drop"},
    ):
        assert "ligt vast" in posts(sent.pop("page"), **sent)
    assert picture_of(Study.objects.get()) == fixed


def test_what_did_not_stand_before_the_first_session_is_never_settled(client: Client):
    office = OrganisationFactory()
    initiative = InitiativeFactory(organiser=office, form=FormKind.LOW_DOSAGE, sites=[SiteFactory()])
    Study.objects.create(initiative=initiative, question="Groeit de band?")
    SessionFactory(team__initiative=initiative, team__status="published", starts_at=MORNING)
    client.force_login(coordinator(office))

    page = client.post(reverse("coordinator-study-settle", args=[initiative.pk]), follow=True).content.decode()

    assert ("De eerste sessie is al geweest." in page, Study.objects.get().settled_at) == (True, None)


def visit_of(initiative, site, school_class):
    """Let students visit a class, all else agreed."""
    enrolment = EnrolmentFactory(
        initiative=initiative, tutor=None, student_group=StudentGroupFactory(initiative=initiative), teaches={}
    )
    team = TeamFactory(initiative=initiative, site=site, enrolment=enrolment)
    TeamMemberFactory(
        team=team, request=RequestFactory(initiative=initiative, site=site, pupil=None, school_class=school_class)
    )
    return team


def kinds(team, *, on: date = FIRST_DAY) -> list[WaitKind]:
    """Return what of a study a team waits for."""
    return [wait.kind for wait in waiting_by_team([team], on=on)[team.pk] if wait.kind == WaitKind.STUDY]


def picture_of(study: Study) -> dict[str, object]:
    return {
        "arms": {row.school_class.name: row.arm for row in study.classes.all()},
        "waves": {row.moment: (row.on_date, row.instruments) for row in study.waves.all()},
        "consent": study.consent_words,
        "question": study.question,
        "design": study.design,
    }
