"""Encoder and annotator that do nothing twice: vectors by sentence and model, mentions by article and program.

They give what the plain ones give, from three places in this order: what this process has seen, what an archive
brought along (`learn`), and the cache file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np

from checker.cache_file import CacheFile
from checker.codec import decode_mentions, encode, encode_mentions
from checker.encoder import WEIGHTS_SHA256, Encoder, Vectors, load_encoder
from checker.mentions import annotate
from checker.model import AnnotatedArticle, Article, Sentence
from checker.settings import BUNDLED_MODEL

# What mentions depend on besides the article: a change of any of these files makes what is remembered void.
SOURCES = ("mentions", "languages", "model", "segmentation.py", "codec.py")


@lru_cache(maxsize=2)
def shared_encoder(name: str) -> Encoder:
    """The encoder of a name, loaded once a process."""
    return load_encoder(name)


class RememberingEncoder:
    """An encoder that embeds no sentence twice. The model is loaded when the first unknown sentence comes."""

    def __init__(
        self, name: str, file: CacheFile | None = None, load: Callable[[str], Encoder] = shared_encoder
    ) -> None:
        self.name = name
        self.embedded = 0  # sentences that were not remembered
        self._load = load
        self._encoder: Encoder | None = None
        self._loading: Future[Encoder] | None = None
        self._file = file
        self._version = model_version(name)
        self._known: dict[bytes, Vectors] = {}

    def warm_up(self) -> None:
        """Begin to load the model, while other work is done: most of it happens outside of Python."""
        if self._encoder is None and self._loading is None:
            threads = ThreadPoolExecutor(1)
            self._loading = threads.submit(self._load, self.name)
            threads.shutdown(wait=False)

    def learn(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Take over vectors that an archive holds."""
        self._known.update(zip(map(self._key, texts), vectors, strict=True))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), d)."""
        keys = [self._key(t) for t in texts]
        wanted = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._known}
        if wanted and self._file:
            found = self._file.find("vectors", list(wanted))
            self._known.update({k: np.frombuffer(v, dtype=np.float32) for k, v in found.items()})
        missing = [k for k in wanted if k not in self._known]
        if missing:
            fresh = self._embed([wanted[k] for k in missing])
            self._known.update(zip(missing, fresh, strict=True))
            if self._file:
                self._file.add("vectors", {k: v.tobytes() for k, v in zip(missing, fresh, strict=True)})
        if not keys:
            return np.zeros((0, 1), dtype=np.float32)
        return np.stack([self._known[k] for k in keys])

    def _embed(self, texts: Sequence[str]) -> Vectors:
        if self._encoder is None:
            self._encoder = self._loading.result() if self._loading else self._load(self.name)
        self.embedded += len(texts)
        return np.ascontiguousarray(self._encoder.encode(texts), dtype=np.float32)

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(
            f"{self._version}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()


def model_version(name: str) -> str:
    """What tells a model's vectors from another's: the bundled weights' hash, a folder's newest file, a name."""
    if name == BUNDLED_MODEL:
        return WEIGHTS_SHA256[:16]
    folder = Path(name)
    if not folder.is_dir():
        return name
    stamps = [p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()]
    return f"{folder.resolve()} {max(stamps, default=0)} {len(stamps)}"


class RememberingAnnotator:
    """`annotate` that looks at no article twice."""

    def __init__(self, file: CacheFile | None = None) -> None:
        self.annotated = 0  # articles that were not remembered
        self._file = file
        self._known: dict[bytes, bytes] = {}

    def learn(self, mentions: Mapping[bytes, bytes]) -> None:
        """Take over what an archive holds, by `annotation_key`."""
        self._known.update(mentions)

    def __call__(self, article: Article, sentences: tuple[Sentence, ...]) -> AnnotatedArticle:
        key = annotation_key(article)
        content = self._known.get(key) or (
            self._file.find("mentions", [key]).get(key) if self._file else None
        )
        if content is not None:
            try:
                mentions = decode_mentions(json.loads(content), sentences)
                self._known[key] = content
                return AnnotatedArticle(article, sentences, mentions)
            except ValueError:
                pass  # it does not fit: as if it were not remembered
        found = annotate(article, sentences)
        self.annotated += 1
        content = mentions_as_bytes(found)
        self._known[key] = content
        if self._file:
            self._file.add("mentions", {key: content})
        return found


def mentions_as_bytes(annotated: AnnotatedArticle) -> bytes:
    """What `learn` takes."""
    return json.dumps(encode_mentions(annotated.mentions), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def annotation_key(article: Article) -> bytes:
    """The hash of all that an article's mentions follow from; its id, path and file are not part of that."""
    tree = encode(article)
    for name in ("id", "path", "text", "pieces", "url", "notices"):
        tree.pop(name, None)
    content = json.dumps([program_version(), tree], ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@lru_cache(maxsize=1)
def program_version() -> str:
    """The state of the files that mentions depend on: another version has other files."""
    root = Path(__file__).parent
    state = []
    for name in SOURCES:
        path = root / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in (".py", ".yml", ".csv"):
                stat = file.stat()
                state.append(f"{file.relative_to(root)} {stat.st_mtime_ns} {stat.st_size}")
    return hashlib.blake2b("\n".join(state).encode(), digest_size=8).hexdigest()
