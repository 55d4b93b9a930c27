"""The outside world for tests: a real server on the loopback, one thread, answers as the test wants them."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Outside:
    """A site whose every path answers with a function of the request's handler."""

    def __init__(self):
        self.paths, self.asked = {}, []
        world = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self):
                world.asked.append((self.command, self.path, dict(self.headers)))
                answer = world.paths.get(self.path.partition("?")[0])
                try:
                    if answer is None:
                        self.send_error(404)
                    elif callable(answer):
                        answer(self)
                    else:
                        kind, content = answer
                        send(self, content, kind=kind)
                except (BrokenPipeError, ConnectionResetError):
                    pass

            do_HEAD = do_GET  # noqa: N815 -- the server calls it so

            def log_message(self, *_words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.origin = f"http://127.0.0.1:{self.port}"

    def __setitem__(self, path, answer):
        self.paths[path] = answer

    def at(self, path):
        """The whole address of a path."""
        return self.origin + path


def send(handler, content, *, kind="text/html; charset=utf-8", status=200, **headers):
    """A plain answer."""
    content = content.encode() if isinstance(content, str) else content
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(content)


def redirect(to, status=302):
    """An answer that leads elsewhere."""
    return lambda handler: send(handler, b"", status=status, Location=to)


@contextmanager
def open_outside():
    """The site while the test lasts."""
    world = Outside()
    thread = Thread(target=world.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield world
    finally:
        world.server.shutdown()
        world.server.server_close()
        thread.join()
