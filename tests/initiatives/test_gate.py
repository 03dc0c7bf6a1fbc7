from datetime import UTC, date, datetime

import pytest

from tandem.initiatives.gate import Missing, cleared_tutors, countries_of, missing_of
from tandem.people.actions import clearances
from tandem.people.enums import CheckModel, ClearanceKind, Country, Region, Stage, TutorKind
from tandem.people.models import Tutor
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, StudentGroupFactory
from tests.factories.people import (
    ClassPlaceFactory,
    ClearanceFactory,
    OrganisationFactory,
    SchoolFactory,
    SiteFactory,
    TutorFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 10)
AT = datetime(2026, 9, 10, 12, tzinfo=UTC)
VOG = Missing(ClearanceKind.CHECK, CheckModel.VOG_EDUCATION)
EXTRACT = Missing(ClearanceKind.CHECK, CheckModel.EXTRACT_596_2)
TRAINING, AGREEMENT = Missing(ClearanceKind.TRAINING), Missing(ClearanceKind.AGREEMENT)


def site_in(region: Region):
    return SiteFactory(organisation=SchoolFactory(region=region))


def tutor_at(*regions: Region) -> Tutor:
    sites = [site_in(region) for region in regions]
    return EnrolmentFactory(initiative=InitiativeFactory(sites=sites), sites=sites).tutor


def see(tutor: Tutor, *papers: CheckModel | ClearanceKind, **dates: date) -> None:
    for paper in papers:
        if isinstance(paper, CheckModel):
            ClearanceFactory(tutor=tutor, model=paper, **dates)
        else:
            ClearanceFactory(tutor=tutor, kind=paper, **dates)


TRAINED = (ClearanceKind.TRAINING, ClearanceKind.AGREEMENT)


def standing(tutor: Tutor, on: date = TODAY) -> tuple[bool, tuple[Missing, ...]]:
    """Return what both ways of asking say, which must be the same."""
    return cleared_tutors(on=on).filter(pk=tutor.pk).exists(), missing_of([tutor.pk], on=on)[tutor.pk]


@pytest.mark.parametrize(
    ("regions", "papers", "missing"),
    [
        ([Region.BE_FLANDERS], [], (EXTRACT,)),
        ([Region.BE_FLANDERS], [CheckModel.EXTRACT_596_2], ()),
        ([Region.BE_FLANDERS], [CheckModel.MINOR_BE], ()),
        ([Region.BE_FLANDERS], [CheckModel.VOG_EDUCATION], (EXTRACT,)),
        ([Region.NL_SOUTH], [CheckModel.EXTRACT_596_2], (VOG,)),
        ([Region.NL_SOUTH], [CheckModel.VOG_MINORS], ()),
        ([Region.NL_SOUTH, Region.BE_FLANDERS], [CheckModel.VOG_EDUCATION], (EXTRACT,)),
        ([Region.NL_SOUTH, Region.BE_FLANDERS], [CheckModel.EXTRACT_596_2], (VOG,)),
        ([Region.NL_SOUTH, Region.BE_FLANDERS], [CheckModel.VOG_EDUCATION, CheckModel.EXTRACT_596_2], ()),
    ],
)
def test_r_nev_13_the_paper_follows_from_where_somebody_tutors(regions: list, papers: list, missing: tuple):
    tutor = tutor_at(*regions)

    see(tutor, *TRAINED, *papers)

    assert standing(tutor) == (not missing, missing)


def test_r_nev_13_training_and_agreement_have_their_place_in_the_gate():
    tutor = tutor_at(Region.BE_FLANDERS)

    found = [standing(tutor)]
    for paper in (CheckModel.EXTRACT_596_2, ClearanceKind.TRAINING, ClearanceKind.AGREEMENT):
        see(tutor, paper)
        found.append(standing(tutor))

    assert found == [
        (False, (EXTRACT, TRAINING, AGREEMENT)),
        (False, (TRAINING, AGREEMENT)),
        (False, (AGREEMENT,)),
        (True, ()),
    ]


