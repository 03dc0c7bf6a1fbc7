"""Who reaches the proof of erasing."""

from tandem.core.isolation import Purpose, Wall, among, for_purpose, somebody

WALLS = [
    # A random number that no longer is anybody's: lists leave out who was erased.
    Wall(
        "privacy_erased",
        reads=(somebody(),),
        writes=(),
        adds=(for_purpose(Purpose.PERSON, Purpose.KEEPING),),
    ),
    Wall("privacy_shorterperiod", reads=(somebody(),), writes=(among("organisation_id", "programme"),)),
]
