"""One file per family of stability concepts."""
