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

/** What a record that tells nothing would give. */
const BLANK: Omit<AccessEvent, 'category' | 'time' | 'account' | 'message' | 'index'> = {
  api: null,
  operation: 'other',
  operationName: '',
  resourceType: 'unknown',
  resource: '',
  database: '',
  container: '',
  outcome: 'ok',
  status: 0,
  clientIp: '',
  userAgent: '',
  application: NO_APPLICATION,
  principal: UNKNOWN_PRINCIPAL,
  region: '',
  requestBytes: 0,
  responseBytes: 0,
  requestUnits: 0,
  durationMs: 0,
  requests: 1,
  activityId: '',
  query: null,
  management: null,
  keyHigh: 0,
  keyLow: 0,
};

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

  /** @param like what all fields that are not given begin with */
  constructor(
    category: Category,
    time: number,
    account: AccountId,
    message: MessagePosition,
    index: number,
    like: typeof BLANK = BLANK,
  ) {
    this.category = category;
    this.time = time;
    this.account = account;
    this.api = like.api;
    this.operation = like.operation;
    this.operationName = like.operationName;
    this.resourceType = like.resourceType;
    this.resource = like.resource;
    this.database = like.database;
    this.container = like.container;
    this.outcome = like.outcome;
    this.status = like.status;
    this.clientIp = like.clientIp;
    this.userAgent = like.userAgent;
    this.application = like.application;
    this.principal = like.principal;
    this.region = like.region;
    this.requestBytes = like.requestBytes;
    this.responseBytes = like.responseBytes;
    this.requestUnits = like.requestUnits;
    this.durationMs = like.durationMs;
    this.requests = like.requests;
    this.activityId = like.activityId;
    this.query = like.query;
    this.management = like.management;
    this.keyHigh = like.keyHigh;
    this.keyLow = like.keyLow;
    this.message = message;
    this.index = index;
  }
}
