//! What a bundle says of itself: what made it, from what, and the digest of each of its files.

use std::collections::BTreeMap;

use leadership_advisor::Rulebook;
use leadership_advisor_report::clean;
use serde::{Deserialize, Serialize};

/// The file that it stands in.
pub(super) const MANIFEST: &str = "bundle.json";
/// The version of its shape.
const FORMAT: u32 = 1;
/// No path that the program writes is longer.
const LONGEST_PATH: usize = 200;

/// What a bundle says of itself.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(super) format: u32,
    /// The version of the program that made it.
    pub(crate) version: String,
    /// The day that stands on the page: `2026-03-31`.
    pub(crate) date: String,
    pub(crate) rulebook: RulebookName,
    /// Lowest first.
    pub(super) layers: Vec<LayerFiles>,
    pub(super) answers: String,
    pub(super) brand: Option<BrandFiles>,
    /// What comes out, and is compared.
    pub(super) results: Vec<String>,
    pub(super) files: BTreeMap<String, FileDigest>,
}

/// The rulebook with all its layers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RulebookName {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) fingerprint: String,
}

/// A layer, and its files in the order in which they are read.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LayerFiles {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) files: Vec<String>,
}

/// The file of the brand, and that of its logo.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BrandFiles {
    pub(super) file: String,
    pub(super) logo: Option<String>,
}

/// How long a file is, and its SHA-256.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileDigest {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Manifest {
    pub(super) const FORMAT: u32 = FORMAT;

    /// Reads it back, or says what is wrong with it. Every file that it names is one that it has a digest of.
    pub(super) fn parse(bytes: &[u8]) -> Result<Manifest, String> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let wrong =
            |error: serde_json::Error| format!("`{MANIFEST}` is not as it is written: {}", clean(&error.to_string()));
        let format: Format = serde_json::from_slice(bytes).map_err(wrong)?;
        if format.format != FORMAT {
            return Err(format!("it has format {}, and this program knows format {FORMAT}", format.format));
        }
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(wrong)?;
        if let Some(path) = manifest.files.keys().find(|path| !is_safe(path)) {
            return Err(format!("`{}` is no path within it", clean(path)));
        }
        let unknown = manifest.named().find(|path| !manifest.files.contains_key(*path)).cloned();
        if let Some(path) = unknown {
            return Err(format!("there is no digest of `{}`", clean(&path)));
        }
        Ok(manifest)
    }

    /// Where the ids and versions that it names are not those of the rules, a sentence for each.
    pub(crate) fn misnamed(&self, rulebook: &Rulebook) -> Vec<String> {
        let named = |id: &str, version: &str| format!("`{}` {}", clean(id), clean(version));
        let whole = (named(&self.rulebook.id, &self.rulebook.version), named(rulebook.id(), rulebook.version()));
        let layers = self.layers.iter().zip(rulebook.layers());
        let layers = layers.map(|(own, layer)| (named(&own.id, &own.version), named(&layer.id, &layer.version)));
        let wrong = std::iter::once(whole).chain(layers).filter(|(own, now)| own != now);
        let mut told: Vec<String> =
            wrong.map(|(own, now)| format!("The bundle names the rules {own}, and those in it are {now}.")).collect();
        // One layer is the whole.
        told.dedup();
        told
    }

    /// Every file that something is made of or that came out.
    fn named(&self) -> impl Iterator<Item = &String> {
        let brand = self.brand.iter().flat_map(|brand| [Some(&brand.file), brand.logo.as_ref()]).flatten();
        let layers = self.layers.iter().flat_map(|layer| &layer.files);
        layers.chain(brand).chain([&self.answers]).chain(&self.results)
    }
}

/// Whether a path leads to a file within the bundle, on every system: small parts of plain signs, none of them hidden.
pub(super) fn is_safe(path: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    path.len() <= LONGEST_PATH && path.split('/').all(is_part)
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    hmac_sha256::Hash::hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{digest, is_safe};

    #[test]
    fn paths_stay_within() {
        ["answers.yaml", "rules/01-acme/00-a_b.yaml", "a/b/c"].iter().for_each(|path| assert!(is_safe(path), "{path}"));
        let long = "a".repeat(300);
        for path in
            ["", "/etc/passwd", "../a", "a/../b", "a//b", ".hidden", "a/.b", "a\\b", "C:x", "ä", "a b", "a/", &long]
        {
            assert!(!is_safe(path), "{path}");
        }
    }

    #[test]
    fn digests_are_those_of_everybody() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
