//! `advisor rules test`: properties that are proved, and those that answers break.

use crate::advisor::Advisor;
use crate::lunch::LUNCH;

const PROPERTIES: &str = "
properties:
  - {id: hunger-wants-stew, says: The hungrier the more stew., raising: hunger, never_lowers: {meal: stew}, against: soup}
  - {id: wolves-eat-stew, when: {hunger: wolf}, always: {meal: stew}}
  - {id: no-soup, says: Nobody wants soup., never: {meal: soup}}
  - {id: always-home, when: {hunger: wolf}, always: {place: home}}
  - {id: hunger-wants-soup, raising: hunger, never_lowers: {meal: soup}, against: stew}
";

#[test]
fn what_breaks_a_property_is_shown() {
    let advisor = Advisor::new().file("lunch.yaml", format!("{LUNCH}{PROPERTIES}"));
    advisor.run("rules test lunch.yaml").exits(1).snapshot("properties-lunch");
    advisor.run("rules test lunch.yaml --format junit").exits(1).snapshot("properties-junit");
    let json = advisor.run("rules test lunch.yaml --format json").exits(1).json();
    let rulings: Vec<_> =
        json["properties"].as_array().expect("a list").iter().map(|row| row["ruling"].as_str()).collect();
    assert_eq!(rulings, [Some("proved"), Some("proved"), Some("broken"), Some("broken"), Some("broken")]);
    advisor.columns(40).run("rules test lunch.yaml").exits(1).snapshot("properties-lunch-40");
}

#[test]
fn properties_that_hold_are_counted() {
    let (holding, _) = PROPERTIES.split_once("  - {id: no-soup").expect("it is there");
    let run = Advisor::new().file("lunch.yaml", format!("{LUNCH}{holding}")).run("rules test lunch.yaml").exits(0);
    assert_eq!(run.stdout, "2 cases passed\n\n2 properties proved\n");
}
