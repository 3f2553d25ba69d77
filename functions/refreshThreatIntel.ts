import { app } from '@azure/functions';
import { warden } from './wiring';

app.timer('refreshThreatIntel', {
  // Often, so that a new deployment has its lists soon; unchanged lists cost one small request.
  schedule: '0 7,22,37,52 * * * *',
  handler: async (_timer, context) => {
    const feeds = await (await warden()).refreshThreatIntel();
    context.log(JSON.stringify({ event: 'threatIntel', feeds }));
  },
});
