"""What stands about people in a world, by kind of data, and on whose pages it was read."""

from collections.abc import Iterable, Mapping

from tandem.core.need_to_know import FOR_A_REASON, Data, may
from tandem.core.permissions import Role
from tests.access.world import World

# Pupils, and the adults of their families: the people whose data a role needs a reason for.
CHILDREN = ("leerling", "klasgenoot", "wacht")
# Here somebody answers a person who asks what is kept about them: all of it, on purpose, and recorded.
ANSWERS = ("privacy-", "family-everything")
FAMILIES = ("ouder", "andere", "verboden")


def canaries(mark: str) -> Mapping[str, Data]:
    """Return the texts by which each kind of data of a world's pupils and families is recognised."""
    found = {f"{who}.{mark}.mail@".lower(): Data.CONTACT for who in (*CHILDREN, *FAMILIES)}
    found |= {f"{who}-{mark}-tel": Data.CONTACT for who in (*CHILDREN, *FAMILIES)}
    found |= {f"Zz{who}fam{mark}": Data.FAMILY for who in FAMILIES}
    found |= {f"Zz{who}fam{mark}": Data.NAME_AND_SCHEDULE for who in CHILDREN}
    return found | {
        f"Thuisstraat {mark}": Data.CONTACT,
        f"Anderestraat {mark}": Data.CONTACT,
        f"thuis.{mark}@voorbeeld.test".lower(): Data.CONTACT,
        f"zorg {mark}": Data.CONCERN,
        f"nummer-{mark}": Data.BIRTH_DATE,  # the school's own number goes as far as the birth date
    }


def wrongly_read(actor: str, world: World, other: World, pages: Iterable[tuple[str, str]]) -> list[str]:
    """Return what somebody read of their own world without needing it, and of the other world at all."""
    found = []
    for name, text in pages:
        found += [f"{actor}: {name} shows {canary} of another" for canary in canaries(other.mark) if canary in text]
        found += [
            f"{actor}: {name} shows {canary} ({data})"
            for canary, data in canaries(world.mark).items()
            if canary in text and not name.startswith(ANSWERS) and not _needs(actor, data, canary)
        ]
    return found


def _needs(actor: str, data: Data, canary: str) -> bool:
    if actor not in set(Role) or actor in FOR_A_REASON or not may(Role(actor), data).reads_of_a_person:
        return False
    if actor == Role.TUTOR:  # a first name and an initial
        return data != Data.NAME_AND_SCHEDULE
    if actor in (Role.GUARDIAN, Role.PUPIL):  # themselves, never another child or its family
        return not any(who in canary.lower() for who in ("klasgenoot", "wacht", "andere", "verboden"))
    return data != Data.CONCERN
