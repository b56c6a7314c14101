//! What there is to say about several people's answers side by side, and about how the points of two of them differ.

sentences! {
    /// The title. `number` is in words, at the beginning of the sentence: “Two”.
    views_same_result(number) = "{number} views, the same result";
    views_results(number, results) = "{number} views, {results} results";
    change_changes_nothing() = "The change does not change the result";
    change_changes() = "The change changes the result";
    what_changed(about, change) = "{about} · changed: {change}";
    /// The two sides of a change.
    as_it_is() = "as it is";
    changed() = "changed";
    no_difference() = "No difference in what all were asked";
    differences_that_change() = "Differences that change the result";
    differences_that_do_not() = "Differences, none of which changes the result";
    differences_idle_alone() = "Differences that change nothing on their own";
    way_together() = "The shortest path to the same result";
    who() = "Who";
    left_open_answer() = "left open";
    no_result_yet() = "No result yet.";
    /// Somebody's result where options tie.
    result_tie(option, others) = "“{option}”, only by list order, in a tie with {others}.";
    /// The consequence is one of the sentences below.
    if_answered_as[others](people, like, consequence) =
        "If {people} answered as {like} does, {consequence}" | "If {people} answered as {like} do, {consequence}";
    with_this_change(consequence) = "With this change alone, {consequence}";
    result_would_be(headline) = "the result would be: “{headline}”";
    would_come_out_as(decision, option) = "“{decision}” would come out as “{option}”.";
    would_have_no_result(decision) = "“{decision}” would have no result.";
    result_another() = "the result would be different.";
    more_questions[questions](consequence) =
        "{consequence} One more question would come up then, and could change it again."
        | "{consequence} {questions} more questions would come up then, and could change it again.";
    /// Somebody's: “Ada’s”, “Jones’”.
    possessive(name) = "{name}’s";
    possessive_s(name) = "{name}’";
    would_reach[questions](person, whose, answers) =
        "{person} would reach {whose} result with {whose} answer to {answers}."
        | "{person} would reach {whose} result with {whose} answers to {answers}.";
    it_takes_the_change(answers) = "It takes the change to {answers}.";
    or_to(answers) = "Or to {answers}.";
    list_or_to(list, last) = "{list} or to {last}";
    nothing_less() = "Nothing less is enough.";
    not_found_in_time(person, whose) = "We couldn't work out in time what it takes for {person} to reach {whose} result.";
    only_some_asked(questions) = "Only some people were asked this, because of earlier answers: {questions}.";
    and_others[others](list) = "{list} and {others} other" | "{list} and {others} others";

    how_points_differ() = "How the points differ";
    how_points_differ_from(first, second) = "How the points differ, from “{first}” to “{second}”";
    another_outcome(before, after) = "A different outcome: {before} → {after}.";
    /// The same option, and a tie on one side alone; or no outcome, for different reasons.
    outcome_then(before, after) = "{before} → {after}.";
    same_outcome(outcome) = "The same outcome: {outcome}.";
    same_outcome_ahead[before](outcome, after) =
        "The same outcome: {outcome}, ahead by {after} instead of {before} point."
        | "The same outcome: {outcome}, ahead by {after} instead of {before} points.";
    same_outcome_now_ahead[after](outcome) =
        "The same outcome: {outcome}, now ahead by {after} point." | "The same outcome: {outcome}, now ahead by {after} points.";
    same_outcome_alone(outcome) = "The same outcome: {outcome}, now with nothing else in the running.";
    /// Outcomes within the sentences above.
    outcome_in_a_tie(option, others) = "“{option}”, only by list order, in a tie with {others}";
    outcome_none_applies() = "doesn't apply";
    outcome_open() = "no outcome yet";
    outcome_not_covered() = "no outcome, since no rule covers the answers";
    outcome_all_ruled_out() = "no outcome, since every option is ruled out";
    same_list() = "The same list.";
    same_list_other_order() = "The same list in another order.";
    /// Before what came to a list and what left it.
    added() = "new";
    removed() = "gone";
    no_longer_ruled_out() = "(no longer ruled out)";
    what_made_the_difference() = "What made the difference";
    rules_out(option) = "rules out {option}";
    no_longer_rules_out(option) = "no longer rules out {option}";
    and_lesser_reasons[reasons]() = "and {reasons} smaller reason" | "and {reasons} smaller reasons";
}
