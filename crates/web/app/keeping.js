// Keeping answers in this browser between visits: only for a reader who said so, and gone when the reader says so.
//
// A browser may have no storage for pages from a disk, may be full, or may throw at the mere mention of it. All of that
// means that nothing is kept.

/** Whether this browser can keep anything. */
export function canKeep() {
  try {
    const probe = "leadership-advisor:probe";
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    return true;
  } catch {
    return false;
  }
}

/** Keeps an interview, as plain data. `false` if it could not be kept. */
export function keep(rulebook, interview) {
  try {
    localStorage.setItem(keyOf(rulebook), JSON.stringify(interview));
    return true;
  } catch {
    return false;
  }
}

/** What was kept for this rulebook, or `null`. Somebody else may have written it: it is read with care. */
export function kept(rulebook) {
  try {
    const interview = JSON.parse(localStorage.getItem(keyOf(rulebook)));
    const fits = interview && typeof interview === "object" && interview.state && typeof interview.state === "object";
    return fits ? interview : null;
  } catch {
    return null;
  }
}

/** Deletes what was kept. */
export function forget(rulebook) {
  try {
    localStorage.removeItem(keyOf(rulebook));
  } catch {
    // Where there is no storage, nothing was kept.
  }
}

function keyOf(rulebook) {
  return `leadership-advisor:${rulebook.id}`;
}
