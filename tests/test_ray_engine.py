"""The steps on a cluster of two nodes: what the local engine finds, also where a process and a machine die."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.engines.local import check_many
from checker.errors import InputError
from checker.readers import read_files
from checker.reporters import render_text
from checker.settings import Settings
from tests.test_engines import shown, write_articles

pytest.importorskip("ray", reason="Ray is not installed; it comes with: pip install 'checker[ray]'")

from checker.engines.ray import check_on_cluster, connected


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    made.add_node(num_cpus=1)
    yield made
    made.shutdown()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles")
    (tmp_path / "articles" / "empty.md").write_bytes(b"")
    (tmp_path / "articles" / "again").mkdir()  # names are not unique: ids have to be
    for path in sorted((tmp_path / "articles").glob("Ostheim-0*")):
        (tmp_path / "articles" / "again" / path.name).write_bytes(path.read_bytes())
    return tmp_path / "articles"


def test_two_nodes_find_what_one_process_finds(cluster: Any, folder: Path) -> None:
    read = read_files([folder])
    local = check_many(read.articles)
    with connected(cluster.address, 1):
        import ray

        assert len([n for n in ray.nodes() if n["Alive"]]) == 2
        report, problems = check_on_cluster([folder], out=folder.parent)
    assert local.findings
    assert report.findings == local.findings
    assert shown(report) == shown(local)
    assert problems == read.problems and len(problems) == 1
    from pyarrow import parquet

    table = parquet.read_table(folder.parent / "findings.parquet").to_pylist()
    assert [row["id"] for row in table] == [f.id for f in local.findings]
    assert [len(row["evidence"]) for row in table] == [len(f.evidence) for f in local.findings]


def test_settings_reach_the_workers(cluster: Any, folder: Path) -> None:
    settings = Settings(select=("Q002",), group_stories=False)
    with connected(cluster.address, 1):
        report, _ = check_on_cluster([folder], settings)
    assert shown(report) == shown(check_many(read_files([folder]).articles, settings))
    assert len(report.stories) == 1


def test_the_reader_of_the_settings_reads_on_the_cluster(cluster: Any, tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text("body,title\nIn Kleinau brannten drei Scheunen.,Brand\n", encoding="utf-8")
    settings = Settings(reader="csv")
    with connected(cluster.address, 1):
        report, problems = check_on_cluster([path], settings)
    assert not problems
    assert (
        [a.title for a in report.articles]
        == [a.title for a in read_files([path], reader="csv").articles]
        == ["Brand"]
    )
    with pytest.raises(InputError, match="unknown reader"):
        check_on_cluster([path], Settings(reader="nonsense"))


def await_work(name: str, run: subprocess.Popen[bytes], nodes: Iterable[Any]) -> tuple[int, Any] | None:
    """The first process that is seen at this work (they bear its name) and its node; None where the run ended before."""
    raylets = {node.all_processes["raylet"][0].process.pid: node for node in nodes}
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and run.poll() is None:
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                parent = int((entry.parent / "stat").read_text().rpartition(")")[2].split()[1])
                is_own = parent in raylets
                if is_own and re.match(rf"ray::.*{name}", entry.read_bytes().decode(errors="replace")):
                    return int(entry.parent.name), raylets[parent]
        time.sleep(0.01)
    return None


def test_all_is_found_where_a_process_and_a_node_die(cluster: Any, folder: Path) -> None:
    cluster.add_node(num_cpus=2)
    command = [sys.executable, "-m", "checker", "run", str(folder), "--out", "out", "--quiet"]
    command += ["--engine", "ray", "--address", cluster.address]
    run = subprocess.Popen(command, cwd=folder.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    reader = await_work(r"Reader\)\)\.submit", run, cluster.list_all_nodes())
    assert reader is not None, "nobody was seen reading"
    os.kill(reader[0], signal.SIGKILL)
    worker = await_work("_check_group", run, cluster.worker_nodes)
    lost = worker[1] if worker else next(iter(cluster.worker_nodes))  # without work, or the head had it all
    cluster.remove_node(lost, allow_graceful=False)
    _, told = run.communicate(timeout=300)
    assert run.returncode == 2 and b"empty.md: empty" in told, told.decode()
    written = json.loads((folder.parent / "out" / "findings.json").read_text(encoding="utf-8"))
    local = json.loads(render_text("json", check_many(read_files([folder]).articles), "de"))
    for tree in (written, local):
        del tree["run"]["seconds"]
    assert written == local and written["findings"]


# --- what is told ----------------------------------------------------------------------------------------------------


def test_a_cluster_that_is_not_there_is_told_in_a_line(folder: Path) -> None:
    ran = CliRunner().invoke(
        main, ["run", str(folder), "--engine", "ray", "--address", "127.0.0.1:1", "--quiet"]
    )
    assert ran.exit_code == 2
    assert "no Ray cluster answers at 127.0.0.1:1" in ran.output


def test_an_address_without_the_engine_is_refused(folder: Path) -> None:
    ran = CliRunner().invoke(main, ["run", str(folder), "--address", "127.0.0.1:1"])
    assert ran.exit_code == 2 and "--engine ray" in ran.output
