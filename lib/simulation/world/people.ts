import { DAY, isWeekend, localHour } from '../calendar';
import type { Random } from '../random';
import { countryOf } from './countries';
import { HomeConnection } from './machines';

export const APPLICATION_IDS = {
  portal: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  powershell: '1950a258-227b-4e31-a9cf-717495945fc2',
  cli: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
} as const;

/** Who acts through Azure Resource Manager: a person, or the service principal of a pipeline. */
export interface Operator {
  readonly kind: 'user' | 'service';
  readonly objectId: string;
  /** `upn` of a person, display name of a service. */
  readonly name: string;
  /** Application that asks on their behalf. */
  readonly applicationId: string;
  readonly role: string;
  addressAt(time: number, random: Random): string;
}

export interface Person extends Operator {
  readonly homeCountry: string;
  /** Hours ahead of UTC at home. */
  readonly offset: number;
}

const FIRST_NAMES = [
  'anna',
  'ben',
  'carla',
  'david',
  'elif',
  'felix',
  'grace',
  'hugo',
  'ines',
  'jan',
];
const LAST_NAMES = ['huber', 'meyer', 'rossi', 'smith', 'dubois', 'novak', 'larsen', 'jones'];

/** A person who works at the office on most days, and from home on the others and at night. */
export function person(random: Random, country: string, office: string): Person {
  const { networks, offset } = countryOf(country);
  const home = new HomeConnection(random.pick(networks), random.fork('home'));
  const days = random.fork('days');
  return {
    kind: 'user',
    objectId: random.guid(),
    name: `${random.pick(FIRST_NAMES)}.${random.pick(LAST_NAMES)}@contoso.example`,
    applicationId: APPLICATION_IDS.portal,
    role: 'Contributor',
    homeCountry: country,
    offset,
    addressAt: (time) => {
      const hour = localHour(time, offset);
      const day = Math.floor(time / DAY);
      const worksAtHome = days.fork(`day ${day}`).chance(0.4);
      const isAway = worksAtHome || isWeekend(time, offset) || hour < 7.5 || hour > 19;
      return isAway ? home.addressAt(time) : office;
    },
  };
}

/** A service principal that runs on machines whose address `addressAt` draws. */
export function servicePrincipal(
  random: Random,
  name: string,
  addressAt: Operator['addressAt'],
): Operator {
  return {
    kind: 'service',
    objectId: random.guid(),
    name,
    applicationId: random.guid(),
    role: 'Contributor',
    addressAt,
  };
}
