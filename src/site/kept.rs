//! What a preview keeps from one look at the portal to the next, so that an edit costs what it
//! changes. Whatever is kept, the site is the one that would be assembled from nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Drawing, Dress, ENGINE, Outcome, Request, Shelf, Site};
use crate::assess::{self, KeptStates};
use crate::diagnostic::{Diagnostic, any_error};
use crate::digest::Digest;
use crate::plan::address::Address;
use crate::plan::view::deck::{Press, Version};
use crate::plan::{Lists, Plan};
use crate::portal::{self, KeptPortal};
use crate::record::{KeptRecords, Records, Since};
use crate::render::html::Templates;
use crate::source::{SourceFile, Sources};
use crate::span::{FileId, Span, Spanned};
use crate::theme::{self, Theme};

/// Everything known from the last look; nothing at first.
#[derive(Default)]
pub struct Kept {
    records: KeptRecords,
    portal: Option<KeptPortal>,
    /// How tasks stood, and in which lists.
    states: Option<(KeptStates, Lists)>,
    theme: Option<KeptTheme>,
    drawings: BTreeMap<Version, Drawing>,
    outputs: Option<KeptShelf>,
}

/// The outputs of a site, while all records keep their ids.
struct KeptShelf {
    /// Where everything planned lies.
    addresses: Vec<Address>,
    /// Digest of the theme.
    theme: [u8; 32],
    outputs: Arc<Shelf>,
    /// Outputs that cannot lie beside others.
    clashes: Vec<Diagnostic>,
}

/// A theme as it was laid together and read.
struct KeptTheme {
    /// Digest of all it depends on.
    made_from: Digest,
    /// Its files that are not the portal's.
    embedded: Vec<Arc<SourceFile>>,
    findings: Vec<Diagnostic>,
    /// Ready, but for what is the same on every page.
    dress: Arc<Dress>,
    /// Ready for the site of this digest.
    told: Option<(Digest, Told)>,
}

/// A theme's templates that know what is the same on every page of a site.
#[derive(Clone)]
struct Told {
    dress: Arc<Dress>,
    /// What they ask of it that it does not have.
    strangers: Vec<Diagnostic>,
}

impl Kept {
    /// The line: sources → records → portal → assessed → plan, with the theme beside it. Of a good
    /// site screens are drawn, and remarks found, by who looks for them.
    pub fn assemble(
        &mut self,
        sources: Sources,
        problems: Vec<Diagnostic>,
        request: &Request,
    ) -> Outcome {
        let outcome = self.look(sources, problems, request);
        let outcome = if any_error(&outcome.problems) { outcome.with_remarks() } else { outcome };
        outcome.settled()
    }

    /// The same, with a site even if there are errors in its outputs or its theme.
    pub(super) fn look(
        &mut self,
        mut sources: Sources,
        mut problems: Vec<Diagnostic>,
        request: &Request,
    ) -> Outcome {
        let (records, since) = self.records.load(&sources, &mut problems);
        if since == Since::Anew {
            self.outputs = None;
        }
        let pinned = records.portal.as_ref().and_then(|portal| portal.as_of);
        let today = request.today.or(pinned.map(|day| day.value)).unwrap_or(request.now);
        problems.extend(assess::out_of_reach(records, today));
        let known = self.portal.take();
        let resolved = portal::resolve_since(records, &sources, (since, known), &mut problems);
        let chosen = chosen(records, request);
        let dress = self.dress(&chosen, &mut sources, &mut problems);
        let site = resolved.zip(dress).map(|((portal, kept), dress)| {
            self.portal = Some(kept);
            let known = self.states.take();
            let assessed = assess::assess_since(portal, today, known.as_ref().map(|(it, _)| it));
            let judged = known.as_ref().map(|(states, _)| states.judged_since(&assessed));
            let known = known.map(|(_, lists)| lists);
            let states = KeptStates::of(&assessed);
            let press = Press { engine: ENGINE, faces: &request.faces.fingerprint() };
            let known = known.zip(judged.as_deref());
            let plan = Plan::since(assessed, known, &dress.theme.words, request.base_url, press);
            self.states = Some((states, plan.lists().clone()));
            let Told { dress, strangers } = self.told(&dress, &plan);
            problems.extend(strangers);
            let drawings = self.drawings(&plan);
            let outputs = self.outputs(&plan, &dress.theme, &sources, &mut problems);
            let ground = Digest::of_value(&(ENGINE, dress.theme.digest, &plan.site));
            let (faces, sources) = (request.faces.clone(), sources.clone());
            Site { plan, dress, sources, outputs, drawings, faces, ground }
        });
        Outcome { sources, problems, site }
    }

