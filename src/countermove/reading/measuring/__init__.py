"""What is measured in a text: dates and quantities, and which event each belongs to."""
