// What a check found wrong: on which page, at which size, at which place.

const SHOWN = 30;

/** Fails the test with one readable line per kind of finding, naming the pages it was seen on.
 * Findings are of one kind if they say the same of the same place, figures and quotations aside;
 * a finding may name its `kind` itself. */
export function expectNone(findings) {
  if (findings.length === 0) return;
  const kinds = new Map();
  for (const finding of findings) {
    const kind = finding.kind ?? `${finding.place}|${finding.what}`.replace(/[\d.,]+|“[^”]*”/g, '#');
    if (!kinds.has(kind)) kinds.set(kind, []);
    kinds.get(kind).push(finding);
  }
  const lines = [...kinds.values()].sort((a, b) => b.length - a.length).map(described);
  const more = lines.length > SHOWN ? [`  … and ${lines.length - SHOWN} more kinds`] : [];
  const error = new Error([`${findings.length} found`, ...lines.slice(0, SHOWN), ...more].join('\n'));
  error.stack = error.message;
  throw error;
}

function described(kind) {
  const [first] = kind;
  const where = (finding) => `/${finding.page}${finding.size ? ` at ${finding.size}` : ''}`;
  const others = [...new Set(kind.map(where))].filter((other) => other !== where(first));
  const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
  const also = others.length ? ` (also ${others.slice(0, 3).join(', ')}${more})` : '';
  return `  ${first.place ? `${first.place}: ` : ''}${first.what}\n      on ${where(first)}${also}`;
}
