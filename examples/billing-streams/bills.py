#!/usr/bin/env python3
"""What each tenant's month costs, from billing.statements with kcat: of each key the newest record counts.

usage: bills.py HOST:PORT REGISTRY-URL    prints TENANT MONTH COST CURRENCY lines for what is there now

Needs Debian's kcat (installed here if it is missing and that is allowed) and nothing else: kcat of Debian knows no
Avro, so the few lines that read it are below.
"""
import io, json, shutil, struct, subprocess, sys, urllib.request
from decimal import Decimal


def require_kcat():
    if not shutil.which("kcat"):
        subprocess.run(["sh", "-c", "apt-get update -q && apt-get install -y -q kcat"], check=True, stdout=sys.stderr)


def records(brokers, topic):
    """Key and value of each committed record; kcat prints each behind its length in four bytes."""
    said = subprocess.run(
        ["kcat", "-C", "-q", "-e", "-b", brokers, "-t", topic, "-o", "beginning",
         "-X", "isolation.level=read_committed", "-f", "%K %R%k%s"],
        check=True, stdout=subprocess.PIPE).stdout
    data = io.BytesIO(said)
    while (key_length := until_blank(data)) != "":
        value_length = struct.unpack(">i", data.read(4))[0]
        yield data.read(int(key_length)).decode(), data.read(value_length) if value_length >= 0 else None


def until_blank(data):
    text = b""
    while (byte := data.read(1)) not in (b" ", b""):
        text += byte
    return text.decode()


class Avro:
    """Reads Avro's binary encoding by a schema: https://avro.apache.org/docs/1.12.0/specification/"""

    def __init__(self, schema):
        self.schema, self.named = schema, {}
        self.know(schema)

    def read(self, data):
        return self.value(self.schema, data)

    def value(self, schema, data):
        if isinstance(schema, list):
            return self.value(schema[self.long(data)], data)
        kind = schema if isinstance(schema, str) else schema["type"]
        if not isinstance(kind, str):
            return self.value(kind, data)
        if kind in self.named:
            return self.value(self.named[kind], data)
        return getattr(self, "_" + kind)(schema, data)

    def know(self, schema, namespace=""):
        """Types that a schema gives a name, so that they can be named further on."""
        if isinstance(schema, list):
            for one in schema:
                self.know(one, namespace)
        if isinstance(schema, dict):
            namespace = schema.get("namespace", namespace)
            if schema["type"] in ("record", "enum", "fixed"):
                self.named[schema["name"]] = self.named[namespace + "." + schema["name"]] = schema
            for part in [schema["type"], schema.get("items"), schema.get("values")] + schema.get("fields", []):
                self.know(part, namespace)

    @staticmethod
    def long(data):
        shift = number = 0
        while True:
            byte = data.read(1)[0]
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return (number >> 1) ^ -(number & 1)
            shift += 7

    def _null(self, schema, data): return None
    def _boolean(self, schema, data): return data.read(1) != b"\0"
    def _int(self, schema, data): return self.long(data)
    def _long(self, schema, data): return self.long(data)
    def _float(self, schema, data): return struct.unpack("<f", data.read(4))[0]
    def _double(self, schema, data): return struct.unpack("<d", data.read(8))[0]
    def _bytes(self, schema, data): return data.read(self.long(data))
    def _string(self, schema, data): return data.read(self.long(data)).decode()
    def _fixed(self, schema, data): return data.read(schema["size"])
    def _enum(self, schema, data): return schema["symbols"][self.long(data)]

    def _record(self, schema, data):
        return {field["name"]: self.value(field["type"], data) for field in schema["fields"]}

    def _array(self, schema, data):
        return [self.value(schema["items"], data) for _ in self.blocks(data)]

    def _map(self, schema, data):
        return {self._string(None, data): self.value(schema["values"], data) for _ in self.blocks(data)}

    def blocks(self, data):
        while (count := self.long(data)) != 0:
            if count < 0:
                self.long(data)  # size of the block in bytes
            yield from range(abs(count))


def main(brokers, registry):
    require_kcat()
    newest = {}
    for key, value in records(brokers, "billing.statements"):
        newest.pop(key, None)
        if value is not None:
            newest[key] = value
    schemas, costs = {}, {}
    for value in newest.values():
        schema_id = struct.unpack(">i", value[1:5])[0]  # Confluent's wire format: a zero, the id, then Avro
        if schema_id not in schemas:
            with urllib.request.urlopen(f"{registry}/schemas/ids/{schema_id}/schema") as answer:
                schemas[schema_id] = json.load(answer)
        statement = Avro(schemas[schema_id]).read(io.BytesIO(value[5:]))
        of = (statement["tenant"], statement["billingPeriod"], statement["currency"])
        costs[of] = costs.get(of, 0) + statement["costNanos"]
    for (tenant, month, currency), nanos in sorted(costs.items()):
        print(tenant, month, f"{Decimal(nanos).scaleb(-9):.9f}", currency)


if len(sys.argv) != 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
