"""Links between the words of communities, proposed with reasons; a person decides."""

from entrelieux.core.words.alignment.model import AlignmentModel, load_model
from entrelieux.core.words.alignment.proposing import Aligner, Proposal, Reason, align, propose
from entrelieux.core.words.alignment.vectors import Encoder, load_encoder

__all__ = [
    "Aligner",
    "AlignmentModel",
    "Encoder",
    "Proposal",
    "Reason",
    "align",
    "load_encoder",
    "load_model",
    "propose",
]
