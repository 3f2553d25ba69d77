import type { Readable } from 'node:stream';
import type { MessageTextReader } from '../../lib/telemetry/pattern/messageText';
import { openFile, streamSource } from './byteSource';
import type { ByteSource } from './byteWindow';
import { ByteWindow } from './byteWindow';
import { decode } from './decode';
import type { DecodedSource } from './decode';
import { STANDARD_INPUT } from './inputFiles';
import type { InputFile } from './inputFiles';
import type { InputItem, Unreadable } from './item';
import { ItemReader } from './itemReader';
import { describe } from './unreadableDetail';
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
    private readonly window: ByteWindow,
    private readonly items: ItemReader,
  ) {}

  /** Throws `InputError`. */
  static async open(file: InputFile, options: FileReadOptions): Promise<FileReader> {
    const isStream = file.name === STANDARD_INPUT;
    const open = () => openFile(file.name, file.path);
    const raw = isStream ? streamSource(file.name, options.stdin ?? process.stdin) : await open();
    const source = await decode(
      options.onRead ? counted(raw, options.onRead) : raw,
      isStream ? null : open,
    );
    const window = new ByteWindow(source, options.buffers);
    return new FileReader(
      file.name,
      source,
      window,
      new ItemReader(file.name, window, options.keepSource, options.texts),
    );
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
      detail: `${describe('brokenGzip', undefined, 0)} ${failure}.`,
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
