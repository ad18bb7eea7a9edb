// Writes two decks of today for an old engine: the one it starts with, and the one it hears of.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deckOf, filesOf, next, slide } from '../browser/lib/decks.js';

const [folder] = process.argv.slice(2);
const built_at = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
const slides = ['a', 'b', 'c', 'd'].map((id) => slide(id, { ms: 1000 }));
const first = deckOf({ slides, built_at, poll_s: 1 });

function write(name, deck) {
  mkdirSync(join(folder, name), { recursive: true });
  for (const [file, text] of Object.entries(filesOf(deck))) writeFileSync(join(folder, name, file), text);
}

write('wall', first);
write('news', next(first, 2));
