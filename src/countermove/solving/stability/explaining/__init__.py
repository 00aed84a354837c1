"""From verdicts to records and sentences."""
