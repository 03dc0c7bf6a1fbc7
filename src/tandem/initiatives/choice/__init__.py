"""Choosing a form of tutoring: what is known of each, and which of its conditions a school can meet. Never a score."""

from tandem.initiatives.choice.conditions import Answer, Condition, Met, Offer
from tandem.initiatives.choice.costs import Cost, CostLine, hdt_cost, reach_cost
from tandem.initiatives.choice.evidence import EVIDENCE, Claim
from tandem.initiatives.choice.forms import CHOICES
from tandem.initiatives.choice.points import Choice, Perspective, Point, Side, View, Voice

__all__ = [
    "CHOICES",
    "EVIDENCE",
    "Answer",
    "Choice",
    "Claim",
    "Condition",
    "Cost",
    "CostLine",
    "Met",
    "Offer",
    "Perspective",
    "Point",
    "Side",
    "View",
    "Voice",
    "hdt_cost",
    "reach_cost",
]
