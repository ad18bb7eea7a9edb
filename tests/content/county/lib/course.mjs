// The course of a task: its stages, what it reports when, and how that leads to its light.

import { before as workingBefore, day, endOf, iso, monthEnd, month, year, working } from './dates.mjs';
import { seeded } from './random.mjs';

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

/**
 * By how many days a task closes each of its stages late (0: in time), and how many points it lacks
 * until then. Deadlines of the last months are left alone: today's lights follow from `state`.
 */
function lateness(task, stages) {
  const rnd = seeded(`late ${task.id}`);
  const open = task.state === 'd' || task.state === 'g';
  return stages.map((held, at) => {
    const [drawn, short, days] = [rnd.next(), rnd.int(2, 7), rnd.chance(0.35) ? rnd.int(9, 38) : rnd.int(39, 150)];
    const next = stages[at + 1];
    if (!open || task.fixed || !next || held.due > day('2026-05-31')) return { days: 0, short };
    const room = Math.min(next.due, task.finished ?? LAST) - held.due + (task.overdue ? 20 : -4);
    const share = task.overdue ? 0.45 : task.counted ? (task.state === 'd' ? 0.2 : 0.08) : task.state === 'd' ? 0.12 : 0.05;
    return { days: drawn < share && room >= 9 ? Math.min(task.overdue ? days + 60 : days, room) : 0, short };
  });
}

const within = (value, low, high) => Math.min(high, Math.max(low, value));

/** Reports at the given month ends; see the letters of states in README.md. */
export function reports(task, stages, ends, rnd) {
  const { start, due, state } = task;
  const done = state === 'd' || state === 'a';
  const finished = done ? task.finished : undefined;
  const lastEnd = state === 's' ? task.lastReport : Math.min(LAST, task.stopped ?? LAST);
  let days = ends.filter((end) => end <= lastEnd && (!done || end < finished));
  if (done) days = [...days, task.overdue ? finished : Math.min(endOf(finished), LAST)];
  const late = lateness(task, stages);
  const between = (at) => days.length && days.every((held) => Math.abs(held - at) > 9) && at > days[0] && at < days.at(-1);
  const added = new Map();
  stages.forEach((held, s) => {
    const at = working(held.due + late[s].days);
    if (late[s].days && between(at)) added.set(at, s);
  });
  if (task.overdue) {
    for (const at of [day('2026-01-23'), day('2025-01-24')]) {
      if (at > due && at < finished && between(at)) added.set(at, stages.length - 1);
    }
  }
  days = [...days, ...added.keys()].sort((a, b) => a - b);
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
      stages.forEach((held, s) => {
        if (held.due + late[s].days <= asOf && s < stages.length - 1) value = Math.max(value, cumulative[s]);
      });
      stages.forEach((held, s) => {
        if (late[s].days && asOf < held.due + late[s].days) value = Math.max(before, Math.min(value, cumulative[s] - late[s].short));
      });
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
      if (!isLast || (final && late[s].days)) {
        const on = late[s].days ? workingBefore(within(stages[s].due + late[s].days, past + 1, asOf - 1)) : workingBefore(Math.max(past + 6 + n, asOf - 16 + n));
        if (on >= asOf || on <= working(past) || on <= (out.at(-1)?.asOf ?? 0)) return;
        const low = Math.min(value, cumulative[s]);
        const shown = Math.max(before, low);
        out.push({ asOf: on, reported: working(on), progress: shown, stage: s, stageDone: Math.max(working(past + 1), workingBefore(on - rnd.int(0, 3))), extra: true, ...(late[s].days ? { late: on - stages[s].due } : {}) });
        before = shown;
      }
    });
    const entry = { asOf, progress: value, stage: Math.min(next, stages.length - 1), final };
    if (passed.length && !final) {
      const s = passed.at(-1);
      entry.stage = s;
      entry.stageDone = Math.max(working(past + 1), Math.min(asOf, workingBefore(asOf - rnd.int(0, 11))));
      if (late[s].days) {
        entry.stageDone = Math.max(working(past + 1), Math.min(asOf, workingBefore(stages[s].due + late[s].days)));
        entry.late = entry.stageDone - stages[s].due;
      }
    }
    if (added.has(asOf)) {
      entry.extra = true;
      entry.clearing = added.get(asOf) === stages.length - 1;
    }
    if (final && task.overdue) entry.late = finished - due;
    const owed = stages.findIndex((held, s) => late[s].days && held.due <= asOf && s >= next);
    if (owed >= 0 && !final) entry.owing = owed;
    if (final) { entry.stage = stages.length - 1; entry.completed = finished; }
    entry.reported = added.has(asOf) || (final && task.overdue) ? working(asOf) : reportedOn(asOf, task, rnd);
    out.push(entry);
    before = value;
    past = asOf;
  });
  return out;
}

/** Within ten days after the month; one in eighty comes late, never for the last month. */
function reportedOn(asOf, task, rnd) {
  if (task.state === 's' && asOf === task.lastReport) return working(asOf + 1);
  if (month(asOf) === 9) return rnd.chance(0.3) ? asOf : within(working(asOf + rnd.int(8, 10)), asOf, asOf + 10);
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
