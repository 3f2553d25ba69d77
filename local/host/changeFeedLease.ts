import type { Container } from '@azure/cosmos';
import * as z from 'zod';

const leaseSchema = z.object({ ContinuationToken: z.string() });

/** The place in a change feed, kept as Azure's trigger does: a document in the container of leases. */
export class ChangeFeedLease {
  constructor(
    private readonly container: Container,
    private readonly id: string,
    private readonly owner: string,
  ) {}

  /** Null before the first run. */
  async read(): Promise<string | null> {
    const { resource } = await this.container.item(this.id, this.id).read<object>();
    return resource === undefined ? null : leaseSchema.parse(resource).ContinuationToken;
  }

  async write(continuation: string): Promise<void> {
    await this.container.items.upsert({
      id: this.id,
      Owner: this.owner,
      ContinuationToken: continuation,
      timestamp: new Date().toISOString(),
    });
  }
}
