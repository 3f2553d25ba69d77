import { HOUR, MINUTE } from '../calendar';
import { COMMAND_CATEGORIES } from '../logs/command';
import { accountUpdate, firewallOf, operation } from '../traffic/management';
import { byDifficulty, type IncidentKind, type Scene } from '../incidents/incident';
import { strangers } from './strangers';

const SETTING = '/providers/Microsoft.Insights/diagnosticSettings/to-hub';

/** The diagnostic setting is deleted or cut down; the pipeline puts it back two hours later. */
export const loggingDisabled: IncidentKind = {
  name: 'logging-disabled',
  duration: () => 2 * HOUR + 20 * MINUTE,
  partOfDay: (difficulty) => byDifficulty(difficulty, 'night', 'evening', 'work'),
  fits: () => true,
  play(scene) {
    const { log, account, random, start, end, difficulty } = scene;
    const operator = strangers(scene);
    const common = operation(start, operator, random);
    const category = mainCategory(scene);
    if (difficulty === 'hard') {
      log.manage(
        { ...common, operation: 'write' },
        accountUpdate(account, firewallOf(account), { enableDataPlaneRequestsTrace: 'False' }),
      );
      log.silence({ start: start + 2 * MINUTE, end: end - 15 * MINUTE, category });
    } else {
      const deletes = difficulty === 'easy';
      const action = deletes ? 'delete' : 'write';
      log.manage({
        ...common,
        operation: `Microsoft.Insights/diagnosticSettings/${action}`,
        target: SETTING,
        ...(deletes ? {} : { body: settingWith([{ category, enabled: false }]) }),
      });
      const silence = { start: start + 2 * MINUTE, end: end - 15 * MINUTE };
      log.silence(deletes ? silence : { ...silence, category });
    }
    log.manage({
      ...operation(end - 18 * MINUTE, account.pipeline, random),
      operation: 'Microsoft.Insights/diagnosticSettings/write',
      target: SETTING,
      body: settingWith([{ category, enabled: true }]),
    });
    return {
      address: common.address,
      principal: operator.objectId,
      actor: operator.name,
      alertTypes: ['CosmosDB_LoggingDisabled'],
      plausible: ['CosmosDB_TelemetrySilence'],
      note: byDifficulty(
        difficulty,
        'Diagnostic setting deleted',
        `${category} switched off in the diagnostic setting`,
        'Trace of data-plane requests switched off on the account itself',
      ),
    };
  },
};

/** The category that tells most about the account. */
function mainCategory({ account }: Scene): string {
  return account.api === 'nosql' ? 'DataPlaneRequests' : COMMAND_CATEGORIES[account.api];
}

function settingWith(logs: readonly { category: string; enabled: boolean }[]): object {
  return {
    properties: {
      logs: [...logs, { category: 'ControlPlaneRequests', enabled: true }],
      eventHubName: 'cosmos-diagnostics',
    },
  };
}
