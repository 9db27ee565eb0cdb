"""N-Triples written exactly: rdflib's writers change numbers, and warn of those that are none."""

from __future__ import annotations

from typing import Any

from rdflib import BNode, Literal

Triple = tuple[Any, Any, Any]
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def line(triple: Triple) -> str:
    """
    >>> from rdflib import URIRef
    >>> line((BNode("a"), URIRef("https://a.example/b"), Literal("01", lang="fr")))
    '_:a <https://a.example/b> "01"@fr .'
    """
    return f"{' '.join(map(said, triple))} ."


def said(node: Any, datatype: str | None = None) -> str:
    """A node as N-Triples and Turtle say it; `datatype` is a shorter way to say that of a text."""
    if isinstance(node, BNode):
        return f"_:{node}"
    if not isinstance(node, Literal):
        return f"<{node}>"
    text = f'"{node.translate(_ESCAPES)}"'
    if node.language:
        return f"{text}@{node.language}"
    return f"{text}^^{datatype or f'<{node.datatype}>'}" if node.datatype else text
