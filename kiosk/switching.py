"""How soon a thread in the background makes way for the one that paints.

Python runs one thread at a time, and who computes keeps the others waiting for 5 ms unless told otherwise. A
page that is told anew asks the disk dozens of times, and each time the thread that takes in a catalogue could
go on for as long: 150 ms passed before the page could be painted (`make bench ROWS=calm`).

Both in turn in one process, six times each, beside a thread that decodes and writes products: the
longest block while another catalogue is put in force was 28 ms instead of 54 on the home page, 10
instead of 16 on the product's, 12 instead of 22 on the search (medians), and that thread wrote as many.
"""

import sys

SECONDS = 0.0001
"""Short beside a frame even a hundred times over; what is computed in the background takes no longer."""


def make_way() -> None:
    """Have whoever computes make way soon from now on, in this whole process."""
    sys.setswitchinterval(SECONDS)
