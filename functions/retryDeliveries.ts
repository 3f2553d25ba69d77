import { app } from '@azure/functions';
import { warden } from './wiring';

/** A run goes on in the next one after this time, ms. */
const RUN_TIME = 4 * 60_000;

app.timer('retryDeliveries', {
  schedule: '15 * * * * *',
  handler: async (_timer, context) => {
    const { outbox } = await warden();
    const { problems, ...counts } = await outbox.deliverDue(Date.now() + RUN_TIME);
    for (const problem of problems) context.warn(`A digest could not be sent: ${problem}`);
    context.log(JSON.stringify({ event: 'retry', ...counts }));
  },
});
