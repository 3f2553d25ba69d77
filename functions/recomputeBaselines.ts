import { app } from '@azure/functions';
import { warden } from './wiring';

app.timer('recomputeBaselines', {
  // An hour is learned two hours after its end; a run that found no time for all goes on here.
  schedule: '0 4,19,34,49 * * * *',
  handler: async (_timer, context) => {
    const learned = await (await warden()).recomputeBaselines();
    context.log(JSON.stringify({ event: 'baselines', ...learned }));
  },
});
