//! Making a relation: from the current annotation to another or to words, by keys, pointer or touch.

mod bar;
pub(crate) mod kinds;
pub(crate) mod links;
pub(crate) mod shown;

use crate::desk::{Card, Desk};
use crate::{caret, editing, moving};
pub(crate) use bar::{Chip, RelatingBar};
use kinds::Offer;
use leptos::prelude::*;
use postil::annotation::AnnotationId;
use postil::session::{Command, Session};
use postil::{Label, Layer, Span};

/// The relation that is being made, and what is told of those there are.
#[derive(Clone, Copy)]
pub(crate) struct Relating {
    /// Where it begins, while one is being made.
    pub(crate) from: RwSignal<Option<AnnotationId>>,
    /// Its other end, once that is chosen and the kind is not.
    pub(crate) to: RwSignal<Option<End>>,
    /// The annotation of which the card shows where it can be cut.
    pub(crate) cutting: RwSignal<Option<AnnotationId>>,
    /// The entity, by its first mention, whose mentions the list shows.
    pub(crate) unfolded: RwSignal<Option<AnnotationId>>,
    /// Counts up when the page has been scrolled.
    pub(crate) scrolled: RwSignal<u32>,
}

/// The other end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// An annotation.
    Annotation(AnnotationId),
    /// Words that become one.
    Words(Span),
}

impl Relating {
    /// None is being made.
    pub(crate) fn new() -> Self {
        let none = || RwSignal::new(None);
        Self { from: none(), to: RwSignal::new(None), cutting: none(), unfolded: none(), scrolled: RwSignal::new(0) }
    }

    /// Leaves off what was begun in another document.
    pub(crate) fn forget(self) {
        for begun in [self.from, self.cutting, self.unfolded] {
            begun.set(None);
        }
        self.to.set(None);
    }

    /// Whether the other end is asked for.
    pub(crate) fn is_on(self) -> bool {
        self.from.with_untracked(Option::is_some)
    }
}

/// Begins a relation at the current annotation.
pub(crate) fn begin(desk: Desk) {
    let Some(id) = desk.current.get_untracked() else { return desk.say("Choose an annotation first.") };
    if caret::is_out(desk) {
        caret::end(desk);
    }
    desk.card.set(None);
    desk.relating().to.set(None);
    desk.relating().from.set(Some(id));
    moving::reveal(desk, id);
    desk.say(
        "Choose the other end: click or tap it, or go there with J and K and press Enter; V selects words. Escape leaves.",
    );
}

/// Leaves off, where a relation is being made; the focus goes back to where it would have begun.
pub(crate) fn leave(desk: Desk) {
    let Some(from) = desk.relating().from.get_untracked() else { return };
    end(desk);
    moving::reveal(desk, from);
    desk.say("No relation was made.");
}

fn end(desk: Desk) {
    desk.relating().from.set(None);
    desk.relating().to.set(None);
}

/// Takes the annotation that was pointed at as the other end; gives whether one is asked for.
pub(crate) fn take_mark(desk: Desk, id: AnnotationId) -> bool {
    let Some(from) = desk.relating().from.get_untracked() else { return false };
    if from == id {
        desk.say("A relation leads to another annotation. Escape leaves.");
    } else {
        moving::set_current(desk, Some(id));
        choose_kind(desk, End::Annotation(id));
    }
    true
}

/// Takes words that were selected as the other end; gives whether one is asked for.
pub(crate) fn take_words(desk: Desk, span: Span) -> bool {
    let is_on = desk.relating().is_on();
    if is_on {
        choose_kind(desk, End::Words(span));
    }
    is_on
}

fn choose_kind(desk: Desk, to: End) {
    desk.relating().to.set(Some(to));
    let words = desk.session.with_value(|session| end_words(session, to));
    desk.say(format!("The other end: “{words}”. Choose what it is."));
}

/// Takes what the keyboard is at, words before the current annotation; gives whether an end is asked for.
pub(crate) fn take_current(desk: Desk) -> bool {
    if !desk.relating().is_on() {
        return false;
    }
    if let Some(span) = caret::selected(desk) {
        caret::end(desk);
        return take_words(desk, span);
    }
    desk.current.get_untracked().is_none_or(|id| take_mark(desk, id))
}

