//! One after the other: of several runs that save to one file, each looks at it and writes it before the next one does.
//!
//! What is locked is the folder, since a rename puts another file in the place of the file. The system gives the lock back when
//! a run ends, however it ends. Nobody waits for long: whoever cannot have it, because the file system knows no locks or a run
//! has stopped in the middle, goes on without.

use std::fs::File;
use std::path::Path;

/// Held while a file is looked at and written. Dropped, it is the next one's turn.
pub(crate) struct Turn {
    _folder: Option<File>,
}

/// Waits for the turn to write into the folder of a file, without links.
pub(super) fn take(folder: &Path) -> Turn {
    Turn { _folder: File::open(folder).ok().filter(locked) }
}

#[cfg(unix)]
fn locked(folder: &File) -> bool {
    use std::thread::sleep;
    use std::time::Duration;

    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    /// Two seconds in all; a save takes some milliseconds.
    const ATTEMPTS: u32 = 400;
    const BETWEEN: Duration = Duration::from_millis(5);

    for _ in 0..ATTEMPTS {
        match flock(folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return true,
            Err(Errno::WOULDBLOCK | Errno::INTR) => sleep(BETWEEN),
            Err(_) => return false,
        }
    }
    false
}

#[cfg(not(unix))]
fn locked(_: &File) -> bool {
    false
}
