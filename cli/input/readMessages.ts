import type { Readable } from 'node:stream';
import { FileReader } from './fileReader';
import type { FileReadOptions } from './fileReader';
import { STANDARD_INPUT } from './inputFiles';
import type { InputFile, InputFiles } from './inputFiles';
import { MessageTextReader } from '../../lib/telemetry/pattern/messageText';
import type { InputItem, RawItem } from '../../lib/telemetry/reading/item';
import { listInputFiles } from './listInputFiles';
import { MAX_OPEN_FILES, mergeByTime } from './mergeByTime';
import type { PendingFile } from './mergeByTime';
import { hourOfPath, MessageTime } from './messageTime';
import { WindowBuffers } from './windowBuffers';

/** Told how far the reading is; bytes are those on disk, compressed ones for gzip. */
export interface ReadProgress {
  /** Once, before the first byte; 0 where the length is not known. */
  total(bytes: number): void;
  advance(bytes: number): void;
}

export interface ReadOptions {
  /** Messages bring their bytes along (`InputMessage.source`). */
  readonly keepSource?: boolean;
  readonly progress?: ReadProgress;
  /** Standard input, where not the process's own. */
  readonly stdin?: Readable;
}

/** For one file; many files share the memory. */
const WINDOW_BYTES = 256 * 1024;
const SMALL_WINDOW_BYTES = 64 * 1024;
const PEEK_WINDOW_BYTES = 16 * 1024;

/**
 * Reads telemetry from files, folders and standard input (`-`) as a stream of batches of
 * messages and unreadable stretches. One file keeps its own order; several are merged by the
 * event time of their next message. Throws `InputError` for a path that cannot be read.
 */
export function readMessages(
  paths: readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<RawItem[]> {
  // Messages are parsed only by a reader of their texts, and none is given here.
  return readItems(paths, options) as AsyncGenerator<RawItem[]>;
}

/**
 * As `readMessages`, but parses the records of a message as it is read where that can be done
 * straight from the text, which takes a fraction of the time.
 */
export function readParsedMessages(
  paths: readonly string[],
  options: Omit<ReadOptions, 'keepSource'> = {},
  texts = new MessageTextReader(),
): AsyncGenerator<InputItem[]> {
  return readItems(paths, options, texts);
}

async function* readItems(
  paths: readonly string[],
  { progress, stdin, keepSource = false }: ReadOptions,
  texts?: MessageTextReader,
): AsyncGenerator<InputItem[]> {
  const files = listInputFiles(paths);
  progress?.total(files.bytes);
  const common = { keepSource, ...(stdin && { stdin }), ...(texts && { texts }) };
  const advance = progress && ((bytes: number) => progress.advance(bytes));
  const buffers = new WindowBuffers(files.count === 1 ? WINDOW_BYTES : SMALL_WINDOW_BYTES);
  const readOptions = { ...common, buffers, ...(advance && { onRead: advance }) };
  const starts = files.count > MAX_OPEN_FILES ? await startsOf(files, common) : null;
  yield* mergeByTime(pendingFiles(files, starts, readOptions));
}

/** The files in the order of their starts, each made as it is asked for: there may be millions. */
function* pendingFiles(
  files: InputFiles,
  starts: Float64Array | null,
  options: FileReadOptions,
): Generator<PendingFile> {
  const startOf = (index: number): number => starts?.[index] ?? -Infinity;
  const order = Uint32Array.from({ length: files.count }, (_, index) => index);
  // The difference of two unknown starts is NaN.
  if (starts !== null) order.sort((a, b) => startOf(a) - startOf(b) || a - b);
  for (const index of order) {
    const file = files.at(index);
    yield { from: startOf(index), open: () => FileReader.open(file, options) };
  }
}

async function startsOf(
  files: InputFiles,
  common: Omit<FileReadOptions, 'buffers'>,
): Promise<Float64Array> {
  const options = { ...common, buffers: new WindowBuffers(PEEK_WINDOW_BYTES) };
  const starts = new Float64Array(files.count);
  for (let index = 0; index < files.count; index += 1) {
    starts[index] = await startOf(files.at(index), options);
  }
  return starts;
}

/** Time before which a file has no message: its hour by its path, else its first message. */
async function startOf(file: InputFile, options: FileReadOptions): Promise<number> {
  const hour = hourOfPath(file.path);
  if (!Number.isNaN(hour)) return hour;
  if (file.name === STANDARD_INPUT || file.size === 0) return -Infinity;
  const reader = await FileReader.open(file, options);
  try {
    const item = await reader.next();
    const time = item === null ? NaN : new MessageTime().of(item);
    return Number.isNaN(time) ? -Infinity : time;
  } finally {
    await reader.close();
  }
}
