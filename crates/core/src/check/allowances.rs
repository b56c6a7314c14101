//! What an author allows: each entry names a finding that can be allowed.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::draft::Allow;
use crate::rulebook::{Allowance, Scope};

pub(super) fn check(drafts: &[Allow], out: &mut Vec<Diagnostic>) -> Vec<Allowance> {
    let mut allowances = Vec::new();
    for draft in drafts {
        let (name, span) = (&draft.code.value, draft.code.span);
        let can_be_allowed = |code: &&Code| code.severity() != Severity::Error;
        match name.parse::<Code>() {
            Ok(code) if can_be_allowed(&&code) => {
                let scope = draft.within.clone().map_or(Scope::Everything, Scope::Within);
                allowances.push(Allowance { code, reason: draft.reason.clone(), span, scope });
            }
            Ok(code) => {
                let problem =
                    Diagnostic::new(Code::UnknownName, span, format!("`{code}` is an error and cannot be allowed"));
                out.push(problem.help("only warnings and notes can be allowed"));
            }
            Err(_) => {
                let known = Code::ALL.iter().filter(can_be_allowed).map(|code| code.name());
                let problem = Diagnostic::new(Code::UnknownName, span, format!("no finding has the code `{name}`"))
                    .near(name, known);
                out.push(match problem.help {
                    Some(_) => problem,
                    None => problem.help("`advisor rules explain` lists the codes"),
                });
            }
        }
    }
    allowances
}
