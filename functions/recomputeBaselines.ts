import { app } from '@azure/functions';
import { summarized } from './summary';
import { warden } from './wiring';

app.timer('recomputeBaselines', {
  // An hour is learned two hours after its end; a run that found no time for all goes on here.
  schedule: '0 4,19,34,49 * * * *',
  handler: (_timer, context) =>
    summarized(context, async () => {
      const learned = await (await warden()).recomputeBaselines();
      return { event: 'baselines', ...learned };
    }),
});
