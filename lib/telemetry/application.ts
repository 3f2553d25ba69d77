import { APPLICATION_FAMILIES } from './applicationFamilies';
import type { Application } from './event';
import { InternTable } from './internTable';

export const NO_APPLICATION: Application = { family: 'unknown', version: '', kind: 'unknown' };

const LONGEST_AGENT = 512;

/** A user agent, cut to 512 characters, and the software behind it. */
export interface Agent {
  readonly userAgent: string;
  readonly application: Application;
}

const NO_AGENT: Agent = { userAgent: '', application: NO_APPLICATION };

const agents = new InternTable<Agent>(2_048, (logged) => {
  const userAgent = logged.slice(0, LONGEST_AGENT);
  return { userAgent, application: recognise(userAgent) };
});

/** What a user agent tells; equal agents give one object. */
export function agentOf(logged: string): Agent {
  return logged === '' ? NO_AGENT : agents.get(logged);
}

/** Software with a fixed application id, for the Activity Log, which has no user agent. */
const APPLICATION_IDS = new Map<string, Application>([
  ['1950a258-227b-4e31-a9cf-717495945fc2', { family: 'powershell', version: '', kind: 'tool' }],
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', { family: 'azure-cli', version: '', kind: 'tool' }],
  ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', { family: 'azure-portal', version: '', kind: 'azure' }],
]);

/** The software behind an `appid` claim in lower case. */
export function applicationOfId(applicationId: string): Application {
  return APPLICATION_IDS.get(applicationId) ?? NO_APPLICATION;
}

function recognise(userAgent: string): Application {
  const agent = userAgent.toLowerCase();
  for (const { mark, family, kind } of APPLICATION_FAMILIES) {
    const at = agent.indexOf(mark);
    if (at < 0) continue;
    // The version of a browser's compatibility token says nothing about Data Explorer.
    const version = kind === 'browser' ? '' : versionAfter(agent, at + mark.length);
    return { family, version, kind };
  }
  return unknownApplication(agent);
}

/** `3.35.4` of `/3.35.4|4|X64`, `-2.1.0` and the like; empty where no digits follow. */
function versionAfter(agent: string, at: number): string {
  const match = /^[^\d\s|;()]{0,12}[/ -]v?(\d[\w.+-]{0,31})/.exec(agent.slice(at, at + 64));
  return match?.[1] ?? '';
}

/** An agent of no known family names itself by its first word. */
function unknownApplication(agent: string): Application {
  const match = /^[^a-z0-9]*([a-z0-9][a-z0-9._-]{0,63})/.exec(agent);
  const family = match?.[1];
  if (match === null || family === undefined) return NO_APPLICATION;
  return { family, version: versionAfter(agent, match[0].length), kind: 'unknown' };
}
