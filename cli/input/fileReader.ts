import type { Readable } from 'node:stream';
import type { MessageTextReader } from '../../lib/telemetry/pattern/messageText';
import { recordsOfValue } from '../../lib/telemetry/payload';
import type { InputItem, Unreadable } from '../../lib/telemetry/reading/item';
import { ItemReader } from '../../lib/telemetry/reading/itemReader';
import { openFile, streamSource } from './byteSource';
import { decode } from './decode';
import type { DecodedSource } from './decode';
import { STANDARD_INPUT } from './inputFiles';
import type { InputFile } from './inputFiles';
import { SourceWindow } from './sourceWindow';
import type { ByteSource } from './sourceWindow';
import type { WindowBuffers } from './windowBuffers';

/** How a file is read. */
export interface FileReadOptions {
  /** Each file that is open has one of these. */
  readonly buffers: WindowBuffers;
  /** Whether messages bring their bytes along. */
  readonly keepSource: boolean;
  /** Parses messages as they are read. */
  readonly texts?: MessageTextReader;
  /** Told of bytes on disk as they are read. */
  readonly onRead?: (bytes: number) => void;
  /** Standard input, where not the process's own. */
  readonly stdin?: Readable;
}

/** Reads the items of one file. */
export class FileReader {
  private failureTold = false;

  private constructor(
    private readonly name: string,
    private readonly source: DecodedSource,
    private readonly window: SourceWindow,
    private readonly items: ItemReader,
  ) {}

  /** Throws `InputError`. */
  static async open(file: InputFile, options: FileReadOptions): Promise<FileReader> {
    const isStream = file.name === STANDARD_INPUT;
    const open = () => openFile(file.name, file.path);
    const raw = isStream
      ? streamSource('standard input', options.stdin ?? process.stdin)
      : await open();
    const source = await decode(
      options.onRead ? counted(raw, options.onRead) : raw,
      isStream ? null : open,
    );
    const window = new SourceWindow(source, options.buffers);
    const { keepSource, texts } = options;
    const items = new ItemReader(window, {
      path: file.name,
      recordsOf: recordsOfValue,
      keepSource,
      ...(texts && { texts }),
    });
    return new FileReader(file.name, source, window, items);
  }

  /** The next item if its bytes were read already; null otherwise. */
  ready(): InputItem | null {
    const item = this.items.next();
    return item?.kind === 'unreadable' && this.items.isAtEnd() ? this.explain(item) : item;
  }

  /** The next item; null at the end. */
  async next(): Promise<InputItem | null> {
    for (;;) {
      const item = this.ready();
      if (item !== null) return item;
      if (this.window.last) return this.failure();
      await this.window.fill();
    }
  }

  close(): Promise<void> {
    return this.window.close();
  }

  /** The value in which a damaged file ends and the damage are one dead letter. */
  private explain(item: Unreadable): Unreadable {
    const failure = this.failure();
    if (failure === null) return item;
    return { ...item, reason: failure.reason, detail: failure.detail };
  }

  private failure(): Unreadable | null {
    const failure = this.source.failure();
    if (failure === null || this.failureTold) return null;
    this.failureTold = true;
    return {
      kind: 'unreadable',
      path: this.name,
      offset: this.window.offsetOf(this.window.end),
      bytes: 0,
      reason: 'brokenGzip',
      detail: `The compressed input is damaged: ${failure}.`,
      raw: Buffer.alloc(0),
    };
  }
}

function counted(source: ByteSource, onRead: (bytes: number) => void): ByteSource {
  return {
    async read(target, from) {
      const count = await source.read(target, from);
      onRead(count);
      return count;
    },
    close: () => source.close(),
  };
}
