// The course of a task: its stages, what it reports when, and how that leads to its light.

import { day, endOf, iso, monthEnd, month, year, working } from './dates.mjs';

export const TODAY = day('2026-10-15');
export const LAST = day('2026-09-30');
const HELD_UNTIL = day('2026-10-31');

/** What the plan asks for by a day, in points. */
export function planned(stages, at) {
  return stages.reduce((sum, held) => {
    const share = (Math.min(at, held.due) - held.start + 1) / (held.due - held.start + 1);
    return sum + held.weight * Math.max(0, share);
  }, 0);
}

/**
 * Stages that follow each other, ending with months. A task that is behind or silent (`points`
 * behind) has one long stage in which that happened, so that no earlier stage is overdue.
 */
export function stagesOf(task, names, rnd, months = everyMonth) {
  const { start, due, state } = task;
  const span = due - start;
  let cuts = [];
  let sum = 0;
  const shares = names.map((held) => held.share * (0.85 + rnd.next() * 0.3));
  const whole = shares.reduce((a, b) => a + b, 0);
  for (const share of shares.slice(0, -1)) {
    sum += share / whole;
    cuts.push(reportingEnd(Math.round(start + span * sum) - 12, months));
  }
  if (['y', 'r', 's'].includes(state) && due > HELD_UNTIL) {
    const share = (LAST - start) / span;
    const behind = Math.max(0.08, share - (task.points + 9) / 100);
    const from = state === 's' ? task.lastReport : Math.round(start + span * behind);
    cuts = cuts.map((cut) => (cut > from && cut < HELD_UNTIL ? HELD_UNTIL : cut));
  }
  const kept = [];
  cuts.forEach((cut, at) => {
    const before = kept.at(-1)?.due ?? start + 14;
    if (cut > before + 20 && cut < due - 20) kept.push({ name: names[at].name, due: cut });
  });
  kept.push({ name: names.at(-1).name, due });
  let from = start;
  let used = 0;
  return kept.map((held, at) => {
    const last = at === kept.length - 1;
    const weight = last ? 100 - used : Math.max(5, Math.round(((held.due - from) / span) * 100));
    used += weight;
    const stage = { id: `s${at + 1}`, name: held.name, weight, start: from, due: held.due };
    from = held.due + 1;
    return stage;
  });
}

/** The end of the first month from a day on for which reports are due. */
export function reportingEnd(at, months) {
  let end = endOf(at);
  while (!months.includes(month(end))) end = endOf(end + 1);
  return end;
}

/** The day on which a finished task was finished. */
export function finish(task, rnd) {
  const fate = rnd.next();
  let on = task.due - rnd.int(3, Math.max(4, Math.min(40, Math.round((task.due - task.start) / 6))));
  if (fate > 0.72) on = task.due - rnd.int(0, 2);
  if (fate > 0.84) on = task.due + rnd.int(4, 38);
  on = Math.min(on, day('2026-09-24'));
  return working(Math.max(on, task.start + 20));
}

const within = (value, low, high) => Math.min(high, Math.max(low, value));

/** Reports at the given month ends; see the letters of states in README.md. */
export function reports(task, stages, ends, rnd) {
  const { start, due, state } = task;
  const done = state === 'd' || state === 'a';
  const finished = done ? task.finished : undefined;
  const lastEnd = state === 's' ? task.lastReport : Math.min(LAST, task.stopped ?? LAST);
  let days = ends.filter((end) => end <= lastEnd && (!done || end < finished));
  if (done) days = [...days, Math.min(endOf(finished), LAST)];
  const cumulative = stages.map((_, at) => stages.slice(0, at + 1).reduce((s, h) => s + h.weight, 0));
  const out = [];
  let drift = rnd.int(-3, 4);
  let before = 0;
  let past = start - 1;
  let next = 0;
  const each = days.length ? (100 * (days.at(-1) - start)) / (due - start) / days.length : 1;
  const ramp = Math.max(4, Math.ceil((task.points ?? 0) / each / 0.8));
  days.forEach((asOf, at) => {
    const final = done && at === days.length - 1;
    drift = within(drift + rnd.int(-3, 3), -6, 5);
    const speed = done ? (due - start) / Math.max(1, finished - start) : 1;
    let value = planned(stages, start + (asOf - start) * speed) + drift;
    const left = days.length - 1 - at;
    if (state === 'y' || state === 'r') {
      const share = left >= ramp ? 0 : 1 - left / ramp;
      value = planned(stages, asOf) - task.points * share + (left ? rnd.int(-2, 2) : 0);
    }
    const slow = ['y', 'r'].includes(state) && left > 1;
    const least = at ? before + (slow || rnd.chance(0.3) ? 0 : 1) : 2;
    value = within(Math.round(value), least, 97);
    if (!['y', 'r'].includes(state)) {
      stages.forEach((held, s) => { if (held.due <= asOf && !done) value = Math.max(value, cumulative[s]); });
    } else {
      stages.forEach((held, s) => {
        if (held.due <= asOf && task.due > LAST) value = Math.max(value, Math.min(cumulative[s], 97));
      });
    }
    value = Math.min(value, 98);
    if (final) value = 100;
    const passed = [];
    while (next < stages.length - 1 && value >= cumulative[next]) passed.push(next++);
    passed.forEach((s, n) => {
      const isLast = n === passed.length - 1;
      if (!isLast) {
        const on = Math.max(past + 4 + n, asOf - 16 + n);
        if (on >= asOf) return;
        const low = Math.min(value, cumulative[s]);
        const shown = Math.max(before, low);
        out.push({ asOf: on, reported: working(on), progress: shown, stage: s, stageDone: Math.max(past + 1, on - rnd.int(0, 3)), extra: true });
        before = shown;
      }
    });
    const entry = { asOf, progress: value, stage: Math.min(next, stages.length - 1), final };
    if (passed.length && !final) {
      const s = passed.at(-1);
      entry.stage = s;
      entry.stageDone = Math.max(past + 1, Math.min(asOf, asOf - rnd.int(0, 11)));
    }
    if (final) { entry.stage = stages.length - 1; entry.completed = finished; }
    entry.reported = reportedOn(asOf, task, rnd);
    out.push(entry);
    before = value;
    past = asOf;
  });
  return out;
}

/** Within ten days after the month; one in eighty comes late, never for the last month. */
function reportedOn(asOf, task, rnd) {
  if (task.state === 's' && asOf === task.lastReport) return working(asOf + 1);
  if (asOf === LAST) return rnd.chance(0.3) ? asOf : asOf + rnd.int(8, 10);
  if (month(asOf) === 9) return rnd.chance(0.3) ? asOf : asOf + rnd.int(8, 10);
  if (rnd.chance(0.0125)) return working(asOf + rnd.int(12, 21));
  const on = working(asOf + rnd.int(1, 7));
  return on - asOf > 10 ? asOf : on;
}

export const quarters = [3, 6, 9, 12];
export const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
export const oddMonths = [1, 3, 5, 7, 9, 11];
export const lastOf = (y, m) => monthEnd(y, m);
export const label = (at) => `${year(at)}年${month(at)}月`;
export { iso };
