// How long a reader waits, with the processor slowed down to a quarter as on a mid-range telephone, and what a long session
// takes of memory. Times are printed and only held against what nobody would put up with: machines differ.

import { check, figure } from "./browser.mjs";

const FACTOR = 4;
/** So many answers are timed. */
const ENOUGH = 9;
/** No reader should wait longer than this for anything, on the slowest machine that runs the tests. */
const UNBEARABLE = 15_000;

export async function speed(reader) {
  await waiting(reader, "engine in its worker, which is not slowed down", null);
  await waiting(reader, "engine in the page and slowed down too", () => delete window.Worker);
  await longSession(reader);
}

async function waiting(reader, how, prepare) {
  const context = await reader.browser.newContext({ viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  if (prepare) await page.addInitScript(prepare);
  const client = await context.newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: FACTOR });
  await page.addInitScript(() => {
    window.shown = [];
    window.addEventListener("screen", () => requestAnimationFrame(() => window.shown.push(performance.now())));
  });
  await page.goto(reader.address("questionnaire.html"));
  await page.waitForFunction(() => window.shown.length === 1);
  const start = await page.evaluate(() => window.shown[0]);
  const timed = async (act, screens) => {
    const before = await page.evaluate(() => window.shown.length);
    const from = await act();
    await page.waitForFunction((wanted) => window.shown.length >= wanted, before + screens, { timeout: 60_000 });
    return (await page.evaluate(() => window.shown.at(-1))) - from;
  };
  const pressed = (selector) => () => page.evaluate((wanted) => {
    const now = performance.now();
    document.querySelector(wanted).click();
    return now;
  }, selector);
  const first = await timed(pressed(".begin .primary"), 1);
  const times = [];
  while ((await page.evaluate(() => document.body.dataset.screen)) === "question" && times.length < ENOUGH) {
    await page.evaluate(() => document.querySelector(".option input").click());
    times.push(await timed(pressed("form.question .primary"), 1));
  }
  await timed(pressed("#to-review"), 1);
  const result = await timed(() => page.evaluate(() => {
    const now = performance.now();
    [...document.querySelectorAll("main button")].find((one) => one.textContent === "See the result").click();
    return now;
  }), 1);
  const rest = times.slice(1).sort((one, other) => one - other);
  const ms = (number) => `${number.toFixed(0)} ms`;
  figure(`${how}: first screen`, ms(start));
  figure(`${how}: first question after Start`, ms(first));
  figure(`${how}: first answer, which may have to wait for the engine`, ms(times[0]));
  figure(`${how}: an answer`, `${ms(rest[Math.floor(rest.length / 2)])} at the median of ${rest.length}, ${ms(rest.at(-1))} at the most`);
  figure(`${how}: the result`, ms(result));
  check(`nobody waits forever (${how})`, Math.max(start, first, result, ...times) < UNBEARABLE, { start, first, result, times });
  await context.close();
}

async function longSession(reader) {
  const visit = await reader.visit("questionnaire.html");
  const { page } = visit;
  const client = await visit.context.newCDPSession(page);
  await client.send("Performance.enable");
  const measure = async () => {
    await client.send("HeapProfiler.collectGarbage");
    const { metrics } = await client.send("Performance.getMetrics");
    const engine = await page.evaluate(() => window.advisor.engineMemory());
    return { engine, page: metrics.find((one) => one.name === "JSHeapUsedSize").value };
  };
  await answerWithin(page, 40);
  const early = await measure();
  await answerWithin(page, 160);
  const late = await measure();
  const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  figure("the engine's memory after 40 and 200 answers", `${mega(early.engine)}, ${mega(late.engine)}`);
  figure("the page's memory after 40 and 200 answers", `${mega(early.page)}, ${mega(late.page)}`);
  check("the engine's memory does not grow with the session", late.engine <= early.engine * 1.1, { early, late });
  check("nor does the page's", late.page <= early.page * 1.5 + 2e6, { early, late });
  await visit.close();
}

/** Gives so many answers within the page, beginning anew where an interview ends. */
function answerWithin(page, number) {
  return page.evaluate(async (wanted) => {
    const next = (act) => new Promise((resolve) => {
      window.addEventListener("screen", resolve, { once: true });
      act();
    });
    const press = (selector) => () => document.querySelector(selector).click();
    for (let given = 0; given < wanted; ) {
      const { screen } = document.body.dataset;
      if (screen === "start") await next(press(".begin .primary"));
      else if (screen === "question") {
        document.querySelector(".option input").click();
        await next(press("form.question .primary"));
        given += 1;
      } else {
        document.getElementById("start-over").click();
        await next(press("dialog .primary"));
      }
    }
  }, number);
}
