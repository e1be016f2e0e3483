//! The clues of one candidate: from its words, its neighbours and the rest of the document.

use super::candidates::Candidate;
use super::clue::{Clue, Clues};
use super::document::Knowledge;
use super::words::{Shape, Word};
use crate::lexicon::names::{Class, Classes};

/// Classes of places of any kind.
const PLACES: [Class; 5] = [Class::Country, Class::Gpe, Class::City, Class::Region, Class::Place];

/// All clues of `candidate`; `surface` is its text.
pub(super) fn clues(words: &[Word], candidate: &Candidate, surface: &str, knowledge: &Knowledge) -> Clues {
    let mut clues = Clues::default();
    let Some(name) = words.get(candidate.words.clone()) else { return clues };
    clues.add(Clue::Always, true);
    listed(name, &mut clues);
    written(name, &mut clues);
    first_part(name, &mut clues);
    last_part(name, &mut clues);
    parts(name, &mut clues);
    clues.add(Clue::Titled, candidate.titled);
    before(words, candidate, &mut clues);
    after(words, candidate, &mut clues);
    knowledge.clues(name, surface, &mut clues);
    clues
}

/// What is known of the name as a whole.
pub(super) fn whole(name: &[Word]) -> Classes {
    match name {
        [word] => word.classes,
        [first, ..] if first.phrase == name.len() => first.phrase_classes,
        _ => Classes::default(),
    }
}

fn listed(name: &[Word], clues: &mut Clues) {
    let classes = whole(name);
    for (class, clue) in [
        (Class::Country, Clue::IsCountry),
        (Class::Gpe, Clue::IsGpe),
        (Class::City, Clue::IsCity),
        (Class::Region, Clue::IsRegion),
        (Class::Place, Clue::IsPlace),
        (Class::Facility, Clue::IsFacility),
        (Class::Organisation, Clue::IsOrganisation),
        (Class::Media, Clue::IsMedia),
        (Class::Demonym, Clue::IsDemonym),
        (Class::Group, Clue::IsGroup),
        (Class::Language, Clue::IsLanguage),
        (Class::Event, Clue::IsEvent),
        (Class::Law, Clue::IsLaw),
        (Class::Product, Clue::IsProduct),
        (Class::Work, Clue::IsWork),
        (Class::Given, Clue::IsGiven),
        (Class::Surname, Clue::IsSurname),
    ] {
        clues.add(clue, classes.has(class));
    }
    clues.add(Clue::IsOrdinary, name.len() == 1 && name.iter().all(|word| word.ordinary));
    clues.add(Clue::IsUnlisted, classes.is_empty() && !name.iter().any(|word| word.ordinary));
}

fn written(name: &[Word], clues: &mut Clues) {
    let capitalised = name.iter().filter(|word| word.is_capitalised()).count();
    let is_mark = |mark: &str| name.iter().any(|word| &*word.text == mark);
    clues.add(Clue::OneWord, capitalised == 1);
    clues.add(Clue::TwoWords, capitalised == 2);
    clues.add(Clue::ThreeWords, capitalised == 3);
    clues.add(Clue::MoreWords, capitalised > 3);
    let is_upper = name.len() == 1 && name.iter().all(|word| word.shape == Shape::Upper);
    let letters = name.first().map_or(0, |word| word.text.chars().count());
    clues.add(Clue::UpperShort, is_upper && letters <= 5);
    clues.add(Clue::UpperLong, is_upper && letters > 5);
    clues.add(Clue::MixedCase, name.iter().any(|word| word.shape == Shape::Mixed));
    clues.add(Clue::HasInitial, name.iter().any(|word| word.shape == Shape::Initial));
    clues.add(Clue::HasHyphen, is_mark("-"));
    clues.add(Clue::HasOf, is_mark("of") || is_mark("for"));
    clues.add(Clue::HasAnd, is_mark("and") || is_mark("&"));
    clues.add(Clue::HasPossessive, is_mark("'s") || is_mark("’s"));
    clues.add(Clue::HasParticle, name.iter().any(|word| word.shape == Shape::Lower && word.has(Class::Particle)));
    clues.add(
        Clue::HasArabicArticle,
        name.iter().any(|word| matches!(&*word.lower, "al" | "el" | "bin" | "ibn" | "abu")),
    );
    clues.add(Clue::InHeadline, name.iter().any(|word| word.headline));
}

