"""How long a session lasts: until somebody is away, and at most, by what they may do."""

OWN_DEVICE = "own_device"
