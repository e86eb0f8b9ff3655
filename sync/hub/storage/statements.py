"""The SQL of the PostgreSQL store. Each statement names its scope, so that a distributed database routes it.

`SCOPED` holds those that touch the tables; a test reads them. `SHARED` holds the few that ask about the
database as a whole, with the reason why they may.
"""

TWO_63 = 1 << 63
TWO_64 = 1 << 64


def _wrapped(number: str) -> str:
    """Return the SQL that brings a sum of checksums back into 64 bits with a sign."""
    return f"(mod(mod({number} + {TWO_63}, {TWO_64}) + {TWO_64}, {TWO_64}) - {TWO_63})::bigint"


DOCUMENT = """
SELECT kind, id, seq, body FROM document WHERE scope = $1 AND kind = $2 AND id = $3 AND body IS NOT NULL
"""

CHANGES = """
SELECT kind, id, seq, body FROM document WHERE scope = $1 AND seq > $2 ORDER BY seq LIMIT $3
"""

HEADS = """
SELECT scope, seq, checksum, floor FROM heads WHERE scope = ANY($1::text[])
"""

RESULTS = """
SELECT op, fingerprint, result FROM op_result WHERE scope = $1 AND op > $2 ORDER BY op LIMIT $3
"""

HEAD_PART, DOCUMENT_PART, RESULT_PART = 0, 1, 2

LOAD = f"""
SELECT {HEAD_PART} AS part, '' AS name, '' AS id, seq, NULL::bytea AS body FROM heads WHERE scope = $1
UNION ALL
SELECT {DOCUMENT_PART}, d.kind, d.id, d.seq, d.body FROM unnest($2::text[], $3::text[]) AS wanted (kind, id),
  LATERAL (SELECT * FROM document WHERE scope = $1 AND kind = wanted.kind AND id = wanted.id OFFSET 0) d
  WHERE d.body IS NOT NULL
UNION ALL
SELECT {RESULT_PART}, r.op, r.fingerprint, 0, r.result FROM unnest($4::text[]) AS wanted (op),
  LATERAL (SELECT * FROM op_result WHERE scope = $1 AND op = wanted.op OFFSET 0) r
"""  # noqa: S608 - constants
"""Head, documents and results in one snapshot. Parameters: scope, kinds, ids, operations.

OFFSET 0 makes every key be looked up by the whole of it, not by its scope alone, which may hold a million.
"""

_UPSERT = f"""ON CONFLICT (scope) DO UPDATE
    SET seq = excluded.seq, checksum = {_wrapped("mine.checksum::numeric + excluded.checksum")}"""  # noqa: S608 - constants

WRITE_ONE = f"""
WITH head AS (
  INSERT INTO heads AS mine (scope, seq, checksum, floor) VALUES ($1, $2, $3, 0)
  {_UPSERT} WHERE mine.seq = $4
  RETURNING seq
), kept AS (
  INSERT INTO op_result (scope, op, fingerprint, result)
  SELECT $1, $9, $10, $11::bytea FROM head WHERE $9::text IS NOT NULL
), written AS (
  INSERT INTO document (scope, kind, id, seq, digest, body)
  SELECT $1, $5, $6, $2, $7, $8::bytea FROM head
  ON CONFLICT (scope, kind, id) DO UPDATE
    SET seq = excluded.seq, digest = excluded.digest, body = excluded.body
)
SELECT seq FROM head
"""  # noqa: S608 - constants
"""A commit of one document and at most one result: what almost every commit is.

Its row is the new head; none when the head was not $4 any more, and nothing is written. The lock on the
head's row, held to the end, makes numbers become visible in their order. Parameters: scope, head after,
change of the checksum, head before; kind, id, digest and body of the document; operation, fingerprint and
body of the result.
"""

