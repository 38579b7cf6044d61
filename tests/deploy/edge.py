"""A real nginx with deploy/nginx/epiledger.conf, in front of a gateway."""

import dataclasses
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
NGINX = "/usr/sbin/nginx"
# As root its workers would be nobody, who may not enter the folder.
SURROUNDINGS = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
  access_log off;
  include /etc/nginx/mime.types;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/epiledger.conf;
}}
"""


@dataclasses.dataclass(frozen=True)
class Edge:
    """Where it stands, and what it stands before."""

    folder: pathlib.Path
    port: int
    # HOST:PORT of the gateway for programs, and for browsers.
    programs: str
    browsers: str
    # Of make-pki; the gateway's own authority is people's here.
    pki: pathlib.Path
    console: pathlib.Path

    def configuration(self) -> str:
        """That of production, but for where things are."""
        text = (ROOT / "deploy/nginx/epiledger.conf").read_text()
        for was, becomes in (
                ("127.0.0.1:8440", self.programs),
                ("127.0.0.1:8444", self.browsers),
                ("listen 443 ", f"listen 127.0.0.1:{self.port} "),
                ("  listen [::]:443 ssl http2;\n", ""),
                ("/etc/epiledger/edge", str(self.folder)),
                ("/usr/share/epiledger/console", str(self.console))):
            assert was in text, was
            text = text.replace(was, becomes)
        return text

    def start(self, *before: str) -> subprocess.Popen:
        """Begins to; `before` is a command that runs it."""
        self.folder.mkdir()
        for name in ("certificate.pem", "key.pem"):
            (self.folder / name).write_bytes(
                (self.pki / "public" / name).read_bytes())
        (self.folder / "gateway-ca.pem").write_bytes(
            (self.pki / "ca.pem").read_bytes())
        (self.folder / "epiledger.conf").write_text(self.configuration())
        (self.folder / "nginx.conf").write_text(SURROUNDINGS.format(
            folder=self.folder, user="user root;" if os.getuid() == 0 else ""))
        return subprocess.Popen([*before, NGINX, "-p", self.folder,
                                 "-c", self.folder / "nginx.conf"])
