"""Which pupils of a class have a card."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from tandem.people.models import ClassPlace, Pupil, PupilCard, SchoolClass, User
from tandem.people.queries.places import current, pupils_visible_to


def pupils_with_cards(school_class: SchoolClass, user: User, *, on: date) -> QuerySet[Pupil]:
    """Return the pupils of a class that somebody sees, each with the card that opens something, by name."""
    in_class = ClassPlace.objects.filter(current(on), school_class=school_class)
    cards = PupilCard.objects.filter(ended_at__isnull=True)
    return (
        pupils_visible_to(user, on=on)
        .filter(pk__in=in_class.values("pupil"))
        .prefetch_related(Prefetch("person__cards", queryset=cards, to_attr="open_cards"))
    )
