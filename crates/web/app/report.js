// The result as the very page that `advisor recommend` writes: its body stands in a shadow root, its style sheet beside it.
//
// Shadow root and page do not touch each other's style, and what is printed flows over its sheets as the page itself does.
// The engine has escaped whatever people wrote. This file lets in nothing else all the same: no element and no attribute
// that could load or run something.

import { el } from "./elements.js";

const FORBIDDEN = "script, iframe, frame, object, embed, link, meta, base, form, input, button, template, style, title";

/** The style sheet of the page that was shown last, for single charts beside it. */
const look = { sheet: null, own: null, beside: null };

/** The look of all pages, and behind it that of whose page it is. */
const STYLES = /<style>([^<]*)<\/style>/g;

/** An element that shows a whole page. */
export function reportOf(html) {
  look.sheet = sheetFor(Array.from(html.matchAll(STYLES), ([, style]) => style).join("\n"));
  const page = parsed(html);
  const content = el("div", { class: "page", lang: page.documentElement.lang || "en" });
  content.append(...document.importNode(page.body, true).childNodes);
  // The heading takes the focus when the screen is shown, and needs no frame for it.
  look.own ??= sheetOf(
    "h1:focus { outline: none } .page { max-width: none; padding: 0 } .imprint { display: none }" +
      "@media screen and (max-width: 40rem) { .page { padding: 0 1rem } }" +
      // Beside the panel two cards in a row are as many as can be read.
      "@media screen and (min-width: 70rem) { .cards { grid-template-columns: repeat(auto-fit, minmax(max(20rem, 34%), 1fr)) } }" +
      "@media print { .imprint { display: flex } }",
  );
  const host = hostFor([content], [look.sheet, look.own]);
  host.classList.add("report");
  return host;
}

/** Shows another heading and first section on a page that is shown, while the rest of it is being made. */
export function showGlance(host, glance) {
  const page = parsed(glance);
  const heading = page.querySelector("h1");
  const section = page.querySelector("section.glance");
  const root = host.shadowRoot;
  root.querySelector("h1").textContent = heading.textContent;
  if (section) root.querySelector("section.glance")?.replaceWith(document.importNode(section, true));
}

/** The charts of one page that differ from those of another, in the drawing that fits a narrow place. `null` if none does. */
export function chartsOf(html, other) {
  const before = new Set([...parsed(other).querySelectorAll("figure")].map((figure) => figure.textContent));
  const charts = [...parsed(html).querySelectorAll("figure")].filter((figure) => !before.has(figure.textContent));
  if (charts.length === 0) return null;
  look.beside ??= sheetOf(
    ":host { background: none; font-size: 1rem; line-height: 1.55 } figure { margin-top: 1rem } h3 { font-size: 1rem }" +
      ".chart.wide { display: none } .chart.narrow { display: block }",
  );
  const host = hostFor(charts, [look.sheet, look.beside].filter(Boolean));
  host.classList.add("charts-beside");
  return host;
}

/** A page as elements, without its style and with nothing in it that could run or load. */
function parsed(html) {
  // The style is cut out before: this page's policy would complain about it, even where it takes no effect.
  const page = new DOMParser().parseFromString(html.replace(STYLES, ""), "text/html");
  harmless(page.body);
  return page;
}

function hostFor(content, sheets) {
  const host = el("div", {});
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = sheets;
  root.append(...content);
  root.addEventListener("click", followNote);
  return host;
}

/** The heading of the page, to be focused. */
export function headingOf(host) {
  return host.shadowRoot.querySelector("h1");
}

/** The page's style, with what it says of the document said of the host. */
function sheetFor(style) {
  const sheet = sheetOf(style);
  const retarget = (rules) => {
    for (const rule of rules) {
      if (rule.selectorText === ":root" || rule.selectorText === "html") rule.selectorText = ":host";
      else if (rule.selectorText === "body") rule.selectorText = ".page";
      if (rule.cssRules) retarget(rule.cssRules);
    }
  };
  retarget(sheet.cssRules);
  return sheet;
}

function sheetOf(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  return sheet;
}

/** Takes out of a body what does more than show something. */
function harmless(body) {
  body.querySelectorAll(FORBIDDEN).forEach((node) => node.remove());
  // There is one `main` on the screen already.
  for (const main of body.querySelectorAll("main")) {
    const part = el("div", {});
    part.append(...main.childNodes);
    main.replaceWith(part);
  }
  for (const node of body.querySelectorAll("*")) {
    for (const { name, value } of [...node.attributes]) {
      const address = name === "href" || name === "src" || name === "xlink:href";
      const allowed = address ? /^(#|https?:\/\/|mailto:|data:image\/)/i.test(value) : !name.startsWith("on") && name !== "style";
      if (!allowed) node.removeAttribute(name);
    }
    if (node.localName === "a" && node.getAttribute("href")?.startsWith("http")) {
      node.setAttribute("rel", "noopener noreferrer");
      node.setAttribute("target", "_blank");
    }
  }
}

/** Goes to a note within the page: the browser itself looks for fragments outside of shadow roots alone. */
function followNote(event) {
  const anchor = event.target.closest?.("a[href^='#']");
  if (!anchor) return;
  event.preventDefault();
  const note = event.currentTarget.getElementById(anchor.getAttribute("href").slice(1));
  note?.setAttribute("tabindex", "-1");
  note?.focus();
}
