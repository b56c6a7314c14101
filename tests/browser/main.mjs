// Runs every check in one browser, two visits never sharing anything, and ends with a failure if one of them failed.

import { group, launch, outcome } from "./browser.mjs";
import { access, atADesk } from "./access.mjs";
import { arrival } from "./arrival.mjs";
import { brand } from "./brand.mjs";
import { hostile } from "./hostile.mjs";
import { interview } from "./interview.mjs";
import { result } from "./result.mjs";
import { speed } from "./speed.mjs";

const started = Date.now();
const reader = await launch(process.argv[2]);
const run = (title, checks) => group(title, () => checks(reader));
try {
  await Promise.all([
    run("interview", interview),
    run("result", result).then(() => run("answers from outside", arrival)).then(() => run("hostile", hostile)).then(() => run("in somebody's name", brand)),
    run("every screen at a desk", atADesk),
    run("for everybody", access),
  ]);
  // Nothing else runs while times are taken.
  await run("speed", speed);
} finally {
  await reader.browser.close();
}
const { passed, failed } = outcome();
console.log(`${passed} passed, ${failed} failed, ${((Date.now() - started) / 1000).toFixed(0)} s`);
process.exit(failed === 0 ? 0 : 1);
