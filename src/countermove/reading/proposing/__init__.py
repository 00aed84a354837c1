"""A language model proposes what a text tells; the text disposes.

Off by default. Nothing is sent but to the address that the user names, and every proposal carries
words of the article that are found there again, or it is dropped.
"""

from countermove.reading.proposing.budget import Estimate, estimate
from countermove.reading.proposing.propose import Proposer, Summary, open_proposer
from countermove.reading.proposing.servers import Server, find_server

__all__ = ["Estimate", "Proposer", "Server", "Summary", "estimate", "find_server", "open_proposer"]
