// Runs every check in one browser, two visits never sharing anything, and ends with a failure if one of them failed.

import { check, figure, launch, outcome } from "./browser.mjs";
import { access } from "./access.mjs";
import { arrival } from "./arrival.mjs";
import { hostile } from "./hostile.mjs";
import { interview } from "./interview.mjs";
import { result } from "./result.mjs";
import { speed } from "./speed.mjs";

const started = Date.now();
const reader = await launch(process.argv[2]);
try {
  for (const [title, checks] of Object.entries({ interview, result, arrival, hostile, access, speed })) {
    console.log(`== ${title}`);
    const began = Date.now();
    await checks(reader).catch((error) => check(`${title} runs to its end`, false, error.stack));
    figure("took", `${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
} finally {
  await reader.browser.close();
}
const { passed, failed } = outcome();
console.log(`${passed} passed, ${failed} failed, ${((Date.now() - started) / 1000).toFixed(0)} s`);
process.exit(failed === 0 ? 0 : 1);
