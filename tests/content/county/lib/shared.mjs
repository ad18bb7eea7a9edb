// Works of the prefecture that the county carries out: one promise shown at two levels.
//
// Lead, date and progress are those the prefecture publishes, but for two of them: the county's
// tea gardens report a newer figure, and its sewers have a later date than the prefecture granted.

export const SHARED = {
  'rural-hubs': { id: 'rural-hubs', lead: 'county-government' },
  'tea-base': { id: 'tea-base', lead: 'county-government', progress: 92 },
  'sewage-plant': { id: 'sewage-plants', lead: 'state-housing', progress: 69 },
  'town-sewage-pipes': { id: 'township-sewage', lead: 'state-housing', progress: 84 },
  'ev-piles': { id: 'ev-chargers', lead: 'state-devreform', due: '2026-12-10', progress: 83 },
  'township-clinics': { id: 'township-clinics', lead: 'state-health', due: '2026-11-20', progress: 95 },
  'flood-warn': { id: 'flood-warning', lead: 'state-water' },
  'work-commerce-02': { id: 'tea-export', lead: 'county-government', start: '2024-06-10', due: '2026-06-30', finished: '2026-06-16' },
};

/** Departments of the prefecture that lead such works. */
export const ABOVE = [
  ['state-housing', '岚江州住房和城乡建设局', '州住建局'],
  ['state-devreform', '岚江州发展和改革委员会', '州发改委'],
  ['state-health', '岚江州卫生健康委员会', '州卫健委'],
  ['state-water', '岚江州水利局', '州水利局'],
];

/** Reports that end at a given progress, each in its old proportion. */
export function scaled(reports, progress) {
  const last = reports.at(-1)?.progress;
  if (progress === undefined || !last || reports.at(-1).completed) return reports;
  return reports.map((held, at) => ({ ...held, progress: at === reports.length - 1 ? progress : Math.min(progress - 1, Math.round((held.progress * progress) / last)) }));
}
