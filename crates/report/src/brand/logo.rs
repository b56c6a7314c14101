//! A logo that stands within the page: a PNG, a JPEG, or an SVG that is a picture and nothing else.
//!
//! A browser runs no script in a picture that stands within a page, and the page's policy lets it load nothing. An SVG with
//! either is refused all the same: whoever opens it alone would run what is in it.

use leadership_advisor::Code;
use roxmltree::{Document, ParsingOptions};
use serde::{Deserialize, Serialize};

use crate::base64::base64;

/// A larger logo would make every page heavy.
pub(crate) const MOST_BYTES: usize = 256 << 10;
/// A picture this wide or high is a photograph for print, and slow to show.
const MOST_PIXELS: u32 = 8192;

/// A picture as an address that holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Logo {
    address: String,
}

/// Why something is no logo.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoLogo {
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

impl Logo {
    /// The picture in these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Result<Logo, NoLogo> {
        if bytes.len() > MOST_BYTES {
            return Err(NoLogo {
                code: Code::TooLarge,
                message: format!("the logo is larger than {} KiB", MOST_BYTES >> 10),
                help: "save it smaller: a logo is shown 48 pixels high",
            });
        }
        let kind = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            png(bytes)?;
            "png"
        } else if bytes.starts_with(b"\xFF\xD8\xFF") {
            jpeg(bytes)?;
            "jpeg"
        } else {
            svg(bytes)?;
            "svg+xml"
        };
        Ok(Logo { address: format!("data:image/{kind};base64,{}", base64(bytes)) })
    }

    /// The picture as a `data:` address.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

fn wrong(message: impl Into<String>, help: &'static str) -> NoLogo {
    NoLogo { code: Code::WrongType, message: message.into(), help }
}

const SAVE_ANEW: &str = "open it in a picture editor and save it anew";

/// Width and height stand in the first chunk, and the last one ends the file.
fn png(bytes: &[u8]) -> Result<(), NoLogo> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    match (bytes.get(12..16), number(16), number(20)) {
        (Some(b"IHDR"), Some(width), Some(height)) if bytes.windows(4).any(|four| four == b"IEND") => {
            sizes(width, height)
        }
        _ => Err(wrong("this PNG is cut off", SAVE_ANEW)),
    }
}

/// Width and height stand in the frame's header, behind other segments, each of which says its length.
fn jpeg(bytes: &[u8]) -> Result<(), NoLogo> {
    let short = |at: usize| Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let mut at = 2;
    while let (Some(0xFF), Some(kind)) = (bytes.get(at), bytes.get(at + 1)) {
        // Frames of every coding, and not the tables that have numbers between them.
        if matches!(kind, 0xC0..=0xCF) && !matches!(kind, 0xC4 | 0xC8 | 0xCC) {
            return match (short(at + 5), short(at + 7), bytes.ends_with(b"\xFF\xD9")) {
                (Some(height), Some(width), true) => sizes(width, height),
                _ => break,
            };
        }
        let Some(length) = short(at + 2).filter(|length| *length >= 2) else { break };
        at += 2 + length as usize;
    }
    Err(wrong("this JPEG is cut off", SAVE_ANEW))
}

fn sizes(width: u32, height: u32) -> Result<(), NoLogo> {
    if width == 0 || height == 0 {
        return Err(wrong("the logo has no pixels", SAVE_ANEW));
    }
    if width > MOST_PIXELS || height > MOST_PIXELS {
        let message = format!("the logo has {width} by {height} pixels, and up to {MOST_PIXELS} are taken");
        return Err(NoLogo { code: Code::TooLarge, message, help: "save it smaller: a logo is shown 48 pixels high" });
    }
    Ok(())
}

/// Elements that hold something else than a drawing.
const NO_DRAWING: &[&str] =
    &["script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"];

fn svg(bytes: &[u8]) -> Result<(), NoLogo> {
    let not_one = || wrong("the logo is no PNG, JPEG or SVG", "save it as one of these");
    let text = std::str::from_utf8(bytes).map_err(|_| not_one())?;
    // Entities could multiply, and hide what is looked for below.
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => wrong(
            "this SVG has a document type, which can hide what is in it",
            "delete the part that begins with `<!DOCTYPE`, or save it as \u{201c}plain SVG\u{201d}",
        ),
        _ if !text.contains("<svg") => not_one(),
        error => wrong(format!("this SVG is no XML: {error}"), SAVE_ANEW),
    })?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(not_one());
    }
    let plain = "save it as \u{201c}plain SVG\u{201d}, with everything that it shows inside";
    for node in document.descendants() {
        if node.is_pi() {
            return Err(wrong("this SVG refers to a style sheet of its own", plain));
        }
        let name = node.tag_name().name().to_lowercase();
        // An element of a page can do what pages do: go elsewhere, or send something.
        if node.tag_name().namespace() == Some("http://www.w3.org/1999/xhtml") {
            return Err(wrong(format!("this SVG holds `<{name}>` of a web page, and not a drawing alone"), plain));
        }
        if NO_DRAWING.contains(&name.as_str()) {
            return Err(wrong(format!("this SVG holds `<{name}>`, and not a drawing alone"), plain));
        }
        for attribute in node.attributes() {
            let name = attribute.name().to_lowercase();
            if name.starts_with("on") {
                return Err(wrong(format!("this SVG carries a script: `{name}`"), plain));
            }
            let is_address =
                matches!(name.as_str(), "href" | "src" | "from" | "to" | "by" | "values" | "data" | "ping");
            if refers_elsewhere(attribute.value(), is_address) {
                return Err(wrong(format!("this SVG refers to something outside of it: `{name}`"), plain));
            }
        }
        if name == "style"
            && refers_elsewhere(&node.descendants().filter_map(|node| node.text()).collect::<String>(), false)
        {
            return Err(wrong("the style of this SVG refers to something outside of it", plain));
        }
    }
    Ok(())
}

