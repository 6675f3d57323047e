"""An editor's session in LibreOffice: opens a file, makes the edits that it is told, and saves it as Word.

Run by the Python that has LibreOffice's bridge (`import uno`), as `office_session.py IN OUT TRACKED PIPE`; the edits
come as JSON on standard input. Ends with status 3 where LibreOffice does not answer any more.
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

BREAK = 0
END = 5
GONE = 3


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connected(pipe):
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    sys.exit(GONE)


def found(document, words):
    wanted = document.createSearchDescriptor()
    wanted.SearchString = words
    wanted.SearchCaseSensitive = True
    place = document.findFirst(wanted)
    if place is None:
        raise SystemExit(f"not found: {words}")
    return place


def paragraph(place):
    cursor = place.Text.createTextCursorByRange(place)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    return cursor


def replace(document, find, instead):
    found(document, find).String = instead


def split(document, before):
    place = found(document, before)
    place.Text.insertControlCharacter(place.Start, BREAK, False)


def join(document, after):
    place = found(document, after)
    cursor = place.Text.createTextCursorByRange(place.End)
    cursor.gotoEndOfParagraph(False)
    cursor.goRight(1, True)
    cursor.String = ""


def delete(document, holding):
    cursor = paragraph(found(document, holding))
    cursor.goRight(1, True)
    cursor.String = ""


def insert(document, after, words):
    cursor = paragraph(found(document, after))
    end = cursor.Text.createTextCursorByRange(cursor.End)
    end.Text.insertControlCharacter(end, BREAK, False)
    end.Text.insertString(end, words, False)


def note(document, find, instead):
    for it in document.Footnotes:
        if find in it.String:
            cursor = it.createTextCursor()
            cursor.gotoStart(False)
            cursor.goRight(it.String.index(find), False)
            cursor.goRight(len(find), True)
            cursor.String = instead
            return
    raise SystemExit(f"no such note: {find}")


def settle(document, command):
    """Accepts or rejects all tracked changes: AcceptAllTrackedChanges, RejectAllTrackedChanges."""
    helper = connected(sys.argv[4]).ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())


EDITS = {
    "replace": replace,
    "split": split,
    "join": join,
    "delete": delete,
    "insert": insert,
    "note": note,
    "settle": settle,
}


def main(source, target, tracked, pipe):
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (prop("Hidden", True),))
    document.RecordChanges = tracked == "tracked"
    for kind, *words in json.load(sys.stdin):
        EDITS[kind](document, *words)
    document.storeToURL(f"file://{target}", (prop("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    desktop.terminate()


try:
    main(*sys.argv[1:])
except DisposedException:
    sys.exit(GONE)