/// The kinds that are offered for the two ends: what their layers suggest, then the reader's own that are in use.
fn offers(session: &Session, from: AnnotationId, to: End) -> Vec<Offer> {
    let layer = |id: AnnotationId| session.annotation(id).map(|it| &it.layer);
    let Some(from) = layer(from) else { return Vec::new() };
    let mut offers = kinds::offered(from, if let End::Annotation(id) = to { layer(id) } else { None });
    for relation in session.relations().filter(|it| !kinds::is_known(&it.kind)) {
        let own = Offer { kind: relation.kind.clone(), reversed: false };
        if offers.len() < 9 && !offers.contains(&own) {
            offers.push(own);
        }
    }
    offers
}

/// Makes the relation, as one Edit.
fn relate(desk: Desk, offer: &Offer) {
    let (from, to) = (desk.relating().from.get_untracked(), desk.relating().to.get_untracked());
    let (Some(from), Some(to)) = (from, to) else { return };
    let words = desk.session.with_value(|session| done_words(session, offer, from, to));
    let command = desk.session.with_value(|session| command(session, offer, from, to));
    end(desk);
    if let Command::RelateTo { layer, .. } = &command {
        show_layer(desk, layer.name());
        crate::pane::selection::clear();
    }
    let done = editing::perform(desk, &command);
    moving::settle_on(desk, from);
    desk.say(if done { format!("{words}.") } else { "That relation is there already.".to_owned() });
}

fn command(session: &Session, offer: &Offer, from: AnnotationId, to: End) -> Command {
    let kind = offer.kind.clone();
    match to {
        End::Annotation(to) if offer.reversed => Command::Relate { kind, from: to, to: from },
        End::Annotation(to) => Command::Relate { kind, from, to },
        End::Words(span) => {
            let (layer, label) = made_of(&kind, span.slice(session.article().text()));
            Command::RelateTo { kind, from, layer, label, spans: vec![span] }
        }
    }
}

/// What words become at the end of a relation: a source, or an annotation in a layer of their own.
fn made_of(kind: &str, words: &str) -> (Layer, Label) {
    match kind {
        "source" => {
            let is_name = words.split_whitespace().last().is_some_and(|word| word.starts_with(char::is_uppercase));
            (Layer::Source, (if is_name { "named" } else { "role" }).into())
        }
        "counts" => (Layer::User("counted".to_owned()), "counted".into()),
        own => (Layer::User(own.to_owned()), own.into()),
    }
}

fn done_words(session: &Session, offer: &Offer, from: AnnotationId, to: End) -> String {
    let (start, end) = match to {
        End::Annotation(to) if offer.reversed => (to, End::Annotation(from)),
        to => (from, to),
    };
    let end = end_words(session, end);
    let one = session.annotation(start).map(|it| one_words(&it.layer)).unwrap_or_default();
    kinds::done_words(&offer.kind, &one, &end)
}

fn end_words(session: &Session, end: End) -> String {
    match end {
        End::Annotation(id) => session.annotation(id).map(|it| links::words(session, it)).unwrap_or_default(),
        End::Words(span) => crate::card::shortened(span.slice(session.article().text()), 60),
    }
}

/// One annotation of a layer, in words.
pub(crate) fn one_words(layer: &Layer) -> String {
    match layer {
        Layer::Entity => "Entity".to_owned(),
        Layer::Quotation => "Quotation".to_owned(),
        Layer::Quantity => "Quantity".to_owned(),
        Layer::Source => "Source".to_owned(),
        Layer::User(name) => crate::labels::layer_title(name).to_owned(),
    }
}

/// Goes to the other end of a relation and opens its card.
pub(crate) fn jump(desk: Desk, id: AnnotationId) {
    let layer = desk.session.with_value(|session| session.annotation(id).map(|it| it.layer.name().to_owned()));
    if let Some(layer) = layer {
        show_layer(desk, &layer);
    }
    moving::settle_on(desk, id);
}

fn show_layer(desk: Desk, layer: &str) {
    if !desk.shown.with_untracked(|shown| shown.contains(layer)) {
        crate::command::toggle(desk, layer);
    }
}

/// Whether a card is open that tells of relations itself.
fn has_card(desk: Desk) -> bool {
    matches!(desk.card.get(), Some(Card::Annotation(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_what_the_relation_asks_for() {
        assert_eq!(made_of("source", "the Ministry of Energy"), (Layer::Source, "named".into()));
        assert_eq!(made_of("source", "a neighbour"), (Layer::Source, "role".into()));
        assert_eq!(made_of("counts", "arrests").0.name(), "counted");
        assert_eq!(made_of("blames", "the storm").0.name(), "blames");
    }
}
