import { app } from '@azure/functions';
import { summarized } from './summary';
import { warden } from './wiring';

/** A run goes on in the next one after this time, ms. */
const RUN_TIME = 4 * 60_000;

app.timer('retryDeliveries', {
  schedule: '15 * * * * *',
  handler: (_timer, context) =>
    summarized(context, async () => {
      const { outbox } = await warden();
      const { failedDigests, ...counts } = await outbox.deliverDue(Date.now() + RUN_TIME);
      return { event: 'retry', ...counts, failedDigests };
    }),
});
