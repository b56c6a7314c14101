//! The frame of every page: head, look, and a policy that names each style sheet and script by its hash and lets in nothing
//! else. What stands in the frame is the caller's; a logo is the one picture that a page may hold.

use hmac_sha256::Hash;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{imprint, shown};
use crate::base64::base64;
use crate::brand::Brand;

/// The look of all pages.
const STYLE: &str = include_str!("page.css");

/// A page that is to be framed.
pub(super) struct Document<'d> {
    pub(super) title: &'d str,
    pub(super) brand: &'d Brand,
    pub(super) body: &'d Markup,
    /// What it adds of its own, where it is one of a kind.
    pub(super) own: Option<Own>,
}

/// What one kind of page adds.
pub(super) struct Own {
    /// The class of the body, for the style.
    pub(super) class: &'static str,
    pub(super) style: &'static str,
    pub(super) script: &'static str,
}

impl Document<'_> {
    /// The whole page.
    pub(super) fn page(&self) -> String {
        let brands = imprint::style(self.brand);
        let mut styles = vec![STYLE];
        styles.extend(self.own.iter().map(|own| own.style));
        styles.extend((!brands.is_empty()).then_some(brands.as_str()));
        let script = self.own.as_ref().map(|own| own.script);
        let policy = policy(&styles, script, self.brand.logo().is_some());
        let language = self.brand.language();
        let page = html! {
            (DOCTYPE)
            html lang=(language) dir=[imprint::direction(language)] {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="color-scheme" content="light dark";
                    title { (shown(self.title)) }
                    @for style in &styles { style { (PreEscaped(style)) } }
                }
                body class=[self.own.as_ref().map(|own| own.class)] {
                    (self.body)
                    @if let Some(script) = script { script { (PreEscaped(script)) } }
                }
            }
        };
        page.into_string() + "\n"
    }
}

/// What the page may load: these styles and this script by their hashes, and pictures that stand within it if it has one.
fn policy(styles: &[&str], script: Option<&str>, pictures: bool) -> String {
    let styles: String = styles.iter().map(|style| format!(" {}", hash(style))).collect();
    let script = script.map_or_else(String::new, |script| format!("script-src {}; ", hash(script)));
    let pictures = if pictures { "img-src data:; " } else { "" };
    format!("default-src 'none'; style-src{styles}; {pictures}{script}base-uri 'none'; form-action 'none'")
}

/// The SHA-256 of what stands in an element, as a policy names it.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Hash::hash(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::STYLE;

    #[test]
    fn a_browser_takes_the_same_hash() {
        // It reads line ends as `\n` before.
        assert!(!STYLE.contains('\r'), "the style sheet was checked out with other line ends");
    }
}
