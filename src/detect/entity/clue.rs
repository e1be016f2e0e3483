//! Clues: yes-or-no facts about a candidate that speak for or against a type. Their weights are data.

macro_rules! clues {
    ($($name:ident)*) => {
        /// One fact about a candidate. The name says it; groups: what the whole is listed as, how it is written, what its
        /// parts are, what stands before and after it, what the document says elsewhere.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Clue { $($name,)* }

        impl Clue {
            /// All clues, in the order of their bits.
            pub(super) const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name in the file of weights.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }
        }
    };
}

clues! {
    Always
    // What the whole is listed as.
    IsCountry IsGpe IsCity IsRegion IsPlace IsFacility IsOrganisation IsMedia IsDemonym IsGroup IsLanguage
    IsEvent IsLaw IsProduct IsWork IsGiven IsSurname IsOrdinary IsUnlisted
    // How it is written.
    OneWord TwoWords ThreeWords MoreWords UpperShort UpperLong MixedCase HasInitial HasHyphen HasOf HasAnd HasParticle
    HasArabicArticle HasPossessive InHeadline
    // What its parts are.
    FirstGiven FirstSurname FirstOrdinary FirstDemonym FirstPlace FirstOrganisation FirstOrganisationHead
    FirstFacilityHead FirstPlaceHead FirstEventHead FirstUpper
    LastGiven LastSurname LastOrdinary LastRole LastPlace LastUpper
    LastOrganisationTail LastFacilityTail LastPlaceTail LastEventTail LastLawTail LastProductTail LastWorkTail
    AnyGiven AnyOrdinary AllOrdinary AllUnlisted HeadBeforeOf
    EndsLikePlace EndsLikePerson EndsLikePeople UnlistedOneWord
    GivenAndUnlisted OrdinaryOneWord TailOfOne
    // What stands before it.
    Titled AfterThe AfterA AfterIn AfterAt AfterFrom AfterTo AfterOf AfterBy AfterWith AfterFor AfterAnd AfterOther
    AfterLocative AfterArrival AfterSpeech AfterComma AfterPlaceNoun AfterOrdinal AfterPossessive AfterDemonym AfterOpening
    StartsSentence StartsAlone AfterOrganisationNoun AfterListedPlace AfterListedName AfterListedPerson UnlistedAfterIn UpperAfterThe UpperMidSentence AfterQuote
    // What stands after it.
    BeforeSpeech BeforePossessive BeforeComma BeforeCommaNumber BeforeCommaRole BeforeCommaPlace BeforeWho BeforeBracket
    BeforeAcronym BeforeVerb BeforePeopleNoun BeforeNoun BeforeAnd BeforeEnd BeforeHyphen BeforeBased BeforeColon
    BeforeRole BeforeIn BeforeOrganisationNoun BeforePlaceNoun BeforeFacilityNoun BeforeEventNoun BeforeYear Dateline
    UnlistedBeforeSpeech UnlistedBeforePossessive
    // What the document says elsewhere.
    LowerElsewhere CapitalElsewhere StartsOnly PartOfPerson LastOfPerson PartOfOrganisation PartOfPlace FirstOfOther Often Repeated
    IsAcronym
}

/// A set of clues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clues([u64; 3]);

const _: () = assert!(Clue::ALL.len() <= 192);

impl Clues {
    pub(super) fn add(&mut self, clue: Clue, holds: bool) {
        let place = clue as usize;
        if let Some(part) = self.0.get_mut(place / 64) {
            *part |= u64::from(holds) << (place % 64);
        }
    }

    pub(super) const fn has(self, clue: Clue) -> bool {
        self.0[clue as usize / 64] & (1 << (clue as usize % 64)) != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1], self.0[2] | other.0[2]])
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Clue> {
        (0..).step_by(64).zip(self.0).flat_map(|(base, mut rest)| {
            std::iter::from_fn(move || {
                let clue = Clue::ALL.get(base + rest.trailing_zeros() as usize).filter(|_| rest != 0)?;
                rest &= rest - 1;
                Some(*clue)
            })
        })
    }
}
