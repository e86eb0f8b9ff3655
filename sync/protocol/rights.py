"""Who may do what: role, scope, verb, in one table that hub and desk both read.

What is not granted here is refused: over HTTP by the hub, whatever an app sends, and in the app before it
asks. A scope's own conditions come on top: an associate's store, a customer who is open to it.
"""

from collections.abc import Mapping

import msgspec

from sync.protocol.orders import HandOver, PlaceOrder
from sync.protocol.receipts import Receipt, UndoReturn
from sync.protocol.staff import Role

_PICK = frozenset(
    {
        "ClaimOrder",
        "TakeOver",
        "ReleaseOrder",
        "PickLine",
        "ShortLine",
        "RejectLine",
        "ReopenLine",
        "ConfirmLine",
        "PackOrder",
        "MakeReady",
        "HoldOrder",
        "ResumeOrder",
    }
)
_SERVE = frozenset(
    {
        "PlaceOrder",
        "ProposeSubstitute",
        "AgreeSubstitute",
        "HandOver",
        "RejectOrder",
        "CancelOrder",
        "ResendNotice",
    }
)
_LIST = frozenset(
    {
        "CreateList",
        "RenameList",
        "AddLine",
        "AdjustLine",
        "SetNote",
        "SetPriority",
        "MoveLine",
        "Undo",
    }
)
_CUSTOMER = frozenset(
    {
        "SetLanguage",
        "SetStore",
        "SetSize",
        "SetPreference",
        "GiveConsent",
        "WithdrawConsent",
        "LinkList",
        "SayFit",
        "ForgetFit",
    }
)
_SHELF = frozenset({"MoveStock", "CountStock"})
_HOLD = frozenset({"ReserveStock", "ReleaseStock"})
_HELP = frozenset({"TakeHelp", "FinishHelp"})
_OWN_SESSION = frozenset({"EndSession"})
_RETURN = frozenset({"BeginReturn", "DropReturn", "TakeBack", "UndoReturn"})

MAY_DO: Mapping[Role, Mapping[str, frozenset[str]]] = {
    Role.ASSOCIATE: {
        "orders": _PICK | _SERVE,
        "stock": _HOLD,
        "staff": _HELP,
        "list": _LIST | {"AnswerQuestion"},
        "customer": _CUSTOMER,
        "person": frozenset({"SetName", "SetContact", "NoteInteraction"}),
        "receipt": _RETURN,
        "session": _OWN_SESSION,
    },
    Role.STOCK: {"orders": _PICK, "stock": _HOLD | _SHELF, "staff": _HELP, "session": _OWN_SESSION},
    Role.MANAGER: {
        "orders": _PICK | _SERVE,
        "stock": _HOLD | _SHELF,
        "staff": _HELP,
        "list": _LIST | {"AnswerQuestion"},
        "customer": _CUSTOMER,
        "person": frozenset({"SetName", "SetContact", "NoteInteraction"}),
        "receipt": _RETURN,
        "session": _OWN_SESSION,
    },
}
"""The verbs of each role, by kind of scope."""

MAY_READ: Mapping[Role, frozenset[str]] = {
    Role.ASSOCIATE: frozenset({"orders", "stock", "staff", "list", "customer", "person", "receipt"}),
    Role.STOCK: frozenset({"orders", "stock", "staff"}),
    Role.MANAGER: frozenset({"orders", "stock", "staff", "list", "customer", "person", "receipt"}),
}
"""The kinds of scope that each role reads, where the scope's own conditions allow it."""


def may_read_contacts(role: Role) -> bool:
    """Say whether a role reads whom an order is for, with name and addresses: who opens persons does.

    Others prepare it for a first name. It is a right on fields, and the hub's to keep: see
    `sync/decisions/0014`.
    """
    return may_read(role, "person")


SHOPPER_MAY_DO: Mapping[str, frozenset[str]] = {
    "session": _OWN_SESSION,
    "list": _LIST
    | frozenset(
        {
            "ShareList",
            "RevokeShare",
            "AttachList",
            "ParkList",
            "AskQuestion",
            "TakeBackQuestion",
            "RequestPreparation",
            "CancelRequest",
            "AgreeOffer",
            "CallHelp",
            "CancelHelp",
            "MailList",
        }
    ),
}
"""The verbs of a shopper, at a tablet or through a share link, by kind of scope. A list's owner does as
much."""


SIGNED_IN_MAY_DO: Mapping[str, frozenset[str]] = {
    **SHOPPER_MAY_DO,
    "customer": _CUSTOMER,
}
"""The verbs of a shopper who signed in at a tablet, in scopes of their own: `customer:<id>` and lists.

They read those, too, while the visit goes on at that tablet; `person:<id>` no tablet of shoppers ever does.
"""


def may_when_signed_in(scope_kind: str, verb: str) -> bool:
    """Say whether a shopper who signed in may do a verb in a kind of scope of their own."""
    return verb in SIGNED_IN_MAY_DO.get(scope_kind, frozenset())


def may_shop(scope_kind: str, verb: str) -> bool:
    """Say whether a shopper may do a verb in a kind of scope."""
    return verb in SHOPPER_MAY_DO.get(scope_kind, frozenset())


def may_do(role: Role, scope_kind: str, verb: str) -> bool:
    """Say whether a role may do a verb in a kind of scope."""
    return verb in MAY_DO[role].get(scope_kind, frozenset())


def may(role: Role, scope_kind: str, verb: msgspec.Struct) -> bool:
    """Say whether a role may do a verb with its arguments.

    Some are a manager's, who answers for them; and that something is paid for says who has the money.
    """
    if isinstance(verb, PlaceOrder) and verb.paid:
        return False  # a till's sale, or the online shop that took the payment
    if isinstance(verb, HandOver) and verb.reason and not verb.code and role is not Role.MANAGER:
        return False  # handing over without the claim code
    return may_do(role, scope_kind, type(verb).__name__)


def may_undo(role: Role, actor: str, receipt: Receipt, verb: UndoReturn) -> bool:
    """Say whether `actor` (an id) may undo a return: who took it back, or a manager.

    What is no return the receipt's rule refuses.
    """
    back = receipt.back(verb.of)
    return role is Role.MANAGER or back is None or back.by == actor


def may_manage(role: Role) -> bool:
    """Say whether a role sees how colleagues stand with signing in, and lets them try again."""
    return role is Role.MANAGER


def may_read(role: Role, scope_kind: str) -> bool:
    """Say whether a role may read a kind of scope."""
    return scope_kind in MAY_READ[role]