def test_r_nev_13_the_gate_closes_the_day_after_the_last_one():
    tutor = tutor_at(Region.BE_FLANDERS)
    see(tutor, *TRAINED)
    see(tutor, CheckModel.EXTRACT_596_2, valid_until=date(2026, 12, 1))

    found = [standing(tutor, on)[0] for on in (date(2026, 12, 1), date(2026, 12, 2))]

    assert found == [True, False]


def test_r_nev_13_a_stopped_tutor_is_outside_until_it_is_lifted():
    tutor, by = tutor_at(Region.BE_FLANDERS), UserFactory()
    see(tutor, *TRAINED, CheckModel.EXTRACT_596_2)

    clearances.halt(tutor=tutor, by=by, at=AT)
    stopped = standing(tutor)
    clearances.lift_halt(tutor=tutor, by=by, at=AT)

    assert (stopped, standing(tutor)) == ((False, (Missing(None),)), (True, ()))


@pytest.mark.parametrize("region", [Region.BE_FLANDERS, Region.NL_SOUTH])
@pytest.mark.parametrize(
    ("kind", "born", "stage", "asked"),
    [
        (TutorKind.OLDER_PUPIL, date(2008, 9, 11), Stage.SECONDARY, False),  # eighteen tomorrow
        (TutorKind.OLDER_PUPIL, date(2008, 9, 10), Stage.SECONDARY, True),
        (TutorKind.OLDER_PUPIL, None, Stage.SECONDARY, True),  # nobody knows whether they are of age
        (TutorKind.OLDER_PUPIL, None, Stage.PRIMARY_BE, False),
        (TutorKind.VOLUNTEER, date(2010, 1, 1), Stage.SECONDARY, True),
    ],
)
def test_r_nev_13_only_a_pupil_who_helps_and_is_no_adult_comes_without_a_paper(
    region: Region, kind: TutorKind, born: date | None, stage: Stage, asked: bool
):
    tutor = tutor_at(region)
    tutor.kind = kind
    tutor.save()
    ClassPlaceFactory(school_class__site__stage=stage, pupil__person=tutor.person, pupil__birth_date=born)
    paper = EXTRACT if region == Region.BE_FLANDERS else VOG

    before = standing(tutor)
    see(tutor, *TRAINED)

    assert before == (False, ((paper,) if asked else ()) + (TRAINING, AGREEMENT))
    assert standing(tutor) == ((False, (paper,)) if asked else (True, ()))


def test_a_student_of_a_group_is_where_the_group_goes():
    group = StudentGroupFactory(initiative=InitiativeFactory(sites=[site_in(Region.NL_NORTH)]))
    tutor = TutorFactory()
    group.tutors.add(tutor)
    EnrolmentFactory(initiative=group.initiative, tutor=None, student_group=group)

    see(tutor, *TRAINED, CheckModel.EXTRACT_596_2)

    assert standing(tutor) == (False, (VOG,))


def test_who_named_no_site_is_where_the_initiative_is():
    initiative = InitiativeFactory(sites=[site_in(Region.NL_NORTH)])
    tutor = EnrolmentFactory(initiative=initiative).tutor

    see(tutor, *TRAINED, CheckModel.EXTRACT_596_2)

    assert standing(tutor) == (False, (VOG,))


def test_who_tutors_nowhere_yet_is_held_to_their_own_country():
    dutch = TutorFactory(organisation=OrganisationFactory(region=Region.NL_MIDDLE))
    flemish = TutorFactory(organisation=OrganisationFactory(region=Region.BE_FLANDERS))

    for tutor in (dutch, flemish):
        see(tutor, *TRAINED, CheckModel.VOG_EDUCATION)

    assert [countries_of(tutor) for tutor in (dutch, flemish)] == [{Country.NL}, {Country.BE}]
    assert [standing(tutor) for tutor in (dutch, flemish)] == [(True, ()), (False, (EXTRACT,))]
