"""The concepts that a whole sentence mentions: the longest labels first, then stems and slips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from entrelieux.core.bridging.reading.hints import LANGUAGES, Hints, load_hints
from entrelieux.core.bridging.reading.negation import refused_words
from entrelieux.core.bridging.reading.words import Word, words_of
from entrelieux.core.text.compounds import JOINED
from entrelieux.core.text.stems import english_stem, stem
from entrelieux.core.text.stopwords import STOP_WORDS
from entrelieux.core.text.typos import TypoIndex
from entrelieux.core.words import Vocabulary, label_key
from entrelieux.core.words.crossing import reference

# They say nothing of what is sought: how one enters, what one pays, who holds the place.
SILENT = frozenset(
    {"access", "fees", "legal_forms", "accessibility", "labels", "facts", "gestures", "roles"}
)
_STEMMED, _MENDED, _HINTED = (
    0.8,
    0.75,
    0.7,
)  # how sure one is of a word that is not written as the label is
_LEAST_STEM = 5
_LEAST_MENDED = 6
_LEAST_HINT = 5
_LONGEST_HINT = 4
_MOST_KEPT = 5_000  # texts whose mentions are kept: many offers of a network say the same
# Of one word, they name no thing by themselves: « ma machine », « le service », « aider à ».
_VAGUE = frozenset(
    {"machine", "machining", "service", "aide", "aider", "help", "local", "garder", "serait"}
    | {"atelier", "projet", "project", "lieu", "place", "salle", "room", "outil", "tool", "temp"}
    | {"material", "materiel", "technique", "travail", "work", "usage", "besoin", "need", "skill"}
    | {"personne", "people", "groupe", "group", "cours", "cour", "etat", "public", "ensemble"}
)
# Words of one language that are labels in the other: « car » is no car, "pain" is no bread.
_FALSE_FRIENDS = {
    "fr": frozenset(
        {"car", "case", "chair", "chat", "grave", "pin", "plane", "rate", "sale", "tape"}
    ),
    "en": frozenset({"figure", "habit", "lecture", "location", "note", "patron", "pays", "pile"}),
}
_SLIP = 0.7  # the cost of a slip that is still believed


Found = tuple[tuple[str, ...], float]  # concepts, and how sure one is of them


class Mention(NamedTuple):
    """Concepts of one label in a text, any of them may be meant. `trust` is 1 for the label itself.

    `start` and `end` are ranks of words; `label` is as the text writes it. `is_hint` when the text
    only betrays the concept.
    """

    concepts: tuple[str, ...]
    label: str
    start: int
    end: int
    trust: float = 1.0
    is_refused: bool = False
    is_hint: bool = False

    @property
    def is_sure(self) -> bool:
        """The label itself; a stem or a slip is enough to look there, not to exclude."""
        return self.trust == 1.0


class Spotter:
    """Every label of a vocabulary, and the words of communities; make one per vocabulary.

    `own` are labels of communities with the concepts they mean (« grosse bertha »); `hints` what
    betrays a concept without naming it, those that ship unless told.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        own: Mapping[str, Sequence[str]] | None = None,
        hints: Mapping[str, Hints] | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self._kept: dict[tuple[str, str, bool], tuple[Mention, ...]] = {}
        entries: dict[str, dict[str, None]] = defaultdict(dict)
        for concept in vocabulary:
            if concept.scheme not in SILENT:
                for label in (concept.fr, concept.en, *concept.alt, *concept.brands):
                    entries[label_key(_without_aside(label))][reference(concept)] = None
                for label in concept.hidden:
                    entries[label_key(label)][reference(concept)] = None
        for label, references in (own or {}).items():
            entries[label_key(label)].update(dict.fromkeys(references))
        entries.pop("", None)
        self._entries = {key: tuple(found) for key, found in entries.items() if key not in _VAGUE}
        told = load_hints() if hints is None else hints
        self._hints = {
            language: {
                key: found
                for key, found in told.get(language, {}).items()
                if key not in _VAGUE | _FALSE_FRIENDS[language]
            }
            for language in LANGUAGES
        }
        self._brands = frozenset(label_key(one) for concept in vocabulary for one in concept.brands)
        self._preferred = {
            "fr": frozenset(label_key(concept.fr) for concept in vocabulary),
            "en": frozenset(label_key(concept.en) for concept in vocabulary),
        }
        keys = (*self._entries, *(key for hints in self._hints.values() for key in hints))
        self._longest = max((key.count(" ") + 1 for key in keys), default=1)

    @cached_property
    def _stems(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By language, labels of one word by their stem: « gravé » is « gravure »'s.

        A preferred label is not stemmed in the other language: « concret » is no concrete.
        """
        return {
            "fr": self._stemmed(stem, self._preferred["en"] - self._preferred["fr"]),
            "en": self._stemmed(english_stem, self._preferred["fr"] - self._preferred["en"]),
        }

    def _stemmed(
        self, stem_of: Callable[[str], str], without: frozenset[str]
    ) -> Mapping[str, tuple[str, ...]]:
        stems: dict[str, dict[str, None]] = defaultdict(dict)
        for key, references in self._entries.items():
            if " " not in key and len(key) >= _LEAST_STEM and key not in without | _VAGUE:
                stems[stem_of(key)].update(dict.fromkeys(references))
        return {one: tuple(found) for one, found in stems.items() if len(one) >= _LEAST_STEM}

    @cached_property
    def _hint_stems(self) -> Mapping[str, Hints]:
        """By language, hints of one word or more by stems: « ressoudée » is « ressouder »'s."""
        return {
            "fr": _stemmed_hints(self._hints["fr"], stem),
            "en": _stemmed_hints(self._hints["en"], english_stem),
        }

    @cached_property
    def _typos(self) -> TypoIndex:
        return TypoIndex(word for key in self._entries for word in key.split())

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for key in self._entries for word in key.split())

    def is_brand(self, label: str) -> bool:
        """Whether a label is a maker's or a model's name."""
        return label_key(label) in self._brands

    def mentions(
        self, text: str, *, language: str = "fr", mend: bool = False
    ) -> tuple[Mention, ...]:
        """What a text mentions, in order; `mend` reads mistyped words, at two ms a word."""
        asked = (text, "en" if language[:2] == "en" else "fr", mend)
        if asked not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[asked] = tuple(self._mentions(text, words_of(text), *asked[1:]))
        return self._kept[asked]

    def _mentions(
        self, text: str, words: Sequence[Word], language: str, mend: bool
    ) -> Iterator[Mention]:
        refused = refused_words(words)
        place = 0
        while place < len(words):
            end, found = self._at(words, place, language, mend)
            label = text[words[place].start : words[end - 1].end]
            for concepts, trust in found:
                is_refused = place in refused and not _is_money(words, place)
                is_hint = trust == _HINTED
                yield Mention(concepts, label, place, end, trust, is_refused, is_hint)
            if found and all(trust == _HINTED for _concepts, trust in found):
                yield from self._within(text, words, range(place, end), refused)
            place = end

    def _within(
        self, text: str, words: Sequence[Word], run: range, refused: frozenset[int]
    ) -> Iterator[Mention]:
        """The labels that a longer hint holds: « découper de l’acier » names a steel."""
        place = run.start
        while len(run) > 1 and place < run.stop:
            ends = range(run.stop, place, -1)
            keys = ((end, " ".join(word.key for word in words[place:end])) for end in ends)
            end, concepts = next(
                ((end, found) for end, key in keys if (found := self._entry(key))), (place + 1, ())
            )
            if concepts and words[place].key not in STOP_WORDS:
                label = text[words[place].start : words[end - 1].end]
                yield Mention(concepts, label, place, end, 1.0, place in refused)
            place = end

    def _at(
        self, words: Sequence[Word], place: int, language: str, mend: bool
    ) -> tuple[int, tuple[Found, ...]]:
        """Where the longest label or hint that starts at a word ends, and what it means."""
        for end in range(min(place + self._longest, len(words)), place, -1):
            run = words[place:end]
            if run[0].clause == run[-1].clause and run[0].key not in STOP_WORDS:
                key = " ".join(word.key for word in run)
                named = () if key in _FALSE_FRIENDS[language] else self._entry(key)
                exact = ((named, 1.0), (self._hints[language].get(key, ()), _HINTED))
                if found := tuple(one for one in exact if one[0]):
                    is_bare = end == place + 1 and found[0][1] == _HINTED
                    loosely = self._loosely(words[place], language, mend) if is_bare else ((), 0.0)
                    return end, (loosely, *found) if loosely[0] else found
        loosely = self._loosely(words[place], language, mend)
        end, hinted = self._hinted(words, place, language)
        if loosely[0]:
            return place + 1, (loosely, hinted) if hinted[0] and end == place + 1 else (loosely,)
        return end, (hinted,) if hinted[0] else ()

    def _hinted(self, words: Sequence[Word], place: int, language: str) -> tuple[int, Found]:
        """A hint by its stems, the longest first."""
        stem_of = english_stem if language == "en" else stem
        for end in range(min(place + _LONGEST_HINT, len(words)), place, -1):
            run = words[place:end]
            if run[0].clause == run[-1].clause and run[0].key not in STOP_WORDS | _VAGUE:
                stemmed = _stemmed_key((one.key for one in run), stem_of)
                found = self._hint_stems[language].get(stemmed, ())
                if found:
                    return end, (found, _HINTED)
        return place + 1, ((), 0.0)

    def _entry(self, key: str) -> tuple[str, ...]:
        return self._entries.get(key) or self._entries.get(JOINED.get(key, ""), ())

    def _loosely(self, word: Word, language: str, mend: bool) -> Found:
        if word.key in STOP_WORDS or word.key in _VAGUE or len(word.key) < _LEAST_STEM:
            return (), 0.0
        if word.key in _FALSE_FRIENDS[language]:
            return (), 0.0
        stemmed = english_stem(word.raw) if language == "en" else stem(word.raw)
        found = self._stems["en" if language == "en" else "fr"].get(stemmed)
        if found:
            return found, _STEMMED
        if mend and len(word.key) >= _LEAST_MENDED and word.key not in self._words:
            for mended in self._typos.corrections(word.key, 1):
                if mended.cost <= _SLIP and mended.word in self._entries:
                    return self._entries[mended.word], _MENDED
        return (), 0.0


def _is_money(words: Sequence[Word], place: int) -> bool:
    """Who will not spend « de l’argent » may like silver; « en argent » is silver."""
    return words[place].key == "argent" and not (place and words[place - 1].key == "en")


def _stemmed_hints(hints: Hints, stem_of: Callable[[str], str]) -> Hints:
    stems: dict[str, dict[str, None]] = defaultdict(dict)
    for key, references in hints.items():
        if len(key) >= _LEAST_STEM:
            stems[_stemmed_key(key.split(), stem_of)].update(dict.fromkeys(references))
    return {one: tuple(found) for one, found in stems.items() if len(one) >= _LEAST_HINT}


def _stemmed_key(keys: Iterable[str], stem_of: Callable[[str], str]) -> str:
    return " ".join(stem_of(key) for key in keys)


def _without_aside(label: str) -> str:
    """« Verre (matière) » is said « verre »."""
    return label.split("(")[0] if "(" in label else label
