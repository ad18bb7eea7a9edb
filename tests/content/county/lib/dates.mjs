// Days as whole numbers since 1970, written as ISO dates.

const DAY = 86400000;

export const day = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
export const iso = (number) => new Date(number * DAY).toISOString().slice(0, 10);
export const year = (number) => Number(iso(number).slice(0, 4));
export const month = (number) => Number(iso(number).slice(5, 7));
export const monthEnd = (y, m) => day(new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10));
export const endOf = (number) => monthEnd(year(number), month(number));
export const said = (number) => `${month(number)}月${Number(iso(number).slice(8))}日`;
export const saidInFull = (number) => `${year(number)}年${said(number)}`;

/** Days of rest of the years 2024 to 2026, from and until. */
const RESTS = [
  ['2024-01-01', '2024-01-01'], ['2024-02-10', '2024-02-17'], ['2024-04-04', '2024-04-06'], ['2024-05-01', '2024-05-05'], ['2024-06-10', '2024-06-10'], ['2024-09-15', '2024-09-17'], ['2024-10-01', '2024-10-07'],
  ['2025-01-01', '2025-01-01'], ['2025-01-28', '2025-02-04'], ['2025-04-04', '2025-04-06'], ['2025-05-01', '2025-05-05'], ['2025-05-31', '2025-06-02'], ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'], ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
].map(([from, until]) => [day(from), day(until)]);

/** Days of a weekend that are worked for a holiday. */
const WORKED = new Set([
  '2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12',
  '2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11',
  '2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10',
].map(day));

const off = (n) => RESTS.some(([from, until]) => from <= n && n <= until)
  || ([0, 6].includes(new Date(n * DAY).getUTCDay()) && !WORKED.has(n));

/** The next day from `number` on that is neither a weekend nor a holiday. */
export function working(number) {
  let held = number;
  while (off(held)) held += 1;
  return held;
}

/** The last such day up to `number`. */
export function before(number) {
  let held = number;
  while (off(held)) held -= 1;
  return held;
}

/** `2403-2611` as a first and a last day. */
export function period(written) {
  const [from, until] = written.split('-');
  const at = (code) => [2000 + Number(code.slice(0, 2)), Number(code.slice(2))];
  const [y1, m1] = at(from);
  const [y2, m2] = at(until);
  return [day(`${y1}-${String(m1).padStart(2, '0')}-01`), monthEnd(y2, m2)];
}

/** Ends of months from `start` on, every `step` months counted from January. */
export function monthEnds(start, until, months) {
  const ends = [];
  for (let y = year(start); y <= year(until); y += 1) {
    for (const m of months) {
      const end = monthEnd(y, m);
      if (end >= start + 14 && end <= until) ends.push(end);
    }
  }
  return ends;
}
