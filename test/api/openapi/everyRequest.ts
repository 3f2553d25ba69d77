import { handleAlertAction } from '../../../lib/api/alertActions';
import { handleAlerts } from '../../../lib/api/alerts';
import { handleBaselines } from '../../../lib/api/baselines';
import { handleCoverage } from '../../../lib/api/coverage';
import { dashboardPage, handleDashboard } from '../../../lib/api/dashboard';
import { handleAlertExport } from '../../../lib/api/exportAlerts';
import { failureAnswer } from '../../../lib/api/failureAnswer';
import { handleHealth } from '../../../lib/api/health';
import type { ApiResponse, StreamedResponse, WritingRequest } from '../../../lib/api/http';
import { handleOpenApi } from '../../../lib/api/openApi';
import { handleAlertPatch } from '../../../lib/api/patchAlert';
import { handleRecommendationAction } from '../../../lib/api/recommendationActions';
import { handleRecommendations } from '../../../lib/api/recommendations';
import { revalidated } from '../../../lib/api/revalidation';
import { handleSimulateAlerts } from '../../../lib/api/simulateAlerts';
import { handleSuppressions } from '../../../lib/api/suppressions';
import type { Warden } from '../../../lib/warden';

/** Answers a request as the functions do: by its route, with ETags, and with 503 without a database. */
export async function answerTo(
  app: Warden,
  route: string,
  request: WritingRequest,
): Promise<ApiResponse | StreamedResponse> {
  try {
    return revalidated(request, await handled(app, route, request));
  } catch (error) {
    return failureAnswer(error, 'test');
  }
}

function handled(
  app: Warden,
  route: string,
  request: WritingRequest,
): Promise<ApiResponse | StreamedResponse> {
  const [resource = '', id, action] = route.split('/').slice(1);
  switch (resource) {
    case 'alerts':
      if (id === 'simulate') return handleSimulateAlerts(app, request);
      if (action !== undefined) return handleAlertAction(app, request);
      if (request.method === 'PATCH') return handleAlertPatch(app, request);
      return request.url.searchParams.has('format')
        ? handleAlertExport(app.store, request)
        : handleAlerts(app.store, request);
    case 'suppressions':
      return handleSuppressions(app, request);
    case 'baselines':
      return handleBaselines(app, request);
    case 'coverage':
      return handleCoverage(app, request);
    case 'recommendations':
      return id === undefined
        ? handleRecommendations(app, request)
        : handleRecommendationAction(app, request);
    case 'health':
      return handleHealth(app, request);
    case 'openapi.json':
      return handleOpenApi(request);
    default:
      return Promise.resolve(handleDashboard(dashboardPage('<script>1</script>'), request));
  }
}
