"""A community's own words on its pages."""

from __future__ import annotations

from django import template

from entrelieux.communities.models import Community
from entrelieux.core.words.lexicon import verb_term
from entrelieux.lexicons.language import current_language
from entrelieux.lexicons.queries import lexicon_of

register = template.Library()


@register.simple_tag
def verb(verb_id: str, community: Community | None = None) -> str:
    """« Réserver », or how the community says it: {% verb "book" community %}."""
    language = current_language()
    if community is None:
        return verb_term(verb_id).label(language)
    return lexicon_of(community).verb(verb_id, language)
