import { expect, test } from '@jest/globals';
import { SourceWindow } from '../../../cli/input/sourceWindow';
import { WindowBuffers } from '../../../cli/input/windowBuffers';
import { cutSource } from '../../telemetry/reading/itemsOf';

const SIZE = 1024;

async function readFully(buffers: WindowBuffers, bytes: number): Promise<Buffer> {
  const window = new SourceWindow(cutSource(Buffer.alloc(bytes, 0x20), [SIZE]), buffers);
  const first = window.bytes;
  while (!window.last) await window.fill();
  expect(window.end).toBe(bytes);
  await window.close();
  await window.close();
  return first;
}

test('files that are read one after the other share a buffer', async () => {
  const buffers = new WindowBuffers(SIZE);
  const first = await readFully(buffers, SIZE / 4);
  for (let file = 0; file < 10; file += 1) {
    expect(await readFully(buffers, SIZE / 4)).toBe(first);
  }
});

test('files that are open at once share none, also after one was closed twice', async () => {
  const buffers = new WindowBuffers(SIZE);
  await readFully(buffers, SIZE / 4);
  expect(buffers.take()).not.toBe(buffers.take());
});

test('a buffer that has grown is not kept', async () => {
  const buffers = new WindowBuffers(SIZE);
  await readFully(buffers, SIZE * 8);
  expect(buffers.take()).toHaveLength(SIZE);
});
