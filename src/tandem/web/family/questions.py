"""What a family is asked for a child, and what it said so far. Nothing is ever late or missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.initiatives.queries import purposes_asked
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose
from tandem.people.models import Consent, Person, Pupil
from tandem.people.queries import is_adult, standing_answers_of


@dataclass(frozen=True)
class Question:
    """One question: what for, and the last word of the parents and of the child."""

    child: Pupil
    purpose: ConsentPurpose
    guardian: Consent | None
    own: Consent | None

    @property
    def with_child(self) -> bool:
        """Tell whether the child itself decides too."""
        return self.purpose == ConsentPurpose.AFTER_SCHOOL

    @property
    def all_agree(self) -> bool:
        said = [self.guardian, self.own] if self.with_child else [self.guardian]
        return all(consent is not None and consent.answer == ConsentAnswer.YES for consent in said)

    @property
    def child_is_next(self) -> bool:
        """Tell whether the parent said yes and the child did not say anything yet."""
        said_yes = self.guardian is not None and self.guardian.answer == ConsentAnswer.YES
        return self.with_child and said_yes and self.own is None

    def said_by(self, person: Person) -> bool:
        return self.guardian is not None and self.guardian.answered_by_id == person.pk


def questions_of(children: Iterable[Pupil], *, on: date) -> dict[UUID, list[Question]]:
    """Return the questions of each child, fetched with its requests; from 18 nobody at home is asked."""
    children = list(children)
    answers = {purpose: standing_answers_of([child.pk for child in children], purpose) for purpose in ConsentPurpose}
    return {
        child.pk: [
            Question(
                child,
                purpose,
                answers[purpose][child.pk].get(ConsentParty.GUARDIAN),
                answers[purpose][child.pk].get(ConsentParty.PUPIL),
            )
            for purpose in purposes_asked(child)
            if not is_adult(child, on=on)
        ]
        for child in children
    }
