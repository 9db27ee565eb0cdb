"""What the database itself refuses: to change a written entry. The one module of vendor SQL."""

from __future__ import annotations

from typing import Any

REFUSAL = "an entry of the ledger is never changed: reverse its transfer"
GUARDS = {
    "sqlite": (
        f"""
        CREATE TRIGGER exchanges_entry_is_kept BEFORE UPDATE ON exchanges_entry
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
        """,
    ),
    "postgresql": (
        f"""
        CREATE FUNCTION exchanges_entry_is_kept() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END
        $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER exchanges_entry_is_kept BEFORE UPDATE ON exchanges_entry
        FOR EACH ROW EXECUTE FUNCTION exchanges_entry_is_kept()
        """,
    ),
}
LIFTED = {
    "sqlite": ("DROP TRIGGER exchanges_entry_is_kept",),
    "postgresql": (
        "DROP TRIGGER exchanges_entry_is_kept ON exchanges_entry",
        "DROP FUNCTION exchanges_entry_is_kept()",
    ),
}


def raise_guards(_apps: Any, editor: Any) -> None:
    for statement in GUARDS[editor.connection.vendor]:
        editor.execute(statement)


def lift_guards(_apps: Any, editor: Any) -> None:
    for statement in LIFTED[editor.connection.vendor]:
        editor.execute(statement)
