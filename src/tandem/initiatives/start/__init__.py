"""What the sources say of a start consultation, as data: the thirty goals, and what each agreement is about."""
