"""Every address is public on purpose, or guarded: nothing is open by omission."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Addresses that anyone may read without an account.
PUBLIC = {
    "home",
    "about",
    "desk",
    "desk_door",
    "accessibility",
    "reuse",
    "design",
    "embed",
    "oembed",
    "changes_feed",
    "robots",
    "export",
    "sources",
    "place",
    "place_facts",
    "place_history",
    "place_qr",
    "place_report",
    "photo",
    "place_resources",
    "place_resources_export",
    "resource",
    "sheet",
    "photo_small",
    "set_language",
    "people",
    "agenda",
    "agenda_calendar",
    "agenda_atom",
    "place_calendar",
    "event_calendar",
    # At a secret address, from a calendar program.
    "my_calendar",
    "event",
    "event_register",
    "place_usages",
    "usage",
    "usages_table",
    "usages_table_file",
    "events_table",
    "events_table_file",
    "projects",
    "projects_table",
    "projects_table_file",
    "project",
    "lexicon",
    "lexicon_history",
    "lexicon_file",
    "vocabulary",
    "vocabulary_scheme",
    "vocabulary_concept",
    "vocabulary_file",
    "concept_address",
    "propose_place",
    "propose_correction",
    "propose_duplicates",
    "proposal",
    # By a signed link, from a mail.
    "proposal_appeal",
    "still_true",
    "registration_by_link",
    "reservation_answer",
    # At a secret address, from a calendar program.
    "bookings_calendar",
    "reminders_by_link",
    "follow_by_link",
    "person",
    "outbox",
}
# Addresses for people who are signed in, with the permission that their view checks.
GUARDED = {
    "account": "signed in",
    "account_export": "signed in",
    "account_delete": "signed in",
    "my_profile": "signed in",
    "my_profile_erase": "signed in",
    "person_write": "can_write_to",
    "communities": "signed in",
    "my_events": "signed in",
    "my_bookings": "signed in",
    # By a signed link, from a mail.
    "reservation_take": "signed in",
    "bookings_calendar_key": "signed in",
    "resource_book": "can_ask_for",
    "resource_offer": "can_offer",
    "place_day": "can_see_day",
    "line_answer": "can_answer",
    "place_closures": "can_close",
    "closure_remove": "can_close",
    "blocking_add": "can_close",
    "blocking_stop": "can_offer",
    "reservation": "can_see_reservation",
    "booked_time_cancel": "can_cancel",
    "booked_time_move": "can_move",
    "booked_time_come": "can_see_reservation",
    "reservation_hand_over": "is_own",
    "my_calendar_key": "signed in",
    "place_calendars": "can_add_to",
    "calendar_reading": "can_add_to",
    "calendar_reread": "can_add_to",
    "calendar_stop": "can_add_to",
    "registrations": "can_see_registrations",
    "registration_cancel": "is_own or can_see_registrations",
    "place_events": "can_add_to",
    "event_add": "can_add_to",
    "event_edit": "can_edit_entry",
    "event_history": "can_edit_entry",
    "event_confirm": "can_edit_entry",
    "event_remove": "can_edit_entry",
    "event_restore": "can_edit_entry",
    "time_move": "can_edit_entry",
    "time_cancel": "can_edit_entry",
    "usage_add": "can_add_to",
    "usage_edit": "can_edit_entry",
    "usage_history": "can_edit_entry",
    "usage_confirm": "can_edit_entry",
    "usage_remove": "can_edit_entry",
    "usage_restore": "can_edit_entry",
    "project_new": "can_start_project",
    "project_edit": "can_edit_project",
    "project_history": "can_edit_project",
    "project_restore": "can_edit_project",
    "project_remove": "can_edit_project",
    "project_confirm": "can_edit_project",
    "step_tell": "can_edit_project",
    "step_remove": "can_edit_project",
    "project_join": "can_join_project",
    "project_leave": "signed in",
    "lexicon_undo": "can_edit_lexicon",
    "lexicon_import": "can_edit_lexicon",
    "term": "can_edit_lexicon",
    "term_new": "can_edit_lexicon",
    "term_edit": "can_edit_lexicon",
    "term_rename": "can_edit_lexicon",
    "term_retire": "can_edit_lexicon",
    "term_restore": "can_edit_lexicon",
    "term_merge": "can_edit_lexicon",
    "term_split": "can_edit_lexicon",
    "term_align": "can_edit_lexicon",
    "proposal_support": "can_support",
    "proposal_publish": "can_decide",
    "proposal_refuse": "can_decide",
    "moderation": "can_moderate",
    "claim_place": "signed in",
    "claim_prove": "the claimant",
    "claim_vouch": "can_vouch",
    "claim_decide": "can_decide_claim",
    "follows": "signed in",
    "follow_search": "signed in",
    "follow_place": "signed in",
    "follow_stop": "the follower",
    "network_dashboard": "can_run_network",
    "network_policy": "can_run_network",
    "network_trust": "can_run_network",
    "community_members": "can_run",
    "community_member": "can_run",
    "community_leave": "is_member_of",
    "photo_add": "can_edit_entry",
    "photo_remove": "can_edit_entry",
    "resource_add": "can_add_to",
    "resource_proposals": "can_add_to",
    "place_resources_confirm": "can_add_to",
    "resource_edit": "can_edit_entry",
    "resource_history": "can_edit_entry",
    "resource_confirm": "can_edit_entry",
    "resource_remove": "can_edit_entry",
    "resource_restore": "can_edit_entry",
    "sheet_add": "can_edit_entry",
    "sheet_remove": "can_edit_entry",
    "place_new": "can_create_place",
    "place_edit": "can_edit_place",
    "stop_add": "can_edit_place",
    "stop_remove": "can_edit_place",
    "place_confirm": "can_confirm_place",
    "place_hide": "can_coordinate",
    "place_split": "can_coordinate",
    "change_undo": "can_coordinate",
    "imports": "can_coordinate",
    "import_run": "can_coordinate",
    "import_mapping": "can_coordinate",
    "import_apply": "can_coordinate",
    "import_undo": "can_coordinate",
    "pairs": "can_coordinate",
    "pair": "can_coordinate",
    "pair_decide": "can_coordinate",
}
# Whole families that another package guards.
FAMILIES = ("account_", "mfa_", "api-1")


def names(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}" if namespace else str(pattern.name)


def test_every_address_is_declared_public_or_guarded():
    ours = {name for name in names(get_resolver()) if not name.startswith(FAMILIES)}
    assert ours - PUBLIC - GUARDED.keys() == set()


def test_no_address_is_declared_that_does_not_exist():
    assert (PUBLIC | GUARDED.keys()) - set(names(get_resolver())) == set()


ADDRESSES = {
    "account": "/compte/",
    "place_new": "/lieux/nouveau/",
    "imports": "/imports/",
    "pairs": "/doublons/",
}


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_visitor_is_asked_to_sign_in(client, db, name):
    response = client.get(ADDRESSES[name])
    assert response.status_code == 302
    assert "/compte/" in response["Location"]
