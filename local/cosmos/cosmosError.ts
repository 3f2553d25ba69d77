/**
 * A refusal as Cosmos DB sends it: HTTP status, `code` and `message` of the body, further headers.
 * Statuses: https://learn.microsoft.com/rest/api/cosmos-db/http-status-codes-for-cosmosdb
 */
export class CosmosError extends Error {
  override readonly name = 'CosmosError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const badRequest = (message: string): CosmosError =>
  new CosmosError(400, 'BadRequest', message);

export const notFound = (): CosmosError =>
  new CosmosError(404, 'NotFound', 'Entity with the specified id does not exist in the system.');

export const conflict = (): CosmosError =>
  new CosmosError(409, 'Conflict', 'Entity with the specified id already exists in the system.');

export const preconditionFailed = (): CosmosError =>
  new CosmosError(
    412,
    'PreconditionFailed',
    'Operation cannot be performed because one of the specified precondition is not met.',
  );

export const tooLarge = (): CosmosError =>
  new CosmosError(
    413,
    'RequestEntityTooLarge',
    'Message: {"Errors":["Request size is too large"]}',
  );
