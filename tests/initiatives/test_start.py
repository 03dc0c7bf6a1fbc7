"""The start of an initiative: what partners say, choose and agree; last year's answers; parts handed to others."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tandem.core.glossary import Word, many
from tandem.core.models import OutboxMessage
from tandem.initiatives.actions import decisions, parts, start, start_again
from tandem.initiatives.actions.activation import activate_initiative
from tandem.initiatives.actions.start import Document, StartNotPossible
from tandem.initiatives.enums import InitiativeStatus, PartnerGroup, PointState, StartPoint
from tandem.initiatives.models import Expectation, Goal, PartAsked, PointAnswer
from tandem.initiatives.queries.activation import missing_for_activation
from tandem.initiatives.queries.start import earlier_initiatives, groups_of, parts_asked_of, points_of
from tandem.initiatives.start.goals import LIBRARY, a_to_z
from tandem.initiatives.start.points import ABOUT, NINE
from tandem.people.models import User
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import OrganisationFactory, coordinator
from tests.factories.start import AT, DAY, agree, ready_to_start, with_contact_and_trust, with_schools

pytestmark = pytest.mark.django_db


def preparing(**fields: object):
    office = OrganisationFactory()
    return InitiativeFactory(organiser=office, **{"status": InitiativeStatus.PREPARING, **fields}), coordinator(office)


def test_the_library_holds_thirty_goals_for_seven_groups_each_with_its_source():
    counts = {group: sum(goal.group == group for goal in LIBRARY) for group in PartnerGroup}

    assert list(counts.values()) == [9, 6, 4, 5, 2, 2, 2]
    assert len({goal.key for goal in LIBRARY}) == 30
    assert {goal.source for goal in LIBRARY} == {f"000 §5.{number}" for number in range(1, 8)}


def test_goals_have_no_rank():
    fields = {field.name for field in Goal._meta.get_fields()}
    numbers = [field for field in Goal._meta.concrete_fields if isinstance(field, models.IntegerField)]

    assert not fields & {"order", "position", "rank", "weight", "priority", "score", "reached"}
    assert numbers == []
    assert [str(goal.words) for goal in a_to_z(LIBRARY)] == sorted(str(goal.words) for goal in LIBRARY)


def test_the_nine_agreements_are_asked_each_with_its_source():
    assert [ABOUT[point].source for point in NINE] == [f"R-VLOR-10.3-1{letter}" for letter in "abcdefghi"]


def test_a_parent_is_heard_through_an_interpreter_and_it_is_kept_who_wrote_it_down():
    initiative, by = preparing()

    start.state_expectation(
        initiative=initiative,
        group=PartnerGroup.PARENTS,
        said_by="een vader van het vierde leerjaar",
        expects="dat iemand ons belt",
        language="Tamazight",
        interpreter="sociaal tolk van de stad",
        stated_date=DAY,
        by=by,
        at=AT,
    )

    said = Expectation.objects.get()
    assert (said.language, said.interpreter, said.written_by) == ("Tamazight", "sociaal tolk van de stad", by)


def test_a_document_answers_by_its_name_and_page():
    initiative, by = preparing()

    start.answer_point(
        initiative=initiative,
        point=StartPoint.ABSENCES,
        document=Document("draaiboek.pdf", "12"),
        agreed_date=DAY,
        by=by,
        at=AT,
    )

    answer = PointAnswer.objects.get()
    assert (answer.document, answer.page, answer.state) == ("draaiboek.pdf", "12", PointState.AGREED)


def test_an_answer_without_words_or_document_is_refused():
    initiative, by = preparing()

    with pytest.raises(ValidationError):
        start.answer_point(initiative=initiative, point=StartPoint.ABSENCES, agreed_date=DAY, by=by, at=AT)


def test_what_is_agreed_always_says_when():
    initiative, by = preparing()
    agree(initiative, StartPoint.TRAINING, by=by)

    with pytest.raises(IntegrityError, match="point_agreed_names_the_day"), transaction.atomic():
        PointAnswer.objects.update(agreed_date=None)


def test_goals_are_kept_as_a_set_in_the_librarys_words_and_in_own_words():
    initiative, by = preparing()
    own = {PartnerGroup.PUPILS: ["samen lachen", " "]}
    start.choose_goals(initiative=initiative, library=["pupil-insight", "tutor-insight"], own=own, by=by, at=AT)

    start.choose_goals(initiative=initiative, library=["pupil-insight"], own=own, by=by, at=AT)

    chosen = {group.group: sorted(map(str, group.goals)) for group in groups_of(initiative) if group.goals}
    assert chosen == {PartnerGroup.PUPILS: ["pupil-insight", "samen lachen"]}


def test_a_group_without_goals_is_still_there():
    initiative, _ = preparing()

    assert [(group.group, group.goals) for group in groups_of(initiative)] == [(group, ()) for group in PartnerGroup]


def test_a_goal_that_is_not_in_the_library_is_refused():
    initiative, by = preparing()

    with pytest.raises(StartNotPossible):
        start.choose_goals(initiative=initiative, library=["pupil-obedience"], own={}, by=by, at=AT)


def test_an_instrument_looks_only_at_goals_of_its_own_initiative():
    (initiative, by), (other, _) = preparing(), ready_to_start()

    with pytest.raises(StartNotPossible):
        start.add_instrument(
            initiative=initiative, name="notities", process=True, goals=other.goals.all(), by=by, at=AT
        )


def next_year_of(earlier):
    return InitiativeFactory(
        organiser=earlier.organiser,
        status=InitiativeStatus.PREPARING,
        starts_date=date(2027, 9, 1),
        ends_date=date(2028, 6, 30),
    )


def test_last_years_answers_are_taken_over_and_count_once_they_are_confirmed():
    earlier, by = ready_to_start()
    initiative = next_year_of(earlier)
    with_contact_and_trust(initiative, by)
    with_schools(initiative, "De Beuk")

    taken = start_again.take_over(initiative=initiative, earlier=earlier, by=by, at=AT)

    assert taken == 9 + 2 + 2
    assert [stand.is_agreed for stand in points_of(initiative) if stand.answer] == [False] * 9
    start_again.confirm_all(initiative=initiative, by=by, at=AT)
    assert missing_for_activation(initiative, on=DAY) == []
    activate_initiative(initiative=initiative, by=by, at=AT)


def test_last_years_answers_are_confirmed_one_by_one():
    earlier, by = ready_to_start()
    initiative = next_year_of(earlier)
    start_again.take_over(initiative=initiative, earlier=earlier, by=by, at=AT)

    start_again.confirm_point(initiative=initiative, point=StartPoint.TRAINING, by=by, at=AT)
    start_again.confirm_group(initiative=initiative, group=PartnerGroup.PARENTS, by=by, at=AT)

    assert [stand.point for stand in points_of(initiative) if stand.is_agreed] == [StartPoint.TRAINING]
    assert [group.group for group in groups_of(initiative) if group.was_heard] == [PartnerGroup.PARENTS]


def test_what_was_still_discussed_last_year_is_not_agreed_by_confirming_it():
    earlier, by = ready_to_start()
    start.answer_point(initiative=earlier, point=StartPoint.TRAINING, text="misschien in mei", by=by, at=AT)
    initiative = next_year_of(earlier)
    start_again.take_over(initiative=initiative, earlier=earlier, by=by, at=AT)

    start_again.confirm_all(initiative=initiative, by=by, at=AT)

    assert PointAnswer.objects.get(initiative=initiative, point=StartPoint.TRAINING).state == PointState.DISCUSSED


def test_what_was_answered_this_year_is_not_written_over():
    earlier, by = ready_to_start()
    initiative = next_year_of(earlier)
    start.answer_point(initiative=initiative, point=StartPoint.TRAINING, text="nieuw", agreed_date=DAY, by=by, at=AT)

    start_again.take_over(initiative=initiative, earlier=earlier, by=by, at=AT)

    assert PointAnswer.objects.get(initiative=initiative, point=StartPoint.TRAINING).text == "nieuw"


def test_answers_are_taken_over_only_within_one_organisation():
    earlier, by = ready_to_start()
    initiative, _ = preparing()

    with pytest.raises(StartNotPossible):
        start_again.take_over(initiative=initiative, earlier=earlier, by=by, at=AT)
    assert list(earlier_initiatives(initiative)) == []


def test_a_part_is_handed_to_somebody_who_hears_of_it_once():
    initiative, by = preparing()
    who = {"given_name": "Joris", "family_name": "Maes", "email": "Joris@hogeschool.test"}

    for _ in range(2):
        parts.ask(initiative=initiative, part=StartPoint.TRAINING, by=by, at=AT, **who)

    user = User.objects.get(email="joris@hogeschool.test")
    asked = PartAsked.objects.get()
    assert list(parts_asked_of(user)) == [asked]
    assert OutboxMessage.objects.filter(kind=parts.PART_ASKED).count() == 1


def test_only_who_was_asked_says_it_is_done():
    initiative, by = preparing()
    asked = parts.ask(
        initiative=initiative,
        part=PartnerGroup.PARENTS,
        given_name="A",
        family_name="B",
        email="a@b.test",
        by=by,
        at=AT,
    )

    with pytest.raises(StartNotPossible):
        parts.finish(asked=asked, by=by, at=AT)
    parts.finish(asked=asked, by=asked.person.user, at=AT)

    assert PartAsked.objects.get().done_at == AT


def test_a_proposal_is_open_to_words_until_it_is_decided():
    initiative, by = preparing()
    proposal = decisions.write_decision(
        initiative=initiative, subject="Lokaal", plain="We gaan naar lokaal 3.", by=by, at=AT
    )
    decisions.say(decision=proposal, group=PartnerGroup.PARENTS, words="goed", by=by, at=AT)
    decisions.decide(decision=proposal, decided_date=DAY, by=by, at=AT)

    with pytest.raises(decisions.DecisionNotPossible):
        decisions.say(decision=proposal, group=PartnerGroup.PARENTS, words="toch niet", by=by, at=AT)

    proposal.refresh_from_db()
    assert (proposal.decided_date, [voice.words for voice in proposal.voices.all()]) == (DAY, ["goed"])


def test_r_nev_24_partners_are_called_as_the_one_glossary_calls_them():
    words = {
        PartnerGroup.PUPILS: Word.PUPIL,
        PartnerGroup.TUTORS: Word.TUTOR,
        PartnerGroup.TEACHERS: Word.TEACHER,
    }

    assert {group: str(group.label) for group in words} == {group: str(many(word)) for group, word in words.items()}
