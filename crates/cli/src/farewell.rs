//! What is offered when an interview is over and its result has been shown: the page of the result, to be sent or printed.
//!
//! It is offered to a person at a terminal and to nobody else.

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use leadership_advisor::Analysed;
use leadership_advisor_report::{Brand, DIM, Page, clean};

use crate::date::Date;
use crate::exit::Failure;
use crate::{browser, output, save};

/// The lines that the offer and the empty ones around it take on a screen, with the one that the shell then asks in.
pub(crate) const LINES: usize = 6;

/// So often it is asked before silence is taken for a no.
const TIMES_ASKED: usize = 3;

/// Asks whether a page is wanted, and makes it in this file.
pub(crate) fn offer_page(analysed: &Analysed<'_>, path: &Path) -> Result<(), Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(());
    }
    let name = path.display().to_string();
    let name = clean(&name);
    let mut page = Page::new(output::width());
    page.paragraph(0, "Save a page to send or print?");
    page.styled(0, DIM, &format!("y = write {name} · o = write and open it · Enter = no"));
    let question = format!("\n{}", page.finish().trim_end());
    for _ in 0..TIMES_ASKED {
        output::say(&format!("{question} > "))?;
        let mut line = String::new();
        // Whatever cannot be read is a no: the result stands on the screen already, and the answers are saved.
        let read = std::io::stdin().lock().read_line(&mut line).unwrap_or(0);
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => {
                save::write(path, &page_of(analysed))?;
                output::message(&format!("The page is in {name}\n"));
                return Ok(());
            }
            "o" | "open" => return browser::show(&page_of(analysed), Some(path)),
            "" | "n" | "no" | "q" => return Ok(()),
            _ if read == 0 => return Ok(()),
            _ => {}
        }
    }
    Ok(())
}

fn page_of(analysed: &Analysed<'_>) -> String {
    let brand = Brand::default();
    brand.page(analysed, Some(&Date::today().in_words(&brand)))
}
