//! "Did you mean": the nearest of a few known names.

/// Among more names than this none is looked for: thousands of wrong names would each be compared with thousands.
pub(crate) const MOST_NAMES: usize = 500;

/// `did you mean X`, or the whole choice where it is short, or nothing.
pub(crate) fn suggestion<'a>(wrong: &str, right: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut right: Vec<&str> = right.into_iter().take(MOST_NAMES + 1).collect();
    if right.len() > MOST_NAMES {
        return None;
    }
    // A name that is there twice is a mistake of its own.
    let mut seen = std::collections::HashSet::new();
    right.retain(|name| seen.insert(*name));
    if let Some(near) = nearest(wrong, &right) {
        return Some(format!("did you mean `{near}`?"));
    }
    match right.as_slice() {
        [] => None,
        [only] => Some(format!("only `{only}` is known here")),
        few if few.len() <= 12 => Some(format!("expected {}", one_of(few))),
        _ => None,
    }
}

/// `` `a`, `b` or `c` ``
pub(crate) fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// `` `a`, `b` and `c` ``
pub(crate) fn all_of(names: &[&str]) -> String {
    one_of(names).replace(" or ", " and ")
}

/// The nearest of some names, if one is near.
pub(crate) fn nearest<'a>(wrong: &str, right: &[&'a str]) -> Option<&'a str> {
    // A name of hundreds of characters is no typing mistake, and comparing it is slow.
    if wrong.len() > 64 {
        return None;
    }
    let folded = wrong.to_lowercase().replace([' ', '-'], "_");
    right
        .iter()
        .filter(|name| name.len() <= 64)
        .map(|name| (strsim::osa_distance(&folded, &name.replace('-', "_")), *name))
        // A third of the letters may be wrong, and one always.
        .filter(|(distance, name)| *distance <= 1.max(name.chars().count().min(folded.chars().count()) / 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn near_names_are_suggested_and_far_ones_listed() {
        let known = ["growth", "startup", "mature"];
        assert_eq!(suggestion("grwoth", known).as_deref(), Some("did you mean `growth`?"));
        assert_eq!(suggestion("Start-up", ["start_up"]).as_deref(), Some("did you mean `start_up`?"));
        assert_eq!(suggestion("xyz", known).as_deref(), Some("expected `growth`, `startup` or `mature`"));
        assert_eq!(suggestion("xyz", ["home", "home"]).as_deref(), Some("only `home` is known here"));
        assert_eq!(suggestion("xyz", []), None);
    }
}
