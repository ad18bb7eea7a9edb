// Sentences from phrases: a long clause is never used twice in the whole register.

import { before, month, said } from './dates.mjs';

const LONG = 12;

/** What is said of the hours of work in a month: nobody shuns the heat of January. */
function hoursOf(at) {
  const now = month(at);
  if (now >= 6 && now <= 9) return '高温时段错峰';
  return now === 12 || now <= 2 ? '低温时段错峰' : '早晚雾大错峰';
}

export function phrases(text) {
  const pools = {};
  let pool;
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) {
      pool = [];
      pools[line.slice(3).trim()] = pool;
    } else if (line.trim() && pool) {
      pool.push(line.trim());
    }
  }
  return pools;
}

/** Whether two phrases say the same word of two characters, figures and places left aside. */
export function echoes(one, other) {
  const words = (text) => {
    const plain = text.replace(/\{[^}]*\}|\d+/gu, ' ');
    return [...plain].slice(1).map((c, at) => [...plain][at] + c).filter((pair) => /^\p{Script=Han}{2}$/u.test(pair));
  };
  const held = new Set(words(one));
  return words(other).some((pair) => held.has(pair));
}

export class Writer {
  constructor(rnd, towns) {
    this.rnd = rnd;
    this.towns = towns;
    this.used = new Set();
    this.repeats = 0;
  }

  /** Fills the places of a phrase. */
  fill(phrase, parts, at, towns) {
    const { rnd } = this;
    const [p, q] = rnd.some(parts.length > 1 ? parts : [...parts, ...parts], 2);
    const near = rnd.shuffle(towns.length ? towns : this.towns);
    let town = 0;
    return phrase
      .replaceAll('{p}', p)
      .replaceAll('{q}', q)
      .replace(/\{t\}/gu, () => {
        const name = near[town % near.length];
        town += 1;
        return town > 1 && near.length < 2 ? rnd.pick(this.towns.filter((held) => held !== name)) : name;
      })
      .replace(/\{n (\d+)-(\d+)\}/gu, (_, low, high) => String(rnd.int(Number(low), Number(high))))
      .replaceAll('{d}', said(before(at - rnd.int(1, 20))))
      .replace('高温时段错峰', hoursOf(at));
  }

  isFree(sentence) {
    return this.long(sentence).every((clause) => !this.used.has(clause));
  }

  long(sentence) {
    return sentence.split(/[，。；：、]/u).filter((clause) => [...clause].length > LONG);
  }

  take(sentence) {
    for (const clause of this.long(sentence)) {
      if (this.used.has(clause)) this.repeats += 1;
      this.used.add(clause);
    }
    return sentence;
  }

  /** A clause of a pool that is still free; `taken` are phrases the task has used lately. */
  clause(pool, parts, at, towns, taken) {
    let found;
    for (let tries = 0; tries < 40; tries += 1) {
      const phrase = this.rnd.pick(pool);
      const filled = this.fill(phrase, parts, at, towns);
      if (taken.has(filled) || (tries < 25 && taken.has(phrase)) || !this.isFree(filled)) continue;
      found = filled;
      taken.add(filled);
      taken.add(phrase);
      if (taken.size > pool.length) [...taken].slice(0, 2).forEach((held) => taken.delete(held));
      break;
    }
    return this.take(found ?? this.fill(this.rnd.pick(pool), parts, at, towns));
  }
}
