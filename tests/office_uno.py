"""Runs under the machine's own Python for office.py: opens a Word file in LibreOffice, does as it is told, saves it.

As `office_uno.py IN OUT TRACKED PIPE`; what is to be done comes as JSON on standard input.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_TRIES = 300
_PARAGRAPH_BREAK = 0


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


def whole(place):
    """The paragraph in which something stands."""
    cursor = place.Text.createTextCursorByRange(place)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    return cursor


class Editor:
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

    def found(self, words):
        """The first place where these words stand."""
        wanted = self.document.createSearchDescriptor()
        wanted.SearchString = words
        wanted.SearchCaseSensitive = True
        place = self.document.findFirst(wanted)
        if place is None:
            sys.exit(f"not found: {words}")
        return place

    def anchor(self, bookmark):
        """Where a bookmark stands."""
        return self.document.Bookmarks.getByName(bookmark).Anchor

    def control(self, tag):
        """The content control of that tag."""
        controls = self.document.ContentControls
        found = (controls.getByIndex(place) for place in range(controls.Count))
        return next(control for control in found if control.Tag == tag)

    def replace(self, words, instead):
        """Writes other words where these stand."""
        self.found(words).String = instead

    def split(self, before):
        """Begins a new paragraph with these words."""
        place = self.found(before)
        place.Text.insertControlCharacter(place.Start, _PARAGRAPH_BREAK, False)

    def join(self, words):
        """Takes away the end of the paragraph in which these words stand."""
        place = self.found(words)
        cursor = place.Text.createTextCursorByRange(place.End)
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.String = ""

    def delete(self, words):
        """Takes away the paragraph in which these words stand."""
        cursor = whole(self.found(words))
        cursor.goRight(1, True)
        cursor.String = ""

    def insert(self, after, words):
        """Writes a new paragraph below the one in which these words stand."""
        cursor = whole(self.found(after))
        end = cursor.Text.createTextCursorByRange(cursor.End)
        end.Text.insertControlCharacter(end, _PARAGRAPH_BREAK, False)
        end.Text.insertString(end, words, False)

    def note(self, words, instead):
        """Writes other words where these stand in a footnote."""
        note = next((footnote for footnote in self.document.Footnotes if words in footnote.String), None)
        if note is None:
            sys.exit(f"no such note: {words}")
        cursor = note.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(note.String.index(words), False)
        cursor.goRight(len(words), True)
        cursor.String = instead

    def settle(self, command):
        """Settles all tracked changes: AcceptAllTrackedChanges, RejectAllTrackedChanges."""
        self.press(f".uno:{command}")

    def inside(self, tag, *paragraphs):
        """Clicks into the field, whose hint goes, and types."""
        control = self.control(tag)
        control.setString("")
        control.ShowingPlaceHolder = False
        self.cursor.gotoRange(control.createTextCursor().Start, False)
        self.type(paragraphs)

    def over(self, bookmark, *paragraphs):
        """Marks everything in the bookmark and types over it, so that the field is gone."""
        self.cursor.gotoRange(self.anchor(bookmark), False)
        self.type(paragraphs)

    def below(self, bookmark, *paragraphs):
        """Goes to the end of the field and types after it."""
        self.cursor.gotoRange(self.anchor(bookmark).End, False)
        self.cursor.gotoEndOfLine(False)
        self.type(["", *paragraphs])

    def resize(self, style, points):
        """Sets the size of the letters of a paragraph style."""
        styles = self.document.StyleFamilies.getByName("ParagraphStyles")
        styles.getByName(style).CharHeight = float(points)

    def widen(self, millimetres):
        """Sets the margins at both sides of all pages."""
        styles = self.document.StyleFamilies.getByName("PageStyles")
        for style in (styles.getByIndex(place) for place in range(styles.Count)):
            if style.isInUse():
                style.LeftMargin = style.RightMargin = int(float(millimetres) * 100)

    def tick(self, tag):
        """Ticks a box."""
        self.control(tag).Checked = True


def main(source, target, tracked, pipe):
    """Opens, acts, saves."""
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (value("Hidden", True),))
    document.RecordChanges = tracked == "tracked"
    editor = Editor(context, document)
    for act, *words in json.load(sys.stdin):
        getattr(editor, act)(*words)
    document.storeToURL(Path(target).as_uri(), (value("FilterName", "MS Word 2007 XML"),))


main(*sys.argv[1:])
# The file is saved. Were the bridge taken down in order, it would fall now and then (SIGSEGV) on what still comes in.
os._exit(0)
