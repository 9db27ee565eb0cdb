"""The API keeps the promises of its own description, whatever it is sent."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

# « commune=Xyzzy » is of the right form, and names no commune all the same.
NOT_IN_THE_FORM = [positive_data_acceptance]

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_operation_answers_as_it_is_described(live_server):
    schema = schemathesis.openapi.from_url(f"{live_server.url}/api/v1/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 8
    for operation in operations:
        answers_as_described(operation)


def answers_as_described(operation):
    @given(case=operation.as_strategy())
    @settings(
        max_examples=12,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        deadline=None,
        database=None,
    )
    def check(case):
        case.call_and_validate(excluded_checks=NOT_IN_THE_FORM)

    check()
