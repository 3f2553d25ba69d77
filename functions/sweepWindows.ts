import { app } from '@azure/functions';
import { warden } from './wiring';

app.timer('sweepWindows', {
  schedule: '30 * * * * *',
  handler: async (_timer, context) => {
    const swept = await (await warden()).sweep();
    context.log(JSON.stringify({ event: 'sweep', ...swept }));
  },
});
