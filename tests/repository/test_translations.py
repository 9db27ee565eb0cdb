"""English is complete: every sentence of the interface has its translation, compiled."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.catalogue import (
    TYPESET,
    Sentence,
    catalogues,
    compile_mo,
    folder_of,
    french,
    in_python,
    in_template,
    language_of,
    read_po,
    sentences_of,
    typeset,
    unquote,
    write_po,
)

PLACEHOLDER = re.compile(r"%\(\w+\)s|%[sd]|\{\w*\}")
MEND = "run scripts/messages collect, translate what is empty, then scripts/messages compile"
each_catalogue = pytest.mark.parametrize(
    "file", catalogues(), ids=lambda file: f"{folder_of(file).name}-{language_of(file)}"
)


def test_there_is_an_english_catalogue() -> None:
    assert {language_of(file) for file in catalogues()} == {"en"}


@each_catalogue
def test_every_sentence_of_the_interface_is_collected(file: Path) -> None:
    known = set(read_po(file.read_text("utf-8")))
    assert known.symmetric_difference(sentences_of(folder_of(file))) == set(), MEND


def test_in_french_none_is_singular() -> None:
    """« 0 fiche »: sentences without a catalogue take the plural of English."""
    counted = {
        key for file in catalogues() for key in read_po(file.read_text("utf-8")) if key.plural
    }
    assert counted - french().keys() == set()
    assert b"plural=(n > 1)" in compile_mo(french(), "fr")


@each_catalogue
def test_every_sentence_is_translated(file: Path) -> None:
    catalogue = read_po(file.read_text("utf-8"))
    assert [key.text for key, forms in catalogue.items() if not all(forms)] == [], MEND


@each_catalogue
def test_a_translation_keeps_what_is_filled_in(file: Path) -> None:
    catalogue = read_po(file.read_text("utf-8"))
    assert {
        key.text: form
        for key, forms in catalogue.items()
        for form in filter(None, forms[-1:])
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(key.plural or key.text))
    } == {}


@each_catalogue
def test_the_program_reads_the_catalogue_as_it_is_written(file: Path) -> None:
    expected = compile_mo(read_po(file.read_text("utf-8")), language_of(file))
    assert file.with_suffix(".mo").read_bytes() == expected, MEND


def test_the_program_reads_french_as_it_is_typeset() -> None:
    assert TYPESET.read_bytes() == compile_mo(french(), "fr"), MEND


@pytest.mark.parametrize(
    ("typed", "set_in_type"),
    [
        ("Où ? Ici : « l'atelier » !", "Où\u202f? Ici\xa0: «\xa0l’atelier\xa0»\u202f!"),
        ("%(n)s lieux ; %(name)s :", "%(n)s lieux\u202f; %(name)s\xa0:"),
        (
            "<a href=\"/x ; y\" title='l'a'>d'ici</a> :",
            "<a href=\"/x ; y\" title='l'a'>d’ici</a>\xa0:",
        ),
        ("de 9:00 à 12:00", "de 9:00 à 12:00"),
    ],
)
def test_french_is_set_without_spaces_that_break(typed: str, set_in_type: str) -> None:
    assert typeset(typed) == set_in_type


class TestCollecting:
    def test_sentences_are_found_in_code(self) -> None:
        source = (
            "_('Un')\ngettext('De' 'ux')\nngettext('%(n)s lieu', '%(n)s lieux', n)\n"
            "pgettext('mois', 'mai')\nmodels.CharField(_('nom'))\n_(variable)\nother('Non')"
        )
        assert set(in_python(source)) == {
            Sentence("Un"),
            Sentence("Deux"),
            Sentence("%(n)s lieu", plural="%(n)s lieux"),
            Sentence("mai", context="mois"),
            Sentence("nom"),
        }

    def test_sentences_are_found_in_templates(self) -> None:
        source = (
            "{% load i18n %}<p>gettext('Non')</p>{% translate \"L’un\" %}"
            '{% blocktranslate count n=n %}{{ n }} "lieu"{% plural %}{{ n }} lieux'
            "{% endblocktranslate %}{% translate 'mai' context 'mois' %}"
            '{% include "x.html" with label=_("Nom") %}'
        )
        assert set(in_template(source, "test")) == {
            Sentence("L’un"),
            Sentence('%(n)s "lieu"', plural="%(n)s lieux"),
            Sentence("mai", context="mois"),
            Sentence("Nom"),
        }


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\x04"), min_size=1)
sentences = st.builds(Sentence, words, st.just("") | words, st.just("") | words)


@given(st.dictionaries(sentences, words, max_size=6, min_size=0))
def test_a_written_catalogue_is_read_back_the_same(texts: dict[Sentence, str]) -> None:
    catalogue = {key: [text, text] if key.plural else [text] for key, text in texts.items()}
    assert read_po(write_po(catalogue, "en")) == catalogue


@given(st.dictionaries(words, words, max_size=6))
def test_python_s_own_gettext_reads_what_is_compiled(texts: dict[str, str]) -> None:
    compiled = compile_mo({Sentence(text): [form] for text, form in texts.items()}, "en")
    read = gettext.GNUTranslations(io.BytesIO(compiled))
    assert {text: read.gettext(text) for text in texts} == texts


def test_plurals_and_contexts_are_read_by_python_s_gettext() -> None:
    catalogue = {
        Sentence("%(n)s lieu", plural="%(n)s lieux"): ["%(n)s place", "%(n)s places"],
        Sentence("mai", context="mois"): ["May"],
    }
    read = gettext.GNUTranslations(io.BytesIO(compile_mo(catalogue, "en")))
    plurals = [read.ngettext("%(n)s lieu", "%(n)s lieux", n) for n in (1, 2)]
    assert (plurals, read.pgettext("mois", "mai")) == (["%(n)s place", "%(n)s places"], "May")


def test_a_fuzzy_translation_counts_as_none() -> None:
    po = '#, fuzzy\nmsgid "Un"\nmsgstr "One"\n'
    assert read_po(po) == {Sentence("Un"): [""]}


def test_escapes_are_undone_in_one_pass() -> None:
    assert unquote(r'"a\\nb\n\"c\""') == 'a\\nb\n"c"'
