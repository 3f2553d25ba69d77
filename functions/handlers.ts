// What the functions do, and all of `lib` behind it: one bundle with one module graph, which is loaded
// with the first call. Functions reach it by `import('./handlers')` alone, so that the app starts fast.
// What is heavy and asked for hardly ever is imported where it is needed.
export { handleAlertAction } from '../lib/api/alertActions';
export { handleAlerts } from '../lib/api/alerts';
export { handleBaselines } from '../lib/api/baselines';
export { handleCoverage } from '../lib/api/coverage';
export { dashboardPage, handleDashboard } from '../lib/api/dashboard';
export { handleAlertExport } from '../lib/api/exportAlerts';
export { failureAnswer } from '../lib/api/failureAnswer';
export { handleHealth } from '../lib/api/health';
export { handleOpenApi } from '../lib/api/openApi';
export { handleAlertPatch } from '../lib/api/patchAlert';
export { handleRecommendationAction } from '../lib/api/recommendationActions';
export { handleRecommendations } from '../lib/api/recommendations';
export { revalidated } from '../lib/api/revalidation';
export { handleSimulateAlerts } from '../lib/api/simulateAlerts';
export { handleSuppressions } from '../lib/api/suppressions';
export { newAlertEvents } from '../lib/delivery/newAlertEvents';
export { hubMessages } from '../lib/ingestion/hubMessages';
export { lagOf, readHubBatch } from '../lib/ingestion/triggerMetadata';
export { measurementsOf } from '../lib/metrics/measurements';
export { isKnownVersion } from '../lib/storage/knownVersions';
export { keepHeapSmall } from '../lib/smallHeap';
export { startWarden } from '../lib/warden';
