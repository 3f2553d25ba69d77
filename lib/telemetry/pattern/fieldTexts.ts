import type { Field } from '../categories/fields';
import { textOf } from '../fields';
import { resourceOf } from '../resource';
import { KnownTexts } from './knownTexts';

/** The texts that come again, apart for each field that they mean something to. */
export class FieldTexts {
  /** Of no field. */
  readonly plain = new KnownTexts((value) => value);
  readonly resources = new KnownTexts((value) => resourceOf(textOf(value)));
  private readonly byField = new Map<Field, KnownTexts<unknown>>();

  of(field: Field): KnownTexts<unknown> {
    const known = this.byField.get(field);
    if (known !== undefined) return known;
    const texts = new KnownTexts((value) => field.understand(value));
    this.byField.set(field, texts);
    return texts;
  }
}
