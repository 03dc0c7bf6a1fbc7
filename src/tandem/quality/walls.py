"""What is written of how well an initiative goes: of no person."""

from tandem.core.isolation import NoWall

WALLS = [NoWall("quality_evaluation", "What partners looked at together, and what they do next: of no person.")]
