import { REMOTE_COUNTRIES, residentialAddress } from '../world/countries';
import { APPLICATION_IDS, servicePrincipal, type Operator } from '../world/people';
import { rentedAddress } from '../world/datacenters';
import { byDifficulty, type Scene } from '../incidents/incident';

/**
 * Who acts through Azure Resource Manager in an attack: somebody from far away (easy), a service
 * principal that nobody knows (medium), one of the account's own people elsewhere (hard).
 */
export function strangers(scene: Scene): Operator {
  const { random, difficulty, account } = scene;
  const far = residentialAddress(random, random.pick(REMOTE_COUNTRIES));
  const rented = rentedAddress(random, 'FR');
  const colleague = random.pick(account.people);
  const stranger: Operator = {
    ...servicePrincipal(random, 'm.keller@fabrikam.example', () => far),
    kind: 'user',
    applicationId: APPLICATION_IDS.powershell,
  };
  const service = servicePrincipal(random, 'automation', () => rented);
  const stolen: Operator = {
    ...colleague,
    applicationId: APPLICATION_IDS.cli,
    addressAt: () => far,
  };
  return byDifficulty(difficulty, stranger, service, stolen);
}

/** Such a stranger at work, with what the incident's truth says of who it was. */
export function strangerAtWork(scene: Scene) {
  const operator = strangers(scene);
  const address = operator.addressAt(scene.start, scene.random);
  const who = { address, principal: operator.objectId, actor: operator.name };
  return { operator, address, who };
}