    /// Every output by its path: as it was, if all records kept their ids and nothing came or went.
    fn outputs(
        &mut self,
        plan: &Plan,
        theme: &Theme,
        sources: &Sources,
        problems: &mut Vec<Diagnostic>,
    ) -> Arc<Shelf> {
        let known = self
            .outputs
            .take()
            .filter(|kept| kept.theme == theme.digest && kept.addresses == plan.addresses());
        let kept = known.unwrap_or_else(|| {
            let (outputs, clashes) = Shelf::of(plan, theme, sources);
            let addresses = plan.addresses().to_vec();
            KeptShelf { addresses, theme: theme.digest, outputs: Arc::new(outputs), clashes }
        });
        problems.extend(kept.clashes.iter().cloned());
        Arc::clone(&self.outputs.insert(kept).outputs)
    }

    /// The theme of this name with its templates read, and its own files among the sources.
    fn dress(
        &mut self,
        named: &Spanned<String>,
        sources: &mut Sources,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Arc<Dress>> {
        let own = sources.iter().filter(|(_, file)| file.path.starts_with("theme/"));
        let own: Vec<_> = own.map(|(id, file)| (id, &file.path, file.digest)).collect();
        let made_from = Digest::of_value(&(named, sources.files.len(), own));
        if let Some(kept) = self.theme.as_ref().filter(|kept| kept.made_from == made_from) {
            sources.files.extend(kept.embedded.iter().cloned());
            problems.extend(kept.findings.iter().cloned());
            return Some(Arc::clone(&kept.dress));
        }
        self.theme = None;
        let mut findings = Vec::new();
        let before = sources.files.len();
        let named = Spanned::new(named.value.as_str(), named.span);
        let theme = theme::load(named, sources, &mut findings);
        let read = theme.and_then(|theme| {
            let templates = Templates::read(&theme, &mut findings)?;
            Some(Arc::new(Dress { theme, templates }))
        });
        problems.extend(findings.iter().cloned());
        let dress = read?;
        let embedded = sources.files.iter().skip(before).cloned().collect();
        let (kept, told) = (Arc::clone(&dress), None);
        self.theme = Some(KeptTheme { made_from, embedded, findings, dress: kept, told });
        Some(dress)
    }

    /// The theme's templates, told what is the same on every page of this site.
    fn told(&mut self, dress: &Dress, plan: &Plan) -> Told {
        let (site, words) = (&plan.site, plan.interface());
        let digest = Digest::of_value(&(site, words));
        let known = self.theme.as_ref().and_then(|kept| kept.told.as_ref());
        if let Some((_, told)) = known.filter(|(of, _)| *of == digest) {
            return told.clone();
        }
        let mut dress = dress.clone();
        dress.templates.know(site, words, &site.measure);
        let strangers = dress.templates.strangers(site, &dress.theme.words);
        let told = Told { dress: Arc::new(dress), strangers };
        if let Some(kept) = &mut self.theme {
            kept.told = Some((digest, told.clone()));
        }
        told
    }

    /// Pictures of decks that are as they were; the others are yet to be drawn.
    fn drawings(&mut self, plan: &Plan) -> Vec<Drawing> {
        let versions = plan.shows().iter().map(|show| show.version);
        let known = |version| self.drawings.get(&version).cloned().unwrap_or_default();
        let drawings: Vec<_> = versions.map(|version| (version, known(version))).collect();
        self.drawings = drawings.iter().cloned().collect();
        drawings.into_iter().map(|(_, drawing)| drawing).collect()
    }
}

/// The theme asked for on the command line or in `portal.yaml`, with the place where it is chosen.
fn chosen(records: &Records, request: &Request) -> Spanned<String> {
    let portal = records.portal.as_ref();
    let whole = portal.map_or_else(|| Span::start_of(FileId(0)), |portal| portal.span);
    let in_file = portal.and_then(|portal| portal.theme.as_ref()?.name.as_ref());
    match (request.theme, in_file) {
        (Some(name), _) => Spanned::new(name.to_owned(), whole),
        (None, Some(name)) => Spanned::new(name.to_string(), name.span),
        (None, None) => Spanned::new(theme::DEFAULT.to_owned(), whole),
    }
}
