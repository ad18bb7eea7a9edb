// YAML as the portal reads it: block lists of records, inner maps in flow style.

const PLAIN = /^[\u4e00-\u9fff0-9A-Za-z“”（）〔〕《》、，。；—／·％%‰℃㎡\-./+~1∶]+$/u;

function scalar(value) {
  if (typeof value === 'number') return String(value);
  if (value === true) return '是';
  const text = String(value);
  const special = /^[-%.+~]/u.test(text) || /^[0-9.]+$/u.test(text) || text.endsWith('-');
  if (PLAIN.test(text) && !special) return text;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const inner = Object.entries(value).filter(([, held]) => held !== undefined);
    return `{${inner.map(([key, held]) => `${key}: ${flow(held)}`).join(', ')}}`;
  }
  return scalar(value);
}

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** One record: scalars a line, lists of maps an item a line, anything else in flow style. */
export function record(held, indent = '') {
  const lines = [];
  for (const [key, value] of Object.entries(held)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    if (Array.isArray(value) && value.every(isMap)) {
      lines.push(`${key}:`, ...value.map((item) => `  - ${flow(item)}`));
      continue;
    }
    lines.push(`${key}: ${flow(value)}`);
  }
  return lines.map((line, at) => (at === 0 ? line : indent + line)).join('\n');
}

export function list(records, indent = '') {
  return records.map((held) => `${indent}- ${record(held, `${indent}  `)}`).join('\n');
}
