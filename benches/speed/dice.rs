//! Numbers that look thrown and are the same in every run.

/// A sequence of numbers (`SplitMix64`).
pub struct Dice(u64);

impl Dice {
    /// A sequence of its own for every seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// One of several words.
    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.place(words.len())).copied().expect("there is a word to pick")
    }

    /// A place in a list of `length`.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.roll(length as u64)).expect("lists are shorter than memory")
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn happens(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }
}
