import { app } from '@azure/functions';
import { summarized } from './summary';
import { warden } from './wiring';

app.timer('sweepWindows', {
  schedule: '30 * * * * *',
  handler: (_timer, context) =>
    summarized(context, async () => {
      const swept = await (await warden()).sweep();
      return { event: 'sweep', ...swept };
    }),
});
