"""Searches over states and moves that the concepts share."""
