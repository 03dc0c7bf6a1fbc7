"""Who answers for personal data: access, erasing, what goes when, and the register."""
