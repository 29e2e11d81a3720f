"""A live preview on this machine: rebuilt when anything changes, with a ribbon that says it is a draft."""

import functools
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from disclosure.errors import BuildFault
from disclosure.pipeline import Settings, publish
from disclosure.presentation.messages import as_text, fault_text
from disclosure.presentation.wording import Wording

WATCHED = ("rules", "schemas", "templates", "docs")
"""Folders of the project, beside the packages, that a site is made from."""
PROSE_SETTINGS = "mkdocs.yml"
"""Stands in the project's own folder, where other files come and go."""
QUIET_SECONDS = 0.3
"""How long nothing must change before the preview is rebuilt (an editor saves in several steps)."""
RELOAD = """<script>
setInterval(async()=>{{const now=await(await fetch("/.edition")).text();if(now!=="{edition}")location.reload()}},1000)
</script>"""
"""Reloads a page as soon as there is a newer edition than the one that the page is of."""


TROUBLE = '<section class="w" role="alert"><h2>{title}</h2><pre>{text}</pre></section>'
PLAIN_TEXT = "text/plain; charset=utf-8"


class Preview:
    """A folder that holds the last good draft, how often it was tried to build, and what is wrong since then."""

    def __init__(self, settings: Settings, wording: Wording, say: Callable[[str], None] = print) -> None:
        """Build drafts of a project into its preview folder."""
        self.folder = settings.project / ".disclosure" / "preview"
        self.settings = replace(settings, site=self.folder, is_draft=True)
        self.wording, self.say, self.edition, self.trouble = wording, say, 0, ""
        self._turn = threading.Lock()

    def rebuild(self) -> bool:
        """Build again, one at a time; findings and faults are said, and the last good draft stays."""
        with self._turn:
            said = tuple(self._rebuilt())
            self.edition += 1
            for line in said:
                self.say(line)
            return not self.trouble

    def _rebuilt(self) -> Iterator[str]:
        """Build, and tell what came of it; trouble is also kept for whoever looks at the pages."""
        try:
            findings = publish(self.settings).findings
        except (BuildFault, OSError) as fault:
            self.trouble = self.wording.word("cli.fault", fault=fault_text(fault, self.wording))
            yield self.trouble
            return
        lines, kept = tuple(as_text(findings, self.wording)), self.wording.word("cli.kept")
        self.trouble = "\n".join((kept, "", *lines)) if findings.blocking else ""
        yield from lines
        yield kept if findings.blocking else self.wording.word("cli.rebuilt")


class Debounced(FileSystemEventHandler):
    """Calls once when changes have been quiet for a moment."""

    def __init__(self, call: Callable[[], object], only: str = "") -> None:
        """Call `call` after changes, or only after those of files with one name."""
        self._call, self._only, self._timer = call, only, threading.Timer(0, int)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Start waiting anew."""
        if event.event_type in {"opened", "closed_no_write"} or not self._concerns(event):
            return
        self._timer.cancel()
        self._timer = threading.Timer(QUIET_SECONDS, self._call)
        self._timer.daemon = True
        self._timer.start()

    def _concerns(self, event: FileSystemEvent) -> bool:
        names = {Path(os.fsdecode(path)).name for path in (event.src_path, event.dest_path) if path}
        return not self._only or self._only in names


class Handler(SimpleHTTPRequestHandler):
    """Serves the preview, with a script that reloads the page; the script never reaches a built file."""

    def __init__(self, *arguments: object, preview: Preview, **more: object) -> None:
        """Serve the folder of `preview`."""
        self.preview = preview
        self.extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".txt": PLAIN_TEXT}
        super().__init__(*arguments, directory=str(preview.folder), **more)  # type: ignore[arg-type]  # passed through

    def do_GET(self) -> None:
        """Answer with a page, a file, the edition, or the site's own page for wrong addresses."""
        if self.path == "/.edition":
            self._answer(200, str(self.preview.edition).encode(), PLAIN_TEXT)
            return
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if file.suffix != ".html" and file.is_file():
            super().do_GET()
            return
        reload = RELOAD.format(edition=self.preview.edition).encode()  # named before the page is read, never after
        found = file if file.is_file() else self.preview.folder / "404.html"
        page = found.read_bytes() if found.is_file() else b""
        page = page.replace(b"<body>", b"<body>" + self._trouble(), 1) if b"<body>" in page else self._trouble() + page
        self._answer(200 if found == file else 404, page + reload, "text/html; charset=utf-8")

    def _trouble(self) -> bytes:
        """What keeps the newest change from being shown, on top of every page."""
        title, _, text = escape(self.preview.trouble).partition("\n")
        return TROUBLE.format(title=title, text=text.strip()).encode() if title else b""

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        body = body.replace(b"default-src 'none'; ", b"default-src 'none'; script-src 'unsafe-inline'; ")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Say nothing for each request."""


def serve(settings: Settings, wording: Wording, port: int) -> int:
    """Serve the preview until interrupted; returns the exit code 0."""
    preview = Preview(settings, wording)
    preview.rebuild()
    server = ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Handler, preview=preview))
    observer = watch(settings, preview.rebuild)
    print(wording.word("cli.serving", address=f"http://127.0.0.1:{server.server_port}/"), flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        observer()
        server.server_close()
    return 0


def watch(settings: Settings, call: Callable[[], object]) -> Callable[[], None]:
    """Call after every change of what a site is made from; returns how to stop watching."""
    observer = Observer()
    handler = Debounced(call)
    for folder in (settings.packages, *(settings.project / name for name in WATCHED)):
        if folder.is_dir():
            observer.schedule(handler, str(folder), recursive=True)
    observer.schedule(Debounced(call, only=PROSE_SETTINGS), str(settings.project), recursive=False)
    observer.start()

    def stop() -> None:
        observer.stop()
        observer.join()

    return stop
