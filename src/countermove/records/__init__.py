"""The frozen types that pass between the rooms, each with how it is read and written."""
