"use strict";
// Makes the pages quicker to use; every page works without this file.

document.documentElement.classList.add("scripted");

const PREFIX = "assembler-text:";

function insert(field, before, after, placeholder) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end) || placeholder;
  field.focus();
  field.setRangeText(before + words + after, start, end, "end");
  field.setSelectionRange(start + before.length, start + before.length + words.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function onOwnLine(field) {
  const before = field.value.slice(0, field.selectionStart);
  return before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
}

function makeList(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const lines = (value.slice(start, end) || "…").split("\n").filter((line) => line.trim());
  insert(field, onOwnLine(field), "\n\n", "");
  field.setRangeText(lines.map((line) => `- ${line}`).join("\n"), field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function makeTable(field) {
  insert(field, `${onOwnLine(field)}| `, " | … |\n| --- | --- |\n| … | … |\n\n", "…");
}

const MARKS = {
  italic: (field) => insert(field, "*", "*", "…"),
  note: (field) => insert(field, "^[", "]", "…"),
  list: makeList,
  table: makeTable,
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-toolbar] button[data-mark]");
  const field = button && document.getElementById(button.closest("[data-toolbar]").dataset.toolbar);
  if (field) MARKS[button.dataset.mark](field);
});

for (const toolbar of document.querySelectorAll("[data-toolbar]")) {
  const field = document.getElementById(toolbar.dataset.toolbar);
  toolbar.hidden = false;
  toolbar.querySelector("select")?.addEventListener("change", (event) => {
    if (!event.target.value) return;
    insert(field, onOwnLine(field) + event.target.dataset.words + " ", "\n\n", event.target.value);
    field.setSelectionRange(field.selectionEnd + 2, field.selectionEnd + 2);
    event.target.value = "";
  });
}

// What is typed is kept in this browser until the server has it, and offered again after an expired session.
// A page says by data-done that the server has what the form before it sent.
const SENT = "assembler-sent";

function readKept(storage, key) {
  try {
    return JSON.parse(storage.getItem(key) ?? "null");
  } catch {
    return null; // storage is switched off
  }
}

function keep(storage, key, value) {
  try {
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(value));
  } catch {
    // storage is full or switched off: the words are on the page
  }
}

const sent = readKept(sessionStorage, SENT) ?? [];
keep(sessionStorage, SENT, null);
if (document.querySelector("[data-done]")) {
  for (const { key, body } of sent) if (readKept(localStorage, key)?.body === body) keep(localStorage, key, null);
}

function offer(field, key, kept) {
  const place = document.querySelector(`[data-toolbar="${field.id}"]`) ?? field;
  const box = document.getElementById("kept-words").content.firstElementChild.cloneNode(true);
  box.querySelector("[data-kept-at]").textContent = `(${new Date(kept.at).toLocaleString(document.documentElement.lang)})`;
  box.querySelector("[data-kept-use]").addEventListener("click", () => {
    field.value = kept.body;
    box.remove();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  box.querySelector("[data-kept-drop]").addEventListener("click", () => {
    keep(localStorage, key, null);
    box.remove();
    field.focus();
  });
  place.before(box);
  field.closest("details")?.setAttribute("open", "");
}

for (const field of document.querySelectorAll("textarea[data-keep]")) {
  const key = `${PREFIX}${document.body.dataset.person}:${new URL(field.form.action).pathname}#${field.id}`;
  const kept = readKept(localStorage, key);
  if (kept?.body.trim() && kept.body.trim() !== field.value.trim()) offer(field, key, kept);
  field.addEventListener("input", () => keep(localStorage, key, { body: field.value, at: Date.now() }));
  field.form.addEventListener("submit", () => {
    if (!readKept(localStorage, key)) return;
    const others = readKept(sessionStorage, SENT) ?? [];
    keep(sessionStorage, SENT, [...others, { key, body: field.value }]);
  });
}

// A check that does not come back says so, and nothing that is typed is lost.
for (const event of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(event, () => {
    for (const words of document.querySelectorAll("[data-check-failed]")) words.hidden = false;
  });
}

// Who signs out leaves no words on a machine that others use.
for (const form of document.querySelectorAll("[data-log-out]")) {
  form.addEventListener("submit", () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  });
}

for (const area of document.querySelectorAll("[data-drop]")) {
  const field = area.querySelector("input[type=file]");
  const show = (over) => (event) => {
    event.preventDefault();
    area.classList.toggle("is-over", over);
  };
  area.addEventListener("dragover", show(true));
  area.addEventListener("dragleave", show(false));
  area.addEventListener("drop", (event) => {
    show(false)(event);
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
}

// What goes wrong with a passkey is said on the page.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-problem]")) words.hidden = false;
});

// A list is chosen from without a new page.
for (const button of document.querySelectorAll("button[data-choose]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    for (const box of button.form.querySelectorAll("input[type=checkbox][name=text]")) box.checked = button.value === "all";
  });
}

// A second press of the button is answered by the server as the first; this only spares the wait.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) setTimeout(() => (button.disabled = true));
  });
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-once] button")) button.disabled = false;
});

