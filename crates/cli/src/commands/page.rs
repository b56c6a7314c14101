//! `advisor page`: the questionnaire as a page in one file.

use std::path::PathBuf;

use leadership_advisor_web::Questionnaire;

use crate::args::Page;
use crate::exit::{Exit, Failure};
use crate::{browser, input, output, save};

pub(crate) fn run(rules: &[PathBuf], args: &Page) -> Result<Exit, Failure> {
    let read = rules.iter().chain(&args.answers).chain(&args.brand).map(PathBuf::as_path);
    save::spares(args.output.as_deref(), read)?;
    let rulebook = input::rulebook(rules)?;
    let answers = args.answers.as_ref().map(|path| input::answers(&rulebook, path)).transpose()?;
    let branding = input::brand(args.brand.as_deref(), &rulebook)?;
    save::spares(args.output.as_deref(), branding.logo.iter().map(|(path, _)| path.as_path()))?;
    let questionnaire = Questionnaire::new(&rulebook).with_brand(branding.brand);
    let page = match &answers {
        Some(answers) => questionnaire.with_answers(answers).page(),
        None => questionnaire.page(),
    };
    match args.open {
        true => browser::show(&page, args.output.as_deref())?,
        false => output::result_or_file(args.output.as_deref(), &page)?,
    }
    Ok(Exit::Done)
}
