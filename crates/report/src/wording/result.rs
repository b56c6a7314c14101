//! What a result says in sentences, on every face of it.

sentences! {
    /// The result where the rulebook has no headline for it.
    recommended(outcomes) = "Recommended: {outcomes}.";
    recommended_none() = "Recommended: none of these options for now.";
    no_rule_covers() = "No recommendation: no rule covers these answers.";
    no_recommendation_yet() = "No recommendation yet. Answer a few more questions.";
    no_decision_applies() = "No recommendation: none of the decisions applies to these answers.";
    /// Behind the result. Inflected by how many others tie with it.
    doubt_tie[tied](others, first) =
        "It's a tie: {others} has just as many points, and “{first}” comes first only by list order."
        | "It's a tie: {others} have just as many points, and “{first}” comes first only by list order.";
    doubt_close[points](next) =
        "It's a close call: “{next}” is {points} point behind." | "It's a close call: “{next}” is {points} points behind.";
    ignored(questions) = "Not counted because it doesn't apply: {questions}.";
    /// What a decision comes to without one source. The decision is a question: “Who should lead revenue?”
    without_source(decision, source, outcome) = "{decision} Without “{source}”, it would be {outcome}.";
    without_evidence(decision, outcome) =
        "{decision} On the rulebook's own documents alone, without independent evidence, it would be {outcome}.";
    without_some(decision, outcome) = "{decision} Without some evidence, it would be {outcome}.";
    no_result() = "no result";

    not_covered() = "No rule covers these answers, so there is no recommendation.";
    does_not_apply() = "Doesn't apply to your answers.";
    not_enough_answers() = "Not enough answers yet.";
    none_of_these() = "None of these options.";
    follows_from(decision) = "Follows from “{decision}”";
    outcome_follows(outcome, decision) = "{outcome}. Follows from “{decision}”";
    verdict_clear[points](next) =
        "Clear: {points} point ahead of “{next}”." | "Clear: {points} points ahead of “{next}”.";
    verdict_close[points](next) =
        "A close call: {points} point ahead of “{next}”." | "A close call: {points} points ahead of “{next}”.";
    verdict_tie(options, first) = "A tie between {options}. “{first}” comes first only by list order.";
    verdict_only() = "Clear: no other option is left.";
    verdict_none() = "Every option is ruled out.";
    settled_all_answered() = "Settled: you answered every question that applies.";
    settled() = "Settled: nothing you left open can change this.";
    not_settled() = "Not settled: a question you left open could still change this.";
    settled_unproven() = "We couldn't prove whether the questions you left open could change this.";

    why_option(option) = "Why: {option}";
    speaks_for(option) = "The case for “{option}”";
    no_reason_tie() = "No reason favors it. It comes first only by list order.";
    no_reason_only() = "No reason favors it. It is the only option left.";
    no_reason_fewer() = "No reason favors it. The other options have even fewer points.";
    as_many_points(points) = "It has just as many points: {points}.";
    fewer_points[points](recommended) =
        "It has {points} point; the recommendation has {recommended}."
        | "It has {points} points; the recommendation has {recommended}.";
    nothing_favors_it() = "No reason favors it over the recommendation.";
    only_reason_sold() = "The one reason for this comes only from firms that sell services in this field.";
    all_reasons_sold(number) = "All {number} reasons for this come only from firms that sell services in this field.";
    /// `number` is the number in words, at the beginning of the sentence: “Two”. The reasons are quoted and end in a full stop.
    some_reasons_sold[count](number, all, reasons) =
        "One of the {all} reasons comes only from firms that sell services in this field: {reasons}"
        | "{number} of the {all} reasons come only from firms that sell services in this field: {reasons}";

    /// The condition is a clause: “you could afford two executives”.
    way(condition, option) = "If {condition}, we would recommend “{option}”.";
    way_tie(condition, option) =
        "If {condition}, “{option}” would tie for first, with nothing to separate the two.";
    /// Clauses behind “If”.
    answered(answer, question) = "you answered “{answer}” to “{question}”";
    answered_several(answers, question) = "you answered {answers} to “{question}”";
    answered_also(answers, question) = "you also answered {answers} to “{question}”";
    answered_no_longer(answers, question) = "you no longer answered {answers} to “{question}”";
    answered_none(question) = "you answered “none of these” to “{question}”";
    /// Behind a clause of the rulebook's own.
    clause_too(clause) = "{clause} too";
    /// Behind any clause, what the answer gives up.
    clause_instead(clause, answers) = "{clause} (instead of {answers})";
    clause_no_longer(clause, answers) = "{clause} (and no longer {answers})";

    /// Before a list of answers.
    needs_answers(option) = "“{option}” needs these answers:";
    ties_with_answers(option) = "“{option}” would tie, and come first only by list order, with these answers:";
    no_answers_lead(options) = "No answers lead to {options}.";
    reach_unproven(options) = "We couldn't prove what it takes to reach {options}.";
    weights_sampled(share, drawn) =
        "If every weight were off by one, the answer could change. It stayed the same in {share} of {drawn} weightings drawn at random.";
    weights_off_by_one() = "If every weight were off by one, the answer would stay the same.";
    weights_off_by(radius) = "If every weight were off by {radius}, the answer would stay the same.";
    reasons_wrong[reasons]() =
        "If one reason were wrong, the answer could change."
        | "At least {reasons} reasons would have to be wrong to change the answer.";

    owner(owner) = "Owner: {owner}";
    nothing_chosen() = "Nothing stands out in your answers.";
    rulebook_with(rulebook, layers) = "{rulebook} with {layers}";
    layer_mark(layer, title) = "({layer}) marks what comes from “{title}”.";
    layer_removes(removed) = "It removes {removed} of the rules and cases below it.";
    layer_replaces(replaced) = "It replaces {replaced} of the rules and cases below it.";
    layer_removes_and_replaces(removed, replaced) =
        "It removes {removed} and replaces {replaced} of the rules and cases below it.";
}
