//! Headings, captions and labels of the page, the board's sheet, Markdown and text.

sentences! {
    prepared_on(date) = "Prepared on {date}";
    check_your_answers() = "Check your answers:";
    /// Read to people who do not see the page.
    at_a_glance() = "At a glance";
    and_more(more) = "and {more} more";
    and_more_below(more) = "and {more} more below";
    contents() = "Contents";
    why() = "Why";
    why_label() = "Why:";
    why_not(option) = "Why not: {option}";
    why_not_the_others() = "Why not the others";
    the_other_options() = "The other options";
    what_it_costs() = "What it costs";
    what_it_means() = "What it means";
    decide_again() = "What would reopen this decision";
    standings() = "Where the options stand. Points add up the reasons. They are not probabilities.";
    option() = "Option";
    points() = "Points";
    /// Behind an option.
    ruled_out_mark() = "(ruled out)";
    /// In place of a bar.
    ruled_out_bar() = "ruled out";
    ruled_out() = "Ruled out";
    ruled_out_options(options) = "Ruled out: {options}";
    waterfall(next) = "The points for each reason, and how the lead over “{next}” adds up.";
    waterfall_alone() = "The points for each reason, and how they add up.";
    brackets() = "Numbers in brackets name the sources. F marks independent evidence.";
    reason() = "Reason";
    points_for(option) = "Points for: {option}";
    /// Headings of narrow columns: the points for the recommendation, for the next option, and the difference.
    it() = "Top";
    next() = "Next";
    lead() = "Lead";
    lead_so_far() = "Lead so far";
    in_all() = "Total";
    next_is(option) = "“Next” is “{option}”.";
    lesser_reasons[reasons](points) =
        "and {reasons} smaller reason, worth {points} in total" | "and {reasons} smaller reasons, worth {points} in total";
    what_decides_it() = "What decides it";
    these_answers_decide() = "These answers decide it";
    no_other_answer() = "With these answers, no other answer can change the result.";
    what_would_change_it() = "What would change it";
    all_smallest_changes() = "Every smallest change, possible or not";
    /// For whoever does not see a chart: a box, and those below it.
    chart_above(title, below) = "{title}, above [{below}]";
    levels(levels) = "The levels: {levels}.";
    area() = "Area";
    level() = "Level";
    not_answered() = "not answered";
    later() = "Later, once these are under way";
    more() = "More";
    also() = "Also:";
    your_answers() = "Your answers";
    answers() = "Answers";
    question() = "Question";
    answer() = "Answer";
    left_open() = "Left open";
    left_open_counted[questions]() = "Left open: {questions} question" | "Left open: {questions} questions";
    find_out_next() = "Find this out next:";
    find_out_next_heading() = "Find this out next";
    depends_on_sources() = "What depends on which sources";
    sources() = "Sources";
    independent_evidence() = "Independent evidence";
    how_to_reproduce() = "How to reproduce this page";
    made_with(rulebook, fingerprint, version) =
        "Rulebook {rulebook}, fingerprint {fingerprint}; leadership-advisor {version}.";
    made_with_rulebook(rulebook, fingerprint) = "Rulebook {rulebook}, fingerprint {fingerprint}";
    byte_for_byte() = "The same rulebook, program, answers and date produce the same page, byte for byte:";
    answers_file() = "The answers, to save as answers.yaml";
}
