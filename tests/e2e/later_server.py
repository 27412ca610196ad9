"""A server of a later day, in front of a sandbox: it knows members that the reference does not, in every part of a sync
that the API replaces whole. It adds them to what it tells, and keeps of them only what a PATCH sends back."""
import copy
import http.client
import http.server
import json
import threading


def parts_of(sync):
    """Each part of a sync that is replaced whole, with its place: ("mappings", "EMAIL", "from")."""
    mode = sync.get("mode")  # syncs that are older than modes have none
    triggers = (mode or {}).get("triggers")
    found = {("mode",): mode, ("mode", "triggers"): triggers}
    for kind in ("schedule", "dbt_cloud", "fivetran", "sync_sequence"):
        found[("mode", "triggers", kind)] = (triggers or {}).get(kind)
    for row in sync.get("mappings") or []:
        found[("mappings", row["to"])] = row
        found[("mappings", row["to"], "from")] = row["from"]
        if row["from"].get("type") != "liquid_template":  # which is a text in requests
            found[("mappings", row["to"], "data")] = row["from"].get("data")
    for alert in sync.get("alert_attributes") or []:
        found[("alert_attributes", alert.get("id"))] = alert
        found[("alert_attributes", alert.get("id"), "options")] = alert.get("options")
    for ends in ("source_attributes", "destination_attributes"):
        found[(ends,)] = sync.get(ends)
    return {place: part for place, part in found.items() if isinstance(part, dict)}


class LaterServer:
    """`parts` is what each sync has of the members that nobody knows, by its id and their place. `asked` are the bodies of all
    PATCHes, `patches` those that were taken."""

    def __init__(self, base_url, name="x_later", edit=None):
        """`edit` is called with each sync that is told, to make of it what it likes, in place of the members."""
        host, _, self.root = base_url.removeprefix("http://").partition("/")
        self.host, self.name, self.edit, self.parts, self.patches, self.asked, self.lock = host, name, edit, {}, [], [], threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def relay(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.command == "PATCH":
                    outer.asked.append((self.path, json.loads(body)))
                upstream = http.client.HTTPConnection(outer.host)
                headers = {key: value for key, value in self.headers.items() if key.lower() not in ("host", "accept-encoding", "connection")}
                upstream.request(self.command, self.path, body or None, headers)
                answer = upstream.getresponse()
                told = outer.told(self.command, self.path, body, answer.status, answer.read())
                self.send_response(answer.status)
                for key, value in answer.getheaders():
                    if key.lower() not in ("content-length", "transfer-encoding", "connection"):
                        self.send_header(key, value)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)
                upstream.close()

            do_GET = do_POST = do_PATCH = do_DELETE = relay

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.base_url = f"http://127.0.0.1:{self.server.server_port}/{self.root}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def told(self, method, path, body, status, text):
        """The reply, with what this server knows beside."""
        words = path.partition("?")[0].removeprefix(f"/{self.root}").strip("/").split("/")
        if words[0] != "syncs" or len(words) > 2 or status >= 300 or method not in ("GET", "PATCH"):
            return text
        with self.lock:
            document = json.loads(text)
            if method == "PATCH" and not document.get("data", {}).get("id"):
                return text
            rows = document["data"] if isinstance(document["data"], list) else [document["data"]]
            if method == "PATCH":
                self.take(int(words[1]), json.loads(body))
            for row in rows:
                self.add(row)
            return json.dumps(document).encode()

    def take(self, sync_id, body):
        self.patches.append((sync_id, copy.deepcopy(body)))
        mine = self.parts.setdefault(sync_id, {})
        for key in body:
            for place in [place for place in mine if place[0] == key]:
                del mine[place]
        for place, part in parts_of(body).items():
            if self.name in part:
                mine[place] = part[self.name]

    def add(self, row):
        if self.edit:
            self.edit(row)
            return
        if row["id"] not in self.parts:
            self.parts[row["id"]] = {place: {"of": list(map(str, place)), "n": 1.5} for place in parts_of(row)}
        for place, part in parts_of(row).items():
            if place in self.parts[row["id"]]:
                part[self.name] = self.parts[row["id"]][place]
