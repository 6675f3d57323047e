"""YAML as an editor sees it: by the core schema of YAML 1.2, as JSON."""

from __future__ import annotations

import json
import re

import yaml


class Editor(yaml.SafeLoader):
    """A loader that knows the scalars of YAML 1.2: yes, off and days are text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  # the library's own way to begin without those of YAML 1.1


def _whole(loader: Editor, node: yaml.ScalarNode) -> int:
    text = str(loader.construct_scalar(node))
    return int(text, 0) if text[:2] in ("0x", "0o") else int(text)


def _number(loader: Editor, node: yaml.ScalarNode) -> float | str:
    text = str(loader.construct_scalar(node))
    return text if text.lower().strip("+-") in (".inf", ".nan") else float(text)


def _truth(loader: Editor, node: yaml.ScalarNode) -> bool:
    return str(loader.construct_scalar(node)).lower() == "true"


_FORMS = {
    "null": "~|null|Null|NULL|",
    "bool": "true|True|TRUE|false|False|FALSE",
    "int": "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
}
for _kind, _form in _FORMS.items():
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(rf"^(?:{_form})\Z"), None)
Editor.add_constructor("tag:yaml.org,2002:bool", _truth)
Editor.add_constructor("tag:yaml.org,2002:int", _whole)
Editor.add_constructor("tag:yaml.org,2002:float", _number)


def seen(text: str) -> object:
    """What a schema is shown of the text; keys are text, whatever they look like."""
    return json.loads(json.dumps(yaml.load(text, Loader=Editor)))
