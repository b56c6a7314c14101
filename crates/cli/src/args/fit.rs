//! What may be typed behind `advisor rules fit`.

use std::path::PathBuf;

use leadership_advisor::FitOptions;

use super::format::FitFormat;

/// Look for the smallest change of points under which the cases of a rulebook come out as expected.
///
/// Most cases first, then the smallest change from today's points, then the fewest rules that change. Each point keeps its
/// sign, and properties stay true. Shows as well what no points can do: there a question or a rule is missing.
#[derive(Debug, clap::Args)]
pub(crate) struct Fit {
    /// The rulebook, a YAML file or a folder of them, and what is laid over it; without it the one of --rules, or the one
    /// that comes with the program
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Fit to the cases of this file, or of the files in this folder, which hold nothing but `cases:`. Without it to the cases
    /// of the rulebook
    #[arg(long, value_name = "PATH")]
    pub(crate) cases: Vec<PathBuf>,

    /// Only the cases of this group and of the groups within it
    #[arg(long, value_name = "GROUP")]
    pub(crate) group: Option<String>,

    /// The least and the most that a rule may give: `--points=-3..4`. Without it the scale that the rulebook declares, or else
    /// the least and the most that its rules give today
    #[arg(long, value_name = "LEAST..MOST", value_parser = scale, allow_hyphen_values = true)]
    pub(crate) points: Option<(i64, i64)>,

    /// Keep the points of this rule as they are
    #[arg(long, value_name = "RULE")]
    pub(crate) keep: Vec<String>,

    /// Wish for expected outcomes to lead by so many points. The wish never costs a case
    #[arg(long, value_name = "POINTS", default_value_t = 1, value_parser = clap::value_parser!(i64).range(1..=1_000))]
    pub(crate) margin: i64,

    /// Change rules of the layers below, too
    #[arg(long)]
    pub(crate) all_layers: bool,

    /// Suggest rules that might be missing, by what they gain on cases that had no say in the choice. Changes nothing
    #[arg(long, conflicts_with_all = ["cross_validate", "write"])]
    pub(crate) suggest: bool,

    /// Leave out each group of cases in turn, fit to the others, and see how well the group is judged: what fitting is worth on
    /// cases that it has not seen. Changes nothing
    #[arg(long, conflicts_with = "write")]
    pub(crate) cross_validate: bool,

    /// Write the new points into the files of the rulebook. Only the numbers change
    #[arg(long)]
    pub(crate) write: bool,

    /// How much work the search may do. It is counted, not timed, so that the result is the same everywhere
    #[arg(long, value_name = "WORK", default_value_t = FitOptions::BUDGET, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000_000))]
    pub(crate) budget: u64,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: FitFormat,
}

/// `-3..4`.
fn scale(text: &str) -> Result<(i64, i64), String> {
    let ends = text.split_once("..").map(|(least, most)| (least.trim().parse(), most.trim().parse()));
    match ends {
        Some((Ok(least), Ok(most))) if in_reach(least) && in_reach(most) => Ok((least, most)),
        _ => Err("write two whole numbers of at most six digits, as in `-3..4`".to_owned()),
    }
}

/// Points are small numbers, and sums of them must not overflow.
fn in_reach(points: i64) -> bool {
    (-999_999..=999_999).contains(&points)
}