fn first_part(name: &[Word], clues: &mut Clues) {
    let Some(first) = name.first().filter(|_| name.len() > 1) else { return };
    let classes = if first.phrase > 0 { first.phrase_classes } else { first.classes };
    clues.add(Clue::FirstGiven, first.has(Class::Given));
    clues.add(Clue::FirstSurname, first.has(Class::Surname));
    clues.add(Clue::FirstOrdinary, first.ordinary && first.phrase == 0);
    clues.add(Clue::FirstDemonym, classes.any(&[Class::Demonym, Class::Group]));
    clues.add(Clue::FirstPlace, classes.any(&PLACES));
    clues.add(Clue::FirstOrganisation, classes.any(&[Class::Organisation, Class::Media]));
    clues.add(Clue::FirstOrganisationHead, first.has(Class::OrganisationHead));
    clues.add(Clue::FirstFacilityHead, first.has(Class::FacilityHead));
    clues.add(Clue::FirstPlaceHead, first.has(Class::PlaceHead));
    clues.add(Clue::FirstEventHead, first.has(Class::EventHead));
    clues.add(Clue::FirstUpper, first.shape == Shape::Upper);
}

fn last_part(name: &[Word], clues: &mut Clues) {
    let head = name.iter().position(|word| matches!(&*word.text, "of" | "for" | "on")).unwrap_or(name.len());
    let Some(last) = head.checked_sub(1).and_then(|place| name.get(place)).filter(|_| name.len() > 1) else { return };
    clues.add(Clue::HeadBeforeOf, head < name.len());
    clues.add(Clue::LastGiven, last.has(Class::Given));
    clues.add(Clue::LastSurname, last.has(Class::Surname));
    clues.add(Clue::LastOrdinary, last.ordinary);
    clues.add(Clue::LastRole, last.has(Class::Role));
    clues.add(Clue::LastPlace, last.classes.any(&PLACES));
    clues.add(Clue::LastUpper, last.shape == Shape::Upper);
    for (class, clue) in [
        (Class::OrganisationTail, Clue::LastOrganisationTail),
        (Class::FacilityTail, Clue::LastFacilityTail),
        (Class::PlaceTail, Clue::LastPlaceTail),
        (Class::EventTail, Clue::LastEventTail),
        (Class::LawTail, Clue::LastLawTail),
        (Class::ProductTail, Clue::LastProductTail),
        (Class::WorkTail, Clue::LastWorkTail),
    ] {
        clues.add(clue, last.has(class));
    }
}

fn parts(name: &[Word], clues: &mut Clues) {
    let capitalised = || name.iter().filter(|word| word.is_capitalised());
    let is_listed = |word: &&Word| word.phrase > 0 || !word.classes.is_empty() || word.ordinary;
    let any_given = capitalised().any(|word| word.has(Class::Given));
    clues.add(Clue::AnyGiven, any_given);
    clues.add(Clue::AnyOrdinary, capitalised().any(|word| word.ordinary));
    clues.add(Clue::AllOrdinary, capitalised().all(|word| word.ordinary));
    clues.add(Clue::AllUnlisted, !capitalised().any(|word| is_listed(&word)));
    clues.add(Clue::GivenAndUnlisted, any_given && name.len() > 1 && !capitalised().any(|word| word.ordinary));
    if let Some(last) = name.last() {
        clues.add(Clue::EndsLikePlace, last.has(Class::PlaceEnding));
        clues.add(Clue::EndsLikePerson, last.has(Class::PersonEnding));
        clues.add(Clue::EndsLikePeople, last.has(Class::PeopleEnding));
    }
    let [only] = name else { return };
    clues.add(Clue::UnlistedOneWord, only.classes.is_empty() && !only.ordinary && only.shape == Shape::Capital);
    clues.add(Clue::OrdinaryOneWord, only.ordinary && !only.initial && !only.headline);
    clues.add(Clue::TailOfOne, super::candidates::is_tail(only.classes));
}

