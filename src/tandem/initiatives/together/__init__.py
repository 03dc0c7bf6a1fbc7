"""What a school and a programme say to each other before they begin, as plain rules and data (F-16, F-17, F-25)."""
