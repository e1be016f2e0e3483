//! A log that was damaged: as much of it as still fits.

use super::{Edit, Session};
use std::collections::BTreeMap;

impl Session {
    /// The Session that as much of `log` leads to as fits, and how many of its Edits do not.
    ///
    /// An Edit that does not follow from what there is by then is left out, and those after it are tried all the same.
    /// What is kept is numbered anew; of an undo whose Edit is lost, what it did is kept where that fits.
    ///
    /// ```
    /// use postil::session::{Author, Command, Session};
    /// use postil::{Label, Layer, Span};
    ///
    /// let mut session = Session::new("Awa Kone left Paris.");
    /// for (start, end) in [(0, 8), (14, 19)] {
    ///     let spans = vec![Span::new(start, end)];
    ///     let command = Command::Annotate { layer: Layer::Entity, label: Label::from("PERSON"), spans };
    ///     session.perform(&command, &Author::Human(None), 1)?;
    /// }
    /// let rest = session.log()[1..].to_vec();
    /// let (salvaged, lost) = Session::salvage(session.opened(), rest);
    /// assert_eq!((salvaged.annotations().count(), lost), (1, 0));
    /// # Ok::<(), postil::session::EditError>(())
    /// ```
    pub fn salvage(text: &str, log: Vec<Edit>) -> (Self, usize) {
        let mut session = Self::new(text);
        let mut numbers = BTreeMap::new();
        let mut lost = 0;
        for mut edit in log {
            let (old, new) = (edit.number, session.log.len() as u32);
            edit.number = new;
            edit.undoes = edit.undoes.and_then(|number| numbers.get(&number).copied());
            if session.append(edit).is_ok() {
                numbers.insert(old, new);
            } else {
                lost += 1;
            }
        }
        (session, lost)
    }
}

#[cfg(test)]
mod tests {
    use crate::session::{Author, Command, Edit, Session};
    use crate::{Label, Layer, Span};

    const PERSON: Author = Author::Human(None);

    /// Three names one by one; the last is taken back.
    fn log() -> Vec<Edit> {
        let mut session = Session::new("Awa, Bou, Cai");
        for start in [0, 5, 10] {
            let spans = vec![Span::new(start, start + 3)];
            let command = Command::Annotate { layer: Layer::Entity, label: Label::from("PERSON"), spans };
            session.perform(&command, &PERSON, 0).unwrap();
        }
        session.undo(&PERSON, 0).unwrap();
        session.log().to_vec()
    }

    #[test]
    fn a_whole_log_comes_back_as_it_was() {
        let (session, lost) = Session::salvage("Awa, Bou, Cai", log());
        assert_eq!((session.log(), lost), (log().as_slice(), 0));
    }

    #[test]
    fn one_edit_less_leaves_what_does_not_need_it() {
        let cases = [(0, 1, 0, true), (1, 1, 0, true), (2, 2, 1, false), (3, 3, 0, false)];
        for (gone, annotations, lost, can_redo) in cases {
            let mut rest = log();
            rest.remove(gone);
            let (session, counted) = Session::salvage("Awa, Bou, Cai", rest);
            assert_eq!(
                (session.annotations().count(), counted, session.can_redo()),
                (annotations, lost, can_redo),
                "{gone}"
            );
            assert!(session.log().iter().enumerate().all(|(place, edit)| edit.number as usize == place));
        }
    }
}
