"""What membership stands for in the charters that one starts from: names of each, by role."""

from __future__ import annotations

from collections.abc import Mapping

from entrelieux.communities.models import Membership

Standing = dict[str, dict[str, list[str]]]
Role = Membership.Role
_MEMBERS: Mapping[str, tuple[str, str]] = {
    "fablab": ("statuses", "member"),
    "coworking": ("statuses", "subscriber"),
    "shared-workshop": ("statuses", "companion"),
    "college-lab": ("groups", "school"),
}
_HOSTS = {
    "fablab": "fabmanager",
    "coworking": "host",
    "shared-workshop": "referent",
    "college-lab": "teacher",
}


def standing_of(template: str) -> Standing:
    """Members have the status of the template’s members, and hosts the role of its keepers."""
    if template not in _MEMBERS:
        return {}
    family, name = _MEMBERS[template]
    return {Role.MEMBER: {family: [name]}, Role.HOST: {"roles": [_HOSTS[template]]}}
