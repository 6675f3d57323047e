/* The page of “assembler preview”: follows every save, keeps the reader's place, shows findings beside paragraphs.
   Words from outside are only ever set as text; markup comes from the server alone, parsed without being run. */
"use strict";
(() => {
  const own = document.getElementById("preview");
  const [state, message, next, pdf, elsewhere] = ["state", "message", "next", "pdf", "elsewhere"].map(
    (name) => document.getElementById(`preview-${name}`),
  );
  const PLACES = "main :is(p, h1, h2, h3, h4, h5, h6, li, table)[id]";
  const BOX = "preview-box";
  const STORED = "preview-place";
  let place = JSON.parse(sessionStorage.getItem(STORED) ?? "[]");
  let lost = null; // how far down the page was when nothing of the place was left on it
  let findings = [];
  let last = null; // the paragraph of the finding at which the reader was last

  // The reader's place: the paragraphs in view, known again by their words, else by their names.

  const NUMBERS = ["number", "source", "call", "label"];
  const words = (element) =>
    [...element.childNodes]
      .filter((node) => !(node.nodeType === Node.ELEMENT_NODE && NUMBERS.some((it) => node.classList.contains(it))))
      .map((node) => node.textContent)
      .join("");

  const inView = () => {
    const whole = [];
    const cut = [];
    for (const element of document.querySelectorAll(PLACES)) {
      const { top } = element.getBoundingClientRect();
      if (top >= innerHeight && whole.length) break;
      // What begins in view comes first: the height of what begins above it may change out of sight.
      if (top < innerHeight) (top < 0 ? cut : whole).push({ id: element.id, words: words(element), top });
    }
    return [...whole, ...cut.reverse().slice(0, 2)];
  };

  const again = (were) => {
    const byWords = new Map();
    for (const element of document.querySelectorAll(PLACES)) {
      const said = words(element);
      if (!byWords.has(said)) byWords.set(said, element);
    }
    for (const { id, words: said, top } of were) {
      const named = document.getElementById(id);
      const found = named && words(named) === said ? named : (byWords.get(said) ?? named);
      if (found) return { found, top };
    }
    return null;
  };

  // What is gone may come back: an editor empties a file before it writes it. It is waited for until the reader scrolls.
  const noteDownPlace = () => {
    const seen = scrollY === lost ? [] : inView();
    if (seen.length) place = seen;
  };

  const keepingPlace = (change) => {
    noteDownPlace();
    const focused = document.activeElement?.id;
    change();
    if (focused && document.activeElement?.id !== focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
    restorePlace();
  };

  const restorePlace = () => {
    const back = again(place);
    if (back) scrollBy({ top: back.found.getBoundingClientRect().top - back.top, behavior: "instant" });
    lost = back || !place.length ? null : scrollY;
  };

  // The page: only what differs is touched.

  const renewAttributes = (shown, wanted) => {
    for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
    for (const { name, value } of wanted.attributes) if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  };

  const renew = (shown, wanted) => {
    if (shown.isEqualNode(wanted)) return;
    if (shown.nodeType !== Node.ELEMENT_NODE || shown.nodeName !== wanted.nodeName) {
      shown.replaceWith(wanted);
      return;
    }
    renewAttributes(shown, wanted);
    renewChildren(shown, wanted);
  };

  const renewChildren = (shown, wanted) => {
    const old = [...shown.childNodes].filter((node) => node !== own);
    const fresh = [...wanted.childNodes];
    while (old.length && fresh.length && old[0].isEqualNode(fresh[0])) {
      old.shift();
      fresh.shift();
    }
    let after = null;
    while (old.length && fresh.length && old.at(-1).isEqualNode(fresh.at(-1))) {
      after = old.pop();
      fresh.pop();
    }
    if (old.length === fresh.length) {
      old.forEach((node, at) => renew(node, fresh[at]));
      return;
    }
    old.forEach((node) => node.remove());
    fresh.forEach((node) => shown.insertBefore(node, after));
  };

  const showPage = ({ html, file, styles }) => {
    if (styles !== own.dataset.styles) {
      // The policy of the page allows the style that it came with, and no other.
      noteDownPlace();
      sessionStorage.setItem(STORED, JSON.stringify(place));
      history.scrollRestoration = "manual";
      location.reload();
      return;
    }
    const wanted = new DOMParser().parseFromString(html, "text/html");
    keepingPlace(() => {
      document.querySelectorAll(`.${BOX}`).forEach((box) => box.remove());
      document.title = wanted.title;
      renewAttributes(document.documentElement, wanted.documentElement);
      renewAttributes(document.body, wanted.body);
      renewChildren(document.body, wanted.body);
      putBoxes();
    });
    own.dataset.file = file;
    pdf.disabled = !file;
    say(state, "Looking for faults …");
  };

  // Findings: beside their paragraph, or in the list of the bar.

  const say = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  const make = (name, kind, ...content) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    element.append(...content);
    return element;
  };

  const note = (name, finding) => {
    const { severity, where, message: found, words: meant, hint, rule } = finding;
    const about = meant ? [" ", make("q", "", make("bdi", "", meant))] : [];
    const element = make(name, `preview-finding ${severity}`, make("p", "", make("strong", "", severity), " ", found, ...about));
    if (hint) element.append(make("p", "preview-hint", hint));
    const range = ranges.get(finding);
    const place = make("p", "preview-where", ...where.split(/(?<=\/)/).flatMap((part) => [part, make("wbr")]));
    if (range) place.append(" ", showButton(element, range));
    element.append(place, ruleOf(rule));
    element.dir = "ltr";
    return element;
  };

  // The words that a finding is about: marked on the page without a change of it, so that every save finds it as it was.

  const ranges = new Map();
  const noted = new Map(); // the element of each finding whose words are marked
  const canMark = "highlights" in CSS;
  const UNPRINTED = [...NUMBERS.map((name) => `.${name}`), `.${BOX}`].join();

  // The characters of a block without spaces, each with its place: sources have other spaces, and markup.
  const charactersOf = (elements) => {
    const characters = [];
    for (const element of elements) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode;
        if (text.parentElement.closest(UNPRINTED)) continue;
        [...text.data.matchAll(/[^\s\u200b\u2060]/gu)].forEach(({ 0: sign, index }) =>
          characters.push({ sign: sign === "\u2011" ? "-" : sign, text, index, end: index + sign.length }),
        );
      }
    }
    return characters;
  };

  // A paragraph with the items of its list, then the notes that it calls.
  const blocksOf = (paragraph) => {
    const block = paragraph.closest(".table") ?? paragraph;
    const own = [block];
    for (let next = block.nextElementSibling; next && !next.matches(`${PLACES}, section, :has(${PLACES})`); next = next.nextElementSibling) {
      if (!next.matches(`.${BOX}`)) own.push(next);
    }
    const calls = own.flatMap((it) => [...it.querySelectorAll(".call a[href^='#']")]);
    return [own, calls.map((it) => document.getElementById(it.hash.slice(1))).filter(Boolean)];
  };

  const countEqualEnd = (one, other) => {
    let count = 0;
    while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count)) count += 1;
    return count;
  };

  const findWords = (characters, { printed, before }) => {
    const signs = characters.map(({ sign }) => sign).join("");
    const offsets = characters.flatMap(({ sign }, at) => Array(sign.length).fill(at));
    let best = null;
    for (let at = signs.indexOf(printed); at >= 0; at = signs.indexOf(printed, at + 1)) {
      const equal = countEqualEnd(before, signs.slice(0, at));
      if (!best || equal > best.equal) best = { equal, first: offsets[at], last: offsets[at + printed.length - 1] };
    }
    if (!best) return null;
    const range = document.createRange();
    range.setStart(characters[best.first].text, characters[best.first].index);
    range.setEnd(characters[best.last].text, characters[best.last].end);
    return range;
  };

  const findRanges = () => {
    ranges.clear();
    noted.clear();
    if (!canMark) return;
    const texts = new Map();
    for (const finding of findings) {
      const paragraph = finding.printed && finding.anchor && document.getElementById(finding.anchor);
      if (!paragraph) continue;
      if (!texts.has(paragraph)) texts.set(paragraph, blocksOf(paragraph).map(charactersOf));
      const [own, notes] = texts.get(paragraph);
      const range = findWords(own, finding) ?? findWords(notes, finding);
      if (range) ranges.set(finding, range);
    }
  };

  const mark = () => {
    if (!canMark) return;
    for (const severity of ["advice", "warning", "error"]) {
      const meant = [...ranges].filter(([finding]) => finding.severity === severity).map(([, range]) => range);
      CSS.highlights.set(`preview-${severity}`, new Highlight(...meant));
    }
    point(null);
  };

  const point = (range) => {
    const pointed = new Highlight(...(range ? [range] : []));
    pointed.priority = 1;
    CSS.highlights.set("preview-pointed", pointed);
  };

  const showButton = (element, range) => {
    const button = make("button", "preview-show", "Show the words");
    button.type = "button";
    button.addEventListener("click", () => {
      const { top, bottom } = range.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight * 0.8) scrollBy({ top: top - innerHeight / 3, behavior: "instant" });
      point(range);
    });
    for (const event of ["mouseenter", "focusin"]) element.addEventListener(event, () => point(range));
    for (const event of ["mouseleave", "focusout"]) element.addEventListener(event, () => point(null));
    noted.set(element, range);
    return button;
  };

  // A click on marked words leads to their finding.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(`a, button, summary, .${BOX}, .preview-bar`) || !getSelection().isCollapsed) return;
    const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const meant = at && [...noted].find(([, range]) => range.isPointInRange(at.offsetNode, at.offset));
    if (!meant) return;
    const [element, range] = meant;
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
    point(range);
  });

  const ruleOf = (rule) => {
    const element = make("details", "preview-rule", make("summary", "", `Rule ${rule}`));
    element.addEventListener("toggle", async () => {
      if (!element.open || element.children.length > 1) return;
      const answer = await fetch(`rules/${rule}`).catch(() => null);
      const page = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "The preview does not answer.", "text/html");
      element.append(...page.body.childNodes);
    });
    return element;
  };

  const putBoxes = () => {
    const boxes = new Map();
    findRanges();
    for (const finding of findings) {
      const paragraph = finding.anchor && document.getElementById(finding.anchor);
      if (!paragraph) continue;
      if (!boxes.has(paragraph)) boxes.set(paragraph, []);
      boxes.get(paragraph).push(note("div", finding));
    }
    for (const [paragraph, found] of boxes) {
      const box = make("div", BOX, ...found);
      const number = paragraph.querySelector(".number")?.textContent.trim();
      const count = found.length === 1 ? "1 finding" : `${found.length} findings`;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", number ? `${count} on paragraph ${number}` : `${count} on what follows`);
      Object.assign(box, { id: `${BOX}-${paragraph.id}`, tabIndex: -1, lang: "en" });
      box.dataset.on = paragraph.id;
      (paragraph.closest(".table") ?? paragraph).before(box);
    }
    mark();
    next.disabled = !boxes.size;
    putElsewhere(findings.filter((it) => !(it.anchor && document.getElementById(it.anchor))));
  };

  const putElsewhere = (others) => {
    const items = others.map((it) => note("li", it));
    elsewhere.hidden = !items.length;
    say(elsewhere.querySelector("summary"), `Not on the page: ${items.length === 1 ? "1 finding" : `${items.length} findings`}`);
    elsewhere.querySelector("ol").replaceChildren(...items);
  };

  const showFindings = (told) => {
    findings = told.findings;
    keepingPlace(() => {
      document.querySelectorAll(`.${BOX}`).forEach((box) => box.remove());
      putBoxes();
    });
    say(state, told.said);
  };

  next.addEventListener("click", () => {
    const boxes = [...document.querySelectorAll(`.${BOX}`)];
    const from = document.getElementById(document.activeElement?.closest?.(`.${BOX}`)?.dataset.on ?? last);
    const isBehind = (box) =>
      from ? from.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING : box.getBoundingClientRect().top >= 0;
    const box = boxes.find(isBehind) ?? boxes[0];
    last = box.dataset.on;
    box.scrollIntoView({ block: "center", behavior: "instant" });
    box.focus({ preventScroll: true });
  });

  // The PDF.

  const save = (file, name) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  pdf.addEventListener("click", async () => {
    if (pdf.getAttribute("aria-disabled") === "true") return;
    pdf.setAttribute("aria-disabled", "true");
    const name = own.dataset.file; // of the report that is shown now, whatever is shown when its PDF is there
    say(message, "The PDF is being made …");
    try {
      const answer = await fetch("pdf", { method: "POST" });
      if (answer.ok) {
        save(await answer.blob(), name);
        say(message, `${name} is among your downloads.`);
      } else {
        say(message, await answer.text());
      }
    } catch {
      say(message, "The PDF can't be made: the preview does not answer.");
    }
    pdf.removeAttribute("aria-disabled");
  });

  // What the server tells.

  let told = null;
  const listen = () => {
    told = new EventSource(`events?seen=${own.dataset.page}`);
    told.addEventListener("page", ({ data, lastEventId }) => {
      own.dataset.page = lastEventId;
      showPage(JSON.parse(data));
    });
    told.addEventListener("findings", ({ data }) => showFindings(JSON.parse(data)));
    told.addEventListener("error", () => {
      say(state, "The preview does not answer. Start “assembler preview” again, and open the address that it prints.");
    });
  };

  // A browser keeps few connections to one address, so a page that nobody sees leaves its own to others.
  document.addEventListener("visibilitychange", () => {
    told?.close();
    if (!document.hidden) listen();
  });
  if (!document.hidden) listen();
  pdf.disabled = !own.dataset.file;
  if (place.length) restorePlace();
  sessionStorage.removeItem(STORED);
  // Not before the browser would have gone to its own place.
  addEventListener("load", () => setTimeout(() => { history.scrollRestoration = "auto" }, 500));
})();
