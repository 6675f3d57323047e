"""Runs under the machine's own Python for typist.py: opens a Word file in LibreOffice, does as it is told, saves it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_TRIES = 300
_WORD = "MS Word 2007 XML"


def value(name, content):
    """A property of a command."""
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connected(pipe):
    """What LibreOffice offers, once it listens."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(_TRIES):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


class Typist:
    """Somebody at an open document."""

    def __init__(self, context, document):
        """Sits down."""
        self.document = document
        self.dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        self.frame = document.CurrentController.Frame
        self.cursor = document.CurrentController.ViewCursor

    def press(self, command, *values):
        """A command of the menus."""
        self.dispatcher.executeDispatch(self.frame, command, "", 0, values)

    def type(self, paragraphs):
        """Types at the cursor, with the key Enter between two paragraphs."""
        for place, words in enumerate(paragraphs):
            if place:
                self.press(".uno:InsertPara")
            self.press(".uno:InsertText", value("Text", words))

    def anchor(self, bookmark):
        """Where a bookmark stands."""
        return self.document.Bookmarks.getByName(bookmark).Anchor

    def control(self, tag):
        """The content control of that tag."""
        controls = self.document.ContentControls
        found = (controls.getByIndex(place) for place in range(controls.Count))
        return next(it for it in found if it.Tag == tag)

    def inside(self, tag, paragraphs):
        """Clicks into the field, whose hint goes, and types."""
        control = self.control(tag)
        control.setString("")
        control.ShowingPlaceHolder = False
        self.cursor.gotoRange(control.createTextCursor().Start, False)
        self.type(paragraphs)

    def over(self, bookmark, paragraphs):
        """Marks everything in the bookmark and types over it, so that the field is gone."""
        self.cursor.gotoRange(self.anchor(bookmark), False)
        self.type(paragraphs)

    def below(self, bookmark, paragraphs):
        """Goes to the end of the field and types after it."""
        self.cursor.gotoRange(self.anchor(bookmark).End, False)
        self.cursor.gotoEndOfLine(False)
        self.type(["", *paragraphs])

    def tick(self, tag, _):
        """Ticks a box."""
        self.control(tag).Checked = True


def main(profile, source, target, actions):
    """Opens, acts, saves."""
    pipe = f"typist{Path(profile).stat().st_ino if Path(profile).exists() else abs(hash(profile))}"
    options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
    office = subprocess.Popen(["soffice", *options, f"--accept=pipe,name={pipe};urp"], stderr=subprocess.DEVNULL)
    try:
        context = connected(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        hidden = (value("Hidden", True),)
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, hidden)
        typist = Typist(context, document)
        for action in json.loads(actions):
            getattr(typist, action["do"])(action["at"], action.get("type", []))
        document.storeToURL(Path(target).as_uri(), (value("FilterName", _WORD),))
        document.close(True)
    finally:
        office.terminate()
        office.wait()


main(*sys.argv[1:])
