// Makes the database and containers of the app in the Cosmos DB emulator:
//   node docs/compose/createContainers.mjs [http://localhost:8081/]
import { CosmosClient } from '@azure/cosmos';
import { loadTypeScript } from '../generate/loadTypeScript.mjs';

// The containers are those of the code.
const { createContainers, EMULATOR_KEY } = await loadTypeScript({
  contents: `export { createContainers } from './lib/storage/cosmosStore';
    export { EMULATOR_KEY } from './local/cosmos/masterKey';`,
});

const endpoint = process.argv[2] ?? 'http://localhost:8081/';
const client = new CosmosClient({ endpoint, key: EMULATOR_KEY });
const database = await createContainers(client.databases, 'warden');
const { resources } = await database.containers.readAll().fetchAll();
console.log(`${endpoint}: ${resources.map(({ id }) => id).join(', ')}`);
client.dispose();
