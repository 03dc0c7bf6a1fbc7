"""Which guardians a school writes to, and what became of their letters."""

from datetime import date

from django.db.models import Q, QuerySet

from tandem.people.models import FamilyLetter, Guardian, LetterAgain, Organisation, Person, User
from tandem.people.queries.ages import minor
from tandem.people.queries.places import pupils_visible_to


def guardians_at(organisation: Organisation, *, on: date) -> QuerySet[Person]:
    """Return who a school may write to about its pupils: nobody under a contact ban, from 18 as the pupil says."""
    told = Guardian.objects.filter(
        minor(on, "pupil__") | Q(pupil__guardians_may_see=True),
        Q(pupil__left_date__isnull=True) | Q(pupil__left_date__gte=on),
        pupil__organisation=organisation,
        contact_ban=False,
    )
    return Person.objects.filter(pk__in=told.values("person")).order_by("sort_name", "pk")


def letters_visible_to(user: User, *, on: date) -> QuerySet[FamilyLetter]:
    """Return the letters to families of pupils somebody sees at their school, newest first."""
    seen = Guardian.objects.filter(pupil__in=pupils_visible_to(user, on=on).order_by().values("pk"), contact_ban=False)
    return (
        FamilyLetter.objects.filter(
            person__in=seen.values("person"),
            organisation__in=pupils_visible_to(user, on=on).order_by().values("organisation"),
        )
        .select_related("person", "organisation", "made_by__person", "asked_again__asked_by__person")
        .order_by("-made_at", "-pk")
    )


def waiting_for_a_colleague(user: User, *, on: date) -> QuerySet[LetterAgain]:
    """Return the letters asked for once more by somebody else, that this user can confirm."""
    return (
        LetterAgain.objects.filter(letter__in=letters_visible_to(user, on=on).values("pk"), confirmed_by__isnull=True)
        .exclude(asked_by=user)
        .select_related("letter__person", "letter__organisation", "asked_by__person")
        .order_by("asked_at", "pk")
    )


def waiting_for_others(user: User, *, on: date) -> QuerySet[LetterAgain]:
    """Return the letters this user asked for once more, and nobody confirmed yet."""
    return (
        LetterAgain.objects.filter(
            letter__in=letters_visible_to(user, on=on).values("pk"), asked_by=user, confirmed_by__isnull=True
        )
        .select_related("letter__person")
        .order_by("asked_at", "pk")
    )


def confirmed_for(user: User, *, on: date) -> QuerySet[LetterAgain]:
    """Return the letters a colleague confirmed, to be printed by whoever prints at the school."""
    return (
        LetterAgain.objects.filter(
            letter__in=letters_visible_to(user, on=on).values("pk"),
            confirmed_by__isnull=False,
            letter_made__isnull=True,
        )
        .select_related("letter__person", "letter__organisation", "confirmed_by__person")
        .order_by("confirmed_at", "pk")
    )