// Findings that come later take nothing away from who has begun to write.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.querySelector(".tools[open]")) event.detail.shouldSwap = false;
});

// The progress of a build comes as it happens. Where no event has come lately, the page asks as it does without this.
const PATIENCE = 3000;
for (const build of window.EventSource ? document.querySelectorAll("[data-progress]") : []) {
  const source = new EventSource(build.dataset.progress);
  let lastEvent = 0;
  source.addEventListener("progress", (event) => {
    lastEvent = Date.now();
    if (!build.isConnected) return source.close();
    build.querySelector("[data-part]").innerHTML = event.data;
  });
  source.addEventListener("end", () => {
    lastEvent = 0;
    source.close();
    htmx.trigger(build, "ended");
  });
  build.addEventListener("htmx:beforeRequest", (event) => {
    if (Date.now() - lastEvent < PATIENCE) event.preventDefault();
  });
}

// A query is about the words that are selected.
const askBar = document.querySelector(".ask-bar");
const readSelection = () => {
  const selection = getSelection();
  const place = selection.anchorNode?.parentElement?.closest("[data-entity]");
  const words = selection.toString().replace(/\s+/g, " ").trim();
  return place && words ? { words, entity: place.dataset.entity } : null;
};
if (askBar) {
  document.addEventListener("selectionchange", () => (askBar.hidden = !readSelection()));
  askBar.querySelector("button").addEventListener("mousedown", (event) => event.preventDefault());
  askBar.querySelector("button").addEventListener("click", () => {
    const chosen = readSelection();
    if (!chosen) return;
    document.getElementById("ask").open = true;
    document.getElementById("ask-quote").value = chosen.words;
    const option = document.querySelector(`#ask-to option[data-entity="${CSS.escape(chosen.entity)}"]`);
    if (option) option.selected = true;
    document.getElementById("ask-text").focus();
  });
}

// A paragraph is dragged by its number to the place of another one; keys and buttons do the same.
const moveForm = document.getElementById("move-paragraph");
let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-drag]") ?? null;
  if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.drag);
});
for (const type of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(type, (event) => {
    const unit = dragged && event.target.closest?.(".unit");
    if (!unit || !moveForm) return;
    event.preventDefault();
    unit.classList.toggle("is-over", type === "dragover");
    const place = unit.querySelector("[data-drag]")?.dataset.drag;
    if (type !== "drop" || place === dragged.dataset.drag) return;
    const values = { number: dragged.dataset.drag, hash: dragged.dataset.hash, place };
    for (const [name, value] of Object.entries(values)) moveForm.elements[name].value = value;
    moveForm.submit();
  });
}
document.addEventListener("dragend", () => (dragged = null));

// The length stays in view while somebody writes, with what is typed and not saved yet.
const countWords = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
document.addEventListener("input", (event) => {
  const length = document.getElementById("length");
  if (!length || !event.target.matches("textarea[name=text]")) return;
  const fields = [...document.querySelectorAll(".unit textarea[name=text]")];
  const more = fields.reduce((sum, field) => sum + countWords(field.value) - countWords(field.defaultValue), 0);
  const words = Number(length.dataset.words) + more;
  const share = Number(length.dataset.share ?? 0);
  const typed = length.querySelector("[data-typed]");
  typed.hidden = more === 0;
  typed.querySelector("strong").textContent = words.toLocaleString(document.documentElement.lang);
  length.classList.toggle("is-over", share > 0 && words > share);
});

// Others see in which paragraph somebody writes.
const writingIn = document.getElementById("writing-in");
document.addEventListener("focusin", (event) => {
  const paragraph = event.target.dataset?.paragraph;
  if (!writingIn || !paragraph || writingIn.value === paragraph) return;
  writingIn.value = paragraph;
  htmx.trigger("#others", "write");
});

// In a paragraph that has the focus itself, one key does what its button does; with Alt, arrows move the paragraph.
for (const part of document.querySelectorAll("[data-keys]")) {
  part.addEventListener("keydown", (event) => {
    if (event.target !== part || event.ctrlKey || event.metaKey) return;
    if (event.key.startsWith("Arrow") !== event.altKey) return;
    const button = part.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

document.querySelector("[data-focus]")?.focus();

// In the table of texts, the arrow keys lead from link to link, and the tabulator past the table.
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function findLink(table, cell, [down, right]) {
  let row = cell.parentElement.rowIndex + down;
  let column = cell.cellIndex + right;
  while (table.rows[row]?.cells[column]) {
    const link = table.rows[row].cells[column].querySelector("a");
    if (link) return link;
    row += down;
    column += right;
  }
  return null;
}

for (const table of document.querySelectorAll("table.matrix")) {
  let current = table.querySelector("tbody td a");
  for (const link of table.querySelectorAll("a")) link.tabIndex = link === current ? 0 : -1;
  table.addEventListener("focusin", (event) => {
    current.tabIndex = -1;
    current = event.target;
    current.tabIndex = 0;
  });
  table.addEventListener("keydown", (event) => {
    if (!ARROWS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    findLink(table, event.target.closest("th, td"), ARROWS[event.key])?.focus();
  });
}
