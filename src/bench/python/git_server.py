"""Git's own server program behind a small HTTP server on loopback; counts requests, and bytes of their bodies."""

import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.serve(b"")

    def do_POST(self):
        self.serve(self.body())

    def body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def serve(self, body):
        path, _, query = self.path.partition("?")
        environment = {
            **os.environ, "GIT_PROJECT_ROOT": self.server.folder, "GIT_HTTP_EXPORT_ALL": "1", "REMOTE_USER": "bench",
            "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", "")}
        git = subprocess.Popen(["git", "http-backend"], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
        threading.Thread(target=feed, args=(git.stdin, body)).start()
        status, headers = 200, []
        for line in iter(git.stdout.readline, b"\r\n"):
            name, _, value = line.decode().strip().partition(": ")
            if name == "Status":
                status = int(value.split()[0])
            else:
                headers.append((name, value))
        self.send_response(status)
        for header in headers:
            self.send_header(*header)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        sent = 0
        while part := git.stdout.read1(1 << 16):
            sent += len(part)
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()
        git.wait()
        self.server.count(len(body), sent)


def feed(pipe, body):
    try:
        pipe.write(body)
        pipe.close()
    except BrokenPipeError:
        pass  # whoever asked was refused before it was read


class GitServer(ThreadingHTTPServer):
    """Serves the bare repositories in a folder to anybody."""

    daemon_threads = True

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.lock = threading.Lock()
        self.requests = self.received = self.sent = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, name):
        return f"http://127.0.0.1:{self.server_port}/{name}"

    def count(self, received, sent):
        with self.lock:
            self.requests += 1
            self.received += received
            self.sent += sent

    def taken(self):
        """Requests and body bytes that clients sent and received since the last call."""
        with self.lock:
            counts = self.requests, self.received, self.sent
            self.requests = self.received = self.sent = 0
            return counts
