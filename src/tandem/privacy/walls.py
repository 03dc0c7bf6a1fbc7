"""Who reaches the proof of erasing."""

from tandem.core.isolation import NoWall

WALLS = [
    NoWall("privacy_erased", "That somebody was erased: a random number that no longer is anybody's."),
    NoWall("privacy_shorterperiod", "How long a programme keeps what."),
]
