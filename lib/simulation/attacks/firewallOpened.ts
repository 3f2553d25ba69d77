import { MINUTE } from '../calendar';
import { accountUpdate, firewallOf, operation } from '../traffic/management';
import { byDifficulty, type IncidentKind } from '../incidents/incident';
import { strangers } from './strangers';

/** The account's firewall lets everybody in, or far more than before. */
export const firewallOpened: IncidentKind = {
  name: 'firewall-opened',
  duration: () => 15 * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: () => true,
  play(scene) {
    const { log, account, random, start, difficulty } = scene;
    const operator = difficulty === 'hard' ? account.pipeline : strangers(scene);
    const common = operation(start, operator, random);
    const before = firewallOf(account);
    const addition = byDifficulty(difficulty, '', '0.0.0.0/0', '84.0.0.0/6');
    const ranges = [before, addition].filter((range) => range !== '').join(',');
    const filter = difficulty === 'easy' ? '' : ranges;
    const ipRules =
      filter === '' ? [] : filter.split(',').map((ipAddressOrRange) => ({ ipAddressOrRange }));
    log.manage(
      {
        ...common,
        operation: 'write',
        body: {
          properties: {
            publicNetworkAccess: 'Enabled',
            ipRules,
            isVirtualNetworkFilterEnabled: false,
          },
        },
      },
      accountUpdate(account, filter, {
        enableVirtualNetworkFilter: 'False',
        publicNetworkAccess: 'Enabled',
      }),
    );
    return {
      address: common.address,
      principal: operator.objectId,
      actor: operator.name,
      alertTypes: ['CosmosDB_NetworkExposure'],
      note: filter === '' ? 'All firewall rules removed' : `Firewall now lets in ${filter}`,
    };
  },
};
