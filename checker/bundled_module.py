"""The bundled model as a sentence-transformers module, for tools that want a `SentenceTransformer`.

from checker.bundled_module import bundled_sentence_transformer
vectors = bundled_sentence_transformer().encode(["Ein Satz."])
"""

from __future__ import annotations

from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

from checker.encoder import DIMENSIONS, BundledEncoder


class BundledModule(InputModule):
    """Texts in, sentence embeddings out: the model's own tokeniser and forward pass do both steps."""

    save_in_root = True

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._encoder = BundledEncoder()

    def preprocess(self, inputs: Any, prompt: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """The unit vectors themselves, shape (len(inputs), 512): nothing of the text is needed further on."""
        texts = [(prompt or "") + str(text) for text in inputs]
        return {"sentence_embedding": torch.from_numpy(self._encoder.encode(texts))}

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return features

    def get_embedding_dimension(self) -> int:
        return DIMENSIONS

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Only the configuration: the weights stay in their package."""
        self.save_config(output_path)

    @classmethod
    def load(cls, *args: Any, **kwargs: Any) -> BundledModule:
        return cls()


def bundled_sentence_transformer() -> SentenceTransformer:
    """The bundled model behind the interface of sentence-transformers, on the CPU."""
    return SentenceTransformer(modules=[BundledModule()], device="cpu")
