"""What events have to do with each other: answers, repeats, contradictions."""
