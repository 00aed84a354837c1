"""Conflict files: loading, judging, asking and exchanging them."""
