"""Pages by audience: they translate, and hold no rules."""
