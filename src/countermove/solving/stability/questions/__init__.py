"""What can be asked of a solved model: reasons, foresight, inverse, negotiation, hypergames."""
