import { app } from '@azure/functions';
import { summarized } from './summary';
import { warden } from './wiring';

app.timer('refreshThreatIntel', {
  // Often, so that a new deployment has its lists soon; unchanged lists cost one small request.
  schedule: '0 7,22,37,52 * * * *',
  handler: (_timer, context) =>
    summarized(context, async () => {
      const feeds = await (await warden()).refreshThreatIntel();
      return { event: 'threatIntel', feeds };
    }),
});
