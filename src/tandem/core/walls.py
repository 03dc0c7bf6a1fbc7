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
    ),
)

WALLS = [
    NoWall("core_auditlink", "Digests of the trail, which nobody can read back; only the database writes them."),
    NoWall("core_datakey", "Keys that another key, in a file outside the database, has locked."),
    NoWall("core_signintry", "Tries to sign in, as keyed digests that name nobody; gone after a day."),
    NoWall("core_knowndevice", "Devices, as keyed digests that name nobody."),
    NoWall("core_work", "Long work somebody asked for: random keys and counts."),
    Wall(
        "core_auditevent",
        reads=(
            mine("by_id"),
            among("organisation_id", "office"),
            among("target_id", "me"),
            among("target_id", "child"),
            BY_ITSELF,
        ),
        writes=(),
        adds=(mine("by_id"), BY_ITSELF),
    ),
    Wall("core_outboxmessage", reads=(for_purpose(Purpose.OUTBOX),), adds=(somebody(),)),
]
