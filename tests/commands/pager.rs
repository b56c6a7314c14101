//! A result that is longer than the terminal goes through a pager, and whatever becomes of the pager, nothing is lost.

use crate::advisor::Advisor;
use crate::glass::Glass;
use crate::lunch::LUNCH;

const ANSWERS: &str = "{answers: {hunger: wolf, tastes: [sweet], money: 12, guests: no}}";
const PAGER: &str = "echo PAGED; cat; echo TO THE END\n";

/// What a person sees in a terminal of so many lines where this is the pager.
fn seen(pager: &'static str, arguments: &str, lines: u16) -> String {
    let advisor = Advisor::new().file("lunch.yaml", LUNCH).file("mine.yaml", ANSWERS).file("pager.sh", PAGER);
    let advisor = advisor.environment(&[("NO_COLOR", "1"), ("PAGER", pager)]);
    let (said, code) = Glass::start(&advisor, arguments, (80, lines)).end();
    assert_eq!(code, 0, "{said}");
    said
}

const RECOMMEND: &str = "recommend --rules lunch.yaml mine.yaml";
const COMPARE: &str = "compare --rules lunch.yaml mine.yaml --set money=5";
/// The ends of both texts.
const LAST: [(&str, &str); 2] = [(RECOMMEND, "fingerprint"), (COMPARE, "Where?")];

#[test]
fn what_is_longer_than_the_terminal_is_paged() {
    for (arguments, last) in LAST {
        let said = seen("sh pager.sh", arguments, 12);
        let order =
            ["PAGED", last, "TO THE END"].map(|text| said.find(text).unwrap_or_else(|| panic!("{text}: {said}")));
        assert!(order.is_sorted(), "{said}");
    }
}

#[test]
fn what_fits_or_is_not_to_be_paged_is_not() {
    for (arguments, last) in LAST {
        let unwanted = format!("{arguments} --no-pager");
        for (pager, arguments) in [("sh pager.sh", unwanted.as_str()), ("", arguments), ("cat", arguments)] {
            let said = seen(pager, arguments, 12);
            assert!(said.contains(last) && !said.contains("PAGED"), "{said}");
        }
    }
    let said = seen("sh pager.sh", &format!("{RECOMMEND} --brief"), 24);
    assert!(said.contains("Recommended: Stew") && !said.contains("PAGED"), "{said}");
}

#[test]
fn without_a_pager_that_works_the_text_is_put_out_as_it_is() {
    for pager in ["no-such-pager", "false"] {
        let said = seen(pager, RECOMMEND, 12);
        assert!(said.contains("fingerprint") && said.contains("What should you eat?"), "{said}");
    }
}
