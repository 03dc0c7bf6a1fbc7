"""What addresses name, and to whom that is their own: the part of the matrix that no page can say by itself."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from tandem.core.permissions import Role
from tandem.scheduling.models import FeedAddress
from tandem.web.access import SIGNED_IN
from tests.access.world import CLEARANCE, World

if TYPE_CHECKING:
    from tests.access.walker import Page

ANONYMOUS = "anonymous"

# What names a row of somebody's own world; a page may use another name for it.
ROWS = frozenset(
    {
        "initiative_id", "enrolment_id", "group_id", "request_id", "run_id", "team_id", "site_id", "travel_time_id",
        "closure_id", "tutor_id", "import_id", "class_id", "teacher_id", "pupil_id", "room_id", "bell_id",
        "suspension_id", "guardian_id", "membership_id", "involvement_id", "organisation_id", "token",
        "letter_id", "again_id", "address_id", "signal_id", "day_off_id", "pause_id", "person_id",
        "part_asked_id", "expectation_id", "instrument_id", "consultation_id", "decision_id",
        "campaign_id", "campaign_slug", "application_id", "gathering_id", "skill_id",
        "project_id", "step_id", "need_id", "college_id", "slot_id", "grant_id", "pupil_group_id", "block_id",
        "call_id", "session_id",
    }
)  # fmt: skip
ALIASES: Mapping[tuple[str, str], str] = {
    ("tutor-log", "pk"): "session_id",
    ("tutor-cannot-come", "pk"): "session_id",
    ("tutor-come-after-all", "pk"): "session_id",
    **{(f"tutor-visit{step}", "pk"): "session_id" for step in ("", "-arrive", "-leave")},
    **{(page, "session_id"): "session_id" for page in ("family-visit-off", "family-visit-after-all", "visit-settle")},
    ("school-letter-again-print", "again_id"): "confirmed_again_id",
    ("school-file-request", "request_id"): "asked_id",
    ("pause", "team_id"): "running_team_id",
    ("family-pause-team", "team_id"): "running_team_id",
    ("lecturer-lessons", "enrolment_id"): "summer_enrolment_id",
    ("tutor-lessons-ask", "enrolment_id"): "summer_enrolment_id",
    ("coordinator-summer-staff-change", "enrolment_id"): "summer_enrolment_id",
    **{
        (f"coordinator-summer-{page}", "team_id"): "summer_team_id"
        for page in ("days", "block", "block-remove", "staff", "staff-change")
    },
    ("school-class-peers-trained", "initiative_id"): "peer_initiative_id",
    ("school-class-peers-pair", "initiative_id"): "peer_initiative_id",
    **{
        (page, "pk"): "file_item_id"
        for page in (
            "tutor-pupil-put-away",
            "school-file-put-away",
            "family-file-line",
            "family-file-change",
            "pupil-file-line",
            "pupil-file-change",
        )
    },
}
# What names no row: the same for everybody.
PLAIN: Mapping[tuple[str, str], object] = {
    ("mfa_remove_webauthn", "pk"): 987654,
    ("account_end_session", "pk"): 987654,
    ("privacy-everything", "kind"): "json",
    ("family-everything", "kind"): "json",
    **{
        (f"{whose}-file-{page}", parameter): value
        for whose in ("family", "pupil")
        for page, parameter, value in (
            ("add", "kind", "strength"),
            ("fresh", "do", "start"),
            ("line", "what", "item"),
            ("change", "what", "item"),
            ("change", "do", "hide"),
        )
    },
    ("openid_connect_login", "provider_id"): "school",
    ("openid_connect_callback", "provider_id"): "school",
    ("account_reset_password_from_key", "uidb36"): "1",
    ("account_reset_password_from_key", "key"): "set-password",
    ("style-guide-progress", "step"): 1,
    ("coordinator-initiative-create", "form_name"): "st010",
    ("coordinator-enrolment-clearance-withdraw", "kind"): CLEARANCE.value,
    ("coordinator-dosage-file", "per"): "pupil",
    ("coordinator-dosage-file", "kind"): "xlsx",
    ("coordinator-costs-file", "kind"): "xlsx",
    ("tutor-hours-pdf", "year"): 2026,
    ("tutor-hours-pdf", "month"): 11,
    ("tutor-hours-excel", "year"): 2026,
    ("tutor-hours-excel", "month"): 11,
    ("family-answer", "purpose"): "in_school_time",
    **{(f"coordinator-start-{page}", "part"): "training" for page in ("part", "confirm", "ask")},
    ("coordinator-start-paper", "group"): "parents",
    ("join-confirm", "signed"): "nobody:signed",
    ("coordinator-recognition-list", "year"): 2026,
    ("coordinator-recognition-list", "engaged_as"): "paid",
    ("coordinator-recognition-sheet", "year"): 2026,
    ("coordinator-recognition-sheet", "country"): "be",
    ("together-actorship-change", "task"): "material",
    ("coordinator-summer-staff-change", "day"): "2027-07-26",
    ("coordinator-summer-staff-change", "do"): "leave",
    ("together-actorship-usual", "task"): "material",
}
# Who may open a kind of page, but has no part in the row that the walk's world names there.
NOT_OWN: Mapping[str, frozenset[str]] = {
    # A family's question goes to who was named, or runs the whole school.
    "school-file-request": frozenset({Role.LOCATION_COORDINATOR}),
    # A list that a programme handed over is the programme's.
    **dict.fromkeys(
        (
            "coordinator-intake-check",
            "coordinator-intake-apply",
            "coordinator-intake-progress",
            "coordinator-intake-discard",
            "coordinator-intake-done",
        ),
        frozenset({Role.SCHOOL_COORDINATOR, Role.HEAD}),
    ),
}
# What one named person reads or decides, and nobody else, whatever their role.
ONLY_FOR: Mapping[str, frozenset[str]] = dict.fromkeys(
    (
        "signal",
        "signal-read",
        "signal-step",
        "signal-close",
        "signal-days-off-remove",
        "pause-resume",
        "pause-end",
    ),
    frozenset({Role.PROGRAMME_COORDINATOR}),
)
# For whom another row of the same kind is the own one.
OWN_ROWS: Mapping[tuple[str, str], str] = {
    **{
        ("membership_id", role): f"membership of {Role.CARE_COORDINATOR}"
        for role in (Role.SCHOOL_COORDINATOR, Role.HEAD)
    },
    ("person_id", Role.PROGRAMME_COORDINATOR): "tutor_person_id",
    **{("need_id", role): f"need of {role}" for role in (Role.PROGRAMME_COORDINATOR, Role.HE_COORDINATOR, Role.TUTOR)},
    ("membership_id", Role.HE_COORDINATOR): f"membership of {Role.LECTURER}",
}
# Who runs the platform adds organisations and their first coordinators, of all of it.
EVERYWHERE: Mapping[str, frozenset[str]] = dict.fromkeys(
    ("people-organisation", "people-role", "people-role-end", "people-role-reopen", "people-stand-in"),
    frozenset({Role.PLATFORM_ADMIN}),
)
# The row is there, but does not ask what the page is about, whoever opens it.
NEVER_THERE: frozenset[str] = frozenset(
    {
        "family-own-answer",
        "coordinator-request-contract",
        "coordinator-request-contract-paper",
        # Its sessions are held at school; tests/web/test_home_visits.py asks who opens what of a visit at home.
        "coordinator-request-home",
        "tutor-visit",
        "tutor-visit-arrive",
        "tutor-visit-leave",
        "family-visit-off",
        "family-visit-after-all",
        "visit-settle",
        "pupil-say",  # only in a pair that takes turns
    }
)


def is_known(page: str, parameter: str) -> bool:
    return parameter in ROWS or (page, parameter) in ALIASES or (page, parameter) in PLAIN


def names_a_row(page: str, parameter: str) -> bool:
    return (page, parameter) in ALIASES or (parameter in ROWS and (page, parameter) not in PLAIN)


def is_own(page: str, actor: str, *, own: bool) -> bool:
    """Tell whether what an address names is this person's to see there: of the own world, or of both."""
    if not own:
        return actor in EVERYWHERE.get(page, frozenset())
    if page in ONLY_FOR:
        return actor in ONLY_FOR[page]
    not_own = NOT_OWN.get(page, frozenset())
    # The file has an address for the family and one for the pupil, and each has only the own one.
    if page.startswith("pupil-file"):
        not_own = frozenset({Role.GUARDIAN})
    if page.startswith("family-file"):
        not_own = frozenset({Role.PUPIL})
    return page not in NEVER_THERE and actor not in not_own


def address(page: str, parameters: tuple[str, ...], world: World, actor: str) -> str:
    """Return the address of a page that names rows of this world."""
    return reverse(page, kwargs={parameter: _value(page, parameter, world, actor) for parameter in parameters})


def _value(page: str, parameter: str, world: World, actor: str) -> object:
    if (page, parameter) in PLAIN:
        return PLAIN[page, parameter]
    row = world.named[OWN_ROWS.get((parameter, actor)) or ALIASES.get((page, parameter), parameter)]
    if isinstance(row, FeedAddress):
        return row.token
    return row.pk if isinstance(row, Model) else row


def is_as_wanted(page: "Page", answer: str, wanted: str) -> bool:
    """Tell whether an answer is what was declared; a page for everybody may say that there is nothing to show."""
    if not isinstance(page.access, frozenset) and wanted == "opens":
        return answer in {"opens", "is not there", "asks to sign in", "asks for proof"}
    # What changes an account asks for proof before anything else.
    return answer == wanted or (answer == "asks for proof" and page.access == SIGNED_IN)


def today() -> date:
    return timezone.localdate()
