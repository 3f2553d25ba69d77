import { addressIn, blockIn, providers } from '../network';
import type { Country } from '../network';
import { Random } from '../random';
import { DAY } from '../time';
import type { Account, Origin, Person } from './model';
import { browsers, software } from './software';

const names = [
  'amelie.roth',
  'jonas.keller',
  'priya.nair',
  'liam.walsh',
  'sofia.marin',
  'tomasz.zielinski',
  'ingrid.dahl',
  'marco.conti',
  'chloe.martin',
  'daniel.okafor',
  'yuki.tanaka',
  'nina.petrova',
];

/** Some employees of a company in a country: one office address for all, each with a home of their own. */
export function staffOf(
  company: Random,
  choice: Random,
  country: Country,
  domain: string,
  count: number,
): Person[] {
  const office = addressIn(company.fork('office'), company.fork('office').pick(providers[country]));
  return choice
    .shuffle(names)
    .slice(0, count)
    .map((name) => createPerson(company.fork(name), name, domain, country, office));
}

export function createPerson(
  random: Random,
  name: string,
  domain: string,
  country: Country,
  officeAddress: string,
): Person {
  return {
    name,
    userPrincipalName: `${name}@${domain}`,
    objectId: random.guid(),
    roleAssignmentId: random.guid(),
    country,
    homeBlock: blockIn(random, random.pick(providers[country]), 18),
    officeAddress,
    browser: random.pick(browsers),
  };
}

/** The address at home in the days around `at`: providers change it now and then. */
export function homeAddress(person: Person, at: number): string {
  const days = Math.floor(at / (4 * DAY));
  return addressIn(new Random(`${person.objectId}/home/${days}`), person.homeBlock);
}

/** A person at Data Explorer or with an SDK on the laptop, with the credential the account wants. */
export function personOrigin(
  account: Account,
  person: Person,
  address: string,
  tool: 'explorer' | 'sdk' = 'explorer',
): Origin {
  return {
    role: 'person',
    address,
    userAgent: tool === 'explorer' ? explorerAgent(account, person) : laptopAgent(account),
    credential: account.traits.has('entraOnly')
      ? {
          kind: 'entra',
          principalId: person.objectId,
          roleAssignmentId: person.roleAssignmentId,
        }
      : { kind: 'key', key: 'PrimaryMasterKey' },
    connection: 'Gateway',
  };
}

function explorerAgent(account: Account, person: Person): string {
  return account.api === 'mongodb' ? software.mongoShell : person.browser;
}

function laptopAgent(account: Account): string {
  if (account.api === 'mongodb') return software.mongoPython;
  return account.api === 'table' ? software.tables : software.pythonLaptop;
}
