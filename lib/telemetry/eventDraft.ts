import { NO_APPLICATION } from './application';
import type {
  AccessEvent,
  AccountId,
  Api,
  Application,
  Category,
  ManagementDetail,
  MessagePosition,
  Operation,
  Outcome,
  Principal,
  QueryDetail,
  ResourceType,
} from './event';
import { UNKNOWN_PRINCIPAL } from './principal';

/**
 * An event while its parser fills it in. The constructor sets every field in one order, so that all
 * events have one hidden class; a parser then writes what its category knows.
 */
export class EventDraft implements AccessEvent {
  readonly category: Category;
  readonly time: number;
  readonly account: AccountId;
  api: Api | null = null;
  operation: Operation = 'other';
  operationName = '';
  resourceType: ResourceType = 'unknown';
  resource = '';
  database = '';
  container = '';
  outcome: Outcome = 'ok';
  status = 0;
  clientIp = '';
  userAgent = '';
  application: Application = NO_APPLICATION;
  principal: Principal = UNKNOWN_PRINCIPAL;
  region = '';
  requestBytes = 0;
  responseBytes = 0;
  requestUnits = 0;
  durationMs = 0;
  requests = 1;
  activityId = '';
  query: QueryDetail | null = null;
  management: ManagementDetail | null = null;
  keyHigh = 0;
  keyLow = 0;
  readonly message: MessagePosition;
  readonly index: number;

  constructor(
    category: Category,
    time: number,
    account: AccountId,
    message: MessagePosition,
    index: number,
  ) {
    this.category = category;
    this.time = time;
    this.account = account;
    this.message = message;
    this.index = index;
  }
}
