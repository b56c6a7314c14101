//! The files of a bundle, made from answers and a brand, and made again from a bundle. No clock has a say in them but the day
//! that stands on the page, so that the same recommendation gives the same bytes.

use leadership_advisor::{Answers, Rulebook};
use leadership_advisor_report::{Brand, recommendation_json};

use super::Files;
use super::manifest::{BrandFiles, FileDigest, LayerFiles, MANIFEST, Manifest, RulebookName, digest};
use crate::date::Date;
use crate::exit::Failure;
use crate::input::Branding;
use crate::output;

const ANSWERS: &str = "answers.yaml";
const BRAND: &str = "brand/brand.yaml";
/// No part of a path is longer.
const LONGEST_NAME: usize = 60;

/// What a recommendation was made of, and what came out.
pub(crate) struct Contents {
    manifest: Manifest,
    files: Files,
}

impl Contents {
    pub(super) fn of(answers: &Answers, branding: &Branding, date: Date) -> Self {
        let rulebook = answers.rulebook();
        let mut files = Files::new();
        let mut layers = Vec::new();
        for (nth, (layer, texts)) in rulebook.layers().iter().zip(rulebook.layer_texts()).enumerate() {
            let folder = format!("rules/{nth}-{}", plain(&layer.id));
            let mut own = Vec::new();
            for (nth, (name, text)) in texts.into_iter().enumerate() {
                let name = plain(name.rsplit(['/', '\\']).next().unwrap_or_default());
                let mut path = format!("{folder}/{name}");
                if files.keys().any(|known| known.eq_ignore_ascii_case(&path)) {
                    path = format!("{folder}/{nth}-{name}");
                }
                files.insert(path.clone(), text.as_bytes().to_vec());
                own.push(path);
            }
            layers.push(LayerFiles { id: layer.id.clone(), version: layer.version.clone(), files: own });
        }
        files.insert(ANSWERS.to_owned(), answers.to_yaml().into_bytes());
        let logo = branding.logo.as_ref().map(|(path, bytes)| {
            let name = plain(&path.file_name().unwrap_or_default().to_string_lossy());
            let path = format!("brand/logo-{name}");
            files.insert(path.clone(), bytes.clone());
            path
        });
        let brand = (!branding.text.is_empty()).then(|| {
            files.insert(BRAND.to_owned(), branding.text.clone());
            BrandFiles { file: BRAND.to_owned(), logo }
        });
        let results = results(answers, &branding.brand, date);
        let names = results.iter().map(|(name, _)| (*name).to_owned()).collect();
        files.extend(results.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())));
        let digests = files
            .iter()
            .map(|(path, bytes)| (path.clone(), FileDigest { bytes: bytes.len() as u64, sha256: digest(bytes) }));
        let manifest = Manifest {
            format: Manifest::FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            date: date.to_string(),
            rulebook: RulebookName {
                id: rulebook.id().to_owned(),
                version: rulebook.version().to_owned(),
                fingerprint: rulebook.fingerprint().to_owned(),
            },
            layers,
            answers: ANSWERS.to_owned(),
            brand,
            results: names,
            files: digests.collect(),
        };
        Contents { manifest, files }
    }

    /// Every file by its path, the manifest too.
    pub(super) fn files(&self) -> Files {
        let mut files = self.files.clone();
        // Only a map with keys that are no strings could fail.
        let manifest = serde_json::to_string_pretty(&self.manifest).unwrap_or_default() + "\n";
        files.insert(MANIFEST.to_owned(), manifest.into_bytes());
        files
    }
}

/// What comes out of some answers, by the names of the files.
pub(crate) fn results(answers: &Answers, brand: &Brand, date: Date) -> Vec<(&'static str, String)> {
    let evaluation = answers.evaluate();
    let analysed = evaluation.analysed(output::PATIENCE);
    let date = date.in_words(brand);
    vec![
        ("result.json", recommendation_json(&analysed)),
        ("page.html", brand.page(&analysed, Some(&date))),
        ("board.html", brand.board(&analysed, &date)),
        ("report.md", brand.markdown(&analysed)),
    ]
}

impl Manifest {
    /// The rulebook, the answers, the brand and the day that the bundle was made of, from its files.
    ///
    /// # Errors
    /// What is wrong with any of them, as it is told of a file of one's own.
    pub(crate) fn inputs(&self, files: &Files) -> Result<(Answers, Brand, Date), Failure> {
        let bytes = |path: &str| files.get(path).map(Vec::as_slice).unwrap_or_default();
        let layers = self.layers.iter().map(|layer| layer.files.iter().map(|path| (path.as_str(), bytes(path))));
        let rulebook = Rulebook::parse_layers(layers)?;
        let answers = rulebook.parse_answers(&self.answers, bytes(&self.answers))?;
        let brand = match &self.brand {
            None => Brand::default(),
            Some(brand) => {
                let logo = |_: &str| match &brand.logo {
                    Some(path) => Ok(bytes(path).to_vec()),
                    None => Err("the bundle holds no logo".to_owned()),
                };
                Brand::parse(&brand.file, bytes(&brand.file), &rulebook, logo)?
            }
        };
        let date = Date::parse(&self.date)
            .map_err(|why| Failure::new(format!("the date of the bundle is none: {why}"), None))?;
        Ok((answers, brand, date))
    }

    /// The names of what came out.
    pub(crate) fn results(&self) -> impl Iterator<Item = &str> {
        self.results.iter().map(String::as_str)
    }
}

/// A name that every file system takes.
fn plain(name: &str) -> String {
    let sign = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' };
    // The ending counts, and it stands last.
    let skipped = name.chars().count().saturating_sub(LONGEST_NAME);
    let plain: String = name.chars().skip(skipped).map(sign).collect();
    let plain = plain.trim_start_matches('.');
    if plain.is_empty() { "file".to_owned() } else { plain.to_owned() }
}
