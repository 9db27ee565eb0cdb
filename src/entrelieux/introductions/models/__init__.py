"""What following up keeps beside the bridge itself."""

from entrelieux.introductions.models.answer import Refusal, Why
from entrelieux.introductions.models.digest import Digest, Rhythm
from entrelieux.introductions.models.question import Question

__all__ = ["Digest", "Question", "Refusal", "Rhythm", "Why"]
