import { departedColleague } from '../personalities/development';
import { personalities } from '../personalities/all';
import type { Personality } from '../personalities/personality';
import type { Random } from '../random';
import { containersOf } from './containers';
import { pipelineRuns, platformCalls } from './handwork';
import { platformOrigin } from './hosts';
import type { Account, Pipeline } from './model';
import { staffOf } from './people';

const companies = ['fabrikam', 'litware', 'tailspin'] as const;
const places = ['prod', 'eu1', 'core', 'live', 'main', 'app', 'data'];

interface Subscription {
  id: string;
  tenantId: string;
  company: string;
  pipeline: Pipeline;
  /** Where the company's people come from. */
  people: Random;
}

/** The accounts of three companies; personalities repeat when there are more accounts than kinds. */
export function createAccounts(random: Random, count: number, volume: number): Account[] {
  const subscriptions = companies.map((company) => subscriptionOf(random.fork(company), company));
  return Array.from({ length: count }, (_, index) => {
    const personality = personalities[index % personalities.length];
    const subscription = subscriptions[index % subscriptions.length];
    if (!personality || !subscription) throw new RangeError('no personality or subscription');
    return createAccount(random.fork('account', index), index, personality, subscription, volume);
  });
}

function subscriptionOf(random: Random, company: string): Subscription {
  return {
    id: random.guid(),
    tenantId: random.guid(),
    company,
    people: random.fork('people'),
    pipeline: {
      name: `${company}-deploy`,
      objectId: random.guid(),
      applicationId: random.guid(),
    },
  };
}

function createAccount(
  random: Random,
  index: number,
  personality: Personality,
  subscription: Subscription,
  volume: number,
): Account {
  const { company, pipeline, tenantId, id: subscriptionId } = subscription;
  const name = `${company}-${personality.domain}-${random.pick(places)}${index + 1}`;
  const resourceGroup = `rg-${company}-${personality.domain}`;
  const containers = containersOf(
    personality.domain,
    personality.traits.includes('largeAnswers') ? 12 : 1,
    random,
  );
  const { country } = personality;
  // One more than work there now: the first has left (see departedColleague).
  const [departed, ...staff] = staffOf(
    subscription.people.fork(country),
    random,
    country,
    `${country.toLowerCase()}.${company}.com`,
    personality.staff + 1,
  );
  if (!departed) throw new RangeError('an account needs people');
  const { application, workloads } = personality.settle({
    random: random.fork('site'),
    region: personality.region,
    secondRegion: personality.secondRegion,
    utcOffset: personality.utcOffset,
    rate: (value) => value * volume,
  });
  return {
    id: `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}/providers/microsoft.documentdb/databaseaccounts/${name}`,
    name,
    index,
    tenantId,
    subscriptionId,
    resourceGroup,
    region: personality.region,
    secondRegion: personality.secondRegion,
    api: personality.api,
    personality: personality.name,
    country,
    utcOffset: personality.utcOffset,
    traits: new Set(personality.traits),
    fullText: personality.fullText ?? false,
    bothCategories: personality.bothCategories ?? false,
    literalQueries: personality.literalQueries ?? false,
    throttleChance: personality.throttleChance ?? 0.002,
    containers,
    usualContainers: containers.slice(0, personality.containersUsed),
    staff,
    departed,
    pipeline,
    application,
    workloads: [
      ...workloads,
      ...(personality.traits.includes('developers') ? [departedColleague] : []),
      pipelineRuns(),
      platformCalls(platformOrigin),
    ],
  };
}
