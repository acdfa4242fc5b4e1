"""What is remembered between runs: the same as computed anew, for every kind of mention, and never in the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cache_file import CacheFile
from checker.codec import decode, decode_mentions, encode, encode_mentions
from checker.mentions import annotate
from checker.model import Article, Mention, Quantity
from checker.readers import read_files
from checker.remembering import RememberingAnnotator, annotation_key
from checker.segmentation import split_sentences
from tests.conftest import make_article

STORIES = Path(__file__).parent.parent / "fixtures" / "stories"


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    return read_files(sorted(STORIES.glob("*/articles"))[:4]).articles


def test_articles_and_mentions_survive_the_way_to_json_and_back(articles: tuple[Article, ...]) -> None:
    kinds: set[type[Mention]] = set()
    for article in articles:
        assert decode(Article, json.loads(json.dumps(encode(article)))) == article
        annotated = annotate(article, split_sentences(article))
        tree = json.loads(json.dumps(encode_mentions(annotated.mentions)))
        assert decode_mentions(tree, annotated.sentences) == annotated.mentions
        kinds |= {type(m) for m in annotated.mentions}
    assert len(kinds) >= 6


@pytest.mark.parametrize(
    "tree",
    [[["Quantity", {}]], [["Path", {}]], [["Quantity", {"sentence": 99}]], [["Quantity", {"no": 1}]], ["x"]],
)
def test_trees_that_do_not_fit_are_refused(tree: object) -> None:
    sentences = split_sentences(make_article("Ein Satz."))
    with pytest.raises(ValueError):
        decode_mentions(tree, sentences)


def test_only_what_mentions_follow_from_is_part_of_their_key() -> None:
    one = make_article("Ein Satz.", "a", published="2026-03-10")
    assert annotation_key(one) == annotation_key(make_article("Ein Satz.", "a", published="2026-03-10"))
    assert annotation_key(one) != annotation_key(make_article("Ein Satz.", "a", published="2026-03-11"))
    assert annotation_key(one) != annotation_key(make_article("Ein Wort.", "a", published="2026-03-10"))


def test_mentions_that_were_damaged_are_found_anew() -> None:
    article = make_article("Es kamen 26 Staaten.", "a")
    annotator = RememberingAnnotator()
    annotator.learn({annotation_key(article): b'[["Quantity", {"start": 3}]]'})
    found = annotator(article, split_sentences(article))
    assert [m.value for m in found.of(Quantity)] == [26]
    assert annotator.annotated == 1


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.cache_file.TABLES", {"vectors": 20, "mentions": 20})
    file = CacheFile(tmp_path / "cache.sqlite")
    for number in range(30):
        file.add("vectors", {bytes([number]): b"x"})
    assert 15 <= file.count("vectors") <= 21
    assert file.find("vectors", [bytes([29])]) and not file.find("vectors", [bytes([0])])


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from checker.cache_file import CacheFile\n"
        "file = CacheFile(Path(sys.argv[1]))\n"
        "for n in range(60): file.add('vectors', {f'{sys.argv[2]} {n}'.encode(): b'x' * 2048})"
    )
    path = tmp_path / "cache.sqlite"
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "ab"]
    assert [p.wait(60) for p in running] == [0, 0]
    assert CacheFile(path).count("vectors") == 120


def test_the_cache_command_shows_and_clears(tmp_path: Path) -> None:
    def cache(*args: str) -> str:
        command = [sys.executable, "-m", "checker", "cache", *args]
        environment = {
            "CHECKER_CACHE_DIR": str(tmp_path),
            "PATH": "",
            "PYTHONPATH": ":".join(p for p in sys.path if p),
        }
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    CacheFile(tmp_path / "remembered-1.sqlite").add("mentions", {b"key": b"value"})
    assert "        1  mentions" in cache("show")
    assert "cleared" in cache("clear")
    assert "        0  mentions" in cache("show")
    assert not list(tmp_path.glob("remembered-*"))