WRITE = f"""
WITH old AS (
  SELECT coalesce(sum(d.digest), 0) AS digest
  FROM unnest($10::text[], $11::text[]) AS unknown (kind, id), LATERAL (
    SELECT digest FROM document WHERE scope = $1 AND kind = unknown.kind AND id = unknown.id OFFSET 0
  ) d
), head AS (
  INSERT INTO heads AS mine (scope, seq, checksum, floor)
  SELECT $1, $2, {_wrapped("$3::bigint - old.digest")}, 0 FROM old
  {_UPSERT} WHERE mine.seq = $4
  RETURNING seq
), kept AS (
  INSERT INTO op_result (scope, op, fingerprint, result)
  SELECT $1, done.op, done.fingerprint, done.result
  FROM head, unnest($12::text[], $13::text[], $14::bytea[]) AS done (op, fingerprint, result)
), written AS (
  INSERT INTO document (scope, kind, id, seq, digest, body)
  SELECT $1, new.kind, new.id, new.seq, new.digest, new.body
  FROM head, unnest($5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bytea[])
    AS new (kind, id, seq, digest, body)
  ON CONFLICT (scope, kind, id) DO UPDATE
    SET seq = excluded.seq, digest = excluded.digest, body = excluded.body
)
SELECT seq FROM head
"""  # noqa: S608 - constants
"""Any commit. Parameters: the first four as above, five columns of documents, two of the keys of which is not
known what they replace, three of results."""

LOCK = """
INSERT INTO heads AS mine (scope, seq, checksum, floor) VALUES ($1, 0, 0, 0)
ON CONFLICT (scope) DO UPDATE SET seq = mine.seq
"""
"""Hold a scope to the end of the transaction, also one that was never written to."""

PRUNE = """
WITH held AS MATERIALIZED (
  SELECT scope FROM heads WHERE scope = $1 FOR UPDATE
), gone AS (
  DELETE FROM document d USING held WHERE d.scope = $1 AND held.scope = $1 AND d.seq < $2 AND d.body IS NULL
  RETURNING d.seq
), counted AS (
  SELECT max(seq) AS newest, count(*) AS many FROM gone
), raised AS (
  UPDATE heads SET floor = greatest(floor, counted.newest) FROM counted WHERE scope = $1 AND counted.many > 0
)
SELECT many FROM counted
"""

FORGET_DOCUMENTS = "DELETE FROM document WHERE scope = $1"
FORGET_RESULTS = "DELETE FROM op_result WHERE scope = $1"
FORGET_HEAD = "DELETE FROM heads WHERE scope = $1"
SET_HEAD = "INSERT INTO heads (scope, seq, checksum, floor) VALUES ($1, $2, $3, $4)"

SCOPED = (
    DOCUMENT,
    CHANGES,
    HEADS,
    RESULTS,
    LOAD,
    WRITE_ONE,
    WRITE,
    LOCK,
    PRUNE,
    FORGET_DOCUMENTS,
    FORGET_RESULTS,
    FORGET_HEAD,
    SET_HEAD,
)

SCOPES = "SELECT scope FROM heads WHERE scope > $1 ORDER BY scope LIMIT $2"
LIVING = """
SELECT scope, id, body FROM document
WHERE (scope, id) > ($1, $2) AND scope < $3 AND kind = $4 AND body IS NOT NULL ORDER BY scope, id LIMIT $5
"""
VERSION = "SELECT hashtextextended(pg_current_snapshot()::text, 0)"
"""The whole snapshot: of two transactions the one that began first may end last, and its end counts too."""

NOTIFY = "SELECT pg_notify($1, $2)"
SCRUB = ("VACUUM heads", "VACUUM document", "VACUUM op_result")

SHARED = {
    SCOPES: "housekeeping and copies go through all scopes, a page at a time",
    LIVING: "goes through one kind of document in many scopes, a page at a time, along the key",
    VERSION: "asks the server how far its transactions are; touches no table",
    NOTIFY: "speaks to the other hubs; touches no table",
    **dict.fromkeys(SCRUB, "maintenance of whole tables"),
}
