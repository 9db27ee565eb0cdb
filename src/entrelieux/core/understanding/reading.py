"""From what a person typed to what the atlas is asked (docs/algorithms/search.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from entrelieux.core.geo.communes import Commune
from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.text.stems import english_stem, stem
from entrelieux.core.text.tokens import Token, analyse
from entrelieux.core.understanding.attempts import Attempt, Group, Terms, attempts
from entrelieux.core.understanding.concepts import (
    SCHEMES,
    TOLD,
    Named,
    concept_alternatives,
    named_concepts,
)
from entrelieux.core.understanding.lexicon import KnownWords, Lexicon
from entrelieux.core.understanding.notes import Code, Note
from entrelieux.core.understanding.places import NamedPlace, name_length, named_place
from entrelieux.core.understanding.terms import Term, best_terms, commune_term, department_term
from entrelieux.core.words import Vocabulary, label_key

CommunityWords = Mapping[str, str]  # key of a label -> the community that says it
_STEM, _COMPLETION, _MENDED, _HOMONYM = 0.85, 0.7, 0.8, 0.7
_NAMED = 0.15  # less than what tells a thing from a finer one
_MENDED_LENGTH = 5
_HALF = 4  # letters of each half of a word cut in two
_SURE_MEND = 0.72
_WORDS = 24  # of a query that are read; beyond, nobody is searching


@dataclass(frozen=True, slots=True)
class Understanding:
    """`groups` is the first question; `attempts` all of them, to try until one has an answer.

    `preferred` are the words that name a thing, for what bears that very name to come first.
    """

    groups: tuple[Terms, ...] = ()
    preferred: tuple[Terms, ...] = ()
    place: Commune | None = None
    kinds: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    attempts: tuple[Attempt, ...] = field(default=(Attempt(()),))


class Reader:
    """Reads queries, with the shared words, the communes and the words of the index.

    `departments` are those of the territory, whose communes are understood first; `communities`
    tells who says a word that is not the shared vocabulary's. Make one per version of the index: it
    keeps what it works out.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        lexicon: KnownWords,
        departments: Sequence[str] = (),
        communities: CommunityWords | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.departments = tuple(departments)
        self.communities = communities or {}
        self.labels = label_words(vocabulary)

    def understand(self, text: str) -> Understanding:
        """Groups of weighted words, a place, kinds, and what to say about it."""
        tokens = [token for token in analyse(text) if not token.is_compound][:_WORDS]
        if not tokens:
            return Understanding()
        words = [t.word if t.is_stop else self._put_right(t.word) for t in tokens]
        concepts = self._concepts(words, tokens)
        free = [True] * len(words)
        for named in concepts:
            free[named.start : named.end] = [False] * (named.end - named.start)
        place = named_place(words, free, self.gazetteer, self.lexicon, self.departments)
        groups = tuple(self._groups(tokens, words, concepts, place))
        notes = (
            *self._meanings(concepts, tokens, words),
            *self._notes(tokens, words, place, groups),
        )
        commune = place.communes[0] if place and place.communes else None
        is_near = place is not None and place.is_near
        tried = tuple(attempts(groups, commune, is_near=is_near, notes=notes))
        kinds = tuple(c.id for named in concepts for c in named.concepts if c.scheme == "kinds")
        preferred = tuple(self._preferred(concepts, tokens, words))
        return Understanding(
            tuple(g.terms for g in groups), preferred, commune, kinds, notes, tried
        )

    def _put_right(self, word: str) -> str:
        """The word, or the word of the vocabulary that it mistypes."""
        if len(word) < _MENDED_LENGTH or word in self.lexicon or word in self.labels:
            return word
        closest = self.labels.corrections(word, 1)
        if not closest or self.gazetteer.named(word):
            return word
        in_cards = self.lexicon.corrections(word, 1)
        if in_cards and in_cards[0].cost < closest[0].cost:
            return word
        return closest[0].word

    def _concepts(self, words: Sequence[str], tokens: Sequence[Token]) -> list[Named]:
        found = []
        start = 0
        while start < len(words):
            named = named_concepts(words, start, self.vocabulary)
            if named and all(token.is_stop for token in tokens[start : named.end]):
                named = None
            commune = name_length(words, start, self.gazetteer, self.departments)
            if commune and (named is None or commune >= named.end - start):
                start += commune
            elif named:
                found.append(named)
                start = named.end
            else:
                start += 1
        return found

    def _groups(
        self,
        tokens: Sequence[Token],
        words: Sequence[str],
        concepts: Sequence[Named],
        place: NamedPlace | None,
    ) -> Iterator[Group]:
        starts = {named.start: named for named in concepts}
        position = 0
        while position < len(tokens):
            named = starts.get(position)
            if named:
                yield self._concept_group(named, tokens, words)
                position = named.end
            elif place and place.start <= position < place.end:
                yield _place_group(place, tokens, words)
                position = place.end
            else:
                if not tokens[position].is_stop:
                    beside = _joined_neighbours(words, position)
                    yield from self._word_groups(tokens[position], words[position], beside)
                position += 1

    def _concept_group(self, named: Named, tokens: Sequence[Token], words: Sequence[str]) -> Group:
        run = list(words[named.start : named.end])
        terms = concept_alternatives(named.concepts, run, self.vocabulary)
        spelt: tuple[Group, ...] = ()
        said = [words[p] for p in range(named.start, named.end) if not tokens[p].is_stop]
        is_label = len(said) == 1 and any(term.token == said[0] for term in terms)
        if not is_label and all(concept.scheme in TOLD for concept in named.concepts):
            spelt = tuple(self._spelt(named, tokens, words))
        return Group(_asked(tokens, named.start, named.end), terms, "concept", 3, spelt)

    def _preferred(
        self, concepts: Sequence[Named], tokens: Sequence[Token], words: Sequence[str]
    ) -> Iterator[Terms]:
        """The words of « la LC-Sigma »: of all lasers, the one of that name comes first."""
        for named in concepts:
            if all(concept.scheme in TOLD for concept in named.concepts):
                said = [p for p in range(named.start, named.end) if not tokens[p].is_stop]
                for position in said:
                    word, weight = words[position], _NAMED / len(said)
                    yield (Term(word, weight), Term(stem_of(tokens[position], word), weight))

    def _spelt(
        self, named: Named, tokens: Sequence[Token], words: Sequence[str]
    ) -> Iterator[Group]:
        for position in range(named.start, named.end):
            if not tokens[position].is_stop:
                beside = _joined_neighbours(words, position)
                yield from self._word_groups(tokens[position], words[position], beside)

    def _word_groups(self, token: Token, word: str, beside: Sequence[str]) -> Iterator[Group]:
        """One group, or two for a word of two known ones; `beside` are its neighbours joined."""
        joined = [Term(other) for other in beside if other in self.lexicon]
        terms = [Term(word), Term(stem_of(token, word), _STEM), Term(english_stem(word), _STEM)]
        if word in self.lexicon:
            yield Group(token.word, best_terms([*terms, *joined]), "word", 2)
            return
        halves = self._halves(word)
        if halves:
            for half in halves:
                yield Group(token.word, (Term(half), Term(word)), "word", 2)
            return
        meant = [*joined, *self._meant(word)]
        for other in beside if not joined else ():
            meant += [term for term in self._meant(other) if term.weight > _SURE_MEND]
        yield Group(token.word, best_terms([*terms, *meant]), "word", 1 if meant else 0)

    def _halves(self, word: str) -> tuple[str, str] | None:
        """« lieutopie » is « lieu topie » on the cards."""
        for cut in range(_HALF, len(word) - _HALF + 1):
            if word[:cut] in self.lexicon and word[cut:] in self.lexicon:
                return word[:cut], word[cut:]
        return None

    def _meant(self, word: str) -> Iterator[Term]:
        """Words of the cards that an unknown one begins, or mistypes."""
        for completion in self.lexicon.completions(word):
            yield Term(completion, _COMPLETION)
        for correction in self.lexicon.corrections(word):
            weight = _MENDED - correction.cost / len(word)
            yield Term(correction.word, weight)
            yield Term(stem(correction.word), weight - 0.1)

    def _meanings(
        self, concepts: Sequence[Named], tokens: Sequence[Token], words: Sequence[str]
    ) -> Iterator[Note]:
        """Which word matched, when it is neither label of what it means."""
        for named in concepts:
            key = label_key(" ".join(words[named.start : named.end]))
            asked = _asked(tokens, named.start, named.end)
            where = self.communities.get(key, "")
            meant = [c for c in named.concepts if where or c.scheme in TOLD]
            concept = next(iter(meant), None)
            if concept and key not in {label_key(concept.fr), label_key(concept.en)}:
                code: Code = "called" if where else "means"
                yield Note(code, asked, concept.fr, concept.en, where)

    def _notes(
        self,
        tokens: Sequence[Token],
        words: Sequence[str],
        place: NamedPlace | None,
        groups: Sequence[Group],
    ) -> Iterator[Note]:
        for token, word in zip(tokens, words, strict=True):
            if token.word != word:
                yield Note("mended", token.word, word)
        if place and place.is_mended:
            said = [t.word for t in tokens[place.start : place.end] if not t.is_stop]
            yield Note("mended", " ".join(said), place.communes[0].name)
        for group in groups:
            if group.role == "word" and group.known == 1:
                yield Note("mended", group.asked, self._read_as(group))
            elif group.role == "word" and group.known == 0:
                yield Note("unknown", group.asked)

    def _read_as(self, group: Group) -> str:
        """The word of the cards that an unknown one was first read as."""
        return next(term.token for term in group.terms if term.token in self.lexicon)


