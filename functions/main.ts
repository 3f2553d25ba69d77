// The one bundle that Azure loads: importing a function registers it.
import { app } from '@azure/functions';
import './alerts';
import './baselines';
import './coverage';
import './dashboard';
import './deliverAlerts';
import './detectThreats';
import './health';
import './openapi';
import './recommendations';
import './recomputeBaselines';
import './refreshThreatIntel';
import './retryDeliveries';
import { watchAnswers } from './streamedAnswer';
import './suppressions';
import './sweepWindows';
import './watchSilence';

app.setup({
  // Exports are sent while they are read.
  enableHttpStream: true,
  // Without this the host leaves empty messages out, and messages and sequence numbers no longer match.
  capabilities: { IncludeEmptyEntriesInMessagePayload: true },
});
watchAnswers();
