"""What a form of tutoring asks its tutors to have learned, and how often they come together.

It follows from the template of the form, so that of a hybrid the stricter of both holds (S-15). Three strands are asked
of everybody (R-VLOR-9.1c), and the bond with the child (R-ROT-2.1o). Attitudes come first (R-RT-5.1e).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tandem.initiatives.catalogue.template import Gate, Template, Training
from tandem.initiatives.enums import EngagementForm, Strand, Topic
from tandem.people.enums import TutorKind

PAIR = 2  # with more pupils than this a tutor must be able to lead a group (R-EDL-GRP, S-05)
WEEKS_BETWEEN = 4  # our choice where no source gives a number: they ask for regular moments (R-VLOR-9.8a)
OF_PEERS = frozenset({Training.PEER_TUTOR, Training.PEER_TEACHER})
TOPICS: Mapping[Training, Topic] = {
    Training.SUBJECT: Topic.SUBJECT,
    Training.READING: Topic.SUBJECT,
    Training.COMPREHENSION: Topic.SUBJECT,
    Training.CULTURE: Topic.DIVERSITY,
}


@dataclass(frozen=True, slots=True)
class TrainingAsked:
    """What a tutor has been to before they see a child, and the rhythm of coming together afterwards.

    Attributes
    ----------
    days
        On how many different days there is training, all of which are asked.
    weeks_between
        How many weeks lie between two intervisions, when the initiative does not choose otherwise.
    mastery
        Whether somebody must have confirmed that the tutor masters the subject before a child is placed with them.
    groups
        Whether a tutor who works with more than two pupils must have learned to lead a group; where an experienced
        teacher is there, no.
    experienced
        Whether who leads a group is an experienced teacher, with whom a student may stand (R-LBV-2h).
    """

    strands: frozenset[Strand]
    topics: frozenset[Topic]
    days: int
    weeks_between: int
    mastery: bool
    groups: bool
    experienced: bool = False


def training_asked(template: Template, *, days: int) -> TrainingAsked:
    """Return what a form asks of its tutors, with so many days of training as the initiative chose."""
    topics = {TOPICS[each] for each in template.training if each in TOPICS}
    only_peers = template.training <= OF_PEERS
    return TrainingAsked(
        strands=frozenset({Strand.DIDACTIC, Strand.RELATIONAL}) if only_peers else frozenset(Strand),
        topics=frozenset({Topic.BOND, *topics}),
        days=max(1, days),
        weeks_between=template.sharing_every_weeks or WEEKS_BETWEEN,
        mastery=Gate.MASTERY in template.gates,
        groups=Gate.TEACHER_PRESENT not in template.gates,
        experienced=Gate.TEACHER_PRESENT in template.gates,
    )


ENGAGED_AS: Mapping[TutorKind, EngagementForm] = {
    TutorKind.STUDENT: EngagementForm.INTERNSHIP,
    TutorKind.STUDENT_OUTSIDE: EngagementForm.VOLUNTEER,
    TutorKind.GRADUATE: EngagementForm.PAID,
    TutorKind.VOLUNTEER: EngagementForm.VOLUNTEER,
    TutorKind.RETIRED: EngagementForm.VOLUNTEER,
    TutorKind.ASSISTANT: EngagementForm.EMPLOYED,
    TutorKind.OLDER_PUPIL: EngagementForm.PUPIL,
}
# As what each kind of tutor can take part. A student within the course is never paid or volunteering for it.
CAN_BE: Mapping[TutorKind, frozenset[EngagementForm]] = {
    TutorKind.STUDENT: frozenset({EngagementForm.INTERNSHIP}),
    TutorKind.STUDENT_OUTSIDE: frozenset({EngagementForm.VOLUNTEER, EngagementForm.PAID}),
    TutorKind.GRADUATE: frozenset({EngagementForm.VOLUNTEER, EngagementForm.PAID, EngagementForm.EMPLOYED}),
    TutorKind.VOLUNTEER: frozenset({EngagementForm.VOLUNTEER}),
    TutorKind.RETIRED: frozenset({EngagementForm.VOLUNTEER, EngagementForm.PAID}),
    TutorKind.ASSISTANT: frozenset({EngagementForm.EMPLOYED, EngagementForm.PAID, EngagementForm.VOLUNTEER}),
    TutorKind.OLDER_PUPIL: frozenset({EngagementForm.PUPIL}),
}
