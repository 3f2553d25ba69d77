/** Resource id of a Cosmos DB account. */
export const ACCOUNT_ID =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourcegroups\/[^/\s]{1,90}\/providers\/microsoft\.documentdb\/databaseaccounts\/[a-z0-9-]{3,50}$/i;
