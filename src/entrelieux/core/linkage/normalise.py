"""A row made comparable: every field reduced to the form in which two sources would agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from entrelieux.core.linkage.addresses import Street, street_of
from entrelieux.core.linkage.folding import fold
from entrelieux.core.linkage.kinds import ITINERANT, kinds_in
from entrelieux.core.linkage.names import Name, name_of
from entrelieux.core.linkage.positions import fidelity, position
from entrelieux.core.linkage.rows import Fidelity, LinkRow
from entrelieux.core.linkage.towns import clean_postcode, town_in_address, town_key, town_words
from entrelieux.core.linkage.vocabulary import words_listed
from entrelieux.core.linkage.web import Site, phone_key, site_of

_MAILBOX_HOSTS = words_listed("web", "mailboxes")
_EMPTY_IDS = re.compile(r"^[0\W]*$")


@dataclass(frozen=True, slots=True)
class Normal:
    """The comparable form of a row. Empty strings and None mean unknown; bit sets as in `kinds`."""

    row_id: str
    source: str
    source_id: str
    name: Name
    shown_name: str
    shown_address: str
    shown_town: str
    street: Street
    postcode: str
    town: str
    insee: str
    position: tuple[float, float] | None
    fidelity: Fidelity
    type_kinds: int
    is_itinerant: bool
    site: Site
    phone: str
    email: str
    mail_domain: str
    ids: Mapping[str, str]

    @property
    def has_place(self) -> bool:
        """Whether anything says where it is."""
        return bool(self.position or self.postcode or self.town or self.insee)


def normalise(row: LinkRow) -> Normal:
    """Return the comparable form of `row`; nothing in it can make this fail."""
    told_postcode, told_town = town_in_address(row.address)
    city = row.city or told_town
    street = street_of(row.address)
    email = row.email.strip().lower()
    name, types = name_of(row.name, town_words(city)), fold(" | ".join(row.types))
    return Normal(
        row_id=row.row_id,
        source=row.source,
        source_id=row.source_id,
        name=name,
        shown_name=row.name.strip(),
        shown_address=row.address.strip(),
        shown_town=city.strip(),
        street=street,
        postcode=clean_postcode(row.postcode) or told_postcode,
        town=town_key(city),
        insee=row.insee.strip().upper(),
        position=position(row),
        fidelity=fidelity(row, street),
        type_kinds=kinds_in(types),
        is_itinerant=name.is_itinerant or bool(ITINERANT.search(types)),
        site=site_of(row.url),
        phone=phone_key(row.phone),
        email=email,
        mail_domain=_mail_domain(email),
        ids={key: value for key, value in row.external_ids.items() if not _EMPTY_IDS.match(value)},
    )


def _mail_domain(email: str) -> str:
    domain = email.rpartition("@")[2]
    return "" if domain in _MAILBOX_HOSTS else domain
