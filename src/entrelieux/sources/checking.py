"""What a card cannot hold is taken from a record, and told: the checks of forms and of the API."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from entrelieux.core.interchange.records import PlaceField, Problem, Record
from entrelieux.places.validation import errors_of
from entrelieux.sources.models import ImportRow

LICENCE_CHARACTERS = ImportRow._meta.get_field("licence").max_length


def checked_record(record: Record) -> Record:
    """The record with values that can be written; each refused one becomes a problem.

    Without a name that a card can bear, it is kept as a row, never as a place.
    """
    refused = errors_of({field.value: value for field, value in record.values.items()})
    problems = [
        Problem("refused_value", PlaceField(name), str(record.values[PlaceField(name)])[:60], why)
        for name, why in refused.items()
    ]
    if len(record.licence) > LICENCE_CHARACTERS:
        message = _("Le nom de cette licence est trop long : il est coupé.")
        problems.append(Problem("cut_text", None, record.licence[:60], message))
    if not problems:
        return record
    values = {field: value for field, value in record.values.items() if field not in refused}
    return replace(
        record,
        values=values,
        problems=(*record.problems, *problems),
        kept=record.kept and PlaceField.NAME in values,
        licence=record.licence[:LICENCE_CHARACTERS],
    )
