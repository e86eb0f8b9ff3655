"""The tables of `replica.db`, as an append-only list of small steps. A released step is never edited."""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from sync.protocol.sessions import LEASE_SECONDS

REPLICA = Migrations("replica")

FIRST_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE scope (scope TEXT PRIMARY KEY, visit TEXT NOT NULL, cursor INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    visit TEXT NOT NULL,
    scope TEXT NOT NULL,
    sealed TEXT NOT NULL,
    seq INTEGER
);
CREATE TABLE visit (
    id TEXT PRIMARY KEY,
    secret TEXT NOT NULL,
    begun TEXT NOT NULL,
    last_input TEXT NOT NULL,
    share TEXT NOT NULL
);
CREATE TABLE visit_op (position INTEGER PRIMARY KEY, visit TEXT NOT NULL, op BLOB NOT NULL);
CREATE TABLE visit_rejection (
    op TEXT PRIMARY KEY,
    visit TEXT NOT NULL,
    scope TEXT NOT NULL,
    verb TEXT NOT NULL,
    reason TEXT NOT NULL
)
"""

DOCUMENTS = """
CREATE TABLE {} (
    scope TEXT,
    kind TEXT,
    id TEXT,
    seq INTEGER NOT NULL,
    base BLOB,
    view BLOB,
    PRIMARY KEY (scope, kind, id)
) WITHOUT ROWID
"""

TRUST = """
ALTER TABLE scope ADD COLUMN checksum TEXT NOT NULL DEFAULT '0';
ALTER TABLE scope ADD COLUMN living INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scope ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scope ADD COLUMN reading INTEGER;
UPDATE scope SET reading = 0 WHERE cursor = 0;
CREATE TABLE report (
    scope TEXT,
    what TEXT,
    since TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (scope, what)
) WITHOUT ROWID;
CREATE TABLE trouble (
    scope TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    tries INTEGER NOT NULL,
    since TEXT NOT NULL,
    quarantined INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE settled (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    sealed TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE TABLE refused (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    sealed TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
)
"""


def apply(connection: sqlite3.Connection) -> None:
    """Bring an opened replica up to date, all steps in one transaction: it waits for the disk once."""
    database = Database(connection)
    with database.atomic():
        REPLICA.apply(database)


@REPLICA()
def first_tables(db: Database) -> None:
    """Documents of the shop and of a visit, the outbox, and what a visit must be able to take with it.

    Everything a shopper could be known by stands in a table named `visit…` and nowhere else: emptying a whole
    table is the one way of deleting that leaves no copy in the slack of a page (see `visits.py`).
    """
    for statement in FIRST_TABLES.split(";"):
        db.execute(statement)
    for table in ("document", "visit_document"):
        db.execute(DOCUMENTS.format(table))
    db.execute("PRAGMA user_version = 1")


@REPLICA()
def trust(db: Database) -> None:
    """What each scope was checked against, what staff should know, and sealed copies that are kept a while.

    None of it tells of a shopper: scopes have random names, and only the hub opens a seal.
    """
    for statement in TRUST.split(";"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


@REPLICA()
def leases(db: Database) -> None:
    """How long each visit may stay without a word of the hub; for those that live now it begins now."""
    db.execute(
        "CREATE TABLE lease (visit TEXT PRIMARY KEY, seconds REAL NOT NULL, wall REAL NOT NULL) WITHOUT ROWID"
    )
    db.execute(
        "INSERT INTO lease SELECT id, ?, CAST(strftime('%s', 'now') AS REAL) FROM visit", [LEASE_SECONDS]
    )
    db.execute("PRAGMA user_version = 3")


@REPLICA()
def erasures(db: Database) -> None:
    """Which orders of erasure are carried out here, until the hub has heard so."""
    db.execute("CREATE TABLE erasure (id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.execute("PRAGMA user_version = 4")


@REPLICA()
def people(db: Database) -> None:
    """Associates who are signed in: who they are, and their session's secret, which their PIN opens."""
    db.execute(
        "CREATE TABLE visit_person (session TEXT PRIMARY KEY, associate BLOB NOT NULL, badge TEXT NOT NULL,"
        " salt BLOB NOT NULL, sealed BLOB NOT NULL, tries INTEGER NOT NULL) WITHOUT ROWID"
    )
    db.execute("PRAGMA user_version = 5")


@REPLICA()
def seen_by_staff(db: Database) -> None:
    """Which refused work staff have seen, and whether any of them ever signed in here."""
    db.execute("ALTER TABLE refused ADD COLUMN seen INTEGER NOT NULL DEFAULT 0")
    db.execute("INSERT INTO meta SELECT 'staffed', '1' WHERE EXISTS (SELECT 1 FROM visit_person)")
    db.execute("PRAGMA user_version = 6")


@REPLICA()
def notes_of_visits(db: Database) -> None:
    """What a shopper said that no document holds, such as the space at home: gone with the visit."""
    db.execute(
        "CREATE TABLE visit_note (visit TEXT, name TEXT, value BLOB NOT NULL, PRIMARY KEY (visit, name))"
        " WITHOUT ROWID"
    )
    db.execute("PRAGMA user_version = 7")


@REPLICA()
def shoppers(db: Database) -> None:
    """Whose a visit is: a customer who signed in at this tablet."""
    db.execute(
        "CREATE TABLE visit_shopper (visit TEXT PRIMARY KEY, customer TEXT NOT NULL,"
        " first_name TEXT NOT NULL, hello TEXT NOT NULL) WITHOUT ROWID"
    )
    db.execute("PRAGMA user_version = 8")


@REPLICA()
def wipes(db: Database) -> None:
    """Receipts of visits that were wiped, until the hub has them."""
    db.execute(
        "CREATE TABLE wiped (visit TEXT PRIMARY KEY, why TEXT NOT NULL, at TEXT NOT NULL,"
        " documents INTEGER NOT NULL, operations INTEGER NOT NULL, refusals INTEGER NOT NULL,"
        " done INTEGER NOT NULL) WITHOUT ROWID"
    )
    db.execute("PRAGMA user_version = 9")
