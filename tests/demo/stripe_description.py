"""Stripe's own description of its API, as a judge of what the SDK sends and the fake answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import stripe
from jsonschema import Draft202012Validator

from demo.stripe_fake.wire import decode_form

PATH = Path(__file__).parents[2].parent / "shared" / "data" / "stripe" / "openapi-subset.json"
FORM = "application/x-www-form-urlencoded"


def to_json_schema(node: Any) -> Any:
    """OpenAPI 3.0 to JSON Schema: ``nullable`` becomes a choice, and unknown fields are refused."""
    if isinstance(node, list):
        return [to_json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    schema = {name: to_json_schema(value) for name, value in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        schema.setdefault("additionalProperties", False)
    if schema.pop("nullable", False) is True:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema


def typed(value: Any, schema: dict[str, Any]) -> Any:
    """Give the text values of a form the types that the schema asks for, where they fit."""
    if isinstance(value, dict):
        known = schema.get("properties") or next(
            (choice["properties"] for choice in schema.get("anyOf", []) if "properties" in choice),
            {},
        )
        return {name: typed(item, known.get(name, {})) for name, item in value.items()}
    if schema.get("type") == "integer" and re.fullmatch(r"-?\d+", value):
        return int(value)
    if schema.get("type") == "boolean" and value in {"true", "false"}:
        return value == "true"
    return value


class Description:
    def __init__(self) -> None:
        document = json.loads(PATH.read_text())
        self._paths = document["paths"]
        self._components = to_json_schema(document["components"])

    def errors(self, schema: dict[str, Any], value: Any) -> list[str]:
        whole = {**to_json_schema(schema), "components": self._components}
        found = Draft202012Validator(whole).iter_errors(value)
        return [f"{error.json_path}: {error.message}"[:300] for error in found]

    def object_errors(self, value: dict[str, Any]) -> list[str]:
        return self.errors({"$ref": f"#/components/schemas/{value['object']}"}, value)

    def exchange_errors(
        self, method: str, url: str, form: str, status: int, body: Any
    ) -> list[str]:
        """What is wrong with one request and its answer."""
        operation = self._operation(method, urlsplit(url).path)
        if method == "post":
            schema = operation["requestBody"]["content"][FORM]["schema"]
        else:
            query = {item["name"]: item["schema"] for item in operation.get("parameters", [])}
            schema = {"type": "object", "properties": query, "additionalProperties": False}
            form = urlsplit(url).query
        given = typed(decode_form(form), schema)
        answers = operation["responses"]
        answer = answers.get(str(status), answers["default"])["content"]["application/json"][
            "schema"
        ]
        return self.errors(schema, given) + self.errors(answer, body)

    def _operation(self, method: str, path: str) -> dict[str, Any]:
        for template, operations in self._paths.items():
            if method in operations and re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path):
                return dict(operations[method])
        raise LookupError(f"Stripe does not describe {method} {path}")


class JudgedClient(stripe.RequestsClient):
    """The SDK's own HTTP client; every exchange is held against the description."""

    def __init__(self, description: Description) -> None:
        super().__init__()
        self.description = description
        self.errors: list[str] = []
        self.exchanges = 0

    def request(self, method: str, url: str, headers: Any, post_data: Any = None) -> Any:
        answer = super().request(method, url, headers, post_data)
        self.exchanges += 1
        body = json.loads(answer[0])
        for error in self.description.exchange_errors(
            method, url, post_data or "", answer[1], body
        ):
            self.errors.append(f"{method} {urlsplit(url).path} {error}")
        return answer
