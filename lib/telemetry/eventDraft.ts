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
 * events have one hidden class, and `declare` keeps fields from being set twice; a parser then writes
 * what its category knows.
 */
export class EventDraft implements AccessEvent {
  declare readonly category: Category;
  declare readonly time: number;
  declare readonly account: AccountId;
  declare api: Api | null;
  declare operation: Operation;
  declare operationName: string;
  declare resourceType: ResourceType;
  declare resource: string;
  declare database: string;
  declare container: string;
  declare outcome: Outcome;
  declare status: number;
  declare clientIp: string;
  declare userAgent: string;
  declare application: Application;
  declare principal: Principal;
  declare region: string;
  declare requestBytes: number;
  declare responseBytes: number;
  declare requestUnits: number;
  declare durationMs: number;
  declare requests: number;
  declare activityId: string;
  declare query: QueryDetail | null;
  declare management: ManagementDetail | null;
  declare keyHigh: number;
  declare keyLow: number;
  declare readonly message: MessagePosition;
  declare readonly index: number;

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
    this.api = null;
    this.operation = 'other';
    this.operationName = '';
    this.resourceType = 'unknown';
    this.resource = '';
    this.database = '';
    this.container = '';
    this.outcome = 'ok';
    this.status = 0;
    this.clientIp = '';
    this.userAgent = '';
    this.application = NO_APPLICATION;
    this.principal = UNKNOWN_PRINCIPAL;
    this.region = '';
    this.requestBytes = 0;
    this.responseBytes = 0;
    this.requestUnits = 0;
    this.durationMs = 0;
    this.requests = 1;
    this.activityId = '';
    this.query = null;
    this.management = null;
    this.keyHigh = 0;
    this.keyLow = 0;
    this.message = message;
    this.index = index;
  }
}
