import { alertTypes } from '../alertTypes';
import { decoy, spread } from '../scenario';
import { DAY, HOUR, MINUTE } from '../time';
import { testRun } from '../world/jobs';
import { failed } from '../world/service';
import { request } from '../world/traffic';
import { byRole, echo } from './echo';

const { exfiltration, exhaustion, deletion, enumeration, guessing } = alertTypes;

const biggerBackup = decoy({
  name: 'backup twice as large after growth',
  alertTypes: [exfiltration],
  difficulty: 'hard',
  suits: ({ personality }) => personality === 'weekly backup',
  hours: [2, 2],
  onDay: (day) => day % 7 === 6,
  play: (scene) => ({
    entries: echo(scene, scene.start, byRole('job'), 1, 25 * MINUTE),
    note: 'the Sunday job by its usual identity at its usual hour, twice the bytes',
  }),
});

const monthEndReport = decoy({
  name: 'report at the end of the month',
  alertTypes: [exfiltration, exhaustion],
  difficulty: 'hard',
  suits: ({ personality }) => personality === 'month-end reports',
  hours: [6, 6],
  onDay: (day) => day % 30 === 29,
  play: ({ start }) => ({
    entries: [],
    // The job runs anyway; a copy only marks its requests as belonging here.
    alter: (entry) =>
      entry.kind === 'request' && entry.at < start + 2 * HOUR && byRole('job')(entry)
        ? { ...entry }
        : entry,
    until: start + 2 * HOUR,
    note: 'ran on the first two days of this month as well',
  }),
});

const loadTest = decoy({
  name: 'load test that grows step by step',
  alertTypes: [exhaustion, exfiltration],
  suits: ({ traits }) => traits.has('alwaysOn') && !traits.has('manyCountries'),
  hours: [9, 11],
  play: (scene) => ({
    entries: [0.3, 0.6, 1, 1.5].flatMap((factor, hour) =>
      echo(scene, scene.start + hour * HOUR, byRole('application'), factor, 0),
    ),
    note: 'up to two and a half times the usual load within four hours, same clients',
  }),
});

const catchUp = decoy({
  name: 'job catches up after an outage',
  alertTypes: [exfiltration, exhaustion],
  suits: ({ personality }) => personality === 'analytics on MongoDB',
  hours: [2, 2],
  play: (scene) => ({
    entries: echo(scene, scene.start, byRole('application'), 1, 55 * MINUTE),
    note: 'two nights in one, by the usual client',
  }),
});

const cleanUp = decoy({
  name: 'clean-up job deletes more than usual',
  alertTypes: [deletion],
  difficulty: 'hard',
  suits: ({ traits }) => traits.has('cleansUp'),
  hours: [3, 3],
  play(scene) {
    const hour = scene.start;
    const deletes = [hour, hour + HOUR].map((at) =>
      echo(scene, at, ({ action }) => action === 'delete', 2, 4 * MINUTE),
    );
    return {
      entries: deletes.flat(),
      note: 'three times the documents of other nights, usual client and hour',
    };
  },
});

const releaseDay = decoy({
  name: 'test containers dropped on release day',
  alertTypes: [deletion, enumeration],
  suits: ({ traits }) => traits.has('dropsContainers'),
  hours: [10, 14],
  onDay: (day) => day % 7 < 5,
  play(scene) {
    const { account, random, start } = scene;
    const pipeline = Array.from({ length: 24 }, (_, hour) => scene.ordinary(start - hour * HOUR))
      .flat()
      .filter((entry) => entry.kind === 'request')
      .find(byRole('pipeline'));
    const origin = pipeline?.origin ?? scene.application(start);
    return {
      entries: spread(random, start, 2 * HOUR, 8, (at) =>
        testRun(account, at, random, () => origin, 4),
      ),
      address: origin.address,
      actor: origin.userAgent,
      note: 'the pipeline runs eight times in two hours; all names begin with test-',
    };
  },
});

const retryStorm = decoy({
  name: 'retry storm',
  alertTypes: [guessing, exhaustion],
  suits: ({ traits }) => traits.has('throttled') || traits.has('alwaysOn'),
  play(scene) {
    const { account, random, start } = scene;
    return {
      entries: spread(random, start, 12 * MINUTE, 70, (at) => {
        const made = request(account, random, at, scene.application(at), 'read');
        return [0, 1, 2].map((attempt) =>
          failed(random, made, random.chance(0.7) ? 429 : 503, attempt * 200),
        );
      }),
      note: '429 and 503 with retries by all hosts of the application for twelve minutes',
    };
  },
});

const quietHoliday = decoy({
  name: 'bank holiday',
  alertTypes: [alertTypes.silence],
  difficulty: 'hard',
  lasts: 24,
  suits: ({ personality }) =>
    personality === 'office application' || personality === 'payment graph on Gremlin',
  hours: [0, 0],
  onDay: (day) => day % 7 < 5,
  play: ({ start }) => ({
    entries: [],
    alter: (entry) => {
      const holiday = entry.at >= start && entry.at < start + DAY;
      if (!holiday || entry.kind !== 'request') return entry;
      // Like a Sunday: one request in thirty is left.
      return Math.floor(entry.at) % 30 === 0 ? entry : undefined;
    },
    until: start + DAY,
    note: 'a working day with the traffic of a Sunday',
  }),
});

export const load = [
  biggerBackup,
  monthEndReport,
  loadTest,
  catchUp,
  cleanUp,
  releaseDay,
  retryStorm,
  quietHoliday,
];
