// A link that carries the answers. They stand behind the `#`, which browsers send to no server.
//
// `#z=` is an answers file as JSON, deflated and in base64url; `#a=` is the same without compression, for browsers that
// cannot deflate. What a link says is read by the engine as any answers file is; here it only becomes text.

/** Far more than any answers need. A small link can unpack to something huge. */
const MOST_BYTES = 200_000;

/** The address of this page with these answers behind `#`. */
export async function linkTo(answersFile) {
  const bytes = new TextEncoder().encode(JSON.stringify(answersFile));
  const page = location.href.split("#")[0];
  try {
    const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    return `${page}#z=${base64url(await readAll(packed))}`;
  } catch {
    return `${page}#a=${base64url(bytes)}`;
  }
}

/** The text that a link carries, `null` if it carries none. Throws if it cannot be unpacked. */
export async function textOfLink(fragment) {
  if (fragment.length < 2) return null;
  const [, kind, carried] = /^#([az])=(.*)$/s.exec(fragment) ?? [];
  if (!kind) throw new Error("unknown kind of link");
  let bytes = fromBase64url(carried);
  if (kind === "z") bytes = await readAll(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** Takes the answers out of the address, so that they stay in no history. */
export function clearFragment() {
  if (location.hash) history.replaceState(history.state, "", location.href.split("#")[0]);
}

async function readAll(stream) {
  const reader = stream.getReader();
  const pieces = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      await reader.cancel();
      throw new Error("too long");
    }
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function base64url(bytes) {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64url(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
