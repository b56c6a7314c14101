// A page in somebody's own name: the head, the colors in both looks, and a result in their words, which is the program's.

import fs from "node:fs";
import { createRequire } from "node:module";

import { check } from "./browser.mjs";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The colors of `examples/brand/nordlicht.yaml`, as a browser says them. */
const ACCENTS = { light: "rgb(20, 80, 92)", dark: "rgb(111, 199, 184)" };

export async function brand(reader) {
  await head(reader, "light", 1280);
  await head(reader, "dark", 390);
  await ownResult(reader);
}

async function head(reader, colorScheme, width) {
  const visit = await reader.visit("branded.html", { width, colorScheme, reducedMotion: "reduce" });
  const { page } = visit;
  const logo = page.locator(".top .imprint img");
  check(`the head shows the logo with the name (${colorScheme})`, (await logo.getAttribute("alt")) === "Nordlicht Beratung" && (await logo.evaluate((image) => image.naturalWidth > 0)));
  const button = await page.locator("main .primary").first().evaluate((node) => getComputedStyle(node).backgroundColor);
  check(`buttons have its color (${colorScheme})`, button === ACCENTS[colorScheme], button);
  check(`what it leaves out is not below either (${colorScheme})`, (await page.locator("#made-by").textContent()) === "");
  await visit.seeResult();
  await page.evaluate(AXE);
  const rules = { runOnly: ["color-contrast", "target-size", "link-in-text-block", "valid-lang", "image-alt"], resultTypes: ["violations"] };
  const found = await page.evaluate(async (options) => (await window.axe.run(document, options)).violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`), rules);
  check(`its colors can be read on the result (${colorScheme})`, found.length === 0, found);
  check(`nothing is to be scrolled sideways at ${width} pixels`, (await visit.overflow()) <= 0, await visit.overflow());
  const sight = await visit.close();
  check(`the policy lets its style and logo in (${colorScheme})`, sight.violations.length === 0 && sight.errors.length === 0, sight);
}

async function ownResult(reader) {
  const visit = await reader.visit("branded.html");
  const { page } = visit;
  await visit.seeResult();
  check("the result says its language", (await page.evaluate(() => document.querySelector(".report").shadowRoot.querySelector(".page").lang)) === "de");
  check("its closing words stand below", (await visit.onReport(".closing")).includes("Nordlicht Beratung, Hafenstraße 12"));
  const saved = await visit.download(() => visit.press("Save page"));
  check("the saved page is the program's page with that brand, byte for byte", saved.text === reader.read("branded-result.html"), `${saved.text.length} and ${reader.read("branded-result.html").length} letters`);
  await page.locator(".ways li").first().waitFor();
  check("what would change it is told in its words", (await page.locator(".ways li p").first().textContent()).startsWith("Wenn "));
  await visit.close();
}
