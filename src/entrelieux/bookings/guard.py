"""The last guard against double booking, in the database itself; the SQL that each one needs.

A claim may not pass the capacity of its resource at any moment, nor take it whole while something
inside is in use. The actions see to it first, under locks; this holds for whoever else writes.
"""

from __future__ import annotations

from typing import Any

TABLE = "bookings_claim"

# The most that is taken changes only where a claim starts: these are the moments to look at.
_IS_TOO_MUCH = """
  EXISTS (
    SELECT 1 FROM (
      SELECT NEW.starts_at AS moment
      UNION SELECT c.starts_at FROM bookings_claim c
      WHERE c.resource_id = NEW.resource_id
        AND c.starts_at > NEW.starts_at AND c.starts_at < NEW.ends_at
    ) edge
    WHERE NEW.units + (
      SELECT coalesce(sum(c.units), 0) FROM bookings_claim c
      WHERE c.resource_id = NEW.resource_id AND c.id <> NEW.id
        AND c.starts_at <= edge.moment AND c.ends_at > edge.moment
    ) > {capacity}
  ) OR EXISTS (
    SELECT 1 FROM bookings_claim c
    WHERE c.resource_id = NEW.resource_id AND c.id <> NEW.id
      AND c.starts_at < NEW.ends_at AND c.ends_at > NEW.starts_at
      AND (NEW.units >= {capacity} OR (NEW.units = 0 AND c.units >= {capacity}))
  )
"""
_CAPACITY = """
  coalesce((SELECT b.capacity FROM bookings_bookable b WHERE b.resource_id = NEW.resource_id), 1)
"""

# Others' claims are seen once they are committed: each waits for who is writing on its resource.
_POSTGRESQL = [
    f"""
    CREATE FUNCTION bookings_claim_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      most integer;
    BEGIN
      PERFORM pg_advisory_xact_lock(
        hashtext('bookings_claim'), (NEW.resource_id % 2147483647)::integer
      );
      most := {_CAPACITY};
      IF {_IS_TOO_MUCH.format(capacity="most")} THEN
        RAISE EXCEPTION 'bookings_claim: taken' USING ERRCODE = 'exclusion_violation';
      END IF;
      RETURN NULL;
    END
    $$
    """,
    """
    CREATE TRIGGER bookings_claim_guard AFTER INSERT OR UPDATE ON bookings_claim
    FOR EACH ROW EXECUTE FUNCTION bookings_claim_guard()
    """,
]
_SQLITE = [
    f"""
    CREATE TRIGGER bookings_claim_guard_{verb.lower()} AFTER {verb} ON bookings_claim
    FOR EACH ROW WHEN {_IS_TOO_MUCH.format(capacity=_CAPACITY)}
    BEGIN
      SELECT RAISE(ABORT, 'bookings_claim: taken');
    END
    """
    for verb in ("INSERT", "UPDATE")
]
INSTALL = {"postgresql": _POSTGRESQL, "sqlite": _SQLITE}
REMOVE = {
    "postgresql": [
        "DROP TRIGGER bookings_claim_guard ON bookings_claim",
        "DROP FUNCTION bookings_claim_guard()",
    ],
    "sqlite": [
        "DROP TRIGGER bookings_claim_guard_insert",
        "DROP TRIGGER bookings_claim_guard_update",
    ],
}


# Two signed loans of a resource never share a moment.
_LOANS_MEET = """
  NEW.state IN ('signed', 'gone', 'returned') AND EXISTS (
    SELECT 1 FROM bookings_loan l
    WHERE l.resource_id = NEW.resource_id AND l.id <> NEW.id
      AND l.state IN ('signed', 'gone', 'returned')
      AND l.starts_at < NEW.ends_at AND l.ends_at > NEW.starts_at
  )
"""
_LOANS_POSTGRESQL = [
    f"""
    CREATE FUNCTION bookings_loan_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(
        hashtext('bookings_loan'), (NEW.resource_id % 2147483647)::integer
      );
      IF {_LOANS_MEET} THEN
        RAISE EXCEPTION 'bookings_loan: lent' USING ERRCODE = 'exclusion_violation';
      END IF;
      RETURN NULL;
    END
    $$
    """,
    """
    CREATE TRIGGER bookings_loan_guard AFTER INSERT OR UPDATE ON bookings_loan
    FOR EACH ROW EXECUTE FUNCTION bookings_loan_guard()
    """,
]
_LOANS_SQLITE = [
    f"""
    CREATE TRIGGER bookings_loan_guard_{verb.lower()} AFTER {verb} ON bookings_loan
    FOR EACH ROW WHEN {_LOANS_MEET}
    BEGIN
      SELECT RAISE(ABORT, 'bookings_loan: lent');
    END
    """
    for verb in ("INSERT", "UPDATE")
]
INSTALL_LOANS = {"postgresql": _LOANS_POSTGRESQL, "sqlite": _LOANS_SQLITE}
REMOVE_LOANS = {
    "postgresql": [
        "DROP TRIGGER bookings_loan_guard ON bookings_loan",
        "DROP FUNCTION bookings_loan_guard()",
    ],
    "sqlite": [
        "DROP TRIGGER bookings_loan_guard_insert",
        "DROP TRIGGER bookings_loan_guard_update",
    ],
}


def install(_apps: Any, schema_editor: Any) -> None:
    for statement in INSTALL[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def remove(_apps: Any, schema_editor: Any) -> None:
    for statement in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def install_loans(_apps: Any, schema_editor: Any) -> None:
    for statement in INSTALL_LOANS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def remove_loans(_apps: Any, schema_editor: Any) -> None:
    for statement in REMOVE_LOANS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)
