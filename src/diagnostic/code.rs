//! Every kind of finding: its stable name and its severity.

use super::Severity::{self, Error, Note, Warning};

/// Declares the codes: `Variant = "kebab-name", Severity;` with what it finds.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// A kind of finding. Each has a page under `docs/diagnostics/`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the documents.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Stable kebab-case name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => $severity,)+ }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// The file is larger than a record file may be.
    FileTooLarge = "file-too-large", Error;
    /// A symbolic link leads out of the portal.
    LinkOutside = "link-outside", Error;
    /// A file or folder name would leave the output folder or break on some system.
    UnsafeName = "unsafe-name", Error;
    /// A file lies where nothing is read.
    StrayFile = "stray-file", Warning;
    /// A file of records that holds nothing.
    EmptyFile = "empty-file", Error;
    /// The name of a file or folder that keeps its records from being read.
    MisnamedFile = "misnamed-file", Error;
    /// A record that lies in the folder of another kind.
    WrongFolder = "wrong-folder", Error;
    /// The portal has no `portal.yaml`.
    NoPortalFile = "no-portal-file", Error;
    /// Not YAML.
    YamlSyntax = "yaml-syntax", Error;
    /// `：` where `:` was meant.
    FullWidthColon = "full-width-colon", Error;
    /// Nested too deep, or unfolds to too much.
    YamlLimit = "yaml-limit", Error;
    /// A Markdown record does not begin with front matter.
    NoFrontMatter = "no-front-matter", Error;
    /// The same key twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// A key nobody knows.
    UnknownKey = "unknown-key", Error;
    /// A key that must be there is not.
    MissingKey = "missing-key", Error;
    /// A value of the wrong type.
    WrongType = "wrong-type", Error;
    /// A word that is not in the list.
    UnknownWord = "unknown-word", Error;
    /// An id with characters that are not allowed.
    BadId = "bad-id", Error;
    /// A date that does not exist or cannot be read.
    BadDate = "bad-date", Error;
    /// A document number not of the form `机关代字〔2017〕14号`.
    BadDocumentNumber = "bad-document-number", Error;
    /// Two records of one kind with one id.
    DuplicateId = "duplicate-id", Error;
    /// A reference to a record that does not exist.
    UnknownReference = "unknown-reference", Error;
    /// A chain of parents that comes back to its beginning.
    Cycle = "cycle", Error;
    /// Dates in the wrong order.
    DateOrder = "date-order", Error;
    /// A date that lies outside the period it belongs to.
    DateOutside = "date-outside", Error;
    /// Stage weights that do not sum to 100.
    Weights = "weights", Error;
    /// Two lead units on one task.
    TwoLeads = "two-leads", Error;
    /// The supervising unit is the lead unit.
    SupervisorLeads = "supervisor-leads", Error;
    /// The verifier of a closing belongs to the handler's unit.
    VerifierNotIndependent = "verifier-not-independent", Error;
    /// Two holders of one post on one day.
    TwoHolders = "two-holders", Error;
    /// A change whose old value is not the value before it.
    ChangeOldValue = "change-old-value", Error;
    /// An update or closing that contradicts another.
    Contradiction = "contradiction", Error;
    /// A pause, cancellation or carry-over without a document.
    NoDocument = "no-document", Error;
    /// A closing without acceptance standard or evidence.
    ClosingIncomplete = "closing-incomplete", Error;
    /// A declared total that does not reconcile.
    Totals = "totals", Error;
    /// An approval step is missing, rejected or out of order.
    NoApproval = "no-approval", Error;
    /// The approver is the author.
    SelfApproval = "self-approval", Error;
    /// A step of approval taken from a post that nobody held that day.
    VacantApprover = "vacant-approver", Warning;
    /// The subject was not told before publication.
    NotTold = "not-told", Error;
    /// A name published without a naming decision.
    NamingUndecided = "naming-undecided", Error;
    /// Praise of somebody with an open exposure, without a recorded decision.
    PraiseUndecided = "praise-undecided", Error;
    /// A score or grade without the unit that gave it.
    NoAssessor = "no-assessor", Error;
    /// A unit that assesses itself.
    SelfAssessment = "self-assessment", Error;
    /// A period that does not fit the rhythm of its assessment.
    BadPeriod = "bad-period", Error;
    /// Points without what they rest on.
    NoReference = "no-reference", Error;
    /// A bonus above what the method allows.
    OverCap = "over-cap", Warning;
    /// A consequence of an assessment that is not the yearly one.
    ConsequenceNotYearly = "consequence-not-yearly", Error;
    /// A bulletin without its month, or about days after its publication.
    BulletinPeriod = "bulletin-period", Error;
    /// Issues of bulletins with gaps, or a number used twice.
    BulletinIssue = "bulletin-issue", Error;
    /// Two bulletins of a series for one month.
    TwoBulletins = "two-bulletins", Error;
    /// An unannounced visit published before it was made and told.
    VisitAnnounced = "visit-announced", Error;
    /// A problem brought down, or to the same level again.
    EscalationOrder = "escalation-order", Error;
    /// A finding on a promise that a task shows.
    PledgeDecided = "pledge-decided", Error;
    /// A screen's profile that nobody knows.
    UnknownProfile = "unknown-profile", Error;
    /// A panel that cannot hold the rows or sizes asked for, at the distance asked for.
    ImpossibleProfile = "impossible-profile", Error;
    /// A major decision put up for fewer days than the rule asks, without the reason.
    ShortConsultation = "short-consultation", Warning;
    /// An opinion that was not adopted, without the reason.
    OpinionUnexplained = "opinion-unexplained", Error;
    /// Hours of a playlist or a gathering that cannot be read.
    BadHours = "bad-hours", Error;
    /// A playlist without slides.
    EmptyPlaylist = "empty-playlist", Error;
    /// A slide with keys its kind does not have, or without those it needs.
    SlideKeys = "slide-keys", Error;
    /// A playlist or slide that is never played.
    NeverPlayed = "never-played", Warning;
    /// Hours of a day that no playlist covers.
    HoursUncovered = "hours-uncovered", Note;
    /// A loop that takes longer than five minutes.
    LoopTooLong = "loop-too-long", Warning;
    /// A character on a screen that no face has.
    NoGlyph = "no-glyph", Warning;
    /// A text that finds no room on a screen.
    NoRoom = "no-room", Warning;
    /// A title too long for a screen, without a short one.
    NoShortTitle = "no-short-title", Warning;
    /// A working-day clock needs a year without holidays on file.
    NoCalendar = "no-calendar", Error;
    /// A hand-set light without reason, approver or expiry.
    BadOverride = "bad-override", Error;
    /// A required mark of a government site is empty.
    SiteMark = "site-mark", Error;
    /// A link inside the portal that leads nowhere.
    DeadLink = "dead-link", Error;
    /// A picture or attachment that does not exist.
    MissingAsset = "missing-asset", Error;
    /// A file under `assets` that is not what its name says, or that would be run.
    AssetKind = "asset-kind", Error;
    /// A link to a place that pages must not lead to.
    UnsafeLink = "unsafe-link", Error;
    /// Raw HTML in Markdown, which is not shown.
    RawHtml = "raw-html", Warning;
    /// A mark of Markdown that was meant and is none.
    LooseMark = "loose-mark", Warning;
    /// A picture without words for those who cannot see it.
    NoAltText = "no-alt-text", Error;
    /// A child portal whose name or source cannot be used.
    ChildPortal = "child-portal", Error;
    /// Two outputs at one path.
    SamePath = "same-path", Error;
    /// A theme file or token that cannot be used.
    ThemeFile = "theme-file", Error;
    /// A template that cannot be read or asks for what its page does not have.
    Template = "template", Error;
    /// What browsers are told to refuse, in a theme.
    BlockedContent = "blocked-content", Error;
    /// Two theme colours with too little contrast.
    Contrast = "contrast", Error;
    /// A method that does not exist.
    UnknownMethod = "unknown-method", Error;
    /// A pledge by or to a post that nobody held on that day.
    VacantSignatory = "vacant-signatory", Warning;
    /// A rule whose text does not say its threshold.
    RuleText = "rule-text", Warning;
    /// An amount without its unit among amounts that have theirs.
    AmountUnit = "amount-unit", Warning;
    /// Progress below 1 per cent, which looks like a share of one.
    Fraction = "fraction", Warning;
    /// A text longer than its place.
    TooLong = "too-long", Warning;
    /// What `daylight new` wrote for the author to fill in.
    Placeholder = "placeholder", Warning;
    /// An update without text.
    NoText = "no-text", Warning;
    /// A stage without a handler.
    NoHandler = "no-handler", Warning;
    /// A picture larger than pages should carry.
    LargePicture = "large-picture", Warning;
    /// A character that many phones cannot show.
    RareCharacter = "rare-character", Warning;
    /// A child portal without a summary.
    SummaryMissing = "summary-missing", Warning;
    /// A summary of a child portal that cannot be used.
    SummaryUnreadable = "summary-unreadable", Warning;
    /// A plan whose tasks are on the site before the day on which it is published.
    EarlyPlan = "early-plan", Warning;
    /// A day that is so far away that its year seems to be a slip.
    DoubtfulYear = "doubtful-year", Warning;
    /// A task without a lead unit.
    NoLeadUnit = "no-lead-unit", Note;
    /// A post that nobody holds.
    Vacancy = "vacancy", Note;
    /// A problem that nobody was told to solve.
    NoAssignee = "no-assignee", Note;
    /// A number that is missing in a series.
    NumberGap = "number-gap", Note;
    /// Posts or units whose duties overlap.
    Overlap = "overlap", Note;
    /// Tasks of a kind for which the method has no register.
    NoRegister = "no-register", Note;
    /// A record nobody refers to.
    Orphan = "orphan", Note;
    /// A task that was not reported in time.
    Silence = "silence", Note;
    /// A change without a reason.
    NoReason = "no-reason", Note;
    /// Progress that falls without a reason.
    ProgressFalls = "progress-falls", Note;
    /// A task that lacks elements its method requires.
    ElementsMissing = "elements-missing", Note;
    /// A task unfinished at its plan's end, without carry-over, merger or cancellation.
    UnsettledAtEnd = "unsettled-at-end", Note;
    /// A child portal whose figures are old.
    SummaryOld = "summary-old", Note;
    /// A summary of a child portal that does not agree with itself.
    SummaryDoubtful = "summary-doubtful", Note;
    /// Two levels that say different things of one task.
    LevelsDiffer = "levels-differ", Note;
    /// A record of a day that has not come.
    NotYet = "not-yet", Note;
    /// Announced works that are not published.
    NotPublished = "not-published", Note;
}

impl Code {
    /// The code of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}
