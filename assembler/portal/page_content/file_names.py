"""What people call the files of a report: names of texts in place of paths."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembler.portal.page_content.names import Names

SETTINGS_FILES: dict[str, Promise] = {
    "report": gettext_lazy("Plan"),
    "organizations": gettext_lazy("Organizations"),
    "entities": gettext_lazy("Entities"),
}
"""What pages call each settings file, by its name without ending."""
_PATH = re.compile(r"\bcontributions/(?:([\w-]+)/([\w-]+)\.(?:md|docx)|(report|entities|organizations)\.yaml)(?::\d+)?")
_SETTINGS = {
    "report": "the plan",
    "entities": "the list of entities",
    "organizations": "the list of organizations",
}


def name_texts(sentence: str) -> str:
    """The sentence of the library, which is English, with the names of texts in place of the paths of their files."""
    return _PATH.sub(_name_in_sentence, sentence)


def _name_in_sentence(path: re.Match[str]) -> str:
    folder, name, setting = path.groups()
    if setting:
        words = _SETTINGS[setting]
    elif folder == "consolidated":
        words = f"the editor’s text on {name.upper()}"
    elif folder == "general":
        words = f"the general text “{name}”"
    else:
        words = f"the text of {folder.upper()} on {name.upper()}"
    return words[0].upper() + words[1:] if path.start() == 0 else words


def name_path(path: str, names: Names, report: str) -> str:
    """What a person calls the file of a report at that path, in the language of the page."""
    place = _PATH.fullmatch(path)
    if place is None:
        return path.rpartition("/")[2] if path else _("the whole report")
    folder, name, setting = place.groups()
    if setting:
        return str(SETTINGS_FILES[setting])
    if folder == "general":
        return _("General text: %(name)s") % {"name": name}
    organization = names.name_key(report, name)
    if folder == "consolidated":
        return _("Text of the report: %(organization)s") % {"organization": organization}
    entity = names.entities.get((report, folder))
    return f"{entity or folder.upper()}: {organization}"
