#!/usr/bin/env python3
"""A pack of `zhailu init` in an editor: yaml-language-server (npm), spoken to over standard input and output with the
settings that init wrote, finds no fault in the new files, shows an unknown key, and completes keys with descriptions.
Called by scripts/heavy_tests with the path of the server."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import run  # noqa: E402


class Server:
    def __init__(self, program, root):
        self.process = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
        self.last, self.found = 0, {}
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {"workspace": {"configuration": True}},
                                "workspaceFolders": [{"uri": root.as_uri(), "name": "pack"}]})
        self.tell("initialized", {})
        schemas = {(root / path).as_uri(): glob for path, glob in self.settings["yaml.schemas"].items()}
        self.yaml = {"schemas": schemas, "validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": self.yaml}})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self):
        length = 0
        while (line := self.process.stdout.readline().strip()):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.found[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:  # the server asks: settings, or nothing of interest
            items = message.get("params", {}).get("items", [])
            of = {"yaml": self.yaml}
            self.send({"id": message["id"], "result": [of.get(one.get("section")) for one in items] if items else None})
        return message

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.last and "method" not in message:
                return message["result"]

    def diagnostics(self, uri, text):
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        while uri not in self.found:
            self.read()
        return [one["message"] for one in self.found[uri]]


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve() / "mine"
        assert run("init", root).code == 0
        server = Server(program, root)
        for name in ("pack.yaml", "rules/fairs.yaml", "rules/fairs.test.yaml"):
            found = server.diagnostics((root / name).as_uri(), (root / name).read_text(encoding="utf-8"))
            assert found == [], f"{name}: {found}"
        broken = (root / "rules/broken.yaml").as_uri()
        found = server.diagnostics(broken, "- id: a.b\n  make: activity\n  fnd: x\n  \n")
        assert any("fnd" in one for one in found), found
        items = server.ask("textDocument/completion", {"textDocument": {"uri": broken}, "position": {"line": 3, "character": 2}})["items"]
        labels = {one["label"]: json.dumps(one.get("documentation"), ensure_ascii=False) for one in items}
        assert {"find", "not_after", "slots", "tests"} <= set(labels), sorted(labels)
        assert "紧挨在后面" in labels["not_after"], labels["not_after"]
        server.process.terminate()
    print("yaml-language-server: no faults in a new pack, an unknown key is shown, keys are completed in two languages")


if __name__ == "__main__":
    main(sys.argv[1])
