import { alertTypes } from '../alertTypes';
import { attack, spread } from '../scenario';
import { MINUTE } from '../time';
import type { Account } from '../world/model';
import { request } from '../world/traffic';
import { disguised, marksOf } from './intruder';
import { injectionTexts } from './injectionTexts';

const { injection, fuzzing, exfiltration, exhaustion } = alertTypes;

interface Grade {
  /** `obfuscated`: the account logs no full texts. */
  text: 'loud' | 'plain' | 'obfuscated';
  count: number;
  minutes: number;
}

/** Without full text only the NoSQL API logs query texts at all. */
function hasText(account: Account, { text }: Grade): boolean {
  return text === 'obfuscated' ? account.api === 'nosql' && !account.fullText : account.fullText;
}

/** Through a form of the application: its host, its credential, its software. */
export const successfulInjection = attack<Grade>(
  {
    name: 'injected query that answers',
    alertTypes: [injection],
    plausible: [fuzzing, exfiltration, exhaustion],
    suits: hasText,
    play(scene, { text, count, minutes }) {
      const { account, random, start } = scene;
      const { successful } = injectionTexts(account);
      const container = random.pick(account.usualContainers);
      const list = (text === 'loud' ? successful.loud : successful.plain)(container);
      const origin = disguised(scene, { role: 'application' });
      return {
        entries: spread(random, start, minutes * MINUTE, count, (at) =>
          request(account, random, at, origin, 'query', {
            container,
            query: { text: random.pick(list), rows: random.integer(80, 100) },
          }),
        ),
        ...marksOf(origin),
        note: `${count} statements like ${list[0] ?? ''}`,
      };
    },
  },
  {
    easy: { text: 'loud', count: 12, minutes: 10 },
    medium: { text: 'plain', count: 4, minutes: 15 },
    hard: { text: 'obfuscated', count: 1, minutes: 1 },
  },
);

/** Somebody tries a form of the application; nothing comes of it. */
export const failedInjection = attack<Grade>(
  {
    name: 'injection probes that fail',
    alertTypes: [fuzzing],
    plausible: [injection],
    suits: hasText,
    play(scene, { count, minutes }) {
      const { account, random, start } = scene;
      const container = random.pick(account.usualContainers);
      const list = injectionTexts(account).failing(container);
      const origin = disguised(scene, { role: 'application' });
      return {
        entries: spread(random, start, minutes * MINUTE, count, (at) =>
          request(account, random, at, origin, 'query', {
            container,
            status: 400,
            query: { text: random.pick(list), rows: 0, failed: true },
          }),
        ),
        ...marksOf(origin),
        note: `${count} statements like ${list[1] ?? ''}`,
      };
    },
  },
  {
    easy: { text: 'loud', count: 60, minutes: 8 },
    medium: { text: 'plain', count: 12, minutes: 30 },
    hard: { text: 'obfuscated', count: 5, minutes: 150 },
  },
);
