//! The order of a loop: exposure and commendation in turn, never two exposures in a row.

/// A page of a loop: where its versions are among the slides of the deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strand {
    /// Positions of its versions.
    pub places: Vec<usize>,
    /// It names a shortcoming.
    pub exposes: bool,
    /// It is there on every day, so that it always stands between two others.
    pub lasts: bool,
}

/// The positions of a loop's slides. Exposures that would follow each other wait for the next page
/// that lasts; where there is none, `between` is played again.
pub fn alternating(strands: Vec<Strand>, between: Option<&Strand>) -> Vec<usize> {
    let mut order: Vec<Strand> = Vec::new();
    let mut waiting: Vec<Strand> = Vec::new();
    let mut parted = true;
    for strand in strands {
        if strand.exposes {
            waiting.push(strand);
        } else {
            parted = parted || strand.lasts;
            order.push(strand);
        }
        if parted && !waiting.is_empty() {
            order.push(waiting.remove(0));
            parted = false;
        }
    }
    for strand in waiting {
        order.extend(between.cloned());
        order.push(strand);
    }
    // The loop begins again: its ends must not both be exposures.
    let begins = order.iter().take_while(|strand| !strand.lasts).any(|strand| strand.exposes);
    let ends = order.iter().rev().take_while(|strand| !strand.lasts).any(|strand| strand.exposes);
    let several = order.iter().filter(|strand| strand.exposes).count() > 1;
    if begins && ends && several {
        order.extend(between.cloned());
    }
    order.into_iter().flat_map(|strand| strand.places).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `e` an exposure, `a`… a page that lasts, `A`… one that does not.
    fn ordered(list: &str) -> String {
        let strand = |(at, mark): (usize, char)| Strand {
            places: vec![at],
            exposes: mark == 'e',
            lasts: mark.is_lowercase() && mark != 'e',
        };
        let between = Strand { places: vec![99], exposes: false, lasts: true };
        let order = alternating(list.chars().enumerate().map(strand).collect(), Some(&between));
        order.iter().map(|at| list.chars().nth(*at).unwrap_or('-')).collect()
    }

    #[test]
    fn two_exposures_never_follow_each_other() {
        for (list, expected) in [
            ("aebc", "aebc"),
            ("eee", "e-e-e-"),
            ("aeeecb", "aecebe"),
            ("aeeec", "aece-e"),
            ("eab", "eab"),
            ("aeBe", "aeB-e"),
            ("e", "e"),
            ("eaea", "eaea"),
            ("eae", "eae-"),
        ] {
            assert_eq!(ordered(list), expected, "{list}");
        }
    }
}
