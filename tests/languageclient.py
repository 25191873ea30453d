"""An editor, as far as the YAML language server knows: it opens files and asks about places in them, over stdio."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SERVER = (
    Path(__file__).parent / "languageserver" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
)
_PATIENCE = 60.0
_SETTINGS = {
    "yaml": {
        "validate": True, "hover": True, "completion": True, "yamlVersion": "1.2",
        "schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False},
    }
}  # fmt: skip


@contextmanager
def editor(root: Path) -> Iterator[Editor]:
    """An editor with a folder open, and the language server behind it."""
    node = shutil.which("node") or shutil.which("nodejs")
    assert node, "node is not installed: `make tools` installs it, or names the packages"
    assert SERVER.exists(), "the YAML language server is not installed: `make tools` installs it"
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    server = subprocess.Popen(
        [node, SERVER, "--stdio"], cwd=root, env=kept, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield Editor(server, root)
    finally:
        server.terminate()
        server.communicate()


class Editor:
    """The client's end of the protocol."""

    def __init__(self, server: subprocess.Popen[bytes], root: Path) -> None:
        assert server.stdin
        assert server.stdout
        self._to, self._from = server.stdin, server.stdout
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._diagnoses: queue.Queue[dict[str, Any]] = queue.Queue()
        self._asked = 0
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=root.as_uri(),
            workspaceFolders=[{"uri": root.as_uri(), "name": root.name}],
            capabilities={
                "workspace": {"configuration": True},
                "textDocument": {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}}},
            },
        )
        self._send(method="initialized", params={})

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Opens a text as that file; the diagnostics of it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        while True:
            told = self._diagnoses.get(timeout=_PATIENCE)
            if told["uri"] == path.as_uri():
                found: list[dict[str, Any]] = told["diagnostics"]
                return found

    def complete(self, path: Path, line: int, character: int) -> dict[str, dict[str, Any]]:
        """What the server offers at a place, by label."""
        found = self._at("textDocument/completion", path, line, character)
        return {item["label"]: item for item in found["items"]}

    def hover(self, path: Path, line: int, character: int) -> str:
        """What the server tells of a place."""
        return str(self._at("textDocument/hover", path, line, character)["contents"]["value"])

    def _at(self, method: str, path: Path, line: int, character: int) -> Any:
        place = {"line": line, "character": character}
        return self.ask(method, textDocument={"uri": path.as_uri()}, position=place)

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request."""
        self._asked += 1
        self._send(id=self._asked, method=method, params=params)
        answer = self._answers.get(timeout=_PATIENCE)
        assert "error" not in answer, answer
        assert answer["id"] == self._asked
        return answer["result"]

    def _listen(self) -> None:
        while header := self._from.readline():
            length = int(header.partition(b":")[2])
            while self._from.readline().strip():
                pass
            told = json.loads(self._from.read(length))
            if "method" not in told:
                self._answers.put(told)
            elif told["method"] == "textDocument/publishDiagnostics":
                self._diagnoses.put(told["params"])
            elif told["method"] == "workspace/configuration":
                self._send(id=told["id"], result=[_SETTINGS.get(item["section"]) for item in told["params"]["items"]])
            elif "id" in told:
                self._send(id=told["id"], result=None)

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()
