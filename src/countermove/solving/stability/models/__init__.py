"""What is solved: states, moves, preferences, and the graphs between them."""
