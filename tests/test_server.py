"""`checker serve` answers on the loopback address with report files only, and changes nothing."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.reporters import render_files
from checker.reporters.server import open_server
from tests.samples import make_report


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    reports = tmp_path / "reports"
    (reports / "stories").mkdir(parents=True)
    for name, text in render_files("html", make_report()).items():
        (reports / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (reports / "notes.py").write_text("secret", encoding="utf-8")
    (reports / "out.html").symlink_to(tmp_path / "secret.html")
    with open_server(reports, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def ask(port: int, path: str, method: str = "GET", host: str = "127.0.0.1") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, headers={"Host": host})
    return connection.getresponse()


def test_reports_are_shown_with_a_strict_policy(port: int) -> None:
    for path in ("/", "/index.html", "/stories/harbour.html", "/stories/harbour.html?x#y"):
        response = ask(port, path)
        assert response.status == 200 and response.getheader("Content-Type") == "text/html; charset=utf-8"
        policy = response.getheader("Content-Security-Policy") or ""
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert b"secret" not in response.read()


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/stories/../../secret.html",
        "/notes.py",
        "/out.html",
        "/missing.html",
        "/stories",
        "/%00",
        "//etc/passwd",
        "/stories/",
    ],
)
def test_nothing_else_is_shown(port: int, path: str) -> None:
    assert ask(port, path).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(port: int, method: str) -> None:
    assert ask(port, "/index.html", method).status == 501


def test_other_host_names_are_refused(port: int) -> None:
    assert ask(port, "/", host="evil.example").status == 404
    assert ask(port, "/", host="localhost").status == 200


def test_a_folder_without_reports_and_a_taken_port_are_errors(tmp_path: Path, port: int) -> None:
    with pytest.raises(CheckerError, match="no report"):
        open_server(tmp_path / "nothing", 0)
    with pytest.raises(CheckerError, match="port"):
        open_server(tmp_path / "reports", port)
