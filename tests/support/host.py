"""A git host on this computer, with its moods."""

import base64
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Host:
    """A git host on this computer, with its moods."""

    root: Path
    mood: str = "well"
    asked: list[str] = field(default_factory=list)
    url: str = ""
    closed: threading.Event = field(default_factory=threading.Event)

    def answer(self, call: BaseHTTPRequestHandler) -> None:
        """Answer a request as git's own server does, or as the mood is."""
        self.asked.append(call.path)
        length = int(call.headers.get("Content-Length") or 0)
        body = call.rfile.read(length)
        if self.mood == "silent":
            self.closed.wait(60)
            return
        wanted = {"locked": "Basic " + base64.b64encode(b"robin:right").decode(), "private": "never"}.get(self.mood)
        if wanted and call.headers.get("Authorization") != wanted:
            self._refuse(call, 401)
        elif self.mood.isdecimal():
            self._refuse(call, int(self.mood))
        elif self.mood == "read-only" and "receive-pack" in call.path:
            self._refuse(call, 403)
        else:
            self._serve(call, body)

    def _refuse(self, call: BaseHTTPRequestHandler, status: int) -> None:
        call.send_response(status)
        if status == 401:
            call.send_header("WWW-Authenticate", 'Basic realm="host"')
        call.send_header("Content-Length", "0")
        call.end_headers()

    def _serve(self, call: BaseHTTPRequestHandler, body: bytes) -> None:
        path, _, query = call.path.partition("?")
        env = {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": call.command,
            "CONTENT_TYPE": call.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": call.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": call.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "robin",
            "REMOTE_ADDR": "127.0.0.1",
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
        }
        done = subprocess.run(["git", "http-backend"], input=body, env=env, capture_output=True, check=True).stdout
        head, _, content = done.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        call.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in fields.items():
            call.send_header(name, value)
        call.send_header("Content-Length", str(len(content)))
        call.end_headers()
        call.wfile.write(content[: len(content) // 2] if self.mood == "dropping" and len(content) > 400 else content)


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.answer(self)

        do_POST = do_GET  # noqa: N815 - what http.server calls

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    host.url = f"http://127.0.0.1:{server.server_address[1]}/log.git"
    try:
        yield host
    finally:
        host.closed.set()
        server.shutdown()
        server.server_close()
