// Publishes the package with the Azure CLI:
//   node infra/publish.mjs RESOURCE_GROUP APP flex|elasticPremium STORAGE_ACCOUNT
// Elastic Premium runs it from the storage account, for which whoever publishes needs the role Storage
// Blob Data Contributor there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PACKAGE = 'dist/cosmos-warden.zip';
const [group, app, plan, storage] = process.argv.slice(2);
if (storage === undefined || !['flex', 'elasticPremium'].includes(plan)) {
  console.error(
    'Usage: node infra/publish.mjs RESOURCE_GROUP APP flex|elasticPremium STORAGE_ACCOUNT',
  );
  process.exit(2);
}
if (!existsSync(PACKAGE)) {
  console.error(`${PACKAGE} is not there: npm run package makes it`);
  process.exit(2);
}

/** Ends the program with the code of a command that fails. */
function az(...words) {
  console.error(`az ${words.join(' ')}`);
  const { status, error } = spawnSync('az', words, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) console.error(`The Azure CLI cannot be run: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

const ofApp = ['--resource-group', group, '--name', app];
if (plan === 'flex') {
  az('functionapp', 'deployment', 'source', 'config-zip', ...ofApp, '--src', PACKAGE);
} else {
  const to = ['--account-name', storage, '--container-name', 'deployments', '--name', 'warden.zip'];
  az('storage', 'blob', 'upload', '--auth-mode', 'login', ...to, '--file', PACKAGE, '--overwrite');
  az('functionapp', 'restart', ...ofApp);
}