/// Whether a value leads out of the picture. Parts of itself (`#a`) and pictures within it are no such thing.
fn refers_elsewhere(value: &str, is_address: bool) -> bool {
    // Browsers pass over blanks and control characters in an address, and over case and escapes in a style.
    let value: String =
        value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
    let is_within = |address: &str| {
        let address = address.trim_start_matches(['"', '\'']);
        address.starts_with('#') || ["data:image/png", "data:image/jpeg"].iter().any(|own| address.starts_with(own))
    };
    // Some functions of styles take an address as a text.
    let takes_text = ["image-set(", "image(", "src("].iter().any(|function| value.contains(function));
    let by_style = value.split("url(").skip(1).any(|address| !is_within(address)) || takes_text && value.contains("//");
    let is_plain = |value: &str| is_within(value) || !value.contains([':', '/', '.']) || is_numbers(value);
    by_style
        || value.contains("@import")
        || value.contains('\\')
        || value.contains("javascript:")
        || is_address && !is_plain(&value)
}

/// Numbers with what stands between them, as an animation goes from and to.
fn is_numbers(value: &str) -> bool {
    value.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ';' | '-' | '+' | 'e' | '%'))
}

#[cfg(test)]
mod tests {
    use super::{Code, Logo};

    /// One pixel.
    const PNG: &[u8] =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82";
    const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xC0\0\x0B\x08\0\x10\0\x20\x01\x01\x11\0\xFF\xDA\0\x02\xFF\xD9";

    fn refused(bytes: &[u8]) -> String {
        Logo::of(bytes).err().map(|error| error.message).unwrap_or_default()
    }

    fn svg(inside: &str) -> String {
        refused(format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>{inside}</svg>").as_bytes())
    }

    #[test]
    fn pictures_are_taken() {
        for (bytes, kind) in [(PNG, "png"), (JPEG, "jpeg"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg+xml")] {
            let address = Logo::of(bytes).map(|logo| logo.address().to_owned()).unwrap_or_default();
            assert!(address.starts_with(&format!("data:image/{kind};base64,")), "{kind}: {}", refused(bytes));
        }
        for inside in [
            "<defs><path id='a' d='M0 0'/></defs><use href='#a'/><use xlink:href='#a'/>",
            "<path fill='url(#g)' style='fill: url(#g)'/><style>path { fill: url('#g') } .once { on: 1 }</style>",
            "<image href='data:image/png;base64,aaaa'/><animate values='0.5;1' from='0' to='1'/>",
            "<title>Nordlicht: https://nordlicht.example</title><text>on a page</text>",
        ] {
            assert_eq!(svg(inside), "", "{inside}");
        }
    }

    #[test]
    fn what_is_no_picture_alone_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<SCRIPT/>",
            "<path onload='alert(1)'/>",
            "<path ONCLICK='alert(1)'/>",
            "<a href='javascript:alert(1)'/>",
            "<a xlink:href=' java&#10;script:alert(1)'/>",
            "<a href='&#106;avascript:alert(1)'/>",
            "<image href='https://a.example/b.png'/>",
            "<image href='//a.example/b.png'/>",
            "<image href='b.png'/>",
            "<use href='data:image/svg+xml;base64,aaaa'/>",
            "<foreignObject><div/></foreignObject>",
            "<style>@import 'a.css';</style>",
            "<style>a { fill: u\\72l(https://a.example) }</style>",
            "<style><![CDATA[a { fill: url(https://a.example) }]]></style>",
            "<path style='fill: URL( https://a.example )'/>",
            "<set attributeName='href' to='javascript:alert(1)'/>",
            "<?xml-stylesheet href='a.css'?>",
            "<meta xmlns='http://www.w3.org/1999/xhtml' http-equiv='refresh' content='0;url=https://a.example'/>",
            "<h:form xmlns:h='http://www.w3.org/1999/xhtml' action='https://a.example'/>",
            "<path style='fill: image-set(\"https://a.example/b.png\" 1x)'/>",
            "<a href='#b' ping='https://a.example'/>",
        ] {
            assert!(
                svg(inside).starts_with("this SVG ") || svg(inside).starts_with("the style "),
                "{inside}: {}",
                svg(inside)
            );
        }
        let bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>";
        assert!(refused(bomb.as_bytes()).contains("document type"));
    }

    #[test]
    fn what_is_cut_off_huge_or_something_else_is_refused() {
        for (bytes, message) in [
            (PNG.get(..30).unwrap_or_default(), "this PNG is cut off"),
            (JPEG.get(..12).unwrap_or_default(), "this JPEG is cut off"),
            (b"\xFF\xD8\xFF\xE0\0\0", "this JPEG is cut off"),
            (b"GIF89a", "the logo is no PNG, JPEG or SVG"),
            (b"", "the logo is no PNG, JPEG or SVG"),
            (b"\xFF\xFE<svg", "the logo is no PNG, JPEG or SVG"),
            (b"<html/>", "the logo is no PNG, JPEG or SVG"),
        ] {
            assert_eq!(refused(bytes), message);
        }
        assert!(refused(b"<svg><path></svg>").starts_with("this SVG is no XML"));
        let mut wide = PNG.to_vec();
        wide.splice(16..20, [0, 1, 0, 0]);
        assert!(refused(&wide).contains("65536 by 1 pixels"));
        assert_eq!(Logo::of(&vec![b' '; 300 << 10]).err().map(|error| error.code), Some(Code::TooLarge));
    }
}
