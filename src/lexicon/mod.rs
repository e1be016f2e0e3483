//! Gazetteers, cues, units and titles, compiled from the data files in `lexicons/`.
