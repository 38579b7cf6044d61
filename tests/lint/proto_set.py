"""All protos of a tree as one descriptor set, made by protoc."""

import pathlib
import subprocess

from source_tree import ROOT

# Where Debian's golang-github-gogo-googleapis-dev keeps google/{rpc,type}.
GOOGLE_PROTOS = "/usr/share/gocode/src/github.com/gogo/googleapis"


def describe(output: pathlib.Path, protos: pathlib.Path = ROOT / "protos",
             include: str = GOOGLE_PROTOS,
             extra: tuple[str, ...] = ()) -> None:
    """Writes the FileDescriptorSet of `protos`, imports and comments included,
    and of `extra` files among the includes.

    Raises subprocess.CalledProcessError after protoc has said why.
    """
    files = sorted(str(p.relative_to(protos)) for p in protos.rglob("*.proto"))
    subprocess.run(
        ["protoc", f"-I{protos}", f"-I{include}", "--include_imports",
         "--include_source_info", f"--descriptor_set_out={output}", *files,
         *extra],
        check=True)
