import { app } from '@azure/functions';
import { summarized } from './summary';
import { warden } from './wiring';

app.timer('watchSilence', {
  // A silence is at least 45 minutes; five more are nothing to it.
  schedule: '45 2-59/5 * * * *',
  handler: (_timer, context) =>
    summarized(context, async () => {
      const watched = await (await warden()).watchSilence();
      return { event: 'silence', ...watched };
    }),
});
