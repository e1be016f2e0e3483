//! The search that the page asked for last, a step at a time: a newer question ends an older one's work.

use postil::find::{Query, Search};
use postil_protocol::FromWorker;

/// The search under way, if there is one.
#[derive(Debug, Default)]
pub struct Finding {
    asked: Option<Asked>,
}

#[derive(Debug)]
struct Asked {
    request: u32,
    text: String,
    search: Search,
}

impl Finding {
    /// Takes up a search in place of the last; says at once what is wrong with a pattern that cannot be looked for.
    pub fn ask(&mut self, request: u32, text: String, query: &Query, say: &mut impl FnMut(FromWorker)) {
        self.asked = match Search::new(query) {
            Ok(search) => Some(Asked { request, text, search }),
            Err(error) => {
                say(FromWorker::Found { request, outcome: Err(error.to_string()) });
                None
            }
        };
    }

    /// Looks at the next bit of the text; says what was found at its end. Whether there is more to do.
    pub fn step(&mut self, say: &mut impl FnMut(FromWorker)) -> bool {
        let Some(mut asked) = self.asked.take() else { return false };
        let goes_on = asked.search.step(&asked.text);
        if goes_on {
            self.asked = Some(asked);
        } else {
            say(FromWorker::Found { request: asked.request, outcome: Ok(asked.search.into_places()) });
        }
        goes_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::Span;

    fn query(pattern: &str) -> Query {
        Query { pattern: pattern.to_owned(), is_expression: true, ..Query::default() }
    }

    #[test]
    fn the_last_question_alone_is_answered_and_a_bad_one_at_once() {
        let (mut finding, mut said) = (Finding::default(), Vec::new());
        let long = "Mali ".repeat(2000);
        finding.ask(1, long.clone(), &query("Gao"), &mut |message| said.push(message));
        assert!(finding.step(&mut |message| said.push(message)), "a long text takes more than one step");
        finding.ask(2, "Mali and Gao".to_owned(), &query("gao"), &mut |message| said.push(message));
        while finding.step(&mut |message| said.push(message)) {}
        finding.ask(3, long, &query("(Gao"), &mut |message| said.push(message));
        assert!(!finding.step(&mut |message| said.push(message)));
        let outcomes: Vec<_> = said
            .iter()
            .map(|message| match message {
                FromWorker::Found { request, outcome } => (*request, outcome.clone().map(|places| places.spans)),
                other => panic!("{other:?}"),
            })
            .collect();
        let broken = Err("character 1: this bracket is never closed".to_owned());
        assert_eq!(outcomes, [(2, Ok(vec![Span::new(9, 12)])), (3, broken)]);
    }
}
