// The browser, and the hands and eyes of a reader: opening a page, answering, looking at where the focus is.
//
// What is checked stands in the files beside this one.

import { AsyncLocalStorage } from "node:async_hooks";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

const FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" ");

/** What takes longer than this does not come any more. */
const TIMEOUT = 30_000;

const done = { failed: 0, passed: 0 };
/** What the checks under way have said. Several groups run at once, and each is printed when it has ended. */
const said = new AsyncLocalStorage();

/** Runs a group of checks, and prints what they said. */
export async function group(title, checks) {
  const lines = [`== ${title}`];
  const began = Date.now();
  await said.run(lines, async () => {
    await checks().catch((error) => check(`${title} runs to its end`, false, error.stack));
    figure("took", `${((Date.now() - began) / 1000).toFixed(1)} s`);
  });
  console.log(lines.join("\n"));
}

function say(line) {
  const lines = said.getStore();
  if (lines) lines.push(line);
  else console.log(line);
}

/** One line for each check. The run goes on after a failure, so that all of them are seen. */
export function check(what, holds, detail = "") {
  if (holds) done.passed += 1;
  else done.failed += 1;
  say(`${holds ? "ok  " : "FAIL"} ${what}${holds || detail === "" ? "" : `: ${typeof detail === "string" ? detail : JSON.stringify(detail)}`}`);
}

/** A measured figure. It is printed and not judged: machines differ. */
export function figure(what, value) {
  say(`     ${what}: ${value}`);
}

export function outcome() {
  return done;
}

/** The browser with a profile of its own, and the folder with the pages to open in it. */
export async function launch(pages) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return new Reader(browser, pages);
}

export class Reader {
  constructor(browser, pages) {
    this.browser = browser;
    this.pages = pages;
  }

  /** A new reader who has never been here: own storage, own history. */
  async visit(name, { width = 1280, height = 900, colorScheme = "light", fragment = "", prepare = null, ...more } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme, acceptDownloads: true, ...more });
    context.setDefaultTimeout(TIMEOUT);
    const page = await context.newPage();
    const sight = { requests: [], errors: [], violations: [] };
    page.on("request", (request) => sight.requests.push(request.url()));
    page.on("pageerror", (error) => sight.errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && sight.errors.push(message.text()));
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    if (prepare) await page.addInitScript(prepare);
    await page.goto(`${this.address(name)}${fragment}`);
    await page.waitForFunction(() => document.body.dataset.screen !== "loading");
    return new Visit(page, context, sight);
  }

  address(name) {
    return `file://${path.join(this.pages, name)}`;
  }

  read(name) {
    return fs.readFileSync(path.join(this.pages, name), "utf8");
  }
}

export class Visit {
  constructor(page, context, sight) {
    this.page = page;
    this.context = context;
    this.sight = sight;
    this.known = null;
  }

  /** The questions of the page's rulebook, by what they ask. */
  async questions() {
    if (this.known) return this.known;
    const list = await this.page.evaluate(() => JSON.parse(document.getElementById("options").textContent).catalogue.questions);
    this.known = new Map(list.map((question) => [question.ask, question]));
    return this.known;
  }

  screen() {
    return this.page.evaluate(() => document.body.dataset.screen);
  }

  heading() {
    return this.page.locator("main h1").first().textContent();
  }

  async until(screen) {
    await this.page.waitForFunction((wanted) => document.body.dataset.screen === wanted, screen);
  }

  /** Presses a button by its name. */
  async press(name) {
    await this.page.getByRole("button", { name, exact: true }).first().click();
  }

  /** What has the focus, as a screen reader would name it. */
  focused() {
    return this.page.evaluate(() => {
      let node = document.activeElement;
      while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
      return `${node.localName} ${(node.textContent || node.id).trim()}`;
    });
  }

  async start(company = "") {
    if (company) await this.page.fill("#company", company);
    await this.press("Start");
    await this.until("question");
  }

  /** Waits for the screen after the one with this heading. */
  async past(heading) {
    await this.page.waitForFunction((before) => document.querySelector("main h1")?.textContent !== before, heading);
  }

  /** Answers questions by id until the interview ends, with `choose(question)` for all others; `undefined` is "I don't know". */
  async answerAll(known, choose = firstAnswer) {
    const questions = await this.questions();
    const asked = [];
    while ((await this.screen()) === "question") {
      const heading = await this.heading();
      const question = questions.get(heading);
      asked.push(question.id);
      await this.answer(question, question.id in known ? known[question.id] : choose(question));
      await this.past(heading);
    }
    return asked;
  }

  /** Answers the question on the screen with a mouse. */
  async answer(question, answer) {
    const { page } = this;
    if (answer === undefined) {
      await this.press("I don't know");
      return;
    }
    if (question.type === "number") await page.fill("input[name=answer]", String(answer));
    else {
      const values = question.type === "yes_no" ? [answer ? "yes" : "no"] : [answer].flat();
      for (const value of values.length > 0 ? values : ["0"]) await page.locator(`input[name=answer][value="${value}"]`).check({ force: true });
    }
    await page.locator("form.question button[type=submit]").click();
  }

  /** Goes to the result from wherever answers are. */
  async seeResult() {
    await this.press("See the result");
    await this.until("result");
    await this.page.waitForSelector(".report");
  }

  /** The text of something on the result page. */
  onReport(selector) {
    return this.page.locator(`.report ${selector}`).first().textContent();
  }

  /** Gets the file that this makes the browser save. */
  async download(act) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    return { name: download.suggestedFilename(), text: fs.readFileSync(await download.path(), "utf8") };
  }

  /** Opens an answers file through the button. */
  async upload(button, file) {
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.press(button)]);
    await chooser.setFiles(file);
  }

  /** Whether anything has to be scrolled sideways. */
  overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  async close() {
    const violations = await this.page.evaluate(() => window.violations);
    this.sight.violations.push(...violations);
    await this.context.close();
    return this.sight;
  }
}

/** Some answer that every question of this kind takes. */
export function firstAnswer(question) {
  switch (question.type) {
    case "number":
      return question.min ?? 1;
    case "yes_no":
      return true;
    case "many":
      return [question.answers[0].id];
    default:
      return question.answers[0].id;
  }
}

/** `#a=…`, as a link without compression carries a text. */
export function fragmentOf(text) {
  return `#a=${Buffer.from(text, "utf8").toString("base64url")}`;
}