fn before(words: &[Word], candidate: &Candidate, clues: &mut Clues) {
    let start = candidate.words.start;
    let Some(first) = words.get(start) else { return };
    let at = |back: usize| {
        let word = start.checked_sub(back).and_then(|place| words.get(place));
        word.filter(|word| word.sentence == first.sentence)
    };
    clues.add(Clue::StartsSentence, first.initial);
    clues.add(Clue::StartsAlone, first.initial && candidate.words.len() == 1);
    let Some(previous) = at(1) else { return };
    clues.add(preposition(&previous.lower), true);
    clues.add(Clue::AfterLocative, previous.has(Class::Locative));
    clues.add(Clue::AfterArrival, previous.has(Class::Arrival));
    clues.add(Clue::AfterSpeech, previous.has(Class::Speech));
    clues.add(Clue::AfterDemonym, previous.classes.any(&[Class::Demonym, Class::Country]));
    clues.add(Clue::AfterOrganisationNoun, previous.shape == Shape::Lower && previous.has(Class::OrganisationTail));
    let noun = if matches!(&*previous.lower, "of" | "the") { at(2) } else { Some(previous) };
    if matches!(&*previous.lower, "," | "and" | "or" | "&") {
        after_list(at(2), clues);
    }
    let is_upper = first.shape == Shape::Upper && candidate.words.len() == 1;
    let is_unlisted = clues.has(Clue::IsUnlisted);
    clues.add(Clue::UpperAfterThe, is_upper && &*previous.lower == "the");
    clues.add(Clue::UpperMidSentence, is_upper && !first.initial && !first.headline);
    clues.add(Clue::UnlistedAfterIn, is_unlisted && matches!(&*previous.lower, "in" | "near" | "at"));
    let is_place_noun = |word: &Word| word.shape == Shape::Lower && word.has(Class::PlaceTail);
    clues.add(Clue::AfterPlaceNoun, noun.is_some_and(is_place_noun));
}

/// What stands before the comma or "and" before a candidate: its neighbour in a list, maybe.
fn after_list(neighbour: Option<&Word>, clues: &mut Clues) {
    let Some(neighbour) = neighbour.filter(|word| word.is_capitalised()) else { return };
    clues.add(Clue::AfterListedPlace, neighbour.classes.any(&PLACES));
    clues.add(Clue::AfterListedName, neighbour.classes.is_empty() && !neighbour.ordinary);
    clues.add(Clue::AfterListedPerson, neighbour.classes.any(&[Class::Given, Class::Surname, Class::PersonEnding]));
}

fn preposition(lower: &str) -> Clue {
    match lower {
        "the" => Clue::AfterThe,
        "a" | "an" => Clue::AfterA,
        "in" => Clue::AfterIn,
        "at" => Clue::AfterAt,
        "from" => Clue::AfterFrom,
        "to" => Clue::AfterTo,
        "of" => Clue::AfterOf,
        "by" => Clue::AfterBy,
        "with" => Clue::AfterWith,
        "for" => Clue::AfterFor,
        "and" | "or" => Clue::AfterAnd,
        "," | ";" => Clue::AfterComma,
        "(" | "[" => Clue::AfterOpening,
        "\"" | "“" | "‘" | "'" => Clue::AfterQuote,
        "'s" | "’s" | "his" | "her" | "their" | "its" | "our" | "my" | "’" => Clue::AfterPossessive,
        "this" | "that" | "each" | "every" | "no" | "any" | "some" | "all" | "more" | "many" | "two" | "first" => {
            Clue::AfterOrdinal
        }
        _ => Clue::AfterOther,
    }
}

