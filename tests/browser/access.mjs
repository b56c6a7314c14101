// For everybody: axe on every screen in light and dark, 320 pixels, zoom, forced colors, reduced motion, no script, old browsers.

import fs from "node:fs";
import { createRequire } from "node:module";

import { check, fragmentOf } from "./browser.mjs";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** All rules of axe, and one of WCAG 2.2 that it leaves off. */
const EVERYTHING = { rules: { "target-size": { enabled: true } } };
/** What colors and a narrow screen can change. */
const LOOKS = { runOnly: ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"] };

/** Every screen at a desk, with all of axe: the longest of all checks, and a group of its own. */
export function atADesk(reader) {
  return everyScreen(reader, { width: 1280, colorScheme: "light" }, EVERYTHING);
}

export async function access(reader) {
  await everyScreen(reader, { width: 320, height: 640, colorScheme: "dark" }, LOOKS);
  await zoomed(reader);
  await preferences(reader);
  await withoutScript(reader);
  await oldBrowser(reader);
  await brokenEngine(reader);
  await failingEngine(reader);
  await framed(reader);
}

async function everyScreen(reader, look, rules) {
  // Without motion nothing is half faded when its contrast is measured.
  const visit = await reader.visit("questionnaire.html", { ...look, reducedMotion: "reduce" });
  const { page } = visit;
  await page.evaluate(AXE);
  const name = `at ${look.width} pixels, ${look.colorScheme}`;
  const found = new Map();
  let screens = 0;
  let sideways = "";
  const lookAt = async (what) => {
    screens += 1;
    const violations = await page.evaluate(async (options) => (await window.axe.run(document, { resultTypes: ["violations"], ...options })).violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`), rules);
    if (violations.length > 0) found.set(what, violations);
    if ((await visit.overflow()) > 0) sideways = `${what}: ${await visit.overflow()}`;
  };
  await lookAt("start");
  await visit.start("Axe");
  await lookAt("question");
  for (const summary of await page.locator(".more > summary").all()) await summary.click();
  await page.getByText("is not settled yet").first().waitFor();
  await page.locator("form.question button[type=submit]").click();
  await page.waitForSelector("#error");
  await lookAt("question with mistakes and all parts open");
  await page.locator('input[value="both"]').check({ force: true });
  await page.locator("form.question button[type=submit]").click();
  await page.waitForSelector("input[type=checkbox][name=answer]");
  await lookAt("question with several answers");
  await visit.answerAll({}, (question) => (question.type === "many" ? [question.answers[1].id] : question.answers?.[1]?.id ?? true));
  await lookAt("enough");
  await visit.press("Check your answers");
  await visit.until("review");
  await lookAt("review");
  await visit.press("Change Company name");
  await visit.until("company");
  await lookAt("company");
  await visit.press("Save the change");
  await visit.until("review");
  await visit.press("Copy a link");
  await page.waitForSelector("dialog[open]");
  await lookAt("dialog");
  await page.keyboard.press("Escape");
  await visit.seeResult();
  if (!(await page.evaluate(() => document.querySelector(".tryout").open))) await page.locator(".tryout > summary").click();
  await page.waitForSelector(".ways li, .ways p");
  const row = page.locator(".questions details[data-question=stage]");
  await row.locator("summary").click();
  await row.locator("input:not(:checked)").last().check({ force: true });
  await page.waitForSelector(".banner");
  await page.waitForFunction(() => !document.querySelector(".report-place.stale"));
  await lookAt("result with something tried");
  const small = await page.evaluate(() => [...document.querySelectorAll("button, summary, input")].filter((node) => node.checkVisibility() && Math.min(node.offsetWidth, node.offsetHeight) < 20).map((node) => node.outerHTML.slice(0, 90)));
  check(`controls are big enough to touch ${name}`, small.length === 0, small);
  check(`there is one heading of the first rank ${name}`, (await page.locator("h1").count()) === 1);
  await page.evaluate((fragment) => (location.hash = fragment), fragmentOf('{"rulebook": "revenue-leadership", "company": "Axe", "answers": {"stage": "scaling"}}'));
  await visit.press("Open");
  await visit.until("arrival");
  await lookAt("arrival");
  await page.evaluate(() => (location.hash = "#a=nothing"));
  await page.waitForSelector(".problem");
  await lookAt("start with a link that is none");
  check(`axe finds nothing on ${screens} screens ${name}`, found.size === 0, Object.fromEntries(found));
  check(`nothing is to be scrolled sideways ${name}`, sideways === "", sideways);
  await visit.close();
}

async function zoomed(reader) {
  // 200 % of a window of 1280 by 1024 pixels.
  const visit = await reader.visit("database.html", { width: 640, height: 512, deviceScaleFactor: 2 });
  await visit.start();
  await visit.answerAll({});
  await visit.seeResult();
  check("at 200 % nothing is to be scrolled sideways", (await visit.overflow()) <= 0, await visit.overflow());
  await visit.close();
}

async function preferences(reader) {
  const dark = await reader.visit("database.html", { colorScheme: "dark" });
  const paper = (visit) => visit.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const shade = (color) => color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
  check("dark is dark", shade(await paper(dark)) < 200, await paper(dark));
  await dark.close();

  const forced = await reader.visit("database.html", { forcedColors: "active", reducedMotion: "reduce" });
  await forced.start();
  await forced.page.keyboard.press("1");
  const seen = await forced.page.evaluate(() => {
    const chosen = getComputedStyle(document.querySelector(".option:has(:checked)"));
    return { outline: chosen.outlineStyle, motion: getComputedStyle(document.querySelector(".option")).transitionDuration };
  });
  check("with forced colors the chosen answer has an outline", seen.outline !== "none", seen);
  await forced.close();

  const focus = await reader.visit("database.html");
  await focus.page.keyboard.press("Tab");
  const skip = await focus.page.evaluate(() => ({ name: document.activeElement.textContent, top: document.activeElement.getBoundingClientRect().top }));
  check("the first stop is a link to the content, and can be seen", skip.name === "Skip to the content" && skip.top >= 0, skip);
  await focus.page.keyboard.press("Enter");
  check("it leads there", (await focus.focused()).startsWith("main"));
  await focus.page.keyboard.press("Tab");
  const outline = await focus.page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
  check("the focus can be seen", parseFloat(outline) >= 2, outline);
  await focus.close();
}

async function withoutScript(reader) {
  const context = await reader.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(reader.address("database.html"));
  const said = await page.locator("main").innerText();
  check("without script the page says what it needs", said.includes("needs JavaScript") && said.includes("Which database?"), said);
  await context.close();
}

async function oldBrowser(reader) {
  for (const missing of ["WebAssembly", "DecompressionStream"]) {
    const context = await reader.browser.newContext();
    const page = await context.newPage();
    await page.addInitScript((name) => delete window[name], missing);
    await page.goto(reader.address("database.html"));
    await page.waitForFunction(() => document.title.includes("too old"), null, { timeout: 5000 }).catch(() => {});
    const said = await page.locator("main").innerText();
    check(`a browser without ${missing} is told so`, said.includes(missing) && said.includes("too old"), said);
    await context.close();
  }
}

async function brokenEngine(reader) {
  const whole = reader.read("database.html");
  const broken = whole.replace(/(<script type="text\/plain" id="engine">)[^<]{400}/, "$1");
  fs.writeFileSync(`${reader.pages}/broken.html`, broken);
  const context = await reader.browser.newContext();
  const page = await context.newPage();
  await page.goto(reader.address("broken.html"));
  await page.waitForFunction(() => document.title === "This page cannot start").catch(() => {});
  check("a page that was damaged on its way says that it cannot start", whole !== broken && (await page.title()) === "This page cannot start", await page.title());
  await context.close();
}

async function failingEngine(reader) {
  const visit = await reader.visit("database.html", {
    prepare: () => {
      delete window.Worker;
      const instantiate = WebAssembly.instantiate.bind(WebAssembly);
      WebAssembly.instantiate = async (...all) => {
        const { memory, room, call, last_words } = (await instantiate(...all)).exports;
        const failing = () => {
          if (!window.fail) return call();
          window.fail = false;
          throw new WebAssembly.RuntimeError("unreachable");
        };
        return { exports: { memory, room, last_words, call: failing } };
      };
    },
  });
  const { page } = visit;
  await visit.start();
  const first = await visit.heading();
  await page.locator('input[value="device"]').check({ force: true });
  await page.evaluate(() => (window.fail = true));
  await page.locator("form.question button[type=submit]").click();
  await page.getByText("Something went wrong. Your answers are still here").waitFor();
  check("an engine that fails is said to have failed", (await visit.heading()) === first);
  await page.locator("form.question button[type=submit]").click();
  await visit.past(first);
  check("and the next try succeeds", (await visit.screen()) === "question");
  await visit.close();
}

/** As a viewer of attachments may show it: in a frame without storage, history, downloads and forms. */
async function framed(reader) {
  fs.writeFileSync(`${reader.pages}/framed.html`, '<title>Frame</title><iframe sandbox="allow-scripts" src="database.html" width="800" height="600"></iframe>');
  const context = await reader.browser.newContext();
  const page = await context.newPage();
  await page.goto(reader.address("framed.html"));
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Start" }).click();
  await frame.locator('input[value="device"]').check({ force: true });
  await page.keyboard.press("Enter");
  const second = frame.getByText("How much data do you expect within two years?");
  await second.waitFor({ timeout: 10_000 }).catch(() => {});
  check("it works in a frame that allows scripts and nothing else", (await second.count()) === 1);
  await context.close();
}
