"""Third sides: who else acts on the two sides of a stand-off, with what, and why it would."""
