"""Finding each other, portraits, modules and instruments, learning networks."""
