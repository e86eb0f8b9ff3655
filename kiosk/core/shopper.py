"""Who is signed in at the tablet, as far as its pages need to know. A guest is None."""

import msgspec


class Shopper(msgspec.Struct, frozen=True):
    """A customer who said "yes, this is me". In memory only; gone with the visit.

    `customer` is the id of `customer:<id>`, `first_name` what the pages call them ('' when nobody said), and
    `hello` the name with all but its first letter hidden (`A***`).
    """

    customer: str
    first_name: str = ""
    hello: str = ""
