"""Bytes to text, the way an editor's program opens the file."""

from __future__ import annotations

from checker.errors import InputError

CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
SAMPLE = 65_536
SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zipped file (Office, EPUB)",
    b"\xd0\xcf\x11\xe0": "an Office file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip file",
}


def decode(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """The text with line ends as plain newlines, and notices where the encoding was guessed.

    A byte order mark of UTF-8 stays in the text, so that offsets are those of a plain UTF-8 decoding.
    Raises InputError for binary content and for text that no encoding fits.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _plain_lines(_decode_as(content, "utf-16", where)), (f"{where}: read as UTF-16",)
    check_is_text(content, where)
    try:
        return _plain_lines(content.decode("utf-8")), ()
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(
        content[: SAMPLE * 4],
        cp_isolation=["cp1252", "utf_16", "cp1250", "cp1251", "mac_roman", "iso8859_15"],
    ).best()
    encoding = best.encoding if best else "cp1252"
    return (
        _plain_lines(_decode_as(content, encoding, where)),
        (f"{where}: not UTF-8, read as {encoding}; save the file as UTF-8 to be sure",),
    )


def check_is_text(content: bytes, where: str) -> None:
    """Raises InputError for content that is no text."""
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            raise InputError(f"{where}: {name}, not text; export the article as text, Markdown or HTML")
    sample = content[:SAMPLE]
    strange = len(sample) - len(sample.translate(None, CONTROL))
    if b"\x00" in sample or strange > len(sample) * 0.1:
        raise InputError(f"{where}: a binary file, not text; export the article as text, Markdown or HTML")


def _decode_as(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError(f"{where}: cannot be decoded ({error}); save the file as UTF-8") from None


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
