"""Who reaches the trail, and what waits to be told."""

from tandem.core.isolation import NoWall, Purpose, Wall, all_of, among, for_purpose, mine, somebody

# What Tandem does by itself is nobody's: it is added and read back while it does so.
BY_ITSELF = all_of(
    "by_id IS NULL",
    for_purpose(
        Purpose.CLOSING,
        Purpose.SAFETY,
        Purpose.FORGETTING,
        Purpose.CALENDAR,
        Purpose.PLAN,
        Purpose.OUTBOX,
        Purpose.FOLLOWING,
        Purpose.KEEPING,
        Purpose.ANSWERING,
    ),
)

WALLS = [
    NoWall("core_signintry", "Tries to sign in, as keyed digests that name nobody; gone after a day."),
    NoWall("core_knowndevice", "Devices, as keyed digests that name nobody."),
    # Digests that only the database writes; the heads of the chains are noted every night.
    Wall("core_auditlink", reads=(), writes=(), adds=()),
    # A key is locked by another key, outside the database; whoever seals a text makes one, and only erasing removes it.
    Wall("core_datakey", reads=(somebody(),), writes=(), adds=(somebody(),)),
    # Long work names rows by their keys, which stand behind walls themselves.
    Wall("core_work", reads=(somebody(),)),
    Wall(
        "core_auditevent",
        reads=(
            mine("by_id"),
            among("organisation_id", "office"),
            among("target_id", "me"),
            among("target_id", "child"),
            among("target_id", "child_person"),
            BY_ITSELF,
        ),
        writes=(),
        adds=(mine("by_id"), BY_ITSELF),
    ),
    Wall("core_outboxmessage", reads=(for_purpose(Purpose.OUTBOX),), adds=(somebody(),)),
]
