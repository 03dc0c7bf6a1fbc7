"""Sessions held, attendance, notes, frames, contacts, hours."""
