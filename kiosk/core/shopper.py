"""Who stands before the tablet, once they have signed in there; a guest is nobody (None)."""

import msgspec


class Shopper(msgspec.Struct, frozen=True):
    """A customer who said yes, that is me.

    `customer` is their id, `hello` their mask ("A***"); `first_name` is '' where nobody gave one.
    """

    customer: str
    first_name: str = ""
    hello: str = ""

    @property
    def name(self) -> str:
        """What they are called on the screen, by whoever may stand beside them."""
        return self.first_name or self.hello
