"""Who stands against whom: candidate pairs, their features and calibrated chances."""
