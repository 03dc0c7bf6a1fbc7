"""Who reads what is written of how well an initiative goes: who helps to shape it."""

from tandem.core.isolation import Wall, among

WALLS = [Wall("quality_evaluation", reads=(among("initiative_id", "partnered"),))]
