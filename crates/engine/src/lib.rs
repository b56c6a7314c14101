//! What the browser calls. Texts go through two buffers that stay: the page asks for `room`, writes its request there, and
//! `call`s; the reply is a length of four bytes, lowest first, and so many bytes of UTF-8.
//!
//! Attributes that fix a name in the binary are `unsafe` in this edition, since two such names could clash; there are
//! three here, and no other `unsafe` in the workspace.
#![expect(unsafe_code, reason = "names that the browser calls; no pointer is followed here")]

use std::cell::RefCell;
use std::sync::Once;

use leadership_advisor_web::{Session, reply};

/// A buffer that has grown beyond this gives its room back to the next request.
const MOST_KEPT: usize = 4 << 20;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::default();
    static REQUEST: RefCell<Vec<u8>> = RefCell::default();
    static REPLY: RefCell<Vec<u8>> = RefCell::default();
    /// What the last panic said.
    static PANIC: RefCell<Vec<u8>> = RefCell::default();
}

static HOOK: Once = Once::new();

/// Room for a request of so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    HOOK.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            PANIC.with(|kept| {
                if let Ok(mut kept) = kept.try_borrow_mut() {
                    *kept = framed(&panic.to_string());
                }
            });
        }));
    });
    REQUEST.with_borrow_mut(|request| {
        request.clear();
        request.shrink_to(MOST_KEPT);
        request.resize(length, 0);
        request.as_mut_ptr()
    })
}

/// Answers the request that was written to the room, and says where the reply is. It stays until the next call.
#[unsafe(no_mangle)]
pub extern "C" fn call() -> *const u8 {
    let text = REQUEST.with_borrow(|request| {
        let request = String::from_utf8_lossy(request);
        SESSION.with_borrow_mut(|session| reply(session, &request))
    });
    REPLY.with_borrow_mut(|kept| {
        *kept = framed(&text);
        kept.as_ptr()
    })
}

/// Where the message of the last panic is, in the form of a reply; empty without any.
#[unsafe(no_mangle)]
pub extern "C" fn last_words() -> *const u8 {
    PANIC.with_borrow_mut(|kept| {
        if kept.is_empty() {
            *kept = framed("");
        }
        kept.as_ptr()
    })
}

fn framed(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut framed = length.to_le_bytes().to_vec();
    framed.extend_from_slice(text.as_bytes());
    framed
}
