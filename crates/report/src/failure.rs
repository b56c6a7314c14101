//! Why a command could not do what it was asked to, for machines: where a format was asked for, a failure has it as well.

use serde_json::json;

use crate::json::to_text;

/// As [`findings_json`](crate::findings_json), with one error that stands in no file. Ends in a newline.
pub fn failure_json(message: &str, help: Option<&str>) -> String {
    let finding = json!({
        "code": "failure", "severity": "error", "message": message,
        "file": null, "line": null, "column": null, "help": help,
    });
    to_text(&json!({
        "errors": 1, "warnings": 0, "notes": 0, "omitted": 0, "unproven": 0, "findings": [finding], "allowed": [],
    }))
}

/// As [`findings_sarif`](crate::findings_sarif), of a run that did not come to its results. Ends in a newline.
pub fn failure_sarif(message: &str) -> String {
    let notification = json!({"level": "error", "message": {"text": message}});
    let driver = json!({"name": "advisor", "semanticVersion": env!("CARGO_PKG_VERSION")});
    to_text(&json!({
        "$schema": crate::sarif::SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "invocations": [{"executionSuccessful": false, "toolExecutionNotifications": [notification]}],
            "results": [],
        }],
    }))
}
