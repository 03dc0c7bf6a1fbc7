"""Whose address it is, and by which addresses somebody comes in."""

from django.db.models import Q, QuerySet

from tandem.people.models import OwnAddress, User


def user_of_address(address: str) -> User | None:
    """Return who comes in by an address: one they proved to be theirs, or the one of their account."""
    return User.objects.filter(Q(own_addresses__address=address) | Q(email=address), is_active=True).distinct().first()


def own_addresses(user: User) -> QuerySet[OwnAddress]:
    return OwnAddress.objects.filter(user=user).order_by("kind", "address", "pk")