fn after(words: &[Word], candidate: &Candidate, clues: &mut Clues) {
    let end = candidate.words.end;
    let sentence = words.get(candidate.words.start).map(|word| word.sentence);
    let at = |further: usize| words.get(end + further).filter(|word| Some(word.sentence) == sentence);
    let Some(next) = at(0) else {
        clues.add(Clue::BeforeEnd, true);
        return;
    };
    clues.add(Clue::UnlistedBeforePossessive, clues.has(Clue::UnlistedOneWord) && matches!(&*next.lower, "'s" | "’s"));
    clues.add(Clue::Dateline, is_dateline(words, candidate, next, at(1)));
    match &*next.lower {
        "'s" | "’s" | "'" | "’" => clues.add(Clue::BeforePossessive, next.glued),
        "," => after_comma(at(1), clues),
        "(" => {
            let is_short = at(1).is_some_and(|word| matches!(word.shape, Shape::Upper | Shape::Mixed));
            clues.add(Clue::BeforeBracket, true);
            clues.add(Clue::BeforeAcronym, is_short && at(2).is_some_and(|word| &*word.text == ")"));
        }
        "who" | "whose" | "himself" | "herself" => clues.add(Clue::BeforeWho, true),
        "and" | "or" => clues.add(Clue::BeforeAnd, true),
        "in" | "on" | "at" | "from" | "to" | "of" | "for" => clues.add(Clue::BeforeIn, true),
        "-" | "–" => {
            clues.add(Clue::BeforeHyphen, next.glued && clues.has(Clue::IsUnlisted));
            clues.add(
                Clue::BeforeBased,
                next.glued && at(1).is_some_and(|word| matches!(&*word.text, "based" | "born" | "wide")),
            );
        }
        ":" => clues.add(Clue::BeforeColon, true),
        "." | "!" | "?" | ";" => clues.add(Clue::BeforeEnd, true),
        "is" | "was" | "has" | "had" | "have" | "were" | "are" | "will" | "would" | "could" | "did" => {
            clues.add(Clue::BeforeVerb, true);
        }
        _ => after_word(next, clues),
    }
}

/// "BAMAKO, July 3", "Muscat:", "LAGOS (Reuters) -" at the start of a paragraph's first sentence.
fn is_dateline(words: &[Word], candidate: &Candidate, next: &Word, second: Option<&Word>) -> bool {
    let starts = words.get(candidate.words.start).is_some_and(|first| first.initial && !first.ordinary);
    let mark = matches!(&*next.lower, ":" | "-" | "–" | "—" | "--") && !next.glued || &*next.lower == ":";
    let date = &*next.lower == "," && second.is_some_and(|word| word.has(Class::Calendar) || &*word.text == "(");
    starts && (mark || date)
}

fn after_word(next: &Word, clues: &mut Clues) {
    clues.add(Clue::BeforeSpeech, next.has(Class::Speech));
    clues.add(Clue::BeforePeopleNoun, next.has(Class::PeopleNoun));
    clues.add(Clue::BeforeRole, next.classes.any(&[Class::Role, Class::RoleModifier]));
    let is_noun = next.shape == Shape::Lower;
    clues.add(Clue::UnlistedBeforeSpeech, next.has(Class::Speech) && clues.has(Clue::UnlistedOneWord));
    clues.add(Clue::BeforeOrganisationNoun, is_noun && next.has(Class::OrganisationTail));
    clues.add(Clue::BeforePlaceNoun, is_noun && next.has(Class::PlaceTail));
    clues.add(Clue::BeforeFacilityNoun, is_noun && next.has(Class::FacilityTail));
    clues.add(Clue::BeforeEventNoun, is_noun && next.has(Class::EventTail));
    clues.add(Clue::BeforeYear, next.shape == Shape::Number);
    clues.add(Clue::BeforeNoun, next.shape == Shape::Lower && next.has(Class::Ordinary));
}

fn after_comma(next: Option<&Word>, clues: &mut Clues) {
    clues.add(Clue::BeforeComma, true);
    let Some(next) = next else { return };
    clues.add(Clue::BeforeCommaNumber, next.shape == Shape::Number);
    clues.add(
        Clue::BeforeCommaRole,
        next.shape == Shape::Lower && next.classes.any(&[Class::Role, Class::RoleModifier]),
    );
    clues.add(Clue::BeforeWho, matches!(&*next.lower, "who" | "whose"));
    let is_place = next.classes.any(&PLACES) || next.phrase > 0 && next.phrase_classes.any(&PLACES);
    clues.add(Clue::BeforeCommaPlace, is_place && next.is_capitalised());
}
