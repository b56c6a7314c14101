//! `advisor verify`: whether a bundle is whole, and whether the same bytes come out of what is in it.

use leadership_advisor_report::clean;

use crate::args::Verify;
use crate::bundle::{self, Bundle, results};
use crate::exit::{Exit, Failure};
use crate::output;

/// So much of a line that differs is shown.
const SHOWN: usize = 100;

pub(crate) fn run(args: &Verify) -> Result<Exit, Failure> {
    let Bundle { manifest, files, digest } = bundle::read(&args.bundle)?;
    let (answers, brand, date) = manifest.inputs(&files)?;
    let rulebook = answers.rulebook();
    let now = results(&answers, &brand, date);
    let mut out =
        format!("The bundle is whole: {} files, each as it was written. Its digest is\n{digest}\n\n", files.len());
    let mut reasons: Vec<String> = Vec::new();
    if rulebook.fingerprint() != manifest.rulebook.fingerprint {
        reasons.push(format!(
            "The rules in the bundle are not those that it names: their fingerprint is {}, and it names {}.",
            rulebook.fingerprint(),
            clean(&manifest.rulebook.fingerprint)
        ));
    }
    reasons.extend(manifest.misnamed(rulebook));
    let version = env!("CARGO_PKG_VERSION");
    let mut differ = false;
    let known: Vec<&str> = now.iter().map(|(name, _)| *name).collect();
    for name in manifest.results().filter(|name| !known.contains(name)) {
        differ = true;
        out.push_str(&format!("{name}: this program makes no such file\n"));
    }
    for (name, text) in &now {
        let Some(was) = files.get(*name) else {
            differ = true;
            out.push_str(&format!("{name}: not in the bundle\n"));
            continue;
        };
        if was == text.as_bytes() {
            out.push_str(&format!("{name}: the same\n"));
        } else {
            differ = true;
            out.push_str(&difference(name, &String::from_utf8_lossy(was), text));
        }
    }
    if differ && manifest.version != version {
        reasons.push(format!(
            "The bundle was made by leadership-advisor {}, and this is {version}: take that version to get its bytes.",
            clean(&manifest.version)
        ));
    } else if differ && reasons.is_empty() {
        reasons.push(
            "The program, the rules and the answers are those that the bundle names. So a result in it was changed together \
             with its digest, or another build has the same version."
                .to_owned(),
        );
    }
    out.push('\n');
    reasons.iter().for_each(|reason| out.push_str(&format!("{reason}\n")));
    let is_same = !differ && reasons.is_empty();
    out.push_str(if is_same { "The same bytes come out.\n" } else { "Not the same.\n" });
    output::result(&out)?;
    Ok(if is_same { Exit::Done } else { Exit::No })
}

/// Where two texts begin to differ.
fn difference(name: &str, was: &str, now: &str) -> String {
    let same = was.lines().zip(now.lines()).take_while(|(was, now)| was == now).count();
    let line = |text: &str, other: &str| -> String {
        let (line, other) = (text.lines().nth(same).unwrap_or_default(), other.lines().nth(same).unwrap_or_default());
        // A page has few lines, and long ones: what differs is shown with a little before it.
        let alike = line.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        let skipped = alike.saturating_sub(SHOWN / 4);
        let before = if skipped > 0 { "…" } else { "" };
        format!("{before}{}", clean(&line.chars().skip(skipped).take(SHOWN).collect::<String>()))
    };
    format!(
        "{name}: differs from line {} on\n  in the bundle: {}\n  now:           {}\n",
        same + 1,
        line(was, now),
        line(now, was)
    )
}
