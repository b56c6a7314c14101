// The result: the very page of the program, what is tried out beside it, files, link, paper.

import { check } from "./browser.mjs";

export async function result(reader) {
  const visit = await reader.visit("filled.html");
  check("a page with answers says whose they are", (await visit.heading()) === "Answers for Harbour Metrics", await visit.heading());
  await visit.seeResult();
  await sameAsProgram(reader, visit);
  await whatIf(visit);
  await adopt(visit);
  await paper(visit);
  await tryNumber(reader);
  const sight = await visit.close();
  check("the result requests nothing and violates no policy", sight.requests.length <= 2 && sight.violations.length === 0 && sight.errors.length === 0, sight);
}

async function sameAsProgram(reader, visit) {
  const { page } = visit;
  const saved = await visit.download(() => visit.press("Save page"));
  check("the saved page is the program's page, byte for byte", saved.text === reader.read("scale-up.html"), `${saved.text.length} and ${reader.read("scale-up.html").length} letters`);
  check("its name says what it is", /^harbour-metrics-result-\d{4}-\d\d-\d\d\.html$/.test(saved.name), saved.name);
  const shown = await page.evaluate(() => document.querySelector(".report").shadowRoot.querySelector(".page").innerText.replace(/\s+/g, " ").trim());
  const wanted = await page.evaluate((html) => {
    const text = new DOMParser().parseFromString(html.replace(/<style>[^<]*<\/style>/, ""), "text/html").querySelector("h1").textContent;
    return text;
  }, saved.text);
  check("what is shown is that page", shown.includes(wanted) && shown.includes("At a glance"), shown.slice(0, 200));
  const board = await visit.download(() => visit.press("Save board sheet"));
  check("the board sheet is saved", board.text.startsWith("<!DOCTYPE html>") && board.text.includes("Prepared on"));
  for (const example of ["startup", "scale-up", "enterprise"]) {
    const json = await page.evaluate(async (text) => {
      const { answers, company } = await window.advisor.request({ do: "read", text });
      return (await window.advisor.request({ do: "result", answers, company, want: ["json"] })).json;
    }, reader.read(`${example}.yaml`));
    check(`the engine's JSON of ${example} is the program's, byte for byte`, json === reader.read(`${example}.json`), `${json.length} and ${reader.read(`${example}.json`).length} letters`);
  }
  await page.locator(".report a[href^='#source-']").first().click();
  check("marks lead to their notes", await page.evaluate(() => document.querySelector(".report").shadowRoot.activeElement?.id.startsWith("source-")));
}

async function whatIf(visit) {
  const { page } = visit;
  const headline = () => page.locator(".tryout .headline").textContent();
  const points = () => page.locator(".tryout .bars").first().innerText();
  const glance = () => page.evaluate(() => document.querySelector(".report").shadowRoot.querySelector("section.glance").innerHTML);
  const before = { headline: await headline(), points: await points(), glance: await glance(), title: await visit.onReport("h1") };
  const row = page.locator(".questions details[data-question=ceo_wants]");
  await row.locator("summary").click();
  await row.locator('input[value="lead"]').check({ force: true });
  await page.waitForFunction((was) => document.querySelector(".tryout .bars").innerText !== was, before.points);
  check("points move when an answer is tried", (await points()) !== before.points);
  check("the row says that it was changed", (await row.locator(".mark").textContent()) === "changed");
  check("a banner says that it is not the reader's own result", (await page.locator(".banner").textContent()).includes("1 answer changed"));
  const way = page.locator(".ways li").first();
  await way.waitFor();
  const words = await way.locator("p").textContent();
  await way.getByRole("button").click();
  await page.waitForFunction((was) => document.querySelector(".tryout .headline").textContent !== was, before.headline);
  check("“What would change it” changes the headline with one click", (await headline()) !== before.headline, words);
  check("the chart and the cards move at once", (await glance()) !== before.glance);
  await page.waitForFunction((was) => document.querySelector(".report").shadowRoot.querySelector("h1").textContent !== was, before.title);
  await page.waitForFunction(() => !document.querySelector(".report-place.stale"));
  check("the whole page follows", (await visit.onReport("h1")) !== before.title);
  await visit.press("Undo all");
  await page.waitForFunction((was) => document.querySelector(".tryout .headline").textContent === was, before.headline);
  await page.waitForFunction(() => !document.querySelector(".report-place.stale"));
  check("it goes back to the reader's own answers", (await points()) === before.points && (await visit.onReport("h1")) === before.title && (await page.locator(".banner").count()) === 0);
  const open = page.locator(".questions details[data-question=money]");
  await open.locator("summary").click();
  await open.getByRole("button", { name: "I don't know" }).click();
  await page.waitForFunction(() => document.querySelector(".questions details[data-question=money] .given").textContent === "Open");
  check("an answer can be taken back on trial", (await page.locator(".undo").textContent()).includes("1 answer changed"));
  await visit.press("Undo all");
  await page.waitForFunction(() => document.querySelector(".undo").textContent === "");
}

async function tryNumber(reader) {
  const visit = await reader.visit("database.html");
  const { page } = visit;
  await visit.start();
  await visit.answerAll({ place: "servers", volume: 50 });
  await visit.seeResult();
  const row = page.locator(".questions details[data-question=volume]");
  await row.locator("summary").click();
  await row.locator("input").fill("5k");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".undo button");
  check("a number can be tried as people write it", (await row.locator(".given").textContent()) === "5,000 gigabytes", await row.locator(".given").textContent());
  await row.locator("input").fill("plenty");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".questions .error:not(:empty)"));
  check("and what is no number is refused in words", /number/.test(await row.locator(".error").textContent()), await row.locator(".error").textContent());
  await visit.close();
}

async function adopt(visit) {
  const { page } = visit;
  const row = page.locator(".questions details[data-question=money]");
  await row.locator("summary").click();
  await row.locator('input[value="two"]').check({ force: true });
  await page.waitForSelector(".undo button");
  await visit.press("Use these answers");
  await page.waitForFunction(() => document.querySelector(".undo").textContent === "");
  const saved = await visit.download(() => visit.press("Save answers"));
  check("what was tried becomes the answers, and is saved as an answers file", /^ {2}money: two$/m.test(saved.text) && saved.name.endsWith(".yaml"), saved.text.slice(0, 200));
  await visit.press("Copy a link");
  const link = await page.locator("#link").inputValue();
  check("a link carries the answers behind #", /#[az]=[\w-]{20,}$/.test(link), link);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog"));
  check("the focus goes back from the dialog", (await visit.focused()) === "button Copy a link", await visit.focused());
}

async function paper(visit) {
  const { page } = visit;
  await page.emulateMedia({ media: "print" });
  const hidden = await page.evaluate(() => [".top", ".bottom", ".toolbar", ".tryout"].filter((part) => getComputedStyle(document.querySelector(part)).display !== "none"));
  check("on paper there is the result alone", hidden.length === 0, hidden);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const sheets = (pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? []).length;
  check("it prints to PDF on several sheets", pdf.subarray(0, 5).toString() === "%PDF-" && sheets > 3 && sheets < 40, `${sheets} sheets`);
  await page.emulateMedia({ media: "screen" });
}
