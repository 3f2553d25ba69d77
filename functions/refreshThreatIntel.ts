import { app } from '@azure/functions';
import { warden } from './wiring';

app.timer('refreshThreatIntel', {
  schedule: '0 7 * * * *',
  handler: async (_timer, context) => {
    const feeds = await (await warden()).refreshThreatIntel();
    context.log(JSON.stringify({ event: 'threatIntel', feeds }));
  },
});
