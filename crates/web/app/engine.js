// The engine: the advisor's library as WebAssembly, which travels in this page as compressed text and runs in a worker, so
// that the page answers to its reader at all times.
//
// One request, one reply, both JSON; the table of requests is in the README of `crates/web`. The engine keeps the rulebook
// and nothing else, so that it can be started again at any time: that is what happens when it fails.

import { announce, unsay } from "./elements.js";

/** Where messages go: a worker, or this page itself where the browser lets none be made. `waiting` holds what is under way. */
const engine = { post: null, waiting: new Map(), sent: 0, answered: false };

/** After so many milliseconds a reader is told that something is on its way. */
const PATIENCE = 600;
const LATE = "One moment…";

/** What the engine answers instead of a result. `code` is for the app; message, help and `all` (every mistake) are for people. */
export class EngineError extends Error {
  constructor({ code, message, help, all }) {
    super(message);
    this.code = code;
    this.help = help ?? "";
    this.all = all ?? [];
  }

  /** What was refused and what to do, as a sentence: `“a lot” is no whole number: write digits, such as 1200.` */
  sentence() {
    const said = (this.help ? `${this.message}: ${this.help}` : this.message).replaceAll("`", "");
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  }
}

/** Unpacks the engine and gives it the rulebook. Requests may be made at once, and wait until it is open. */
export function openEngine(base64, rulebook) {
  const address = URL.createObjectURL(new Blob([`(${serve})(${room}, self);`], { type: "text/javascript" }));
  try {
    const worker = new Worker(address);
    worker.onmessage = settle;
    // A worker that does not even begin leaves the work to this page.
    worker.onerror = (event) => (engine.answered ? failAll(event.message) : serveHere());
    engine.post = (message) => worker.postMessage(message);
  } catch {
    serveHere();
  }
  return send({ open: { base64: base64.trim(), rulebook } }).finally(() => URL.revokeObjectURL(address));
}

function serveHere() {
  const port = { postMessage: (data) => settle({ data }) };
  serve(room, port);
  // The screen is drawn before the work on it begins.
  engine.post = (data) => setTimeout(() => port.onmessage({ data }), 30);
  for (const [id, { message }] of engine.waiting) engine.post({ id, ...message });
}

function failAll(message) {
  for (const id of [...engine.waiting.keys()]) settle({ data: { id, reply: { error: { code: "internal", message } } } });
}

function settle({ data: { id, reply } }) {
  engine.answered = true;
  engine.waiting.get(id)?.take(reply);
  engine.waiting.delete(id);
}

/** Asks the engine. Throws an [EngineError] where the answer is no, or where the engine failed. */
export async function request(what) {
  const late = setTimeout(() => announce(LATE), PATIENCE);
  try {
    return await send({ what });
  } finally {
    clearTimeout(late);
    unsay(LATE);
  }
}

/** The size of the engine's memory in bytes, for tests. */
export function engineMemory() {
  return send({ memory: true });
}

function send(message) {
  engine.sent += 1;
  const id = engine.sent;
  return new Promise((resolve, reject) => {
    const take = (reply) => (reply.error ? reject(new EngineError(reply.error)) : resolve(reply.ok));
    engine.waiting.set(id, { message, take });
    engine.post({ id, ...message });
  });
}

/** Runs in the worker: takes messages one after another. Its text is sent there, so that it uses nothing from outside. */
function serve(makeRoom, port) {
  const engineRoom = makeRoom();
  let queue = Promise.resolve();
  const reply = async ({ open, memory, what }) => {
    if (open) return engineRoom.open(open);
    return memory ? { ok: engineRoom.memory() } : engineRoom.ask(what);
  };
  const failed = (error) => ({ error: { code: "internal", message: String(error?.message ?? error) } });
  port.onmessage = ({ data }) => {
    queue = queue.then(() => reply(data)).catch(failed).then((said) => port.postMessage({ id: data.id, reply: said }));
  };
}

/** Runs in the worker: the WebAssembly module, its memory, and how texts go in and out. */
function room() {
  const kept = { module: null, exports: null, rulebook: null };
  const textAt = (place) => {
    const { buffer } = kept.exports.memory;
    const at = place >>> 0;
    const length = new DataView(buffer).getUint32(at, true);
    return new TextDecoder().decode(new Uint8Array(buffer, at + 4, length));
  };
  const call = (what) => {
    const bytes = new TextEncoder().encode(JSON.stringify(what));
    const place = kept.exports.room(bytes.length) >>> 0;
    new Uint8Array(kept.exports.memory.buffer, place, bytes.length).set(bytes);
    return JSON.parse(textAt(kept.exports.call()));
  };
  const start = async () => {
    kept.exports = (await WebAssembly.instantiate(kept.module, {})).exports;
    return call({ do: "open", ...kept.rulebook });
  };
  const bytesOf = (base64) => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  };
  return {
    async open({ base64, rulebook }) {
      const packed = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
      kept.module = await WebAssembly.compile(await new Response(packed).arrayBuffer());
      kept.rulebook = rulebook;
      return start();
    },
    async ask(what) {
      try {
        return call(what);
      } catch (trap) {
        // What is left of a failed engine is not used again.
        const message = textAt(kept.exports.last_words()) || String(trap);
        await start();
        return { error: { code: "internal", message } };
      }
    },
    memory: () => kept.exports.memory.buffer.byteLength,
  };
}
