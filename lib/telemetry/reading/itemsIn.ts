import { ByteWindow } from './byteWindow';
import type { RecordsOf } from './foundRecords';
import type { InputItem } from './item';
import { ItemReader } from './itemReader';

/** The items of bytes that are all there. */
export function* itemsIn(bytes: Buffer, recordsOf: RecordsOf): Generator<InputItem> {
  const reader = new ItemReader(new ByteWindow(bytes), { path: '', recordsOf });
  for (let item = reader.next(); item !== null; item = reader.next()) yield item;
}
