"""From the files people hand over to rows that can be checked: reading only, no database."""