def _joined_neighbours(words: Sequence[str], position: int) -> list[str]:
    """The word with the one before and with the one after: « local 19 » may be « local19 »."""
    word = words[position]
    before = [words[position - 1] + word] if position else []
    return [*before, *([word + words[position + 1]] if position + 1 < len(words) else [])]


def stem_of(token: Token, word: str) -> str:
    """The token's own stem, which knows its accents; that of the word it was mended to."""
    return token.stem if token.word == word else stem(word)


def _asked(tokens: Sequence[Token], start: int, end: int) -> str:
    return " ".join(token.word for token in tokens[start:end])


def _place_group(place: NamedPlace, tokens: Sequence[Token], words: Sequence[str]) -> Group:
    """In the commune, or with its name in its own: « FabLab Lapalisse » may be next door."""
    terms = [Term(department_term(place.department))] if place.department else []
    for rank, commune in enumerate(place.communes):
        terms.append(Term(commune_term(commune.code), _HOMONYM if rank else 1.0))
    said = [p for p in range(place.start, place.end) if not tokens[p].is_stop]
    if len(said) == 1 and not place.is_mended:
        terms += [Term(words[said[0]], 0.9)]
    return Group(_asked(tokens, place.start, place.end), best_terms(terms), "place", 2)


@cache
def label_words(vocabulary: Vocabulary) -> Lexicon:
    """The words that labels of concepts are made of, without the commonest."""
    tokens = (
        token
        for scheme in SCHEMES
        for concept in vocabulary.scheme(scheme)
        for label in (concept.fr, concept.en, *concept.alt)
        for token in analyse(label)
    )
    return Lexicon(token.word for token in tokens if not token.is_stop)
