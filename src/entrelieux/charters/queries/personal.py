"""What is kept here about a person, for her to take away."""

from __future__ import annotations

from typing import Any

from entrelieux.accounts.models import Person
from entrelieux.charters.models import AgreementRequest, Birth, Habilitation, Record


def data_of(person: Person) -> dict[str, Any]:
    """Her age, what communities note of her, her habilitations, the agreements she asked for."""
    birth = Birth.objects.filter(person=person).first()
    records = Record.objects.filter(person=person).select_related("community")
    held = Habilitation.objects.filter(person=person).select_related("community")
    asked = AgreementRequest.objects.filter(person=person).select_related("community")
    return {
        "born_on": birth.born_on.isoformat() if birth else None,
        "records": [
            {
                "community": one.community.name,
                "fact": f"{one.kind}:{one.name}",
                "since": one.since.isoformat(),
                "until": one.until.isoformat() if one.until else None,
            }
            for one in records
        ],
        "habilitations": [
            {
                "community": one.community.name,
                "badge": one.badge,
                "granted_on": one.granted_on.isoformat(),
                "revoked_on": one.revoked_on.isoformat() if one.revoked_on else None,
                "reason": one.reason,
            }
            for one in held
        ],
        "agreements": [
            {
                "community": one.community.name,
                "act": one.act,
                "state": one.state,
                "asked_at": one.asked_at.isoformat(),
                "note": one.note,
            }
            for one in asked
        ],
    }
