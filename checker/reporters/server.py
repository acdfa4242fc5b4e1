"""Reports over HTTP for one person: the loopback address, reading only, report files only, a strict policy."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from checker.errors import ConfigError, InputError

ADDRESS = "127.0.0.1"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".sarif": "application/json",
    ".xml": "text/plain; charset=utf-8",
}
INDEXES = ("index.html", "index.md")
# Pages bring their own policy with the hashes of their style and script; the header adds what a page cannot say.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def open_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server bound to the loopback address. Raises InputError without reports, ConfigError where the port is taken."""
    root = folder.resolve()
    if not any((root / name).is_file() for name in INDEXES):
        raise InputError(f"{folder}: no report there (no index.html or index.md)")

    class Handler(ReportHandler):
        reports = root

    try:
        return ThreadingHTTPServer((ADDRESS, port), Handler)
    except OSError as error:
        raise ConfigError(f"port {port} cannot be used: {error.strerror or error}") from error


class ReportHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with files of the reports folder; everything else is refused."""

    reports: Path
    server_version = "checker"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        # A page elsewhere may point a name of its own at 127.0.0.1; only the real names are answered.
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        path = self._path() if host in (ADDRESS, "localhost") else None
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        content = path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", TYPES[path.suffix])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def _path(self) -> Path | None:
        """The report file that is asked for; None for all that is none or lies outside."""
        asked = unquote(urlsplit(self.path).path).lstrip("/")
        if "\0" in asked:
            return None
        names = [asked] if asked and not asked.endswith("/") else [asked + name for name in INDEXES]
        for name in names:
            path = (self.reports / name).resolve()
            if path.is_relative_to(self.reports) and path.suffix in TYPES and path.is_file():
                return path
        return None

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nobody asked for a log."""
