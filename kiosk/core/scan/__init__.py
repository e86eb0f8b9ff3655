"""What a scanned text is: one ordered list of rules, pure, with a typed result.

`parse` knows the shop's rules and no catalogue; `look_up` asks the catalogue.
"""

from kiosk.core.scan.find import look_up
from kiosk.core.scan.read import parse
from kiosk.core.scan.result import Found, Key, Kind, Reason, Scan
from sync.protocol.measures import Measure
from sync.protocol.scan_rules import Prefixes, Rules, RulesError

__all__ = [
    "Found",
    "Key",
    "Kind",
    "Measure",
    "Prefixes",
    "Reason",
    "Rules",
    "RulesError",
    "Scan",
    "look_up",
    "parse",
]
