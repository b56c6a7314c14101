//! What a brand adds to a page: name and logo above it, closing words below, and its colors. A page in nobody's name has
//! nothing of it.

use maud::{Markup, html};

use super::shown;
use crate::brand::Brand;

/// How name, logo and closing words look.
const LOOK: &str = "\
.imprint{display:flex;align-items:center;gap:.9rem;margin:0 0 1.5rem;color:var(--ink);font-weight:650;max-width:none}\
.imprint img{display:block;max-height:3rem;max-width:min(14rem,60%);width:auto;height:auto}\
.closing p{max-width:44rem}\
@media print{.imprint{margin-bottom:.8rem}.closing{break-inside:avoid}}\
@media screen and (prefers-color-scheme:dark){.imprint img{background:#fff;padding:.35rem .5rem;border-radius:6px}}";

impl Brand {
    /// Name or logo as they stand at the head of a page, as HTML. Nothing without either.
    pub fn imprint(&self) -> String {
        head(self).into_string()
    }

    /// The style sheet that goes with it: the look of [`imprint`](Brand::imprint), and the two colors as the property `--accent`, which
    /// text of the page's ground and boxes has enough contrast with. Nothing without any of it.
    pub fn imprint_style(&self) -> String {
        style(self)
    }
}

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: &[&str] = &["ar", "fa", "he", "ur", "yi", "ps", "dv"];

/// The logo, which says the name to those who do not see it, or the name. Nothing without either.
pub(super) fn head(brand: &Brand) -> Markup {
    html! {
        @if let Some(logo) = brand.logo() {
            p.imprint { img src=(logo.address()) alt=(shown(brand.name())); }
        } @else if !brand.name().is_empty() {
            p.imprint { (shown(brand.name())) }
        }
    }
}

/// The closing words. Nothing without any.
pub(super) fn closing(brand: &Brand) -> Markup {
    html! {
        @if brand.closing().next().is_some() {
            section.closing { @for paragraph in brand.closing() { p { (shown(paragraph)) } } }
        }
    }
}

/// The style sheet that goes with it, or nothing. It holds nothing but what stands here and colors that were read as such.
pub(super) fn style(brand: &Brand) -> String {
    let mut style = String::new();
    if brand.logo().is_some() || !brand.name().is_empty() || brand.closing().next().is_some() {
        style.push_str(LOOK);
    }
    if let Some(colors) = brand.colors() {
        let (light, dark) = (colors.on_light, colors.on_dark);
        style.push_str(&format!(
            ":root{{--accent:{light}}}@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}"
        ));
    }
    style
}

/// The direction of writing, where it is not the usual one.
pub(super) fn direction(language: &str) -> Option<&'static str> {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    RIGHT_TO_LEFT.contains(&primary.as_str()).then_some("rtl")
}
